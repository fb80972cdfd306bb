//! `/auth/session` and `/auth/logout`: an access token becomes a browser session, and ends it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use chrono::Utc;
use serde_json::json;

use super::cookies;
use super::signed_in::{self, Auth, Begun, Via, check_csrf};
use crate::http::problem::Problem;

/// Routes under `/auth`.
pub fn routes(auth: Arc<Auth>) -> Router {
    Router::new().route("/auth/session", post(begin).get(show)).route("/auth/logout", post(end)).with_state(auth)
}

/// Needs a bearer token: a cookie must not prolong itself.
async fn begin(State(auth): State<Arc<Auth>>, headers: HeaderMap) -> Result<Response, Problem> {
    let authorization =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or(signed_in::Error::Missing)?;
    let who = auth.by_bearer(authorization).await?;
    let begun = auth.begin(who.person_id, Utc::now()).await?;
    Ok((StatusCode::CREATED, begun).into_response())
}

/// Who I am and until when; lets the page find out whether to show the login.
async fn show(State(auth): State<Arc<Auth>>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = auth.signed_in(&Method::GET, &headers, Utc::now()).await?;
    let body = json!({
        "personId": who.person_id.to_string(),
        "expiresAt": who.expires_at.to_rfc3339(),
    });
    Ok((no_store(), Json(body)).into_response())
}

/// Ends the session of the cookie; without a session it only clears the cookies.
async fn end(State(auth): State<Arc<Auth>>, headers: HeaderMap) -> Result<Response, Problem> {
    match auth.session(&headers, Utc::now()).await {
        Ok(session) => {
            check_csrf(&headers, &session)?;
            auth.end(session.id_hash).await?;
        }
        Err(signed_in::Error::Missing | signed_in::Error::SessionOver) => {}
        Err(error) => return Err(error.into()),
    }
    Ok((StatusCode::NO_CONTENT, cookies::clear(auth.settings.https)).into_response())
}

impl IntoResponse for Begun {
    fn into_response(self) -> Response {
        let body = json!({
            "personId": self.person_id.to_string(),
            "expiresAt": self.expires_at.to_rfc3339(),
            "csrfToken": self.csrf_token,
        });
        (self.headers, no_store(), Json(body)).into_response()
    }
}

impl Via {
    /// For logs: how, without any secret.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Session(_) => "session",
            Self::Bearer => "bearer",
        }
    }
}

fn no_store() -> [(header::HeaderName, &'static str); 1] {
    [(header::CACHE_CONTROL, "no-store")]
}
