//! From a checked token or cookie to a [`Session`] with the rights of this very moment.

use crate::{App, Result};
use chrono::{DateTime, Utc};
use domain::cooperation::Session;
use domain::ids::PersonId;
use store::Scope;
use store::entity::session;

/// The person a token's subject names; none: unknown or erased.
///
/// # Errors
/// When the database fails.
pub async fn person_of_subject(app: &App, subject: &str) -> Result<Option<PersonId>> {
    let tx = app.people().read(&Scope::SignIn).await?;
    Ok(store::cooperation::persons::by_subject(&tx, subject).await?)
}

/// The rights a person has today, read anew: a revoked right is gone with the next request.
///
/// # Errors
/// When the database fails.
pub async fn session_of(app: &App, person: PersonId) -> Result<Session> {
    let tx = app.people().read(&Scope::SignIn).await?;
    let today = app.today();
    let grants = store::cooperation::rights::of_person(&tx, person, today).await?;
    Ok(Session::new(person, today, grants))
}

/// A browser session as it is kept: hashes only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrowserSession {
    /// SHA-256 of the cookie, hexadecimal.
    pub id_hash: String,
    /// Whose.
    pub person: PersonId,
    /// SHA-256 of the CSRF token, hexadecimal.
    pub csrf_hash: String,
    /// End.
    pub expires_at: DateTime<Utc>,
}

/// Keeps a browser session.
///
/// # Errors
/// When the database fails.
pub async fn keep_browser_session(app: &App, kept: &BrowserSession) -> Result<()> {
    let tx = app.people().write(&Scope::SignIn).await?;
    store::cooperation::sessions::sweep(&tx, app.now()).await?;
    let row = session::Model {
        id_hash: kept.id_hash.clone(),
        person_id: kept.person.0,
        csrf_hash: kept.csrf_hash.clone(),
        created_at: app.now(),
        expires_at: kept.expires_at,
    };
    store::cooperation::sessions::insert(&tx, row).await?;
    Ok(tx.commit().await?)
}

/// The browser session with this cookie hash, if it has not ended.
///
/// # Errors
/// When the database fails.
pub async fn browser_session(app: &App, id_hash: &str) -> Result<Option<BrowserSession>> {
    let tx = app.people().read(&Scope::SignIn).await?;
    let row = store::cooperation::sessions::find(&tx, id_hash, app.now()).await?;
    Ok(row.map(|r| BrowserSession {
        id_hash: r.id_hash,
        person: PersonId(r.person_id),
        csrf_hash: r.csrf_hash,
        expires_at: r.expires_at,
    }))
}

/// Ends a browser session.
///
/// # Errors
/// When the database fails.
pub async fn end_browser_session(app: &App, id_hash: &str) -> Result<()> {
    let tx = app.people().write(&Scope::SignIn).await?;
    store::cooperation::sessions::delete(&tx, id_hash).await?;
    Ok(tx.commit().await?)
}
