//! Whether a browser's request comes from our own page.
//!
//! Browsers always send `Origin` with a WebSocket handshake and a form post, and pages cannot forge
//! it. A client that sends none is no browser and carries no cookies of one.

use axum::http::{HeaderMap, header};

/// The host the request was sent to.
pub fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST).and_then(|value| value.to_str().ok())
}

/// True without `Origin`, and when its host and port are those the request was sent to.
pub fn is_own(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let origin = origin.to_str().ok().and_then(|text| text.split_once("://"));
    match (origin, host(headers)) {
        (Some((_, from)), Some(to)) => from.eq_ignore_ascii_case(to),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_our_own_page_or_no_page_at_all_is_own() {
        let with = |origin: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "verbund.example:8080".parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            is_own(&headers)
        };
        assert!(with(None) && with(Some("https://verbund.example:8080")));
        for foreign in ["null", "https://evil.example", "https://verbund.example", ""] {
            assert!(!with(Some(foreign)), "{foreign}");
        }
    }
}
