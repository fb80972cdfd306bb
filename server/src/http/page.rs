//! The clerks' page: the built `ui/dist` out of the program itself, compressed, with ETags.
//!
//! What must stay true: only navigations of a browser to places that are not ours otherwise get the page
//! (a deep link); an address of the API that does not exist is "not found", never a page. The policy lets
//! the page run its own files and nothing else: no inline script or style, no eval, no other host.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use memory_serve::CacheControl;
use tower::ServiceExt as _;

use super::problem::Problem;

/// `blob:` shows a document that was fetched with the session; `data:` is for images of the design system.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
     connect-src 'self'; frame-src blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'",
);
/// The page needs none of these.
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()",
);
/// Names of built files hold a hash of their content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// First parts of paths that belong to the API and to files: nothing below them is a page.
pub const NOT_PAGES: [&str; 10] =
    ["graphql", "auth", "local", "documents", "exports", "calendar", "assets", "healthz", "readyz", "metrics"];

/// Files of the page, and deep links into it, for everything no other route answers.
pub fn routes() -> Router {
    let files = memory_serve::load!()
        .index_file(Some("/index.html"))
        .html_cache_control(CacheControl::NoCache)
        .cache_control(CacheControl::NoCache)
        .enable_brotli(true)
        .enable_gzip(true)
        .into_router::<()>();
    let index = files.clone();
    files
        .fallback(move |request: Request| deep_link(index.clone(), request))
        .method_not_allowed_fallback(|| async { Problem::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD_REFUSED") })
        .layer(middleware::from_fn(described))
}

async fn deep_link(index: Router, request: Request) -> Response {
    if !is_navigation(request.method(), request.uri(), request.headers()) {
        return Problem::new(StatusCode::NOT_FOUND, "NOT_FOUND").into_response();
    }
    let (mut parts, _) = request.into_parts();
    parts.uri = Uri::from_static("/");
    match index.oneshot(Request::from_parts(parts, Body::empty())).await {
        Ok(page) => page,
        Err(never) => match never {},
    }
}

/// Whether a person goes to a place of the page, rather than a program to one of the API.
fn is_navigation(method: &Method, uri: &Uri, headers: &HeaderMap) -> bool {
    let first = uri.path().trim_start_matches('/').split('/').next().unwrap_or_default();
    let wants_html = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    matches!(*method, Method::GET | Method::HEAD) && wants_html && !NOT_PAGES.contains(&first)
}

async fn described(request: Request, next: Next) -> Response {
    let is_hashed = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let is_file = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    if is_file {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
        headers.insert("permissions-policy", PERMISSIONS);
        if is_hashed {
            headers.insert(header::CACHE_CONTROL, FOREVER);
        }
    }
    response
}

/// Whether this program holds the page, or only the words that say how to build it.
pub const BUILT: bool = matches!(env!("VERBUND_PAGE_BUILT").as_bytes(), b"true");

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn asked(method: Method, path: &str, accept: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(header::ACCEPT, accept.parse().unwrap());
        }
        is_navigation(&method, &path.parse().unwrap(), &headers)
    }

    #[test]
    fn only_a_person_going_to_a_place_of_the_page_gets_it() {
        let browser = Some("text/html,application/xhtml+xml,*/*;q=0.8");
        assert!(asked(Method::GET, "/aufgaben/abc?view=1", browser));
        assert!(asked(Method::HEAD, "/", browser));
        assert!(!asked(Method::POST, "/aufgaben", browser));
        assert!(!asked(Method::GET, "/aufgaben", Some("*/*")));
        assert!(!asked(Method::GET, "/aufgaben", None));
        for ours in NOT_PAGES {
            assert!(!asked(Method::GET, &format!("/{ours}"), browser), "{ours}");
            assert!(!asked(Method::GET, &format!("/{ours}/nothing/here"), browser), "{ours}");
        }
    }
}
