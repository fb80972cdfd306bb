//! Members answer their statements; what they object to is decided.

use super::{answer_of, state};
use crate::tasks::finishing::Finishing;
use crate::{Refusal, Result};
use domain::cost_sharing::forms;
use domain::cost_sharing::settlement::{Answer, Error as SettlementError, Event, State};
use domain::ids::{BodyId, CaseId};
use serde_json::json;
use std::collections::BTreeMap;
use store::Error as StoreError;
use store::cost_sharing::settlements;
use store::entity::settlement;

/// The step under which a member is asked; its round is the version.
pub(super) fn step_of(member: i64) -> String {
    format!("MEMBER_ANSWER/{member}")
}

/// A member accepts or objects, on its own statement. The machine sees what follows.
///
/// # Errors
/// `OBJECTION_TOO_LATE`, `SETTLEMENT_NOT_NOW`, `DISPUTE_EXCEEDS_SHARE`, `COST_KIND_INVALID`.
pub(super) async fn finish(step: &mut Finishing<'_>, row: &settlement::Model) -> Result<String> {
    let (case, member) = (CaseId(row.case_id), step.task.body_id);
    let statements = settlements::statements(step.tx, case, row.version_no).await?;
    let statement = statements.into_iter().find(|s| s.member_id == member && step.task.round == row.version_no);
    let mut statement = statement.ok_or(SettlementError::NotNow { state: state(row)? })?;
    let until = row.answers_until.ok_or_else(|| StoreError::Damaged(format!("case {case} asks without a period")))?;
    statement.answered_on = Some(step.today);
    let (answer, disputed) = if step.outcome == "OBJECTED" {
        let form: forms::Objection = step.read()?;
        match state(row)? {
            // another member was first
            State::Objected if step.today > until => return Err(SettlementError::TooLate(until).into()),
            State::Objected => {}
            now => {
                now.after(&Event::Object { on: step.today, until, with_reasons: true })?;
            }
        }
        (Answer::Objected, disputed(step, row, &form).await?)
    } else {
        (Answer::Accepted, 0)
    };
    statement.answer = answer.to_string();
    statement.disputed_cents = disputed;
    settlements::save_statement(step.tx, statement).await?;
    let event = if answer == Answer::Accepted { "STATEMENT_ACCEPTED" } else { "STATEMENT_OBJECTED" };
    step.note(event, json!({ "bodyId": member, "amountCents": disputed })).await?;
    Ok(step.outcome.to_owned())
}

/// The sum that is disputed: of each cost kind at most the member's share in it.
async fn disputed(step: &Finishing<'_>, row: &settlement::Model, form: &forms::Objection) -> Result<i64> {
    let member = BodyId(step.task.body_id);
    let mut shares: BTreeMap<String, i64> = BTreeMap::new();
    for share in settlements::shares(step.tx, CaseId(row.case_id), row.version_no, Some(member)).await? {
        *shares.entry(share.cost_kind).or_default() += share.cents;
    }
    let mut sum = 0_i64;
    for line in &form.lines {
        let Some(share) = shares.get_mut(&line.cost_kind) else {
            return Err(Refusal::at("lines", "COST_KIND_INVALID", "the statement has no such cost kind").into());
        };
        if line.amount_cents > *share {
            let error = domain::cost_sharing::dispute::Error::MoreThanShare {
                disputed_cents: line.amount_cents,
                share_cents: *share,
            };
            return Err(Refusal::at("lines", error.code(), error.to_string()).into());
        }
        *share -= line.amount_cents;
        sum += line.amount_cents;
    }
    Ok(sum)
}

/// Granted: everything is calculated anew. Withdrawn: after talks the members accept what they had objected to.
///
/// # Errors
/// When the database fails.
pub(super) async fn decide(step: &mut Finishing<'_>, mut row: settlement::Model) -> Result<String> {
    let granted = step.outcome == "GRANTED";
    let statements = settlements::statements(step.tx, CaseId(row.case_id), row.version_no).await?;
    let mut objected = Vec::new();
    for mut statement in statements {
        if answer_of(&statement.answer)? != Answer::Objected {
            continue;
        }
        objected.push(statement.member_id);
        if !granted {
            statement.answer = Answer::Accepted.to_string();
            statement.disputed_cents = 0;
            settlements::save_statement(step.tx, statement).await?;
        }
    }
    if !granted {
        super::advance(&mut row, &Event::Reissue)?;
    }
    let again = if row.corrects_case_id.is_some() { "GRANTED_CORRECTION" } else { "GRANTED" };
    let outcome = if granted { again } else { step.outcome };
    settlements::save(step.tx, row).await?;
    let event = if granted { "OBJECTION_GRANTED" } else { "OBJECTION_WITHDRAWN" };
    step.note(event, json!({ "bodyIds": objected })).await?;
    Ok(outcome.to_owned())
}
