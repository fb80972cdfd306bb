//! Ends of a case and what they free: what every end has in common stands here once.

use super::facts;
use super::restart::restart;
use crate::{Result, budget};
use domain::budget::Movement;
use domain::invoice::State as InvoiceState;
use domain::procurement::phase::Phase;
use domain::tasks::{Hands, State};
use serde_json::json;
use store::Tx;
use store::case_file::Case;
use store::entity::procurement;
use store::tasks::rows::{self as tasks, Closing};

/// Outcome of tasks closed because something else was asked for.
pub(super) const INTERRUPTED: &str = crate::tasks::open_task::INTERRUPTED;

/// Gives back everything the case still holds on its budget line.
pub(super) async fn free(tx: &Tx, case: &Case, row: &mut procurement::Model) -> Result<()> {
    if row.reserved_cents == 0 && row.committed_cents == 0 {
        return Ok(());
    }
    let line = facts::budget_line(row)?;
    // the journal number is unique within the case and grows with every change
    let key = format!("case/{}/free/{}", row.case_id, case.row.journal_no);
    for movement in [
        Movement::Release { amount_cents: row.reserved_cents },
        Movement::FreeCommitment { amount_cents: row.committed_cents },
    ] {
        budget::book(tx, case, line, movement, &key).await?;
    }
    row.reserved_cents = 0;
    row.committed_cents = 0;
    Ok(())
}

/// Closes what is open on the case's work list; `hands` none: the machine.
pub(crate) async fn close_open_tasks(tx: &Tx, case: &mut Case, hands: Option<Hands>) -> Result<()> {
    for task in tasks::open_of_case(tx, case.id()).await? {
        let closing = Closing { state: State::Cancelled, outcome: INTERRUPTED, hands, at: case.at() };
        tasks::close(tx, domain::ids::TaskId(task.id), task.version, &closing).await?;
        case.announce_task(tx, &task, task.version + 1).await?;
    }
    Ok(())
}

/// Ends the case in `phase`: money still held is freed, what was not paid will not be. Ended twice it stays as
/// it ended first (`false`).
pub(super) async fn end(tx: &Tx, case: &mut Case, phase: Phase) -> Result<bool> {
    if case.row.ended_at.is_some() {
        return Ok(false);
    }
    let mut row = facts::row(tx, case).await?;
    free(tx, case, &mut row).await?;
    store::procurement::rows::save(tx, row).await?;
    if let Some(mut invoice) = store::invoice::current(tx, case.id()).await? {
        store::invoice::withdraw_payment(tx, &invoice).await?;
        InvoiceState::Rejected.code().clone_into(&mut invoice.state);
        store::invoice::save(tx, invoice).await?;
    }
    close_open_tasks(tx, case, None).await?;
    case.row.phase = phase.to_string();
    case.row.pending_interrupt = None;
    case.row.ended_at = Some(case.at());
    Ok(true)
}

/// Ends a case by an operator's decision when its process can no longer do it. What may still run of it is begun
/// anew at its end, or it would wait for ever. The caller saves the case.
///
/// # Errors
/// When the database fails.
pub(crate) async fn abort(tx: &Tx, case: &mut Case) -> Result<()> {
    if end(tx, case, Phase::Aborted).await? {
        case.journal(tx, None, "CASE_ENDED", json!({ "phase": Phase::Aborted })).await?;
        case.announce(tx, "CASE", case.row.id, case.row.version + 1).await?;
    }
    store::engine::outbox::drop_undelivered(tx, case.id(), case.at()).await?;
    restart(tx, case, Phase::Aborted, &[]).await
}
