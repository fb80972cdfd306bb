//! The two cookies of a browser session, and the secrets in them.
//!
//! `verbund_session` (HttpOnly) carries a random id; `verbund_csrf` can be read by the page, which
//! repeats it in the header `X-CSRF-Token`. Over https both take the `__Host-` prefix, so that no
//! sister domain can plant them. Only hashes are stored.

use aws_lc_rs::{constant_time, digest, rand};
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::TokenHash;

/// The header in which the page repeats its CSRF token.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// A random 256-bit token as it travels; shows nothing of itself.
pub struct Secret(String);

impl Secret {
    /// `None` when the machine has no randomness.
    pub fn random() -> Option<Self> {
        let mut bytes = [0u8; 32];
        rand::fill(&mut bytes).ok()?;
        Some(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    pub fn hash(&self) -> TokenHash {
        hash(&self.0)
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

/// SHA-256. The tokens have 256 random bits, so a plain hash cannot be guessed backwards.
pub fn hash(token: &str) -> TokenHash {
    let mut out = [0u8; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, token.as_bytes()).as_ref());
    out
}

/// Compares without telling by its duration where two hashes differ.
pub fn same(one: &TokenHash, other: &TokenHash) -> bool {
    constant_time::verify_slices_are_equal(one, other).is_ok()
}

fn names(https: bool) -> (&'static str, &'static str) {
    if https { ("__Host-verbund_session", "__Host-verbund_csrf") } else { ("verbund_session", "verbund_csrf") }
}

/// The session id a request carries.
pub fn session_id(headers: &HeaderMap, https: bool) -> Option<&str> {
    value_of(headers, names(https).0)
}

/// The value of the first cookie of that name.
pub fn value_of<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value)
}

/// Headers that set both cookies for `max_age_seconds`.
pub fn set(session: &Secret, csrf: &Secret, max_age_seconds: i64, https: bool) -> HeaderMap {
    write(session.reveal(), csrf.reveal(), max_age_seconds, https)
}

/// Headers that remove both cookies.
pub fn clear(https: bool) -> HeaderMap {
    write("", "", 0, https)
}

fn write(session: &str, csrf: &str, max_age_seconds: i64, https: bool) -> HeaderMap {
    let (session_name, csrf_name) = names(https);
    let secure = if https { "; Secure" } else { "" };
    let mut headers = HeaderMap::new();
    for (name, value, http_only) in [(session_name, session, "; HttpOnly"), (csrf_name, csrf, "")] {
        let line = format!("{name}={value}; Path=/; SameSite=Lax; Max-Age={max_age_seconds}{http_only}{secure}");
        if let Ok(mut line) = HeaderValue::from_str(&line) {
            line.set_sensitive(true);
            headers.append(header::SET_COOKIE, line);
        }
    }
    headers
}
