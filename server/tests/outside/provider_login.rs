//! Browsers sign in at a provider: authorization code with PKCE, over real HTTP.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use reqwest::{Response, Url};
use serde_json::json;

use crate::house::{House, cookie_pairs, problem};
use crate::provider::CLIENT_ID;

/// The browser after `/auth/login`: what the provider was told, and the cookie.
struct UnderWay {
    asked: Url,
    cookie: String,
}

async fn begin(house: &House, to: &str) -> UnderWay {
    let url = Url::parse_with_params(&house.url("/auth/login"), [("return", to)]).unwrap();
    let answer = house.http.get(url).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    let asked = Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
    UnderWay { asked, cookie: cookie_pairs(&answer).join("; ") }
}

impl UnderWay {
    fn said(&self, name: &str) -> String {
        self.asked.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
    }

    async fn come_back(&self, house: &House, state: &str, cookie: &str) -> Response {
        let url = Url::parse_with_params(&house.url("/auth/callback"), [("code", "c0de"), ("state", state)]).unwrap();
        house.http.get(url).header("cookie", cookie).send().await.unwrap()
    }
}

fn id_token(house: &House, subject: &str, audience: &str, nonce: &str) -> String {
    let mut claims = house.provider.claims();
    claims["sub"] = json!(subject);
    claims["aud"] = json!(audience);
    claims["nonce"] = json!(nonce);
    house.key.sign(&claims)
}

#[tokio::test]
async fn a_person_comes_back_signed_in_to_the_place_where_the_work_was() {
    let house = House::at_a_provider(TimeDelta::hours(1)).await;
    let way = begin(&house, "/aufgaben?sort=due&page=2").await;
    assert_eq!(way.said("client_id"), CLIENT_ID);
    assert_eq!(way.said("scope"), "openid");
    assert_eq!(way.said("code_challenge_method"), "S256");
    assert_eq!(way.said("redirect_uri"), "http://verbund.example/auth/callback");
    house.provider.answer_with(Some(id_token(&house, "clerk", CLIENT_ID, &way.said("nonce"))));

    let answer = way.come_back(&house, &way.said("state"), &way.cookie).await;
    assert_eq!(answer.status(), 303, "{answer:?}");
    assert_eq!(answer.headers()["location"], "/aufgaben?sort=due&page=2");
    let cookies = cookie_pairs(&answer);
    assert!(cookies.contains(&"verbund_login=".to_owned()), "the login under way is forgotten");
    let me = house.http.get(house.url("/auth/session")).header("cookie", cookies.join("; ")).send().await.unwrap();
    assert_eq!(me.status(), 200);

    let told = house.provider.told();
    let verifier = told.split('&').find_map(|pair| pair.strip_prefix("code_verifier=")).unwrap();
    let hash = digest::digest(&digest::SHA256, verifier.as_bytes());
    assert_eq!(URL_SAFE_NO_PAD.encode(hash.as_ref()), way.said("code_challenge"));
}

#[tokio::test]
async fn an_answer_for_another_browser_or_another_login_signs_nobody_in() {
    let house = House::at_a_provider(TimeDelta::hours(1)).await;
    let (way, other) = (begin(&house, "/").await, begin(&house, "/").await);
    house.provider.answer_with(Some(id_token(&house, "clerk", CLIENT_ID, &way.said("nonce"))));
    let not_under_way = (400, "LOGIN_NOT_UNDER_WAY".to_owned());
    assert_eq!(problem(way.come_back(&house, &way.said("state"), "").await).await, not_under_way);
    assert_eq!(problem(way.come_back(&house, &way.said("state"), "verbund_login=x").await).await, not_under_way);
    assert_eq!(problem(way.come_back(&house, &way.said("state"), &other.cookie).await).await, not_under_way);
    assert_eq!(problem(way.come_back(&house, "", &way.cookie).await).await, not_under_way);
    // the other login's own state, but an id token made for this one
    assert_eq!(problem(other.come_back(&house, &other.said("state"), &other.cookie).await).await, not_under_way);
}

#[tokio::test]
async fn an_id_token_for_somebody_else_or_from_nobody_is_refused() {
    let house = House::at_a_provider(TimeDelta::hours(1)).await;
    let way = begin(&house, "/").await;
    let (state, nonce) = (way.said("state"), way.said("nonce"));
    for (token, code) in [
        (Some(id_token(&house, "clerk", "another-client", &nonce)), "TOKEN_AUDIENCE_WRONG"),
        (Some(id_token(&house, "stranger", CLIENT_ID, &nonce)), "PERSON_UNKNOWN"),
        (Some("a.b.c".to_owned()), "TOKEN_MALFORMED"),
        (None, "LOGIN_PROVIDER_UNUSABLE"),
    ] {
        house.provider.answer_with(token);
        assert_eq!(problem(way.come_back(&house, &state, &way.cookie).await).await.1, code);
    }
}

#[tokio::test]
async fn a_return_path_to_another_host_leads_to_the_start_page() {
    let house = House::at_a_provider(TimeDelta::hours(1)).await;
    let way = begin(&house, "//evil.example/x").await;
    house.provider.answer_with(Some(id_token(&house, "clerk", CLIENT_ID, &way.said("nonce"))));
    let answer = way.come_back(&house, &way.said("state"), &way.cookie).await;
    assert_eq!(answer.headers()["location"], "/");
}
