//! Absences: while somebody is away, who stands in for it finds what it holds in the own list and goes on with it.
//!
//! Set by oneself or a leader. An absence says from when to when, never why.

use super::set_deputy::{may_decide_for, people};
use crate::{App, Error, Result};
use chrono::NaiveDate;
use domain::cooperation::{Session, deputy};
use domain::ids::{AbsenceId, PersonId};
use store::Scope;
use store::cooperation::deputies;

pub use store::entity::absence;

/// Keeps an absence.
///
/// # Errors
/// `PERIOD_INVALID`, `PERIOD_TOO_LONG`; not found for a person the session does not lead.
pub async fn set(app: &App, session: &Session, person: PersonId, from: NaiveDate, to: NaiveDate) -> Result<AbsenceId> {
    let tx = app.people().write(&Scope::of(session)).await?;
    may_decide_for(&tx, session, person).await?;
    deputy::check_period(from, to, session.today())?;
    let id = deputies::insert_absence(&tx, person, (from, to), session.person(), app.now()).await?;
    tx.commit().await?;
    app.ring();
    Ok(id)
}

/// Ends an absence now: the person is back.
///
/// # Errors
/// Not found for everybody but the person and who leads it.
pub async fn end(app: &App, session: &Session, id: AbsenceId) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = deputies::find_absence(&tx, id).await?.ok_or(Error::NotFound)?;
    may_decide_for(&tx, session, PersonId(row.person_id)).await?;
    deputies::end_absence(&tx, id, session.today()).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}

/// Absences that have not ended, of the session's person and the people it leads.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, session: &Session) -> Result<Vec<absence::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let people = people(&tx, session).await?;
    Ok(deputies::absences(&tx, &people, session.today()).await?)
}
