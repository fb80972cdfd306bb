//! A little identity provider: discovery, keys that can change, a count of fetches, and signing.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use chrono::Utc;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

pub const AUDIENCE: &str = "verbund";
/// As which browsers' persons sign in.
pub const CLIENT_ID: &str = "verbund-page";

/// A key pair with its name.
pub struct Key {
    pub kid: Option<String>,
    pub algorithm: Algorithm,
    pub signing: EncodingKey,
}

impl Key {
    pub fn new(kid: Option<&str>, algorithm: Algorithm) -> Self {
        let rng = SystemRandom::new();
        let signing = match algorithm {
            Algorithm::EdDSA => EncodingKey::from_ed_der(Ed25519KeyPair::generate_pkcs8v1(&rng).unwrap().as_ref()),
            Algorithm::ES256 => EncodingKey::from_ec_der(
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &rng).unwrap().as_ref(),
            ),
            _ => {
                let pair = aws_lc_rs::rsa::KeyPair::generate(KeySize::Rsa2048).unwrap();
                let der: aws_lc_rs::encoding::Pkcs8V1Der = pair.as_der().unwrap();
                let body = base64::engine::general_purpose::STANDARD.encode(der.as_ref());
                let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
                EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()
            }
        };
        Self { kid: kid.map(str::to_owned), algorithm, signing }
    }

    pub fn public(&self) -> Value {
        let mut jwk = Jwk::from_encoding_key(&self.signing, self.algorithm).unwrap();
        jwk.common.key_id = self.kid.clone();
        serde_json::to_value(jwk).unwrap()
    }

    pub fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(self.algorithm);
        header.kid = self.kid.clone();
        encode(&header, claims, &self.signing).unwrap()
    }
}

pub struct Provider {
    pub issuer: String,
    pub fetches: Arc<AtomicUsize>,
    document: Arc<Mutex<Value>>,
    id_token: Arc<Mutex<Option<String>>>,
    told: Arc<Mutex<String>>,
}

impl Provider {
    pub async fn start(keys: &[&Key]) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let fetches = Arc::new(AtomicUsize::new(0));
        let document = Arc::new(Mutex::new(Value::Null));
        let discovery = json!({
            "issuer": issuer, "jwks_uri": format!("{issuer}/keys"),
            "authorization_endpoint": format!("{issuer}/authorize"), "token_endpoint": format!("{issuer}/token"),
        });
        let (id_token, told) = (Arc::new(Mutex::new(None)), Arc::new(Mutex::new(String::new())));
        let (count, shown) = (fetches.clone(), document.clone());
        let (answer, heard) = (id_token.clone(), told.clone());
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(move || async move { Json(discovery) }))
            .route(
                "/keys",
                get(move || async move {
                    count.fetch_add(1, Ordering::SeqCst);
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                    Json(shown.lock().unwrap().clone())
                }),
            )
            .route(
                "/token",
                post(move |body: String| async move {
                    *heard.lock().unwrap() = body;
                    Json(json!({"access_token": "a", "token_type": "Bearer", "id_token": *answer.lock().unwrap()}))
                }),
            );
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let provider = Self { issuer, fetches, document, id_token, told };
        provider.show(keys);
        provider
    }

    /// From now on these are the provider's keys.
    pub fn show(&self, keys: &[&Key]) {
        let keys: Vec<Value> = keys.iter().map(|key| key.public()).collect();
        *self.document.lock().unwrap() = json!({"keys": keys});
    }

    /// From now on its token endpoint answers with this id token.
    pub fn answer_with(&self, id_token: Option<String>) {
        *self.id_token.lock().unwrap() = id_token;
    }

    /// The form its token endpoint was last sent.
    pub fn told(&self) -> String {
        self.told.lock().unwrap().clone()
    }

    pub fn fetched(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }

    /// Claims that are accepted.
    pub fn claims(&self) -> Value {
        let now = Utc::now().timestamp();
        json!({"iss": self.issuer, "aud": [AUDIENCE, "account"], "sub": "clerk",
               "nbf": now, "exp": now + 300})
    }
}
