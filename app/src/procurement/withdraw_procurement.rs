//! Withdrawing: free before the order, by the supplier's leave after it, no longer once money has left.

use super::ending::{close_open_tasks, end};
use super::facts;
use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Area, Role, Session};
use domain::ids::CaseId;
use domain::procurement::guards::{self, Withdrawal};
use domain::procurement::phase::Phase;
use domain::wake::Wake;
use serde_json::json;
use store::Scope;
use store::case_file::{Case, FreeText};

/// What is pending while the process has not yet opened the task that answers it.
pub(super) const PENDING: &str = "WITHDRAWAL";

/// Withdraws a procurement, or asks for it. Gives which of the two.
///
/// # Errors
/// `REASON_NEEDED`, `NO_RIGHT`, `CASE_ENDED`, `PAID_ONLY_REFUND`, `WITHDRAWAL_PENDING`; not found for a case of another body.
pub async fn withdraw(app: &App, session: &Session, case: CaseId, reason: &str, salt: [u8; 16]) -> Result<Withdrawal> {
    let reason = needed(reason)?;
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, case, app.now()).await?.filter(super::is_ours).ok_or(Error::NotFound)?;
    let acting = session.act_as(case.body(), Area::Procurement, &[Role::Requester, Role::Buyer, Role::Lead])?;
    let mut row = facts::row(&tx, &case).await?;
    let phase = facts::phase(&case)?;
    let kind = guards::withdrawal(phase, row.ordered_on.is_some(), row.spent_cents > 0);
    refuse(&case, phase, kind)?;

    row.withdrawal_reason = Some(reason.to_owned());
    row.interrupted_phase = Some(case.row.phase.clone());
    store::procurement::rows::save(&tx, row).await?;
    let text = FreeText { field: "reason", text: reason, person: session.person().0, salt };
    let facts = json!({ "phase": phase, "needsSupplier": kind == Withdrawal::NeedsSupplierConfirmation });
    case.journal_with(&tx, Some(acting.hands()), "WITHDRAWAL_DECLARED", facts, &[text]).await?;
    close_open_tasks(&tx, &mut case, Some(acting.hands())).await?;
    let wake = if kind == Withdrawal::Free {
        end(&tx, &mut case, Phase::Withdrawn).await?;
        case.journal(&tx, Some(acting.hands()), "CASE_ENDED", json!({ "phase": Phase::Withdrawn })).await?;
        Wake::Withdrawn
    } else {
        case.row.pending_interrupt = Some(PENDING.to_owned());
        Wake::WithdrawalRequested
    };
    let at = case.at();
    case.wake(&tx, &wake, at).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(kind)
}

fn refuse(case: &Case, phase: Phase, kind: Withdrawal) -> Result<()> {
    match kind {
        Withdrawal::Ended => Err(Refusal::new("CASE_ENDED", "the case has ended").into()),
        Withdrawal::OnlyRefund => {
            Err(Refusal::new("PAID_ONLY_REFUND", "money has been paid; it can only be claimed back").into())
        }
        _ if case.row.ended_at.is_some() => Err(Refusal::new("CASE_ENDED", "the case has ended").into()),
        _ => not_pending(case, phase),
    }
}

/// Nothing else may be asked for while a withdrawal or refund is under way.
pub(super) fn not_pending(case: &Case, phase: Phase) -> Result<()> {
    let pending = case.row.pending_interrupt.as_deref();
    if pending == Some(PENDING) || phase == Phase::WithdrawalConfirmation {
        Err(Refusal::new("WITHDRAWAL_PENDING", "the supplier is being asked").into())
    } else if pending.is_some() || phase == Phase::Refund {
        Err(Refusal::new("REFUND_PENDING", "a refund is awaited").into())
    } else {
        Ok(())
    }
}

/// A reason of at least three characters, trimmed.
pub(super) fn needed(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    match reason.chars().count() {
        0..=2 => Err(Refusal::at("reason", "REASON_NEEDED", "a reason is needed").into()),
        3..=4_000 => Ok(reason),
        _ => Err(Refusal::at("reason", "REASON_TOO_LONG", "more than 4000 characters").into()),
    }
}
