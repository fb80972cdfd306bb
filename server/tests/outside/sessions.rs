//! Browser sessions: begun with a token, guarded by CSRF tokens, ended by logout and by time.

use chrono::TimeDelta;
use serde_json::json;

use crate::house::{House, cookie_pairs, problem};

const ME: &str = r#"{"query":"{me}"}"#;

async fn ask(house: &House, headers: &[(&str, &str)]) -> reqwest::Response {
    let mut request = house.http.post(house.url("/graphql")).header("content-type", "application/json").body(ME);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_token_becomes_a_session_that_works_with_its_csrf_token_only() {
    let house = House::start().await;
    let (cookie, csrf) = house.session().await;
    let answer = ask(&house, &[("cookie", &cookie), ("x-csrf-token", &csrf)]).await;
    assert_eq!(answer.json::<serde_json::Value>().await.unwrap(), json!({"data": {"me": "7"}}));

    let without = ask(&house, &[("cookie", &cookie)]).await;
    assert_eq!(problem(without).await, (403, "CSRF_TOKEN_WRONG".into()));
    let (_, other) = house.session().await;
    for wrong in ["", "x", &other, &csrf[1..]] {
        let answer = ask(&house, &[("cookie", &cookie), ("x-csrf-token", wrong)]).await;
        assert_eq!(problem(answer).await, (403, "CSRF_TOKEN_WRONG".into()));
    }
}

#[tokio::test]
async fn machines_with_a_token_need_no_csrf_token_and_no_cookie() {
    let house = House::start().await;
    let answer = ask(&house, &[("authorization", &house.bearer())]).await;
    assert_eq!(answer.status(), 200);
    let nobody = ask(&house, &[]).await;
    assert!(nobody.headers().contains_key("www-authenticate"));
    assert_eq!(problem(nobody).await, (401, "NOT_SIGNED_IN".into()));
}

#[tokio::test]
async fn a_wrong_token_is_not_saved_by_a_good_cookie() {
    let house = House::start().await;
    let (cookie, csrf) = house.session().await;
    let headers = [("cookie", cookie.as_str()), ("x-csrf-token", &csrf), ("authorization", "Bearer a.b.c")];
    assert_eq!(problem(ask(&house, &headers).await).await, (401, "TOKEN_MALFORMED".into()));
}

#[tokio::test]
async fn a_subject_without_a_person_is_refused() {
    let house = House::start().await;
    let mut claims = house.provider.claims();
    claims["sub"] = json!("stranger");
    let bearer = format!("Bearer {}", house.key.sign(&claims));
    let answer = ask(&house, &[("authorization", &bearer)]).await;
    assert_eq!(problem(answer).await, (403, "PERSON_UNKNOWN".into()));
}

#[tokio::test]
async fn a_session_cannot_prolong_itself() {
    let house = House::start().await;
    let (cookie, csrf) = house.session().await;
    let again = house
        .http
        .post(house.url("/auth/session"))
        .header("cookie", cookie)
        .header("x-csrf-token", csrf)
        .send()
        .await
        .unwrap();
    assert_eq!(problem(again).await, (401, "NOT_SIGNED_IN".into()));
}

#[tokio::test]
async fn after_logout_the_cookie_is_worth_nothing() {
    let house = House::start().await;
    let (cookie, csrf) = house.session().await;
    let logout = |csrf: &str| {
        let request = house.http.post(house.url("/auth/logout")).header("cookie", &cookie);
        request.header("x-csrf-token", csrf.to_owned()).send()
    };
    assert_eq!(problem(logout("x").await.unwrap()).await.0, 403);
    let answer = logout(&csrf).await.unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(cookie_pairs(&answer), ["verbund_session=", "verbund_csrf="]);
    let after = ask(&house, &[("cookie", &cookie), ("x-csrf-token", &csrf)]).await;
    assert_eq!(problem(after).await, (401, "SESSION_OVER".into()));
    assert_eq!(logout(&csrf).await.unwrap().status(), 204);
}

#[tokio::test]
async fn a_session_ends_with_its_time() {
    let house = House::with(TimeDelta::milliseconds(300), false).await;
    let (cookie, csrf) = house.session().await;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    let answer = ask(&house, &[("cookie", &cookie), ("x-csrf-token", &csrf)]).await;
    assert_eq!(problem(answer).await, (401, "SESSION_OVER".into()));
}

#[tokio::test]
async fn the_cookies_are_out_of_reach_and_only_hashes_are_kept() {
    let house = House::with(TimeDelta::hours(1), true).await;
    let answer =
        house.http.post(house.url("/auth/session")).header("authorization", house.bearer()).send().await.unwrap();
    let lines: Vec<_> =
        answer.headers().get_all("set-cookie").iter().map(|line| line.to_str().unwrap().to_owned()).collect();
    assert!(lines[0].starts_with("__Host-verbund_session=") && lines[0].contains("HttpOnly"));
    assert!(lines[1].starts_with("__Host-verbund_csrf=") && !lines[1].contains("HttpOnly"));
    for line in &lines {
        assert!(line.contains("; Secure") && line.contains("SameSite=Lax"), "{line}");
        assert!(line.contains("Path=/") && line.contains("Max-Age=3600"), "{line}");
    }
    assert!(answer.headers().contains_key("strict-transport-security"));
    let kept = house.memory.sessions.lock().unwrap();
    let (hash, session) = kept.iter().next().unwrap();
    for line in &lines {
        let value = line.split(['=', ';']).nth(1).unwrap();
        assert!(value.len() >= 43);
        assert!(!hex::encode(hash).contains(value) && !format!("{session:?}").contains(value));
    }
}

#[tokio::test]
async fn the_page_can_ask_who_is_signed_in() {
    let house = House::start().await;
    let (cookie, _) = house.session().await;
    let show = || house.http.get(house.url("/auth/session"));
    let answer = show().header("cookie", cookie).send().await.unwrap();
    let body: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(body["personId"], "7");
    assert_eq!(problem(show().send().await.unwrap()).await.0, 401);
}
