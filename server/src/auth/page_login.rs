//! `/auth/login` and `/auth/callback`: the one way by which the page sends a person to sign in and gets the
//! person back where the work was, whoever the issuer is.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::Utc;
use serde::Deserialize;

use super::provider_login::{self, Answer, ProviderLogin};
use super::return_path::ReturnPath;
use super::{Auth, signed_in};
use crate::http::problem::Problem;

/// Where persons sign in for the page.
#[derive(Clone)]
pub enum Door {
    /// The demo's own login on this machine.
    Local,
    Provider(Arc<ProviderLogin>),
    /// Only machines with tokens: no client is set up for browsers.
    Closed,
}

#[derive(Clone)]
struct Desk {
    door: Door,
    auth: Arc<Auth>,
}

/// `?return=` of both logins.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(rename = "return")]
    pub to: Option<String>,
}

impl Wish {
    pub fn path(&self) -> ReturnPath {
        ReturnPath::or_start(self.to.as_deref())
    }
}

pub fn routes(door: Door, auth: Arc<Auth>) -> Router {
    Router::new()
        .route("/auth/login", get(login))
        .route("/auth/callback", get(callback))
        .with_state(Desk { door, auth })
}

async fn login(State(desk): State<Desk>, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let to = wish.path();
    match &desk.door {
        Door::Local => Ok(Redirect::to(&format!("/local/login?{}", query(&to))).into_response()),
        Door::Provider(provider) => {
            let (url, cookie) = provider.begin(&to).await?;
            Ok((cookie, Redirect::to(url.as_str())).into_response())
        }
        Door::Closed => Err(Problem::new(StatusCode::NOT_FOUND, "LOGIN_NOT_SET_UP")),
    }
}

async fn callback(
    State(desk): State<Desk>,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Result<Response, Problem> {
    let Door::Provider(provider) = &desk.door else {
        return Err(Problem::new(StatusCode::NOT_FOUND, "NOT_FOUND"));
    };
    let back = provider.finish(&headers, answer).await?;
    let known = desk.auth.persons.by_subject(&back.subject).await.map_err(signed_in::Error::Storage)?;
    let person_id = known.ok_or(signed_in::Error::UnknownPerson)?;
    let begun = desk.auth.begin(person_id, Utc::now()).await?;
    let mut headers = provider.forget();
    for (name, value) in begun.headers.iter() {
        headers.append(name, value.clone());
    }
    Ok((headers, Redirect::to(back.to.as_str())).into_response())
}

/// `return=…`, escaped.
pub fn query(to: &ReturnPath) -> String {
    let mut url = reqwest::Url::parse("http://here/").ok();
    if let Some(url) = &mut url {
        url.query_pairs_mut().append_pair("return", to.as_str());
    }
    url.and_then(|url| url.query().map(str::to_owned)).unwrap_or_default()
}

impl From<provider_login::Error> for Problem {
    fn from(error: provider_login::Error) -> Self {
        let status = match &error {
            provider_login::Error::NotUnderWay | provider_login::Error::OtherLogin => StatusCode::BAD_REQUEST,
            provider_login::Error::Refused(_) | provider_login::Error::Token(_) => StatusCode::FORBIDDEN,
            _ => StatusCode::BAD_GATEWAY,
        };
        tracing::warn!(code = error.code(), %error, "a login at the provider failed");
        Self::new(status, error.code())
    }
}
