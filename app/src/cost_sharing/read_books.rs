//! The books as people read them: balances at any past day, entries in order, postings that wait for approval.

use crate::{App, Error, Result};
use chrono::NaiveDate;
use domain::cooperation::{Area, Role, Session};
use domain::ids::{BodyId, CooperationId, ManualPostingId};
use store::Scope;
use store::cost_sharing::books;

pub use store::entity::{ledger_entry, ledger_line, manual_posting};
pub use store::ledger::Balance;

/// Who reads a body's books.
const READERS: &[Role] =
    &[Role::Budget, Role::Treasury1, Role::Treasury2, Role::Lead, Role::Auditor, Role::Orderer, Role::Supervisor];

fn may_read(session: &Session, body: BodyId) -> Result<()> {
    session.act_as(body, Area::CostSharing, READERS).map(drop).map_err(|_| Error::NotFound)
}

/// Balances of a body's accounts at the end of a day, of one cooperation if named.
///
/// # Errors
/// Not found for a body whose books the session may not read.
pub async fn balances(
    app: &App,
    session: &Session,
    body: BodyId,
    cooperation: Option<CooperationId>,
    day: NaiveDate,
) -> Result<Vec<Balance>> {
    may_read(session, body)?;
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::ledger::balances(&tx, body, cooperation.map(|c| c.0), day).await?)
}

/// Entries of a body behind number `after` of its chain, in order.
///
/// # Errors
/// As [`balances`].
pub async fn entries(
    app: &App,
    session: &Session,
    body: BodyId,
    after: i64,
    first: u64,
) -> Result<Vec<(ledger_entry::Model, Vec<ledger_line::Model>)>> {
    may_read(session, body)?;
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::ledger::chained(&tx, body, after, first).await?)
}

/// Postings by hand of a body, newest first.
///
/// # Errors
/// As [`balances`].
pub async fn postings(app: &App, session: &Session, body: BodyId) -> Result<Vec<manual_posting::Model>> {
    may_read(session, body)?;
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(books::postings(&tx, body).await?)
}

/// One of them.
///
/// # Errors
/// Not found for those of other bodies.
pub async fn posting(app: &App, session: &Session, id: ManualPostingId) -> Result<manual_posting::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = books::posting(&tx, id).await?.ok_or(Error::NotFound)?;
    may_read(session, BodyId(row.body_id))?;
    Ok(row)
}
