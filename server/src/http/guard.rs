//! What every request passes through: security headers, a time limit, a trace line, the net under
//! a panic.

use std::any::Any;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::middleware::Next;
use axum::response::IntoResponse;
use tower_http::catch_panic::ResponseForPanic;
use tower_http::classify::{ServerErrorsAsFailures, SharedClassifier};
use tower_http::trace::{DefaultOnResponse, MakeSpan, TraceLayer};

use super::problem::Problem;

/// How long anything but documents and sockets may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

const ALWAYS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // not "no-referrer": browsers then hide the origin even from ourselves, and forms of ours look foreign
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // What is shown here is personal or about money: no cache in between keeps it.
    (header::CACHE_CONTROL, "no-store"),
];

/// Sets the security headers a handler has not set itself.
pub async fn headers(https: bool, request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// Ends what takes too long with an answer people can read.
pub async fn time_limit(request: Request, next: Next) -> Response<Body> {
    match tokio::time::timeout(TIME_LIMIT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::GATEWAY_TIMEOUT, "TIMEOUT").into_response(),
    }
}

/// A panic is our fault: logged, answered opaquely, and the process lives on.
#[derive(Clone, Copy)]
pub struct PanicAnswer;

impl ResponseForPanic for PanicAnswer {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("without words");
        tracing::error!(panic = said, "a request handler panicked");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL").into_response()
    }
}

/// Method, path and request id; never headers, query or body, for they may hold secrets and names.
#[derive(Clone, Copy)]
pub struct RequestSpan;

impl MakeSpan<Body> for RequestSpan {
    fn make_span(&mut self, request: &Request) -> tracing::Span {
        let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
        tracing::info_span!(
            "request",
            method = %request.method(),
            path = request.uri().path(),
            id = id.unwrap_or_default(),
        )
    }
}

/// One line per answered request.
pub fn trace() -> TraceLayer<SharedClassifier<ServerErrorsAsFailures>, RequestSpan> {
    TraceLayer::new_for_http()
        .make_span_with(RequestSpan)
        .on_response(DefaultOnResponse::new().level(tracing::Level::INFO))
}
