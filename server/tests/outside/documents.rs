//! Documents over REST: up, down, too large, damaged, and never a page of ours.

use crate::house::{House, problem};

async fn put(house: &House, name: &str, body: impl Into<reqwest::Body>) -> reqwest::Response {
    let url = reqwest::Url::parse_with_params(&house.url("/documents/cases/1"), [("name", name)]).unwrap();
    house
        .http
        .post(url)
        .header("authorization", house.bearer())
        .header("content-type", "text/html")
        .body(body)
        .send()
        .await
        .unwrap()
}

async fn get(house: &House, path: &str, etag: Option<&str>) -> reqwest::Response {
    let mut request = house.http.get(house.url(path)).header("authorization", house.bearer());
    if let Some(etag) = etag {
        request = request.header("if-none-match", etag);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_document_comes_back_as_an_attachment_with_its_digest() {
    let house = House::start().await;
    let bytes: Vec<u8> = (0..(2 << 20) + 17).map(|n| (n % 253) as u8).collect();
    let kept: serde_json::Value = put(&house, "Angebot Müller.html", bytes.clone()).await.json().await.unwrap();
    assert_eq!(kept["sizeBytes"], bytes.len());
    let answer = get(&house, "/documents/0", None).await;
    let headers = answer.headers().clone();
    assert_eq!(answer.status(), 200);
    assert_eq!(headers["content-length"], bytes.len().to_string());
    let disposition = headers["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment;"));
    assert!(disposition.contains("Angebot%20M%C3%BCller.html"));
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert!(headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    let etag = headers["etag"].to_str().unwrap();
    assert_eq!(etag.trim_matches('"'), kept["sha256"].as_str().unwrap());
    assert_eq!(answer.bytes().await.unwrap(), bytes);
    assert_eq!(get(&house, "/documents/0/versions/1", Some(etag)).await.status(), 304);
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_leaves_nothing() {
    let house = House::start().await;
    let refused = put(&house, "a.bin", vec![0; (3 << 20) + 1]).await;
    assert_eq!(problem(refused).await, (413, "DOCUMENT_TOO_LARGE".into()));
    let left = std::fs::read_dir(house.folder.path().join("documents")).unwrap().count();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn strangers_paths_and_unknown_numbers_are_refused() {
    let house = House::start().await;
    let stranger = house.http.post(house.url("/documents/cases/1?name=a")).body("x").send().await;
    assert_eq!(problem(stranger.unwrap()).await.0, 401);
    assert_eq!(problem(put(&house, "../a", "x").await).await, (400, "FILE_NAME_REFUSED".into()));
    for path in ["/documents/99", "/documents/x", "/documents/99999999999999999999", "/documents/0/versions/x"] {
        assert_eq!(problem(get(&house, path, None).await).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn a_document_changed_on_the_disk_is_not_handed_out() {
    let house = House::start().await;
    put(&house, "a.txt", "what was agreed").await;
    let stored = house.memory.documents.lock().unwrap()[0].2.clone();
    let file = house.folder.path().join("documents").join(stored.object_key.as_str());
    let mut bytes = std::fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let refused = get(&house, "/documents/0", None).await;
    assert_eq!(problem(refused).await, (500, "DOCUMENT_DAMAGED".into()));
}

#[tokio::test]
async fn a_cookie_upload_needs_the_csrf_token() {
    let house = House::start().await;
    let (cookie, csrf) = house.session().await;
    let upload = |csrf: &str| {
        let request = house.http.post(house.url("/documents/cases/1?name=a.txt"));
        request.header("cookie", &cookie).header("x-csrf-token", csrf.to_owned()).body("x").send()
    };
    assert_eq!(problem(upload("no").await.unwrap()).await, (403, "CSRF_TOKEN_WRONG".into()));
    assert_eq!(upload(&csrf).await.unwrap().status(), 201);
}
