//! The identity provider's public keys: found, fetched, kept for a while, fetched again when a
//! token names a key we do not know. That is how keys rotate without a restart.
//!
//! What must stay true: only RS256, ES256 and EdDSA keys are ever used; a flood of tokens with
//! invented key ids causes at most one fetch per [`FORCED_FETCH_PAUSE`]; a slow provider costs a
//! request at most [`FETCH_LIMIT`].

use std::sync::Arc;
use std::time::{Duration, Instant};

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use moka::future::Cache;
use reqwest::Url;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;

/// How long fetched keys are used.
const KEEP: Duration = Duration::from_secs(600);
/// How long one fetch may take, connection and body included.
const FETCH_LIMIT: Duration = Duration::from_secs(5);
/// Least time between two fetches that unknown keys cause.
const FORCED_FETCH_PAUSE: Duration = Duration::from_secs(10);
/// A key document is a few kilobytes; nobody may feed us more than this.
const MAX_DOCUMENT_BYTES: usize = 512 << 10;
/// Keys tried for a token that names none.
const MAX_CANDIDATES: usize = 8;

/// Why there are no keys.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    #[error("{0} is not an https address (http is allowed on loopback only)")]
    NotHttps(String),
    #[error("{0} is not an address")]
    NotAnAddress(String),
    #[error("discovery document names issuer {found:?} instead of {expected:?}")]
    OtherIssuer { expected: String, found: String },
    #[error("{url} could not be fetched: {reason}")]
    Unreachable { url: String, reason: String },
    #[error("HTTP client could not be made: {0}")]
    Client(String),
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotHttps(_) => "LOGIN_ADDRESS_NOT_HTTPS",
            Self::NotAnAddress(_) => "LOGIN_ADDRESS_INVALID",
            Self::OtherIssuer { .. } => "LOGIN_ISSUER_DIFFERS",
            Self::Unreachable { .. } => "LOGIN_KEYS_UNREACHABLE",
            Self::Client(_) => "LOGIN_CLIENT_FAILED",
        }
    }
}

/// Where the keys are.
#[derive(Debug, Clone)]
pub enum Place {
    /// Ask the issuer's discovery document (OpenID Connect Discovery 1.0).
    Discover { issuer: String },
    /// An explicit address of the key set.
    Url(String),
    /// Keys of this very process: the local issuer.
    Fixed(Arc<KeySet>),
}

/// A usable public key.
#[derive(Clone)]
pub struct VerifyKey {
    pub kid: Option<String>,
    pub algorithm: Algorithm,
    pub key: DecodingKey,
}

/// All usable keys of one fetch.
pub struct KeySet {
    keys: Vec<VerifyKey>,
}

impl std::fmt::Debug for KeySet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeySet({} keys)", self.keys.len())
    }
}

impl KeySet {
    /// Takes the keys it can use and passes over the others: a provider's set may hold
    /// encryption keys and algorithms we do not accept.
    pub fn from_document(document: KeyDocument) -> Self {
        let keys = document
            .keys
            .into_iter()
            .filter_map(|value| serde_json::from_value::<Jwk>(value).ok())
            .filter_map(|jwk| verify_key(&jwk))
            .collect();
        Self { keys }
    }

    /// Keys that may have signed a token of this algorithm: the one it names, else those that
    /// have no name, else, when the token names none, all.
    fn candidates(&self, kid: Option<&str>, algorithm: Algorithm) -> Vec<VerifyKey> {
        let fits = |key: &&VerifyKey| {
            key.algorithm == algorithm
                && match (kid, &key.kid) {
                    (Some(wanted), Some(has)) => wanted == has,
                    _ => true,
                }
        };
        self.keys.iter().filter(fits).take(MAX_CANDIDATES).cloned().collect()
    }
}

/// A JSON Web Key Set (RFC 7517), keys still unread.
#[derive(Debug, Deserialize)]
pub struct KeyDocument {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

fn verify_key(jwk: &Jwk) -> Option<VerifyKey> {
    if matches!(jwk.common.public_key_use, Some(ref u) if *u != PublicKeyUse::Signature) {
        return None;
    }
    let (algorithm, named) = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => (Algorithm::RS256, KeyAlgorithm::RS256),
        AlgorithmParameters::EllipticCurve(p) if p.curve == EllipticCurve::P256 => {
            (Algorithm::ES256, KeyAlgorithm::ES256)
        }
        AlgorithmParameters::OctetKeyPair(p) if p.curve == EllipticCurve::Ed25519 => {
            (Algorithm::EdDSA, KeyAlgorithm::EdDSA)
        }
        _ => return None,
    };
    if jwk.common.key_algorithm.is_some_and(|stated| stated != named) {
        return None;
    }
    let key = DecodingKey::from_jwk(jwk).ok()?;
    Some(VerifyKey { kid: jwk.common.key_id.clone(), algorithm, key })
}

/// Keys with their cache.
pub struct KeySource {
    http: reqwest::Client,
    place: Place,
    cache: Cache<(), Arc<KeySet>>,
    last_forced: Mutex<Option<Instant>>,
    forced_pause: Duration,
}

impl KeySource {
    /// Refuses addresses that are not https, loopback excepted. Fetches nothing yet.
    pub fn new(place: Place) -> Result<Self, Error> {
        match &place {
            Place::Discover { issuer } => drop(safe_url(issuer)?),
            Place::Url(url) => drop(safe_url(url)?),
            Place::Fixed(_) => {}
        }
        let http = reqwest::Client::builder()
            .timeout(FETCH_LIMIT)
            .connect_timeout(Duration::from_secs(3))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| Error::Client(error.to_string()))?;
        let cache = Cache::builder().max_capacity(1).time_to_live(KEEP).build();
        let last_forced = Mutex::new(None);
        Ok(Self { http, place, cache, last_forced, forced_pause: FORCED_FETCH_PAUSE })
    }

    /// Another pause between forced fetches than [`FORCED_FETCH_PAUSE`].
    pub fn with_forced_pause(mut self, pause: Duration) -> Self {
        self.forced_pause = pause;
        self
    }

    /// Keys that may have signed the token; empty when the provider has none such.
    pub async fn candidates(&self, kid: Option<&str>, algorithm: Algorithm) -> Result<Vec<VerifyKey>, Error> {
        let known = self.current().await?;
        let found = known.candidates(kid, algorithm);
        if !found.is_empty() {
            return Ok(found);
        }
        match self.fetch_anew(&known).await? {
            Some(fresh) => Ok(fresh.candidates(kid, algorithm)),
            None => Ok(Vec::new()),
        }
    }

    /// As [`Self::candidates`], after the known keys failed to verify: a key without a name may
    /// have been exchanged for another.
    pub async fn fresh_candidates(&self, kid: Option<&str>, algorithm: Algorithm) -> Result<Vec<VerifyKey>, Error> {
        let known = self.current().await?;
        let fresh = self.fetch_anew(&known).await?;
        Ok(fresh.map(|set| set.candidates(kid, algorithm)).unwrap_or_default())
    }

    /// The keys in use; concurrent callers share one fetch.
    pub async fn current(&self) -> Result<Arc<KeySet>, Error> {
        self.cache.try_get_with((), self.fetch()).await.map_err(|error| (*error).clone())
    }

    /// Fetches unless another caller just did. `None`: not now. A failing fetch keeps the old keys.
    async fn fetch_anew(&self, known: &Arc<KeySet>) -> Result<Option<Arc<KeySet>>, Error> {
        let mut last_forced = self.last_forced.lock().await;
        let current = self.current().await?;
        if !Arc::ptr_eq(&current, known) {
            return Ok(Some(current));
        }
        if last_forced.is_some_and(|at| at.elapsed() < self.forced_pause) {
            return Ok(None);
        }
        *last_forced = Some(Instant::now());
        let fresh = self.fetch().await?;
        self.cache.insert((), fresh.clone()).await;
        Ok(Some(fresh))
    }

    async fn fetch(&self) -> Result<Arc<KeySet>, Error> {
        let url = match &self.place {
            Place::Fixed(keys) => return Ok(keys.clone()),
            Place::Url(url) => safe_url(url)?,
            Place::Discover { issuer } => self.discover(issuer).await?,
        };
        let set = KeySet::from_document(self.get_json(url).await?);
        tracing::info!(keys = set.keys.len(), "login keys fetched");
        Ok(Arc::new(set))
    }

    async fn discover(&self, issuer: &str) -> Result<Url, Error> {
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let found: Discovery = self.get_json(safe_url(&address)?).await?;
        if found.issuer != issuer {
            return Err(Error::OtherIssuer { expected: issuer.to_owned(), found: found.issuer });
        }
        safe_url(&found.jwks_uri)
    }

    async fn get_json<T: DeserializeOwned>(&self, url: Url) -> Result<T, Error> {
        let shown = url.to_string();
        let failed = |reason: String| Error::Unreachable { url: shown.clone(), reason };
        let answer = self.http.get(url).send().await.map_err(|e| failed(chain(&e)))?;
        if !answer.status().is_success() {
            return Err(failed(format!("status {}", answer.status().as_u16())));
        }
        let mut answer = answer;
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|e| failed(chain(&e)))? {
            body.extend_from_slice(&piece);
            if body.len() > MAX_DOCUMENT_BYTES {
                return Err(failed("the answer is too large".to_owned()));
            }
        }
        serde_json::from_slice(&body).map_err(|e| failed(format!("not the JSON expected: {e}")))
    }
}

/// The message of an error and of what caused it; reqwest alone says only "error sending request".
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

/// https only, loopback excepted.
pub(super) fn safe_url(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).map_err(|_| Error::NotAnAddress(text.to_owned()))?;
    let loopback = match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback()),
        None => false,
    };
    if url.scheme() == "https" || (url.scheme() == "http" && loopback) {
        Ok(url)
    } else {
        Err(Error::NotHttps(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_https_or_loopback_is_asked_for_keys() {
        for good in ["https://idp.example.org/realms/x", "http://127.0.0.1:8080", "http://[::1]:1"] {
            assert!(safe_url(good).is_ok(), "{good}");
        }
        for bad in ["http://idp.example.org", "http://127.0.0.1.example.org", "file:///x", "x"] {
            assert!(safe_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn keys_we_cannot_use_are_passed_over() {
        let document = serde_json::json!({"keys": [
            {"kty": "oct", "k": "c2VjcmV0", "kid": "hmac", "alg": "HS256"},
            {"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "enc", "use": "enc"},
            {"kty": "future", "kid": "new"}, 7, null
        ]});
        let set = KeySet::from_document(serde_json::from_value(document).unwrap());
        assert!(set.keys.is_empty());
    }
}
