//! A running server with a small schema of its own, so that the outside can be tried by itself.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_graphql::{Context, Data, EmptyMutation, Object, Schema, Subscription};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{CaseId, DocumentId, PersonId};
use files::{KeyRing, MasterKey, ObjectKey, Place, Stored, Vault};
use futures::future::BoxFuture;
use futures::{FutureExt, Stream};
use jsonwebtoken::Algorithm;
use server::auth::local_issuer::LocalIssuer;
use server::auth::local_login::{DemoPerson, DemoPersons, LocalLogin};
use server::auth::page_login::Door;
use server::auth::provider_login::{Client, ProviderLogin};
use server::auth::{
    Auth, Fault, Persons, SessionRecord, SessionSettings, Sessions, SignedIn, TokenHash, Verifier, jwks,
};
use server::http::audit::{Audits, Form, Record};
use server::http::calendar::Calendars;
use server::http::documents::{Documents, Download, Kept, Upload};
use server::http::health::{Check, Readiness};
use server::http::problem::Problem;
use server::http::{Prepare, Site, router};
use tokio_util::sync::CancellationToken;

use crate::provider::{AUDIENCE, CLIENT_ID, Key, Provider};

pub struct Query;

#[Object]
impl Query {
    async fn me(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        Ok(ctx.data::<SignedIn>()?.person_id.to_string())
    }
    async fn boom(&self, #[graphql(default = true)] really: bool) -> bool {
        assert!(!really, "secret words");
        really
    }
}

pub struct Ticks;

#[Subscription]
impl Ticks {
    async fn ticks(&self) -> impl Stream<Item = i32> {
        futures::stream::unfold(0, |n| async move {
            tokio::time::sleep(Duration::from_millis(50)).await;
            Some((n, n + 1))
        })
    }
}

/// Persons, sessions, documents and readiness in maps.
#[derive(Default)]
pub struct Memory {
    pub sessions: Mutex<HashMap<TokenHash, SessionRecord>>,
    pub documents: Mutex<Vec<(String, String, Stored)>>,
    pub down: AtomicBool,
    pub vault: Option<Vault>,
    pub max_bytes: u64,
}

impl Persons for Memory {
    fn by_subject<'a>(&'a self, s: &'a str) -> BoxFuture<'a, Result<Option<PersonId>, Fault>> {
        async move { Ok((s == "clerk").then_some(PersonId(7))) }.boxed()
    }
}

impl DemoPersons for Memory {
    fn list(&self) -> BoxFuture<'_, Result<Vec<DemoPerson>, Fault>> {
        let person = |subject: &str, name: &str| DemoPerson {
            subject: subject.into(),
            name: name.into(),
            roles: vec!["Haushalt – Linz".into()],
        };
        let all = vec![person("clerk", "Änne <b>Muster</b>"), person("gone", "Otto Weg")];
        async move { Ok(all) }.boxed()
    }
}

impl Sessions for Memory {
    fn create(&self, session: SessionRecord) -> BoxFuture<'_, Result<(), Fault>> {
        self.sessions.lock().unwrap().insert(session.id_hash, session);
        async { Ok(()) }.boxed()
    }
    fn find(&self, id: TokenHash, now: DateTime<Utc>) -> BoxFuture<'_, Result<Option<SessionRecord>, Fault>> {
        let found = self.sessions.lock().unwrap().get(&id).cloned();
        async move { Ok(found.filter(|session| session.expires_at > now)) }.boxed()
    }
    fn delete(&self, id: TokenHash) -> BoxFuture<'_, Result<(), Fault>> {
        self.sessions.lock().unwrap().remove(&id);
        async { Ok(()) }.boxed()
    }
}

/// The one token that opens a calendar.
pub const CALENDAR_TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

impl Calendars for Memory {
    fn file<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Vec<u8>, Problem>> {
        let known = token == CALENDAR_TOKEN;
        async move {
            if known { Ok(b"BEGIN:VCALENDAR".to_vec()) } else { Err(Problem::new(StatusCode::NOT_FOUND, "NOT_FOUND")) }
        }
        .boxed()
    }
}

impl Documents for Memory {
    fn upload<'a>(&'a self, _: &'a SignedIn, upload: Upload) -> BoxFuture<'a, Result<Kept, Problem>> {
        async move {
            let number = self.documents.lock().unwrap().len();
            let key = ObjectKey::from_random([number as u8; 16]);
            let vault = self.vault.as_ref().unwrap();
            let stored = vault.put(key, upload.body, self.max_bytes).await?;
            let kept = Kept {
                document_id: DocumentId(number as i64),
                version: 1,
                sha256: stored.sha256.clone(),
                size_bytes: stored.size_bytes,
            };
            let row = (upload.file_name, upload.media_type, stored);
            self.documents.lock().unwrap().push(row);
            Ok(kept)
        }
        .boxed()
    }

    fn download<'a>(
        &'a self,
        _: &'a SignedIn,
        id: DocumentId,
        _: Option<i32>,
    ) -> BoxFuture<'a, Result<Download, Problem>> {
        async move {
            let found = self.documents.lock().unwrap().get(id.0 as usize).cloned();
            let (file_name, media_type, stored) = found.ok_or(files::Error::NotFound)?;
            let body = self.vault.as_ref().unwrap().get(&stored).await?;
            let (sha256, size_bytes) = (stored.sha256, stored.size_bytes);
            Ok(Download { file_name, media_type, sha256, size_bytes, body })
        }
        .boxed()
    }
}

/// There is one case, and everybody may audit it.
impl Audits for Memory {
    fn record<'a>(&'a self, _: &'a SignedIn, case: CaseId, form: Form) -> BoxFuture<'a, Result<Record, Problem>> {
        async move {
            if case.0 != 1 {
                return Err(Problem::new(axum::http::StatusCode::NOT_FOUND, "NOT_FOUND"));
            }
            let media_type = if form == Form::Json { "application/json" } else { "application/pdf" };
            Ok(Record { file_name: "pruefung-1".to_owned(), media_type, bytes: bytes::Bytes::from_static(b"{}") })
        }
        .boxed()
    }
}

impl Readiness for Memory {
    fn check(&self) -> BoxFuture<'_, Vec<Check>> {
        let down = self.down.load(Ordering::SeqCst);
        let outcome = if down { Err("password wrong for db://secret".into()) } else { Ok(()) };
        async move { vec![Check { name: "database", outcome }] }.boxed()
    }
}

struct Everyone;

impl Prepare for Everyone {
    fn data<'a>(&'a self, who: &'a SignedIn) -> BoxFuture<'a, Result<Data, Problem>> {
        let mut data = Data::default();
        data.insert(who.clone());
        async move { Ok(data) }.boxed()
    }
}

pub struct House {
    pub base: String,
    pub key: Key,
    pub provider: Provider,
    pub memory: Arc<Memory>,
    pub stopping: CancellationToken,
    pub folder: tempfile::TempDir,
    pub http: reqwest::Client,
}

impl House {
    pub async fn start() -> Self {
        Self::with(TimeDelta::hours(1), false).await
    }

    pub async fn with(lifetime: TimeDelta, https: bool) -> Self {
        Self::build(lifetime, https, false).await
    }

    /// Whose page signs persons in at the provider.
    pub async fn at_a_provider(lifetime: TimeDelta) -> Self {
        Self::build(lifetime, false, true).await
    }

    async fn build(lifetime: TimeDelta, https: bool, at_provider: bool) -> Self {
        server::install_crypto();
        let folder = tempfile::tempdir().unwrap();
        let ring = KeyRing::new(MasterKey::from_bytes("k1", [1; 32]).unwrap(), vec![]).unwrap();
        let place = Place::Folder(folder.path().join("documents"));
        let vault = Vault::new(files::open(&place).unwrap(), ring);
        let memory = Arc::new(Memory { vault: Some(vault), max_bytes: 3 << 20, ..Memory::default() });

        let key = Key::new(Some("k1"), Algorithm::EdDSA);
        let provider = Provider::start(&[&key]).await;
        let source = jwks::Place::Discover { issuer: provider.issuer.clone() };
        let keys = jwks::KeySource::new(source).unwrap();
        let verifier = Verifier::new(keys, &provider.issuer, AUDIENCE);
        let settings = SessionSettings { lifetime, https };
        let auth = Arc::new(Auth::new(verifier, memory.clone(), memory.clone(), settings));

        let listener = server::listen::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = listener.local_addr().unwrap();
        let issuer = LocalIssuer::start(folder.path(), address, AUDIENCE).unwrap();
        let login = LocalLogin { issuer, persons: memory.clone(), auth: auth.clone() };
        let door = if at_provider { provider_door(&provider) } else { Door::Local };
        let stopping = CancellationToken::new();
        let site = Site {
            auth,
            prepare: Arc::new(Everyone),
            documents: memory.clone(),
            audits: memory.clone(),
            calendars: memory.clone(),
            readiness: memory.clone(),
            local_login: Some(Arc::new(login)),
            door,
            stopping: stopping.clone(),
        };
        let schema = Schema::new(Query, EmptyMutation, Ticks);
        tokio::spawn(server::listen::serve(listener, router(site, schema), stopping.clone()));
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let base = format!("http://{address}");
        Self { base, key, provider, memory, stopping, folder, http }
    }

    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.key.sign(&self.provider.claims()))
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A session begun with a bearer token: the cookie line and the CSRF token.
    pub async fn session(&self) -> (String, String) {
        let answer =
            self.http.post(self.url("/auth/session")).header("authorization", self.bearer()).send().await.unwrap();
        assert_eq!(answer.status(), 201);
        let cookies = cookie_pairs(&answer).join("; ");
        let body: serde_json::Value = answer.json().await.unwrap();
        (cookies, body["csrfToken"].as_str().unwrap().to_owned())
    }
}

fn provider_door(provider: &Provider) -> Door {
    let keys = jwks::KeySource::new(jwks::Place::Discover { issuer: provider.issuer.clone() }).unwrap();
    let client = Client {
        issuer: provider.issuer.clone(),
        client_id: CLIENT_ID.to_owned(),
        client_secret: Some("geheim".to_owned().into()),
        public_url: "http://verbund.example".to_owned(),
        https: false,
    };
    let verifier = Verifier::new(keys, &provider.issuer, CLIENT_ID);
    Door::Provider(Arc::new(ProviderLogin::new(client, verifier).unwrap()))
}

/// `name=value` of each cookie an answer sets.
pub fn cookie_pairs(answer: &reqwest::Response) -> Vec<String> {
    answer
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|line| line.to_str().unwrap().split(';').next().unwrap().to_owned())
        .collect()
}

/// The stable code of a problem answer, after looking at its shape.
pub async fn problem(answer: reqwest::Response) -> (u16, String) {
    let status = answer.status().as_u16();
    let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(kind.starts_with("application/problem+json"), "{kind}");
    let body: serde_json::Value = answer.json().await.unwrap();
    assert!(!body["title"].as_str().unwrap().is_empty());
    (status, body["code"].as_str().unwrap().to_owned())
}
