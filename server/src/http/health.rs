//! `/healthz`: the process answers. `/readyz`: what it needs answers too.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use futures::future::BoxFuture;
use serde_json::{Map, Value};

/// One thing that must work, and whether it does; the reason is for the log only.
pub struct Check {
    pub name: &'static str,
    pub outcome: Result<(), String>,
}

/// What this process needs in order to serve.
pub trait Readiness: Send + Sync {
    fn check(&self) -> BoxFuture<'_, Vec<Check>>;
}

pub fn routes(readiness: Arc<dyn Readiness>) -> Router {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).with_state(readiness)
}

async fn ready(State(readiness): State<Arc<dyn Readiness>>) -> Response {
    let mut all = true;
    let mut body = Map::new();
    for check in readiness.check().await {
        if let Err(reason) = &check.outcome {
            tracing::warn!(check = check.name, reason, "not ready");
            all = false;
        }
        let word = if check.outcome.is_ok() { "ok" } else { "failed" };
        body.insert(check.name.to_owned(), Value::from(word));
    }
    let status = if all { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Value::Object(body))).into_response()
}
