//! What a membership change does by itself: waits for its days, changes the list of members, ends its case.

use super::{advance as apply, code, row};
use crate::engine::begin_step::{Begun, Step, StepRef, begin, enter};
use crate::procurement::{close_open_tasks, restart};
use crate::tasks::work_day::morning;
use crate::{App, Result};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::cooperation::change::{Direction, Phase};
use domain::cooperation::membership::{Event, State, effective_on};
use domain::cost_sharing::LegalForm;
use domain::ids::CooperationId;
use serde_json::{Value, json};
use store::case_file::{Case, parties};
use store::cooperation::{administration, memberships};
use store::engine::states;
use store::entity::{cooperation_member, membership_change};
use store::tasks::rows::NEVER;
use store::{Error as StoreError, Tx};

/// What a machine phase gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advanced {
    /// An outcome of `domain::cooperation::change::Phase::after`.
    Outcome(String),
    /// The day has not come: ask again then.
    NotBefore(DateTime<Utc>),
}

/// Does what the phase named by the step asks of the machine.
///
/// # Errors
/// Refused by the rules of the membership; when the database fails.
pub async fn advance(app: &App, at: &StepRef<'_>) -> Result<Advanced> {
    let mut step = match begin(app, at).await? {
        Begun::Before(result) => return read(&result),
        Begun::Now(step) => step,
    };
    let phase: Phase = code(at.step, "phase")?;
    let mut row = row(&step.tx, &step.case).await?;
    at.step.clone_into(&mut step.case.row.phase);
    let today = app.today();
    let (event, answer) = match phase {
        Phase::EffectiveDay => take_effect(&step, &mut row, today).await?,
        Phase::LastDay if today <= row.agreed_on => ("MEMBERSHIP_WAITS", wait(next(row.agreed_on)?)),
        Phase::LastDay => ("MEMBERSHIP_WAITS", json!({ "outcome": "OVER" })),
        Phase::Ending => end_membership(&step, &mut row, today).await?,
        _ => ("MEMBERSHIP_WAITS", json!({ "outcome": row.direction })),
    };
    let facts =
        json!({ "step": at.step, "on": row.effective_on.unwrap_or(row.agreed_on), "bodyId": row.party_body_id });
    memberships::save(&step.tx, row).await?;
    read(&step.finish(app, event, facts, answer).await?)
}

fn wait(until: NaiveDate) -> Value {
    json!({ "notBefore": morning(until) })
}

fn next(day: NaiveDate) -> Result<NaiveDate> {
    Ok(day.checked_add_days(Days::new(1)).ok_or_else(|| StoreError::Damaged(format!("no day after {day}")))?)
}

fn read(answer: &Value) -> Result<Advanced> {
    if let Some(outcome) = answer.get("outcome").and_then(Value::as_str) {
        return Ok(Advanced::Outcome(outcome.to_owned()));
    }
    let until = answer.get("notBefore").cloned().unwrap_or_default();
    Ok(Advanced::NotBefore(serde_json::from_value(until)?))
}

/// On the first day the body becomes a member; before, the process waits for it.
async fn take_effect(
    step: &Step,
    row: &mut membership_change::Model,
    today: NaiveDate,
) -> Result<(&'static str, Value)> {
    let form: LegalForm = code(&row.legal_form, "legal form")?;
    let day = effective_on(form, row.published_on, row.agreed_on)?;
    row.effective_on = Some(day);
    if today < day {
        return Ok(("MEMBERSHIP_WAITS", wait(day)));
    }
    apply(row, Event::TakeEffect { today, published_on: row.published_on, agreed_on: row.agreed_on })?;
    let member = cooperation_member::Model {
        cooperation_id: row.cooperation_id,
        body_id: row.party_body_id,
        valid_from: day,
        valid_to: NEVER,
    };
    administration::insert_member(&step.tx, member).await?;
    Ok(("MEMBERSHIP_BEGAN", json!({ "outcome": "ACTIVE" })))
}

/// After the last day the body is no member any more; what was shared with it before stays as it was.
async fn end_membership(
    step: &Step,
    row: &mut membership_change::Model,
    today: NaiveDate,
) -> Result<(&'static str, Value)> {
    let last_day = row.agreed_on;
    if row.direction == Direction::Leave.to_string() {
        apply(row, Event::EndMembership { today, last_day })?;
    }
    let members = administration::members(&step.tx, CooperationId(row.cooperation_id)).await?;
    let own = |m: &&cooperation_member::Model| {
        m.body_id == row.party_body_id && m.valid_from <= last_day && last_day < m.valid_to
    };
    if let Some(member) = members.iter().find(own) {
        administration::end_member(&step.tx, member, last_day).await?;
    }
    row.effective_on = Some(last_day);
    Ok(("MEMBERSHIP_ENDED", json!({ "outcome": "ENDED" })))
}

/// Ends the case once; a late attempt of the run before is known by its older snapshot.
///
/// # Errors
/// When the database fails.
pub async fn end_case(app: &App, at: &StepRef<'_>, phase: Phase) -> Result<()> {
    let (tx, mut case) = enter(app, at).await?;
    let late = states::find(&tx, at.case).await?.is_some_and(|s| s.snapshot_no > at.snapshot_no);
    if !late {
        end(&tx, &mut case, phase, app.today()).await?;
    }
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}

async fn end(tx: &Tx, case: &mut Case, phase: Phase, today: NaiveDate) -> Result<()> {
    if case.row.ended_at.is_some() {
        return Ok(());
    }
    close_open_tasks(tx, case, None).await?;
    let row = row(tx, case).await?;
    // who is no member in the end reads no further
    if row.state != State::Active.to_string() && row.party_body_id != row.body_id {
        parties::leave(tx, case, domain::ids::BodyId(row.party_body_id), today, true).await?;
    }
    case.row.phase = phase.to_string();
    case.row.ended_at = Some(case.at());
    case.journal(tx, None, "CASE_ENDED", json!({ "phase": phase })).await?;
    case.announce(tx, "CASE", case.row.id, case.row.version + 1).await?;
    Ok(())
}

/// Ends a case by an operator's decision when its process can no longer do it. The caller saves the case.
///
/// # Errors
/// When the database fails.
pub(crate) async fn abort(tx: &Tx, case: &mut Case) -> Result<()> {
    let today = case.at().with_timezone(&chrono_tz::Europe::Berlin).date_naive();
    end(tx, case, Phase::Aborted, today).await?;
    store::engine::outbox::drop_undelivered(tx, case.id(), case.at()).await?;
    restart(tx, case, Phase::Aborted, &[]).await
}
