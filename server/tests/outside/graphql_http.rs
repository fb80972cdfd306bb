//! GraphQL over HTTP and what holds for every answer: refusals, limits, headers, caught panics.

use crate::house::{House, problem};

const JSON: &str = "application/json";

async fn post(house: &House, kind: &str, body: impl Into<reqwest::Body>) -> reqwest::Response {
    let request = house.http.post(house.url("/graphql")).header("authorization", house.bearer());
    request.header("content-type", kind).body(body).send().await.unwrap()
}

#[tokio::test]
async fn only_json_is_read() {
    let house = House::start().await;
    let body = r#"{"query":"{me}"}"#;
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx", ""]
    {
        let refused = problem(post(&house, kind, body).await).await;
        assert_eq!(refused, (415, "CONTENT_TYPE_REFUSED".into()), "{kind}");
    }
    assert_eq!(post(&house, "application/json; charset=utf-8", body).await.status(), 200);
    let get = house.http.get(house.url("/graphql?query={me}")).send().await.unwrap();
    assert_eq!(problem(get).await, (405, "METHOD_REFUSED".into()));
}

#[tokio::test]
async fn what_is_not_graphql_is_refused_clearly() {
    let house = House::start().await;
    for body in ["", "{", "[]", "7", "{\"query\":7}", "\u{0}", "[{\"query\":\"{me}\"}]"] {
        let refused = problem(post(&house, JSON, body).await).await;
        assert_eq!(refused, (400, "BODY_UNREADABLE".into()), "{body}");
    }
    let answer = post(&house, JSON, r#"{"query":"{{{"}"#).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("errors"));
}

#[tokio::test]
async fn a_body_above_a_megabyte_is_refused_announced_or_not() {
    let house = House::start().await;
    let large = format!("{{\"query\":\"{}\"}}", "a".repeat(1 << 20));
    let announced = problem(post(&house, JSON, large.clone()).await).await;
    assert_eq!(announced, (413, "BODY_TOO_LARGE".into()));
    let pieces: Vec<Result<String, std::io::Error>> =
        large.as_bytes().chunks(9999).map(|c| Ok(String::from_utf8(c.to_vec()).unwrap())).collect();
    let chunked = reqwest::Body::wrap_stream(futures::stream::iter(pieces));
    assert_eq!(problem(post(&house, JSON, chunked).await).await, (413, "BODY_TOO_LARGE".into()));
}

#[tokio::test]
async fn a_panic_is_answered_opaquely_and_the_server_lives_on() {
    let house = House::start().await;
    let answer = post(&house, JSON, r#"{"query":"{boom}"}"#).await;
    assert_eq!(answer.status(), 500);
    let text = answer.text().await.unwrap();
    assert!(text.contains("INTERNAL") && !text.contains("secret words"));
    assert_eq!(post(&house, JSON, r#"{"query":"{me}"}"#).await.status(), 200);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers_and_a_request_id() {
    let house = House::start().await;
    for path in ["/healthz", "/graphql", "/nowhere", "/auth/session"] {
        let answer = house.http.get(house.url(path)).send().await.unwrap();
        let headers = answer.headers();
        assert!(headers["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["x-frame-options"], "DENY");
        assert_eq!(headers["referrer-policy"], "same-origin");
        assert_eq!(headers["cache-control"], "no-store");
        assert!(headers.contains_key("x-request-id"), "{path}");
        assert!(!headers.contains_key("access-control-allow-origin"));
    }
}

#[tokio::test]
async fn an_unknown_address_is_a_german_problem() {
    let house = House::start().await;
    let answer = house.http.get(house.url("/nowhere")).send().await.unwrap();
    assert_eq!(problem(answer).await, (404, "NOT_FOUND".into()));
}

#[tokio::test]
async fn readiness_tells_what_is_wrong_but_not_why() {
    let house = House::start().await;
    let get = |path: &str| house.http.get(house.url(path)).send();
    assert_eq!(get("/readyz").await.unwrap().status(), 200);
    house.memory.down.store(true, std::sync::atomic::Ordering::SeqCst);
    let answer = get("/readyz").await.unwrap();
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.text().await.unwrap(), r#"{"database":"failed"}"#);
    assert_eq!(get("/healthz").await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_stop_lets_the_port_go() {
    let house = House::start().await;
    house.stopping.cancel();
    for _ in 0..50 {
        if reqwest::get(house.url("/healthz")).await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("still answering");
}
