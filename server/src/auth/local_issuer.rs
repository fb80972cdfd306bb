//! An OIDC issuer inside the process, for the embedded way of running: demo persons, no password.
//!
//! What must stay true: it exists on loopback only. It refuses to start on any other address, and
//! answers no request that came under another host name (a web page elsewhere could otherwise
//! reach it by rebinding its DNS name to 127.0.0.1).

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::cookies;
use super::jwks::{KeyDocument, KeySet};

/// Lifetime of a local access token.
const TOKEN_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// Why the local issuer does not start or cannot sign.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the local login runs on loopback only, not on {0}")]
    NotLoopback(SocketAddr),
    #[error("the key file {path} cannot be used: {source}")]
    KeyFile { path: String, source: std::io::Error },
    #[error("the key file {path} holds no Ed25519 key")]
    BadKey { path: String },
    #[error("signing failed")]
    Signing,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotLoopback(_) => "LOCAL_LOGIN_NOT_LOOPBACK",
            Self::KeyFile { .. } => "LOCAL_LOGIN_KEY_FILE",
            Self::BadKey { .. } => "LOCAL_LOGIN_KEY_UNUSABLE",
            Self::Signing => "LOCAL_LOGIN_SIGNING_FAILED",
        }
    }
}

/// Signs tokens for demo persons with a key kept in the data folder.
pub struct LocalIssuer {
    issuer: String,
    audience: String,
    kid: String,
    signing: EncodingKey,
    document: Value,
    keys: Arc<KeySet>,
}

impl LocalIssuer {
    /// `bind` is the address the server listens on; the key is made on the first start, readable
    /// by its owner only.
    pub fn start(data_dir: &Path, bind: SocketAddr, audience: &str) -> Result<Self, Error> {
        if !bind.ip().is_loopback() {
            return Err(Error::NotLoopback(bind));
        }
        let path = data_dir.join("local-issuer.pk8");
        let pkcs8 = load_or_make(&path)?;
        let pair =
            Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(|_| Error::BadKey { path: path.display().to_string() })?;
        let public = pair.public_key().as_ref();
        let kid = hex::encode(&cookies::hash(&hex::encode(public))[..8]);
        let document = json!({"keys": [{
            "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA",
            "kid": kid, "x": URL_SAFE_NO_PAD.encode(public),
        }]});
        let parsed: KeyDocument = serde_json::from_value(document.clone()).map_err(|_| Error::Signing)?;
        Ok(Self {
            issuer: format!("http://{bind}/local"),
            audience: audience.to_owned(),
            kid,
            signing: EncodingKey::from_ed_der(&pkcs8),
            document,
            keys: Arc::new(KeySet::from_document(parsed)),
        })
    }

    /// The `iss` of its tokens.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The `aud` of its tokens.
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// For the verifier of the same process: no detour over the network.
    pub fn keys(&self) -> Arc<KeySet> {
        self.keys.clone()
    }

    /// The public key set (RFC 7517).
    pub fn key_document(&self) -> &Value {
        &self.document
    }

    /// The discovery document (OpenID Connect Discovery 1.0).
    pub fn discovery(&self) -> Value {
        let issuer = &self.issuer;
        json!({
            "issuer": issuer,
            "jwks_uri": format!("{issuer}/jwks"),
            "token_endpoint": format!("{issuer}/token"),
            "authorization_endpoint": format!("{issuer}/login"),
            "response_types_supported": ["token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
        })
    }

    /// An access token for a subject, and its lifetime in seconds.
    pub fn token(&self, subject: &str, now: DateTime<Utc>) -> Result<(String, i64), Error> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.kid.clone());
        header.typ = Some("at+jwt".to_owned());
        let claims = json!({
            "iss": self.issuer, "aud": self.audience, "sub": subject,
            "iat": now.timestamp(), "nbf": now.timestamp(),
            "exp": (now + TOKEN_LIFETIME).timestamp(),
        });
        let token = encode(&header, &claims, &self.signing).map_err(|_| Error::Signing)?;
        Ok((token, TOKEN_LIFETIME.num_seconds()))
    }
}

fn load_or_make(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::KeyFile { path: path.display().to_string(), source };
    match std::fs::read(path) {
        Ok(bytes) => return Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let rng = aws_lc_rs::rand::SystemRandom::new();
    let pkcs8 = Ed25519KeyPair::generate_pkcs8v1(&rng).map_err(|_| Error::Signing)?;
    crate::keys::write_private(path, |file| file.write_all(pkcs8.as_ref())).map_err(failed)?;
    Ok(pkcs8.as_ref().to_vec())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn it_refuses_every_address_that_others_can_reach() {
        let folder = tempfile::tempdir().unwrap();
        for address in ["0.0.0.0:1", "192.168.1.10:1", "[::]:1", "[2001:db8::1]:1"] {
            let refused = LocalIssuer::start(folder.path(), address.parse().unwrap(), "verbund");
            assert_eq!(refused.err().expect(address).code(), "LOCAL_LOGIN_NOT_LOOPBACK");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_key_survives_a_restart_and_only_its_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let start = || LocalIssuer::start(folder.path(), "127.0.0.1:1".parse().unwrap(), "verbund").unwrap();
        assert_eq!(start().key_document(), start().key_document());
        let meta = std::fs::metadata(folder.path().join("local-issuer.pk8")).unwrap();
        assert_eq!(meta.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_key_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("local-issuer.pk8"), b"rubbish").unwrap();
        let refused = LocalIssuer::start(folder.path(), "127.0.0.1:1".parse().unwrap(), "verbund");
        assert_eq!(refused.err().expect("refused").code(), "LOCAL_LOGIN_KEY_UNUSABLE");
    }
}
