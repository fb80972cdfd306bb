//! A person's notices: reading, counting, marking; and how it wants to be told by mail.

use crate::{App, Refusal, Result};
use domain::cooperation::Session;
use domain::tasks::MailWish;
use store::Scope;
use store::tasks::notices;

pub use store::entity::notification;

/// A page of the session's notices, newest first, and whether more follow.
///
/// # Errors
/// When the database fails.
pub async fn page(
    app: &App,
    session: &Session,
    unread_only: bool,
    before: Option<i64>,
    first: u32,
) -> Result<(Vec<notification::Model>, bool)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let mut rows = notices::page(&tx, session.person(), unread_only, before, u64::from(first) + 1).await?;
    let more = rows.len() > first as usize;
    rows.truncate(first as usize);
    Ok((rows, more))
}

/// How many the session has not read.
///
/// # Errors
/// When the database fails.
pub async fn unread(app: &App, session: &Session) -> Result<u64> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(notices::unread(&tx, session.person()).await?)
}

/// Marks notices as read: these, or all. Gives how many are unread now.
///
/// # Errors
/// When the database fails.
pub async fn mark(app: &App, session: &Session, ids: Option<&[i64]>) -> Result<u64> {
    let tx = app.people().write(&Scope::of(session)).await?;
    notices::mark_read(&tx, session.person(), ids, app.now()).await?;
    let unread = notices::unread(&tx, session.person()).await?;
    tx.commit().await?;
    Ok(unread)
}

/// How the session wants mail, and at which hour a digest.
///
/// # Errors
/// When the database fails.
pub async fn wish(app: &App, session: &Session) -> Result<(MailWish, i32)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(notices::setting(&tx, session.person()).await?)
}

/// Keeps how the session wants mail.
///
/// # Errors
/// `HOUR_INVALID`.
pub async fn set_wish(app: &App, session: &Session, mail: MailWish, digest_hour: i32) -> Result<()> {
    if !(0..=23).contains(&digest_hour) {
        return Err(Refusal::at("digestHour", "HOUR_INVALID", "an hour is 0 to 23").into());
    }
    let tx = app.people().write(&Scope::of(session)).await?;
    notices::set(&tx, session.person(), mail, digest_hour).await?;
    Ok(tx.commit().await?)
}
