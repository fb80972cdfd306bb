//! Checks OIDC access tokens (RFC 7519, RFC 9068) against the provider's keys.
//!
//! What must stay true: the algorithm comes from the key, never from the token alone, so neither
//! `none` nor an HMAC keyed with a public key gets through; issuer, audience, subject and expiry
//! must be there and fit.

use chrono::{DateTime, Utc};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde::Deserialize;

use super::jwks::{self, KeySource, VerifyKey};

/// Clocks of two machines may differ this much, in seconds.
const LEEWAY_SECONDS: u64 = 30;
/// Longer tokens are refused unread.
const MAX_TOKEN_BYTES: usize = 16 << 10;

/// Why a token is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("this is not an access token")]
    Malformed,
    #[error("the token's algorithm is not accepted")]
    Algorithm,
    #[error("the token's key is unknown")]
    UnknownKey,
    #[error("the token's signature is wrong")]
    Signature,
    #[error("the token has expired")]
    Expired,
    #[error("the token is not valid yet")]
    NotYetValid,
    #[error("the token was issued by another issuer")]
    Issuer,
    #[error("the token is for another audience")]
    Audience,
    #[error("the token lacks a claim or has an unusable one")]
    Claims,
    #[error("the keys of the identity provider cannot be had: {0}")]
    Keys(#[from] jwks::Error),
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "TOKEN_MALFORMED",
            Self::Algorithm => "TOKEN_ALGORITHM_REFUSED",
            Self::UnknownKey => "TOKEN_KEY_UNKNOWN",
            Self::Signature => "TOKEN_SIGNATURE_WRONG",
            Self::Expired => "TOKEN_EXPIRED",
            Self::NotYetValid => "TOKEN_NOT_YET_VALID",
            Self::Issuer => "TOKEN_ISSUER_WRONG",
            Self::Audience => "TOKEN_AUDIENCE_WRONG",
            Self::Claims => "TOKEN_CLAIMS_UNUSABLE",
            Self::Keys(error) => error.code(),
        }
    }
}

/// What an accepted token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub subject: String,
    pub expires_at: DateTime<Utc>,
    /// Of id tokens: repeats what the login was begun with.
    pub nonce: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    nonce: Option<String>,
}

/// Accepts the tokens of one issuer for one audience.
pub struct Verifier {
    keys: KeySource,
    issuer: String,
    audience: String,
}

impl Verifier {
    pub fn new(keys: KeySource, issuer: &str, audience: &str) -> Self {
        Self { keys, issuer: issuer.to_owned(), audience: audience.to_owned() }
    }

    /// Checks a token as it stands after `Bearer `.
    pub async fn verify(&self, token: &str) -> Result<Token, Error> {
        if token.len() > MAX_TOKEN_BYTES || token.split('.').count() != 3 {
            return Err(Error::Malformed);
        }
        let header = decode_header(token).map_err(|_| Error::Malformed);
        let header = match header {
            Ok(header) => header,
            // An unknown algorithm, `none` among them, does not even parse.
            Err(error) => {
                return Err(if names_an_algorithm(token) { Error::Algorithm } else { error });
            }
        };
        if !matches!(header.alg, Algorithm::RS256 | Algorithm::ES256 | Algorithm::EdDSA) {
            return Err(Error::Algorithm);
        }
        // RFC 7515, 4.1.11: who does not understand a critical extension must refuse.
        if header.crit.is_some() {
            return Err(Error::Malformed);
        }
        let kid = header.kid.as_deref();
        let candidates = self.keys.candidates(kid, header.alg).await?;
        let nameless = kid.is_none() || candidates.iter().any(|key| key.kid.is_none());
        match self.try_keys(token, &candidates) {
            Err(Error::Signature) if nameless => {
                let fresh = self.keys.fresh_candidates(kid, header.alg).await?;
                if fresh.is_empty() { Err(Error::Signature) } else { self.try_keys(token, &fresh) }
            }
            other => other,
        }
    }

    /// Whether the provider's keys can be had; for `doctor` and readiness.
    pub async fn check_keys(&self) -> Result<(), Error> {
        self.keys.current().await?;
        Ok(())
    }

    fn try_keys(&self, token: &str, candidates: &[VerifyKey]) -> Result<Token, Error> {
        let mut outcome = Err(Error::UnknownKey);
        for key in candidates {
            outcome = self.try_key(token, key);
            if !matches!(outcome, Err(Error::Signature)) {
                break;
            }
        }
        outcome
    }

    fn try_key(&self, token: &str, key: &VerifyKey) -> Result<Token, Error> {
        let mut rules = Validation::new(key.algorithm);
        rules.leeway = LEEWAY_SECONDS;
        rules.validate_nbf = true;
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[&self.audience]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        let claims = decode::<Claims>(token, &key.key, &rules).map_err(refusal)?.claims;
        let expires_at = DateTime::from_timestamp(claims.exp, 0).ok_or(Error::Claims)?;
        if claims.sub.is_empty() || claims.sub.len() > 255 {
            return Err(Error::Claims);
        }
        Ok(Token { subject: claims.sub, expires_at, nonce: claims.nonce })
    }
}

fn refusal(error: jsonwebtoken::errors::Error) -> Error {
    match error.kind() {
        ErrorKind::ExpiredSignature => Error::Expired,
        ErrorKind::ImmatureSignature => Error::NotYetValid,
        ErrorKind::InvalidIssuer => Error::Issuer,
        ErrorKind::InvalidAudience => Error::Audience,
        ErrorKind::MissingRequiredClaim(_) | ErrorKind::InvalidSubject | ErrorKind::Json(_) => Error::Claims,
        ErrorKind::InvalidAlgorithm => Error::Algorithm,
        ErrorKind::InvalidToken | ErrorKind::Base64(_) | ErrorKind::Utf8(_) => Error::Malformed,
        _ => Error::Signature,
    }
}

/// Whether the header is JSON that names some algorithm; only chooses between two refusals.
fn names_an_algorithm(token: &str) -> bool {
    use base64::Engine as _;
    let header = token.split('.').next().unwrap_or_default();
    base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(header)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok())
        .is_some_and(|value| value.get("alg").is_some_and(serde_json::Value::is_string))
}
