//! A closed file is opened again within a year: its process starts where the file is closed.

use super::withdraw_procurement::needed;
use crate::{App, Error, Refusal, Result};
use chrono::Months;
use domain::cooperation::{Area, Role, Session};
use domain::ids::CaseId;
use domain::procurement::phase::Phase;
use serde_json::{Value, json};
use store::Scope;
use store::case_file::{Case, FreeText};
use store::engine::states::{self, Snapshot};

/// How long a closed file may be opened again (transfer period, handbook 8.3 and 11.3: one to two years; ours is the shorter).
const WITHIN: Months = Months::new(12);

/// Opens a closed file again.
///
/// # Errors
/// `REASON_NEEDED`, `NO_RIGHT`, `NOT_CLOSED`, `REOPEN_TOO_LATE`; not found for a case of another body.
pub async fn reopen(app: &App, session: &Session, case: CaseId, reason: &str, salt: [u8; 16]) -> Result<()> {
    let reason = needed(reason)?;
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, case, app.now()).await?.ok_or(Error::NotFound)?;
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
    restart(&tx, &mut case).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}

/// Saves the state the process starts from: the last one it had, at the closing of the file, in a new round of
/// it, with every message so far applied. The relay starts it again because the case says so.
async fn restart(tx: &store::Tx, case: &mut Case) -> Result<()> {
    let saved = states::find(tx, case.id()).await?;
    let (mut state, snapshot_no) = match saved {
        Some(row) => (serde_json::from_str::<Value>(&row.state)?, row.snapshot_no + 1),
        None => (json!({ "caseId": case.row.id }), 1),
    };
    let step = Phase::FileClosing.to_string();
    state["lastNo"] = json!(case.row.outbox_no);
    state["pending"] = json!([]);
    state["state"]["phase"] = json!(Phase::FileClosing);
    // closing and end were done before: what is done there again is a new effect
    for step in [Phase::FileClosing, Phase::Closed] {
        let step = step.to_string();
        let round = state.get("rounds").and_then(|r| r.get(&step)).and_then(Value::as_u64).unwrap_or(1);
        state["rounds"][step] = json!(round + 1);
    }
    state["snapshotNo"] = json!(snapshot_no);
    let text = state.to_string();
    let snapshot = Snapshot { step: &step, state: &text, applied_no: case.row.outbox_no, snapshot_no };
    states::save(tx, case.id(), case.body(), &snapshot, case.at()).await?;
    case.row.restart_wanted = true;
    Ok(())
}
