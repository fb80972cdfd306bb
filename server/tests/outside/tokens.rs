//! Which access tokens are accepted, and what happens when the provider's keys change.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Utc;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use server::auth::Verifier;
use server::auth::jwks::{KeySource, Place};
use server::auth::verifier::Error;

use crate::provider::{AUDIENCE, Key, Provider};

fn verifier(provider: &Provider, pause: Duration) -> Verifier {
    server::install_crypto();
    let place = Place::Discover { issuer: provider.issuer.clone() };
    let keys = KeySource::new(place).unwrap().with_forced_pause(pause);
    Verifier::new(keys, &provider.issuer, AUDIENCE)
}

async fn one_key() -> (Key, Provider, Verifier) {
    let key = Key::new(Some("k1"), Algorithm::EdDSA);
    let provider = Provider::start(&[&key]).await;
    let verifier = verifier(&provider, Duration::ZERO);
    (key, provider, verifier)
}

fn code(outcome: Result<server::auth::verifier::Token, Error>) -> &'static str {
    outcome.map_or_else(|error| error.code(), |_| "ACCEPTED")
}

fn with(mut claims: Value, name: &str, value: Value) -> Value {
    claims[name] = value;
    claims
}

#[tokio::test]
async fn tokens_of_all_three_algorithms_are_accepted() {
    let keys = [Algorithm::RS256, Algorithm::ES256, Algorithm::EdDSA]
        .map(|algorithm| Key::new(Some(&format!("{algorithm:?}")), algorithm));
    let provider = Provider::start(&keys.each_ref()).await;
    let verifier = verifier(&provider, Duration::ZERO);
    for key in &keys {
        let token = verifier.verify(&key.sign(&provider.claims())).await.unwrap();
        assert_eq!(token.subject, "clerk");
    }
}

#[tokio::test]
async fn claims_that_do_not_fit_are_refused_by_name() {
    let (key, provider, verifier) = one_key().await;
    let now = Utc::now().timestamp();
    let good = provider.claims();
    let cases = [
        (good.clone(), "ACCEPTED"),
        (with(good.clone(), "exp", json!(now - 31)), "TOKEN_EXPIRED"),
        (with(good.clone(), "exp", json!(now - 20)), "ACCEPTED"),
        (with(good.clone(), "nbf", json!(now + 40)), "TOKEN_NOT_YET_VALID"),
        (with(good.clone(), "nbf", json!(now + 20)), "ACCEPTED"),
        (with(good.clone(), "iss", json!("https://idp.example.org")), "TOKEN_ISSUER_WRONG"),
        (with(good.clone(), "aud", json!("somebody-else")), "TOKEN_AUDIENCE_WRONG"),
        (with(good.clone(), "aud", json!(AUDIENCE)), "ACCEPTED"),
        (with(good.clone(), "sub", json!("")), "TOKEN_CLAIMS_UNUSABLE"),
        (with(good.clone(), "sub", json!(7)), "TOKEN_CLAIMS_UNUSABLE"),
        (with(good.clone(), "exp", json!("tomorrow")), "TOKEN_CLAIMS_UNUSABLE"),
    ];
    for (claims, expected) in cases {
        assert_eq!(code(verifier.verify(&key.sign(&claims)).await), expected, "{claims}");
    }
    for missing in ["exp", "iss", "aud", "sub"] {
        let mut claims = good.clone();
        claims.as_object_mut().unwrap().remove(missing);
        let outcome = verifier.verify(&key.sign(&claims)).await;
        assert_eq!(code(outcome), "TOKEN_CLAIMS_UNUSABLE", "without {missing}");
    }
}

#[tokio::test]
async fn a_token_without_signature_is_refused() {
    let (_, provider, verifier) = one_key().await;
    let claims = URL_SAFE_NO_PAD.encode(provider.claims().to_string());
    for alg in ["none", "None", "NONE", "nOnE"] {
        let header = URL_SAFE_NO_PAD.encode(json!({"alg": alg, "kid": "k1"}).to_string());
        for signature in ["", "AAAA"] {
            let outcome = verifier.verify(&format!("{header}.{claims}.{signature}")).await;
            assert_eq!(code(outcome), "TOKEN_ALGORITHM_REFUSED", "{alg}");
        }
    }
}

#[tokio::test]
async fn an_hmac_keyed_with_the_public_key_is_refused() {
    let (key, provider, verifier) = one_key().await;
    let public = key.public();
    let x = public["x"].as_str().unwrap();
    let secrets = [x.as_bytes().to_vec(), URL_SAFE_NO_PAD.decode(x).unwrap(), public.to_string().into_bytes()];
    for secret in secrets {
        for algorithm in [Algorithm::HS256, Algorithm::HS512] {
            let mut header = Header::new(algorithm);
            header.kid = Some("k1".into());
            let forged = encode(&header, &provider.claims(), &EncodingKey::from_secret(&secret)).unwrap();
            assert_eq!(code(verifier.verify(&forged).await), "TOKEN_ALGORITHM_REFUSED");
        }
    }
}

#[tokio::test]
async fn an_algorithm_that_is_not_the_keys_own_is_refused() {
    let (_, provider, verifier) = one_key().await;
    let other = Key::new(Some("k1"), Algorithm::ES256);
    let outcome = verifier.verify(&other.sign(&provider.claims())).await;
    assert_eq!(code(outcome), "TOKEN_KEY_UNKNOWN");
}

#[tokio::test]
async fn forged_and_garbled_tokens_are_refused() {
    let (key, provider, verifier) = one_key().await;
    let foreign = Key::new(Some("k1"), Algorithm::EdDSA);
    let forged = foreign.sign(&provider.claims());
    assert_eq!(code(verifier.verify(&forged).await), "TOKEN_SIGNATURE_WRONG");

    let good = key.sign(&provider.claims());
    let parts: Vec<&str> = good.split('.').collect();
    let claims = with(provider.claims(), "sub", json!("mayor")).to_string();
    let swapped = format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(claims), parts[2]);
    assert_eq!(code(verifier.verify(&swapped).await), "TOKEN_SIGNATURE_WRONG");

    let long = "a".repeat(1 << 20);
    for garbled in ["", "a", "..", "a.b.c", "é.é.é", "....", &long, &good[1..]] {
        assert_eq!(code(verifier.verify(garbled).await), "TOKEN_MALFORMED");
    }
}

#[tokio::test]
async fn a_critical_extension_nobody_understands_is_refused() {
    let (key, provider, verifier) = one_key().await;
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some("k1".into());
    header.crit = Some(vec!["b64".into()]);
    let token = encode(&header, &provider.claims(), &key.signing).unwrap();
    assert_eq!(code(verifier.verify(&token).await), "TOKEN_MALFORMED");
}

#[tokio::test]
async fn keys_rotate_without_a_restart() {
    let (old, provider, verifier) = one_key().await;
    let new = Key::new(Some("k2"), Algorithm::ES256);
    assert_eq!(code(verifier.verify(&old.sign(&provider.claims())).await), "ACCEPTED");
    provider.show(&[&old, &new]);
    assert_eq!(code(verifier.verify(&new.sign(&provider.claims())).await), "ACCEPTED");
    provider.show(&[&new]);
    let unknown = Key::new(Some("k3"), Algorithm::ES256);
    assert_eq!(code(verifier.verify(&unknown.sign(&provider.claims())).await), "TOKEN_KEY_UNKNOWN");
    assert_eq!(code(verifier.verify(&old.sign(&provider.claims())).await), "TOKEN_KEY_UNKNOWN");
}

#[tokio::test]
async fn keys_without_names_work_and_rotate_too() {
    let old = Key::new(None, Algorithm::EdDSA);
    let new = Key::new(None, Algorithm::EdDSA);
    let provider = Provider::start(&[&old]).await;
    let verifier = verifier(&provider, Duration::ZERO);
    assert_eq!(code(verifier.verify(&old.sign(&provider.claims())).await), "ACCEPTED");
    provider.show(&[&new]);
    assert_eq!(code(verifier.verify(&new.sign(&provider.claims())).await), "ACCEPTED");
    assert_eq!(code(verifier.verify(&old.sign(&provider.claims())).await), "TOKEN_SIGNATURE_WRONG");
}

#[tokio::test]
async fn a_flood_of_unknown_keys_costs_one_fetch() {
    let (key, provider, _) = one_key().await;
    let verifier = verifier(&provider, Duration::from_secs(600));
    let forged: Vec<String> =
        (0..20).map(|n| Key::new(Some(&format!("x{n}")), Algorithm::EdDSA).sign(&provider.claims())).collect();
    let outcomes = futures::future::join_all(forged.iter().map(|token| verifier.verify(token))).await;
    assert!(outcomes.into_iter().all(|outcome| code(outcome) == "TOKEN_KEY_UNKNOWN"));
    // the first for want of any keys, the second because one was unknown
    assert_eq!(provider.fetched(), 2);
    assert_eq!(code(verifier.verify(&key.sign(&provider.claims())).await), "ACCEPTED");
    assert_eq!(provider.fetched(), 2);
}

#[tokio::test]
async fn many_first_requests_share_one_fetch() {
    let (key, provider, verifier) = one_key().await;
    let token = key.sign(&provider.claims());
    let outcomes = futures::future::join_all((0..50).map(|_| verifier.verify(&token))).await;
    assert!(outcomes.into_iter().all(|outcome| outcome.is_ok()));
    assert_eq!(provider.fetched(), 1);
}

#[tokio::test]
async fn a_provider_that_is_away_or_speaks_for_another_is_named() {
    server::install_crypto();
    let key = Key::new(Some("k1"), Algorithm::EdDSA);
    let provider = Provider::start(&[&key]).await;
    let nowhere = "http://127.0.0.1:9".to_owned();
    let keys = KeySource::new(Place::Discover { issuer: nowhere.clone() }).unwrap();
    let outcome = Verifier::new(keys, &nowhere, AUDIENCE).verify(&key.sign(&provider.claims())).await;
    assert_eq!(code(outcome), "LOGIN_KEYS_UNREACHABLE");

    let alias = format!("{}/", provider.issuer);
    let keys = KeySource::new(Place::Discover { issuer: alias.clone() }).unwrap();
    let outcome = Verifier::new(keys, &alias, AUDIENCE).verify(&key.sign(&provider.claims())).await;
    assert_eq!(code(outcome), "LOGIN_ISSUER_DIFFERS");
}
