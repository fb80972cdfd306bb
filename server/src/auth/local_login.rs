//! The pages and addresses of the local issuer: discovery, keys, token, and a plain login page.

use std::sync::Arc;

use axum::extract::{Form, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use chrono::Utc;
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::json;

use super::local_issuer::LocalIssuer;
use super::page_login::Wish;
use super::return_path::ReturnPath;
use super::{Auth, Fault, cookies, signed_in};
use crate::http::problem::Problem;

/// A person one may sign in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    pub subject: String,
    pub name: String,
    /// Roles and places as a clerk reads them, for example `Haushalt – Linz am Rhein`.
    pub roles: Vec<String>,
}

/// The persons offered on the login page.
pub trait DemoPersons: Send + Sync {
    fn list(&self) -> BoxFuture<'_, Result<Vec<DemoPerson>, Fault>>;
}

/// What the local login needs.
pub struct LocalLogin {
    pub issuer: LocalIssuer,
    pub persons: Arc<dyn DemoPersons>,
    pub auth: Arc<Auth>,
}

#[derive(Deserialize)]
struct Choice {
    person: String,
    /// Where to go afterwards.
    #[serde(rename = "return")]
    to: Option<String>,
}

/// Routes under `/local`.
pub fn routes(login: Arc<LocalLogin>) -> Router {
    Router::new()
        .route("/local/.well-known/openid-configuration", get(discovery))
        .route("/local/jwks", get(keys))
        .route("/local/token", post(token))
        .route("/local/login", get(page).post(sign_in))
        .layer(middleware::from_fn(loopback_names_only))
        .with_state(login)
}

async fn discovery(State(login): State<Arc<LocalLogin>>) -> Response {
    Json(login.issuer.discovery()).into_response()
}

async fn keys(State(login): State<Arc<LocalLogin>>) -> Response {
    Json(login.issuer.key_document().clone()).into_response()
}

async fn token(State(login): State<Arc<LocalLogin>>, Form(choice): Form<Choice>) -> Result<Response, Problem> {
    let person = login.find(&choice.person).await?;
    let (token, expires_in) =
        login.issuer.token(&person.subject, Utc::now()).map_err(|error| Problem::internal(&error))?;
    let body = json!({"access_token": token, "token_type": "Bearer", "expires_in": expires_in});
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}

async fn sign_in(
    State(login): State<Arc<LocalLogin>>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Result<Response, Problem> {
    // A page elsewhere must not sign somebody in here behind their back.
    if !crate::http::origin::is_own(&headers) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "ORIGIN_REFUSED"));
    }
    let person = login.find(&choice.person).await?;
    let known = login.auth.persons.by_subject(&person.subject).await.map_err(signed_in::Error::Storage)?;
    let person_id = known.ok_or(signed_in::Error::UnknownPerson)?;
    let begun = login.auth.begin(person_id, Utc::now()).await?;
    Ok((begun.headers, Redirect::to(ReturnPath::or_start(choice.to.as_deref()).as_str())).into_response())
}

async fn page(State(login): State<Arc<LocalLogin>>, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let persons = login.persons.list().await.map_err(|error| Problem::internal(&error))?;
    let style_hash = base64::engine::general_purpose::STANDARD.encode(cookies::hash(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style_hash}'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    let policy = HeaderValue::from_str(&policy).map_err(|error| Problem::internal(&error))?;
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Html(render(&persons, &wish.path()))).into_response())
}

impl LocalLogin {
    async fn find(&self, subject: &str) -> Result<DemoPerson, Problem> {
        let persons = self.persons.list().await.map_err(|error| Problem::internal(&error))?;
        let found = persons.into_iter().find(|person| person.subject == subject);
        found.ok_or_else(|| signed_in::Error::UnknownPerson.into())
    }
}

/// See the module's first lines on DNS rebinding in [`super::local_issuer`].
async fn loopback_names_only(request: Request, next: Next) -> Response {
    let host = crate::http::origin::host(request.headers())
        .map(str::to_owned)
        .or_else(|| request.uri().authority().map(|authority| authority.to_string()));
    let loopback = host
        .and_then(|host| format!("http://{host}").parse::<Uri>().ok())
        .and_then(|uri| uri.host().map(str::to_owned))
        .is_some_and(|name| {
            let bare = name.trim_start_matches('[').trim_end_matches(']');
            name == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
        });
    if loopback {
        next.run(request).await
    } else {
        Problem::new(StatusCode::FORBIDDEN, "LOCAL_LOGIN_NOT_LOOPBACK").into_response()
    }
}

const STYLE: &str = "body{font-family:sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;\
line-height:1.5}li{list-style:none;border-top:1px solid #999;padding:.75rem 0}ul{padding:0}\
button{font:inherit;font-weight:bold;padding:.5rem 1rem;min-height:2.75rem}";

fn render(persons: &[DemoPerson], to: &ReturnPath) -> String {
    let rows: String = persons.iter().map(|person| row(person, to)).collect();
    let list = if persons.is_empty() {
        "<p>Es sind noch keine Demo-Personen angelegt. \
         Bitte zuerst <code>verbund demo</code> ausführen.</p>"
            .to_owned()
    } else {
        format!("<ul>{rows}</ul>")
    };
    format!(
        "<!doctype html><html lang=\"de\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>Anmelden – Verbund</title><style>{STYLE}</style></head><body><main>\
         <h1>Anmelden</h1><p>Dies ist die Anmeldung für die Vorführung auf diesem Rechner. \
         Wählen Sie eine Person.</p>{list}</main></body></html>"
    )
}

fn row(person: &DemoPerson, to: &ReturnPath) -> String {
    let roles: Vec<String> = person.roles.iter().map(|role| escape(role)).collect();
    format!(
        "<li><form method=\"post\" action=\"/local/login\">\
         <input type=\"hidden\" name=\"person\" value=\"{}\">\
         <input type=\"hidden\" name=\"return\" value=\"{}\"><button type=\"submit\">{}</button> <span>{}</span></form></li>",
        escape(&person.subject),
        escape(to.as_str()),
        escape(&person.name),
        roles.join(" · ")
    )
}

fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
        out
    })
}
