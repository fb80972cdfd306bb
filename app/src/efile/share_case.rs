//! Sharing a case with other bodies: they read one record, nothing is copied.
//!
//! Parts of use cases, called under the lock of the case by those who decide who takes part (settlement,
//! membership, joint tender). Writing stays with the case's body and with the body of each task.

use crate::{App, Error, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::Session;
use domain::efile::PartyRole;
use domain::ids::{BodyId, CaseId};
use domain::tasks::Hands;
use serde_json::json;
use store::case_file::{Case, parties};
use store::{Scope, Tx};

pub use store::entity::case_party;

/// Lets `body` read the case from `on` on. Joining again changes its role and ends a leave.
///
/// # Errors
/// `PARTY_IS_OWNER`; when the database fails.
pub async fn join(
    tx: &Tx,
    case: &mut Case,
    hands: Option<Hands>,
    body: BodyId,
    role: PartyRole,
    on: NaiveDate,
) -> Result<()> {
    if body == case.body() {
        return Err(Refusal::new("PARTY_IS_OWNER", "the case is this body's own").into());
    }
    parties::join(tx, case, body, role, on).await?;
    let facts = json!({ "bodyId": body.0, "role": role, "on": on });
    Ok(case.journal(tx, hands, "CASE_PARTY_JOINED", facts).await?)
}

/// `left_on` is the last day `body` reads the case; `keeps_access` when it was agreed that it may go on reading.
///
/// # Errors
/// Not found when the body is no party; when the database fails.
pub async fn leave(
    tx: &Tx,
    case: &mut Case,
    hands: Option<Hands>,
    body: BodyId,
    left_on: NaiveDate,
    keeps_access: bool,
) -> Result<()> {
    if !parties::leave(tx, case, body, left_on, keeps_access).await? {
        return Err(Error::NotFound);
    }
    let facts = json!({ "bodyId": body.0, "on": left_on, "keepsAccess": keeps_access });
    Ok(case.journal(tx, hands, "CASE_PARTY_LEFT", facts).await?)
}

/// Parties of a case as the session may know them: all to the owner, to a party itself.
///
/// # Errors
/// Not found for a case the session may not read.
pub async fn of_case(app: &App, session: &Session, case: CaseId) -> Result<Vec<case_party::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    store::case_file::find(&tx, case).await?.ok_or(Error::NotFound)?;
    Ok(parties::of_case(&tx, case).await?)
}

/// The bodies of the session through which it reads the case: its own, or parties of it today.
///
/// # Errors
/// Not found for a case the session may not read.
pub async fn read_through(app: &App, session: &Session, case: CaseId) -> Result<Vec<BodyId>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = store::case_file::find(&tx, case).await?.ok_or(Error::NotFound)?;
    let today = session.today();
    let reads =
        |p: &case_party::Model| p.joined_on <= today && (p.keeps_access || p.left_on.is_none_or(|d| d >= today));
    let shared = parties::of_case(&tx, case).await?.into_iter().filter(reads).map(|p| BodyId(p.body_id));
    let own = session.bodies();
    Ok(std::iter::once(BodyId(row.body_id)).chain(shared).filter(|b| own.contains(b)).collect())
}
