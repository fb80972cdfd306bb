//! The outside of the house: one axum router, and what holds for every request.
//!
//! Behaviour for all: security headers, request id, a trace line without secrets, a caught panic,
//! German problem answers. What differs (limits, timeouts) stands beside the routes.

pub mod audit;
pub mod calendar;
pub mod documents;
pub mod graphql;
pub mod guard;
pub mod health;
pub mod origin;
pub mod page;
pub mod problem;
pub mod websocket;

use std::sync::Arc;

use async_graphql::{Data, Executor};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use futures::future::BoxFuture;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};

use crate::auth::local_login::{self, LocalLogin};
use crate::auth::page_login::{self, Door};
use crate::auth::{Auth, SignedIn, session};
use problem::Problem;

/// What resolvers find in their context about the one who asks.
pub trait Prepare: Send + Sync {
    /// Called once per HTTP request and once per socket, after sign-in.
    fn data<'a>(&'a self, who: &'a SignedIn) -> BoxFuture<'a, Result<Data, Problem>>;
}

/// Everything the router needs that is not the schema.
#[derive(Clone)]
pub struct Site {
    pub auth: Arc<Auth>,
    pub prepare: Arc<dyn Prepare>,
    pub documents: Arc<dyn documents::Documents>,
    pub audits: Arc<dyn audit::Audits>,
    pub calendars: Arc<dyn calendar::Calendars>,
    pub readiness: Arc<dyn health::Readiness>,
    /// Only with the local issuer.
    pub local_login: Option<Arc<LocalLogin>>,
    /// Where the page sends persons to sign in.
    pub door: Door,
    /// Ends sockets when the process stops.
    pub stopping: CancellationToken,
}

/// The whole site. `executor` is the GraphQL schema.
pub fn router<E: Executor>(site: Site, executor: E) -> Router {
    let https = site.auth.settings.https;
    let mut quick = Router::new()
        .merge(graphql::routes(site.clone(), executor.clone()))
        .merge(session::routes(site.auth.clone()))
        .merge(page_login::routes(site.door.clone(), site.auth.clone()))
        .layer(CompressionLayer::new().gzip(true));
    if let Some(login) = &site.local_login {
        quick = quick.merge(local_login::routes(login.clone()));
    }
    let quick = quick
        .merge(calendar::routes(site.calendars.clone()))
        .merge(health::routes(site.readiness.clone()))
        .layer(middleware::from_fn(guard::time_limit));
    Router::new()
        .merge(quick)
        .merge(websocket::routes(site.clone(), executor))
        .merge(documents::routes(site.clone()))
        .merge(audit::routes(site.clone()))
        .fallback_service(page::routes())
        .method_not_allowed_fallback(|| async { Problem::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD_REFUSED") })
        .layer(CatchPanicLayer::custom(guard::PanicAnswer))
        .layer(middleware::from_fn(move |request, next| guard::headers(https, request, next)))
        .layer(guard::trace())
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}
