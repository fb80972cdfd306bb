//! A closed file is opened again within a year: its process starts where the file is closed.

use super::restart::restart;
use super::withdraw_procurement::needed;
use crate::{App, Error, Refusal, Result};
use chrono::Months;
use domain::cooperation::{Area, Role, Session};
use domain::ids::CaseId;
use domain::procurement::phase::Phase;
use serde_json::json;
use store::Scope;
use store::case_file::{Case, FreeText};

/// How long a closed file may be opened again (transfer period, handbook 8.3 and 11.3: one to two years; ours is the shorter).
const WITHIN: Months = Months::new(12);

/// Opens a closed file again.
///
/// # Errors
/// `REASON_NEEDED`, `NO_RIGHT`, `NOT_CLOSED`, `REOPEN_TOO_LATE`; not found for a case of another body.
pub async fn reopen(app: &App, session: &Session, case: CaseId, reason: &str, salt: [u8; 16]) -> Result<()> {
    let reason = needed(reason)?;
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, case, app.now()).await?.filter(super::is_ours).ok_or(Error::NotFound)?;
    let acting = session.act_as(case.body(), Area::Procurement, &[Role::Signer, Role::Lead])?;
    let closed = case.row.ended_at.filter(|_| case.row.phase == Phase::Closed.to_string());
    let closed = closed.ok_or_else(|| Refusal::new("NOT_CLOSED", "only a closed file is opened again"))?;
    if closed.checked_add_months(WITHIN).is_some_and(|last| case.at() > last) {
        return Err(Refusal::new("REOPEN_TOO_LATE", "the file was closed more than a year ago").into());
    }
    case.row.phase = Phase::FileClosing.to_string();
    case.row.ended_at = None;
    let text = FreeText { field: "reason", text: reason, person: session.person().0, salt };
    case.journal_with(&tx, Some(acting.hands()), "CASE_REOPENED", json!({ "closedAt": closed }), &[text]).await?;
    // closing and end were done before: what is done there again is a new effect
    restart(&tx, &mut case, Phase::FileClosing, &[Phase::FileClosing, Phase::Closed]).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}
