//! `GET /calendar/{token}.ics`: a person's deadlines for the calendar it uses anyway.
//!
//! A calendar has no session: the token is all it shows. An unknown or revoked one is "not found", like anything else
//! that is not there.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::future::BoxFuture;

use super::problem::Problem;

/// A token is 32 bytes in base64url.
const TOKEN_CHARS: usize = 43;

/// Whose deadlines a token opens.
pub trait Calendars: Send + Sync {
    /// The calendar file of this token.
    fn file<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Vec<u8>, Problem>>;
}

/// The one route.
pub fn routes(calendars: Arc<dyn Calendars>) -> Router {
    Router::new().route("/calendar/{name}", get(feed)).with_state(calendars)
}

async fn feed(State(calendars): State<Arc<dyn Calendars>>, Path(name): Path<String>) -> Response {
    let token = name.strip_suffix(".ics").filter(|t| t.len() == TOKEN_CHARS && t.is_ascii());
    let Some(token) = token else { return Problem::new(StatusCode::NOT_FOUND, "NOT_FOUND").into_response() };
    match calendars.file(token).await {
        Ok(file) => {
            let kind = HeaderValue::from_static(formats::calendar_file::MEDIA_TYPE);
            let never = HeaderValue::from_static("private, no-store");
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, never)], file).into_response()
        }
        Err(problem) => problem.into_response(),
    }
}
