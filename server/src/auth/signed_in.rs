//! From a request's headers to the person who sent it.
//!
//! A bearer token, when there is one, decides alone. Else the session cookie does, and then every
//! method that may change something needs the CSRF token: a foreign page can make a browser send
//! cookies, but it cannot read them to repeat one in a header.

use std::sync::Arc;

use axum::http::{HeaderMap, Method, header};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::PersonId;
use tokio::sync::broadcast;

use super::{Fault, Persons, SessionRecord, Sessions, TokenHash, Verifier, cookies, verifier};

/// Who sent a request, and until when that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub person_id: PersonId,
    pub via: Via,
    pub expires_at: DateTime<Utc>,
}

/// How the person signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// Cookie session of a browser.
    Session(TokenHash),
    /// Access token of a machine.
    Bearer,
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("neither token nor session")]
    Missing,
    #[error("the session is unknown or over")]
    SessionOver,
    #[error("the CSRF token is missing or wrong")]
    Csrf,
    #[error(transparent)]
    Token(#[from] verifier::Error),
    #[error("the token's subject is no active person here")]
    UnknownPerson,
    #[error("the machine has no randomness")]
    NoRandomness,
    #[error("sign-in storage failed: {0}")]
    Storage(#[source] Fault),
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "NOT_SIGNED_IN",
            Self::SessionOver => "SESSION_OVER",
            Self::Csrf => "CSRF_TOKEN_WRONG",
            Self::Token(error) => error.code(),
            Self::UnknownPerson => "PERSON_UNKNOWN",
            Self::NoRandomness | Self::Storage(_) => "INTERNAL",
        }
    }
}

/// How browser sessions behave.
#[derive(Debug, Clone, Copy)]
pub struct SessionSettings {
    pub lifetime: TimeDelta,
    /// The page is reached over https: cookies are Secure.
    pub https: bool,
}

/// Sign-in with all it needs.
pub struct Auth {
    pub verifier: Verifier,
    pub persons: Arc<dyn Persons>,
    pub sessions: Arc<dyn Sessions>,
    pub settings: SessionSettings,
    ended: broadcast::Sender<TokenHash>,
}

/// A session just begun, with the headers that give it to the browser.
pub struct Begun {
    pub person_id: PersonId,
    pub expires_at: DateTime<Utc>,
    pub csrf_token: String,
    pub headers: HeaderMap,
}

impl Auth {
    pub fn new(
        verifier: Verifier,
        persons: Arc<dyn Persons>,
        sessions: Arc<dyn Sessions>,
        settings: SessionSettings,
    ) -> Self {
        Self { verifier, persons, sessions, settings, ended: broadcast::Sender::new(64) }
    }

    /// Who sent a request with these headers.
    pub async fn signed_in(&self, method: &Method, headers: &HeaderMap, now: DateTime<Utc>) -> Result<SignedIn, Error> {
        if let Some(value) = headers.get(header::AUTHORIZATION) {
            return self.by_bearer(value.to_str().unwrap_or_default()).await;
        }
        let session = self.session(headers, now).await?;
        let changes_nothing = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        if !changes_nothing {
            check_csrf(headers, &session)?;
        }
        Ok(SignedIn {
            person_id: session.person_id,
            via: Via::Session(session.id_hash),
            expires_at: session.expires_at,
        })
    }

    /// Who an `Authorization` value stands for.
    pub async fn by_bearer(&self, authorization: &str) -> Result<SignedIn, Error> {
        let token = match authorization.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
            _ => return Err(Error::Missing),
        };
        let token = self.verifier.verify(token).await?;
        let person = self.persons.by_subject(&token.subject).await.map_err(Error::Storage)?;
        let person_id = person.ok_or(Error::UnknownPerson)?;
        Ok(SignedIn { person_id, via: Via::Bearer, expires_at: token.expires_at })
    }

    /// The session a request carries, whatever its method.
    pub async fn session(&self, headers: &HeaderMap, now: DateTime<Utc>) -> Result<SessionRecord, Error> {
        let id = cookies::session_id(headers, self.settings.https).ok_or(Error::Missing)?;
        let found = self.sessions.find(cookies::hash(id), now).await.map_err(Error::Storage)?;
        // The store was asked for this; a wrong answer must not keep a session alive.
        found.filter(|session| session.expires_at > now).ok_or(Error::SessionOver)
    }

    /// Begins a browser session.
    pub async fn begin(&self, person_id: PersonId, now: DateTime<Utc>) -> Result<Begun, Error> {
        let id = cookies::Secret::random().ok_or(Error::NoRandomness)?;
        let csrf = cookies::Secret::random().ok_or(Error::NoRandomness)?;
        let expires_at = now + self.settings.lifetime;
        let record = SessionRecord { id_hash: id.hash(), csrf_hash: csrf.hash(), person_id, expires_at };
        self.sessions.create(record).await.map_err(Error::Storage)?;
        let seconds = self.settings.lifetime.num_seconds();
        let headers = cookies::set(&id, &csrf, seconds, self.settings.https);
        Ok(Begun { person_id, expires_at, csrf_token: csrf.reveal().to_owned(), headers })
    }

    /// Ends a session and the sockets that live on it.
    pub async fn end(&self, id_hash: TokenHash) -> Result<(), Error> {
        self.sessions.delete(id_hash).await.map_err(Error::Storage)?;
        // Nobody listening is fine.
        drop(self.ended.send(id_hash));
        Ok(())
    }

    /// Completes when the sign-in is over: expired, or the session ended here or elsewhere.
    pub async fn until_over(&self, signed_in: &SignedIn) {
        let left = (signed_in.expires_at - Utc::now()).to_std().unwrap_or_default();
        let expiry = tokio::time::sleep(left);
        match signed_in.via {
            Via::Bearer => expiry.await,
            Via::Session(id_hash) => tokio::select! {
                () = expiry => {}
                () = self.until_ended(id_hash) => {}
            },
        }
    }

    /// Heard at once when it happens in this process, within seconds when in another.
    async fn until_ended(&self, id_hash: TokenHash) {
        let mut ended = self.ended.subscribe();
        let mut look = tokio::time::interval(LOOK_AGAIN);
        loop {
            tokio::select! {
                heard = ended.recv() => match heard {
                    Ok(hash) if hash == id_hash => return,
                    _ => continue,
                },
                _ = look.tick() => match self.sessions.find(id_hash, Utc::now()).await {
                    Ok(None) => return,
                    Ok(Some(_)) => {}
                    // Not knowing is no reason to end everybody's work; the expiry still holds.
                    Err(error) => tracing::warn!(%error, "session could not be looked up"),
                },
            }
        }
    }
}

/// How soon a logout in another process ends this process's sockets.
const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_secs(5);

/// The page's header must hold the token whose hash the session keeps.
pub fn check_csrf(headers: &HeaderMap, session: &SessionRecord) -> Result<(), Error> {
    let given = headers.get(cookies::CSRF_HEADER).and_then(|value| value.to_str().ok());
    let hash = cookies::hash(given.ok_or(Error::Csrf)?);
    if cookies::same(&hash, &session.csrf_hash) { Ok(()) } else { Err(Error::Csrf) }
}
