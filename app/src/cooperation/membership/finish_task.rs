//! What finishing the tasks of a membership change does: the state goes on where the law allows it, and the outcome the
//! process goes on with is decided here by facts.

use super::{advance, missing, row};
use crate::Result;
use crate::tasks::finishing::Finishing;
use domain::cooperation::forms;
use domain::cooperation::membership::{Event, State};
use domain::cost_sharing::LegalForm;
use domain::tasks::TaskKind;
use serde_json::json;
use store::Error as StoreError;
use store::cooperation::memberships;

const DECLINED: &str = "DECLINED";

/// Makes the effect of the task take place and gives the outcome the process goes on with.
///
/// # Errors
/// Refused by the rules of the membership; then the caller writes nothing.
pub(crate) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let mut row = row(step.tx, step.case).await?;
    if step.outcome == DECLINED {
        step.note("MEMBERSHIP_DECLINED", json!({ "step": step.task.step })).await?;
        return Ok(DECLINED.to_owned());
    }
    let event = match step.kind {
        TaskKind::RecordOwnResolution => {
            step.read::<forms::OwnResolution>()?;
            Event::Resolve
        }
        TaskKind::CollectConsents => {
            let form: forms::Consents = step.read()?;
            let consenting = form.consents.iter().map(|consent| consent.body_id);
            Event::Consent { missing: missing(step.tx, &row, step.today, consenting).await? }
        }
        TaskKind::SignAgreement => {
            step.read::<forms::Signature>()?;
            Event::Sign
        }
        TaskKind::RecordApproval => {
            step.read::<forms::Approval>()?;
            Event::Approve
        }
        TaskKind::RecordPublication => return publish(step, row).await,
        TaskKind::SettleExit => return settle(step, &row).await,
        TaskKind::HandOverData => {
            let form: forms::HandOver = step.read()?;
            let open = form.entries.iter().filter(|e| e.handed_over_on.is_none() || e.received_by.is_none()).count();
            Event::Leave { unpaid: 0, not_handed_over: u32::try_from(open).unwrap_or(u32::MAX) }
        }
        other => return Err(StoreError::Damaged(format!("{other} is no task of a membership change")).into()),
    };
    let state = advance(&mut row, event)?;
    let outcome = match state {
        State::Signed if row.legal_form == LegalForm::WorkingGroup.to_string() => "SIGNED_FREELY",
        State::Left => "HANDED_OVER",
        _ => step.outcome,
    }
    .to_owned();
    memberships::save(step.tx, row).await?;
    step.note("MEMBERSHIP_ADVANCED", json!({ "state": state })).await?;
    Ok(outcome)
}

/// The day of publication decides the first day of membership; the machine waits for it.
async fn publish(step: &mut Finishing<'_>, mut row: store::entity::membership_change::Model) -> Result<String> {
    let form: forms::Publication = step.read()?;
    row.published_on = Some(form.published_on);
    memberships::save(step.tx, row).await?;
    step.note("AGREEMENT_PUBLISHED", json!({ "on": form.published_on })).await?;
    Ok(step.outcome.to_owned())
}

/// Every amount of the exit settlement is paid; the state changes with the hand-over.
async fn settle(step: &mut Finishing<'_>, row: &store::entity::membership_change::Model) -> Result<String> {
    let form: forms::ExitSettlement = step.read()?;
    let unpaid = form.items.iter().filter(|item| item.amount_cents != 0 && item.paid_on.is_none()).count();
    if unpaid > 0 {
        let unpaid = u32::try_from(unpaid).unwrap_or(u32::MAX);
        return Err(domain::cooperation::membership::Error::ExitOpen { unpaid, not_handed_over: 0 }.into());
    }
    let paid: i64 = form.items.iter().fold(0, |sum, item| sum.saturating_add(item.amount_cents));
    step.note("EXIT_SETTLED", json!({ "amountCents": paid, "bodyId": row.party_body_id })).await?;
    Ok(step.outcome.to_owned())
}
