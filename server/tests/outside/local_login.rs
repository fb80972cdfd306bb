//! The local issuer: a login page for demo persons, and tokens its own verifier accepts.

use server::auth::Verifier;
use server::auth::jwks::{KeySource, Place};

use crate::house::{House, cookie_pairs, problem};
use crate::provider::AUDIENCE;

fn choose(house: &House, path: &str, person: &str) -> reqwest::RequestBuilder {
    house
        .http
        .post(house.url(path))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("person={person}"))
}

#[tokio::test]
async fn its_tokens_verify_through_discovery_over_http() {
    let house = House::start().await;
    let answer = choose(&house, "/local/token", "clerk").send().await.unwrap();
    let body: serde_json::Value = answer.json().await.unwrap();
    let issuer = house.url("/local");
    let keys = KeySource::new(Place::Discover { issuer: issuer.clone() }).unwrap();
    let verifier = Verifier::new(keys, &issuer, AUDIENCE);
    let token = verifier.verify(body["access_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(token.subject, "clerk");
    let nobody = choose(&house, "/local/token", "mayor").send().await.unwrap();
    assert_eq!(problem(nobody).await, (403, "PERSON_UNKNOWN".into()));
}

#[tokio::test]
async fn the_page_lists_persons_in_german_and_escapes_names() {
    let house = House::start().await;
    let answer = house.http.get(house.url("/local/login")).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("style-src 'sha256-") && policy.contains("form-action 'self'"));
    let page = answer.text().await.unwrap();
    assert!(page.contains("Änne &lt;b&gt;Muster") && page.contains("Haushalt – Linz"));
    assert!(page.contains("lang=\"de\"") && !page.contains("<script"));
}

#[tokio::test]
async fn choosing_a_person_begins_a_session() {
    let house = House::start().await;
    let answer = choose(&house, "/local/login", "clerk").send().await.unwrap();
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()["location"], "/");
    let cookie = cookie_pairs(&answer).join("; ");
    let me = house.http.get(house.url("/auth/session")).header("cookie", cookie).send().await;
    assert_eq!(me.unwrap().status(), 200);
}

#[tokio::test]
async fn a_foreign_page_cannot_sign_anybody_in() {
    let house = House::start().await;
    let request = choose(&house, "/local/login", "clerk").header("origin", "https://evil.example");
    assert_eq!(problem(request.send().await.unwrap()).await, (403, "ORIGIN_REFUSED".into()));
}

#[tokio::test]
async fn a_foreign_name_that_points_here_is_refused() {
    let house = House::start().await;
    for path in ["/local/login", "/local/jwks"] {
        let request = house.http.get(house.url(path)).header("host", "evil.example:8080");
        let refused = problem(request.send().await.unwrap()).await;
        assert_eq!(refused, (403, "LOCAL_LOGIN_NOT_LOOPBACK".into()));
    }
}

#[tokio::test]
async fn who_came_from_a_deep_link_goes_back_to_it_and_nowhere_else() {
    let house = House::start().await;
    let to_login = house.http.get(house.url("/auth/login?return=/aufgaben%3Fsort%3Ddue")).send().await.unwrap();
    assert_eq!(to_login.headers()["location"], "/local/login?return=%2Faufgaben%3Fsort%3Ddue");
    let page = house.http.get(house.url("/local/login?return=%2Faufgaben%3Fsort%3Ddue")).send().await.unwrap();
    assert!(page.text().await.unwrap().contains("name=\"return\" value=\"/aufgaben?sort=due\""));
    for (to, there) in [
        ("%2Faufgaben%3Fsort%3Ddue", "/aufgaben?sort=due"),
        ("%2F%2Fevil.example", "/"),
        ("https%3A%2F%2Fevil.example", "/"),
        ("%2F%5Cevil.example", "/"),
    ] {
        let answer = choose(&house, "/local/login", &format!("clerk&return={to}")).send().await.unwrap();
        assert_eq!(answer.headers()["location"], there);
    }
}
