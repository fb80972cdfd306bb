//! Who is asking: access tokens for machines, cookie sessions for browsers.
//!
//! This module says *who* a person is, never what the person may do: rights come from the database
//! on every request, in `app`. Storage is behind two small traits, so that sign-in knows no table.

pub mod cookies;
pub mod jwks;
pub mod local_issuer;
pub mod local_login;
pub mod page_login;
pub mod provider_login;
pub mod return_path;
pub mod session;
pub mod signed_in;
pub mod verifier;

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use futures::future::BoxFuture;

pub use signed_in::{Auth, SessionSettings, SignedIn, Via};
pub use verifier::Verifier;

/// A storage failure behind a sign-in trait; logged, never shown.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Persons as the identity provider knows them.
pub trait Persons: Send + Sync {
    /// The active person whose `sub` claim this is; `None` when unknown or no longer active.
    fn by_subject<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<Option<PersonId>, Fault>>;
}

/// SHA-256 of a session id or CSRF token. The tokens themselves are never stored.
pub type TokenHash = [u8; 32];

/// A browser session as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRecord {
    pub id_hash: TokenHash,
    pub csrf_hash: TokenHash,
    pub person_id: PersonId,
    pub expires_at: DateTime<Utc>,
}

/// Where browser sessions are kept; shared by all `serve` processes.
pub trait Sessions: Send + Sync {
    fn create(&self, session: SessionRecord) -> BoxFuture<'_, Result<(), Fault>>;
    /// `None` when there is none, or its `expires_at` is not after `now`.
    fn find(&self, id_hash: TokenHash, now: DateTime<Utc>) -> BoxFuture<'_, Result<Option<SessionRecord>, Fault>>;
    /// Deleting one that is gone is no error.
    fn delete(&self, id_hash: TokenHash) -> BoxFuture<'_, Result<(), Fault>>;
}
