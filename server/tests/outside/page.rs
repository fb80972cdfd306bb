//! The page out of the program: files, deep links, headers. Holds with the built page and with the words that
//! stand in for it.

use reqwest::{Method, Response};

use crate::house::{House, problem};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn go(house: &House, path: &str) -> Response {
    house.http.get(house.url(path)).header("accept", BROWSER).send().await.unwrap()
}

#[tokio::test]
async fn every_place_of_the_page_answers_with_the_page_so_that_reload_and_deep_links_work() {
    let house = House::start().await;
    let start = go(&house, "/").await.text().await.unwrap();
    assert!(start.contains("<html lang=\"de\""), "{start}");
    for place in ["/aufgaben?sort=due", "/vorgang/Q2FzZTox", "/verwaltung/personen/a.b"] {
        let answer = go(&house, place).await;
        assert_eq!(answer.status(), 200, "{place}");
        assert_eq!(answer.text().await.unwrap(), start, "{place}");
    }
}

#[tokio::test]
async fn an_address_of_the_api_never_answers_with_the_page() {
    let house = House::start().await;
    for path in ["/graphql/x", "/auth/x", "/local/x", "/documents/x/y/z", "/assets/nothing.js"] {
        assert_eq!(problem(go(&house, path).await).await.0, 404, "{path}");
    }
    assert_eq!(problem(go(&house, "/graphql").await).await.0, 405);
    let post = house.http.request(Method::POST, house.url("/aufgaben")).header("accept", BROWSER);
    assert_eq!(problem(post.send().await.unwrap()).await.0, 404);
    let post = house.http.request(Method::POST, house.url("/")).header("accept", BROWSER);
    assert_eq!(problem(post.send().await.unwrap()).await.0, 405);
}

#[tokio::test]
async fn the_page_may_run_its_own_files_and_nothing_else() {
    let house = House::start().await;
    let answer = go(&house, "/aufgaben").await;
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'; style-src 'self';"));
    assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert!(answer.headers()["permissions-policy"].to_str().unwrap().contains("camera=()"));
    assert_eq!(answer.headers()["cache-control"], "no-cache");
}

#[tokio::test]
async fn the_page_comes_compressed_and_is_not_sent_twice() {
    let house = House::start().await;
    for encoding in ["br", "gzip"] {
        let request = house.http.get(house.url("/")).header("accept", BROWSER).header("accept-encoding", encoding);
        assert_eq!(request.send().await.unwrap().headers()["content-encoding"], encoding);
    }
    let tag = go(&house, "/").await.headers()["etag"].clone();
    let again = house.http.get(house.url("/aufgaben")).header("accept", BROWSER).header("if-none-match", tag);
    let again = again.send().await.unwrap();
    assert_eq!(again.status(), 304);
    assert!(again.headers().contains_key("content-security-policy"));
}

#[tokio::test]
async fn files_whose_name_holds_their_hash_are_kept_for_ever() {
    let house = House::start().await;
    if !server::http::page::BUILT {
        return eprintln!("skipped: the page is not built into this program");
    }
    let start = go(&house, "/").await.text().await.unwrap();
    let script = start.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".js")).unwrap();
    let answer = house.http.get(house.url(script)).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    assert!(answer.headers()["content-type"].to_str().unwrap().contains("javascript"));
}
