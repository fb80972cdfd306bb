//! GraphQL over HTTP: POST with JSON only.
//!
//! Why so strict: a form post or a GET can be sent by any foreign page without asking; JSON cannot.

use async_graphql::Executor;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chrono::Utc;
use futures::StreamExt;

use super::Site;
use super::problem::Problem;

/// The largest request that is read.
pub const MAX_BODY_BYTES: usize = 1 << 20;

/// The character NUL as JSON and GraphQL write it.
const NUL: &[u8] = b"\\u0000";

#[derive(Clone)]
struct Door<E> {
    site: Site,
    executor: E,
}

pub fn routes<E: Executor>(site: Site, executor: E) -> Router {
    Router::new().route("/graphql", post(answer::<E>)).with_state(Door { site, executor })
}

async fn answer<E: Executor>(State(door): State<Door<E>>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    if !is_json(&parts.headers) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "CONTENT_TYPE_REFUSED"));
    }
    // Sign-in comes before the body: strangers are not read.
    let who = door.site.auth.signed_in(&parts.method, &parts.headers, Utc::now()).await?;
    let body = read(&parts.headers, body).await?;
    let mut request = parse(&body)?;
    request.data = door.site.prepare.data(&who).await?;
    let response = door.executor.execute(request).await;
    let body = serde_json::to_vec(&response).map_err(|error| Problem::internal(&error))?;
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    Ok((kind, response.http_headers, body).into_response())
}

/// One operation as an object. Batches are not offered: they would slip past the limits.
fn parse(body: &[u8]) -> Result<async_graphql::Request, Problem> {
    let unreadable = || Problem::new(StatusCode::BAD_REQUEST, "BODY_UNREADABLE");
    // serde would read a JSON array as a request whose fields have no names.
    if !body.trim_ascii_start().starts_with(b"{") {
        return Err(unreadable());
    }
    // PostgreSQL keeps no text with NUL in it: refused here, for both databases, instead of a fault there.
    if body.windows(NUL.len()).any(|piece| piece == NUL) {
        return Err(unreadable());
    }
    serde_json::from_slice(body).map_err(|_| unreadable())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Problem> {
    let too_large = || Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE");
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<usize>().ok());
    if announced.is_some_and(|length| length > MAX_BODY_BYTES) {
        return Err(too_large());
    }
    let mut all = Vec::with_capacity(announced.unwrap_or(0));
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "BODY_UNREADABLE"))?;
        if all.len() + piece.len() > MAX_BODY_BYTES {
            return Err(too_large());
        }
        all.extend_from_slice(&piece);
    }
    Ok(all)
}
