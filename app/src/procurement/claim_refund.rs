//! After payment nothing is undone: money is claimed back, and its receipt awaited.

use super::ending::close_open_tasks;
use super::facts;
use super::refusing::at as blame;
use super::withdraw_procurement::{needed, not_pending};
use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Area, Role, Session};
use domain::ids::CaseId;
use domain::procurement::guards;
use domain::procurement::phase::Phase;
use domain::wake::Wake;
use serde_json::json;
use store::Scope;
use store::case_file::{Case, FreeText};
use store::tasks::rows as tasks;

const PENDING: &str = "REFUND";

/// Claims `gross_cents` back from the supplier.
///
/// # Errors
/// `REASON_NEEDED`, `NO_RIGHT`, `CASE_ENDED`, `NOTHING_PAID`, `REFUND_ABOVE_PAID`, `REFUND_PENDING`; not found for a
/// case of another body.
pub async fn claim(
    app: &App,
    session: &Session,
    case: CaseId,
    gross_cents: i64,
    reason: &str,
    salt: [u8; 16],
) -> Result<()> {
    let reason = needed(reason)?;
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, case, app.now()).await?.filter(super::is_ours).ok_or(Error::NotFound)?;
    let acting = session.act_as(case.body(), Area::Procurement, &[Role::Buyer, Role::Clerk, Role::Lead])?;
    if case.row.ended_at.is_some() {
        return Err(Refusal::new("CASE_ENDED", "the case has ended; reopen the file first").into());
    }
    let phase = facts::phase(&case)?;
    not_pending(&case, phase)?;
    if phase == Phase::FileClosing && tasks::open_of_case(&tx, case.id()).await?.is_empty() {
        // the end is on its way and would not hear of a claim
        return Err(Refusal::new("CASE_ENDED", "the file is being closed; reopen it then").into());
    }
    let mut row = facts::row(&tx, &case).await?;
    if row.spent_cents == 0 {
        return Err(Refusal::new("NOTHING_PAID", "nothing has been paid; withdraw instead").into());
    }
    if gross_cents <= 0 {
        return Err(Refusal::at("grossCents", "AMOUNT_NEGATIVE", "the amount is above zero").into());
    }
    guards::refund(gross_cents, row.spent_cents, row.refunded_cents).map_err(|e| blame("grossCents", e.code(), &e))?;
    row.interrupted_phase = Some(case.row.phase.clone());
    store::procurement::rows::save(&tx, row).await?;
    let text = FreeText { field: "reason", text: reason, person: session.person().0, salt };
    let facts = json!({ "phase": phase, "grossCents": gross_cents });
    case.journal_with(&tx, Some(acting.hands()), "REFUND_CLAIMED", facts, &[text]).await?;
    close_open_tasks(&tx, &mut case, Some(acting.hands())).await?;
    case.row.pending_interrupt = Some(PENDING.to_owned());
    let at = case.at();
    case.wake(&tx, &Wake::RefundClaimed, at).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}
