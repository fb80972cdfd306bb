//! The first page: says what this is and where to go on. The clerks' page takes its place.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

const POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");

const SIGN_IN: &str = "<p><a href=\"/local/login\">Als Demo-Person anmelden</a></p>";

/// `/`; `local_login`: whether persons can be chosen here.
pub fn routes(local_login: bool) -> Router {
    Router::new().route("/", get(move || async move { page(local_login) }))
}

fn page(local_login: bool) -> Response {
    let sign_in = if local_login { SIGN_IN } else { "" };
    let html = format!(
        "<!doctype html><html lang=\"de\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Verbund</title></head><body><main>\
         <h1>Verbund läuft</h1><p>Das gemeinsame Backoffice von Kommunen, die zusammenarbeiten.</p>{sign_in}\
         <p>Die Schnittstelle ist GraphQL: Anfragen als <code>POST /graphql</code>, Abonnements unter \
         <code>/graphql/ws</code>, Dokumente unter <code>/documents</code>.</p></main></body></html>"
    );
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response()
}
