//! A little identity provider: one Ed25519 key, its key set over HTTP, real signed tokens for every clerk.

use anyhow::{Context, Result};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::Ed25519KeyPair;
use axum::routing::get;
use axum::{Json, Router};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

const KEY_ID: &str = "bench";
/// Longer than any measurement.
const LIFETIME_SECONDS: i64 = 6 * 3600;

pub struct Provider {
    pub issuer: String,
    signing: EncodingKey,
}

impl Provider {
    /// Serves its keys on loopback until the process ends.
    pub async fn start() -> Result<Self> {
        let pair = Ed25519KeyPair::generate_pkcs8v1(&SystemRandom::new()).ok().context("no key could be made")?;
        let signing = EncodingKey::from_ed_der(pair.as_ref());
        let mut jwk = Jwk::from_encoding_key(&signing, Algorithm::EdDSA)?;
        jwk.common.key_id = Some(KEY_ID.to_owned());
        let keys = json!({ "keys": [serde_json::to_value(jwk)?] });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let issuer = format!("http://{}", listener.local_addr()?);
        let router = Router::new().route("/keys", get(move || async move { Json(keys) }));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { issuer, signing })
    }

    pub fn jwks_url(&self) -> String {
        format!("{}/keys", self.issuer)
    }

    /// An access token as a real provider would give it.
    pub fn token(&self, subject: &str) -> Result<String> {
        let now = chrono::Utc::now().timestamp();
        let claims: Value = json!({
            "iss": self.issuer, "aud": ["verbund"], "sub": subject, "nbf": now - 5, "exp": now + LIFETIME_SECONDS,
        });
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(KEY_ID.to_owned());
        Ok(encode(&header, &claims, &self.signing)?)
    }
}
