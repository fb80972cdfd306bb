//! What a settlement does by itself: waits for its days, sees who has answered, books, ends its case.

use super::calculate::by_kind;
use super::{advance as apply, agreement, answer_of, code, cooperation, cost_centre, days, remedy, row, state};
use crate::engine::begin_step::{Begun, Step, StepRef, begin, enter};
use crate::procurement::{close_open_tasks, restart};
use crate::tasks::open_task::INTERRUPTED;
use crate::tasks::work_day::morning;
use crate::{App, Result};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::cost_sharing::settlement::{Answer, Error as SettlementError, Event, State};
use domain::cost_sharing::year::Phase;
use domain::ids::{BodyId, CaseId, TaskId};
use domain::tasks::{State as TaskState, TaskKind};
use ledger::cost_sharing::booking::{Shares, shares_of_member};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::case_file::Case;
use store::cost_sharing::settlements;
use store::engine::states;
use store::entity::settlement;
use store::tasks::rows::{self, Closing};
use store::{Error as StoreError, Tx};

/// What a machine phase gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advanced {
    /// An outcome of `domain::cost_sharing::year::Phase::after`.
    Outcome(String),
    /// Nothing yet: ask again on that day, or as soon as somebody answers.
    NotBefore(Option<DateTime<Utc>>),
}

/// Does what the phase named by the step asks of the machine.
///
/// # Errors
/// Refused by the rules of the settlement; when the database fails.
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
        Phase::SettlementOpening => ("SETTLEMENT_WAITS", opening(&row)),
        Phase::AdvanceDay => ("SETTLEMENT_WAITS", advance_day(&step.tx, &row, today).await?),
        Phase::YearEnd => ("SETTLEMENT_WAITS", year_end(&row, today)?),
        Phase::MemberAnswers => ("SETTLEMENT_WAITS", answers(&mut step, &mut row, today).await?),
        Phase::ShareBooking => ("SHARES_BOOKED", book(&step.tx, &row, today).await?),
        other => return Err(StoreError::Damaged(format!("{other} is no phase of the machine")).into()),
    };
    let facts = json!({ "step": at.step, "on": today });
    settlements::save(&step.tx, row).await?;
    read(&step.finish(app, event, facts, answer).await?)
}

fn read(answer: &Value) -> Result<Advanced> {
    if let Some(outcome) = answer.get("outcome").and_then(Value::as_str) {
        return Ok(Advanced::Outcome(outcome.to_owned()));
    }
    let until = answer.get("notBefore").cloned().unwrap_or_default();
    Ok(Advanced::NotBefore(serde_json::from_value(until)?))
}

fn outcome(code: &str) -> Value {
    json!({ "outcome": code })
}

fn wait_for(day: NaiveDate) -> Value {
    json!({ "notBefore": morning(day) })
}

fn next(day: NaiveDate) -> Result<NaiveDate> {
    Ok(day.checked_add_days(Days::new(1)).ok_or_else(|| StoreError::Damaged(format!("no day after {day}")))?)
}

fn opening(row: &settlement::Model) -> Value {
    outcome(if row.corrects_case_id.is_some() { "CORRECTION" } else { "YEAR" })
}

/// The day of the next instalment nobody has recorded.
async fn advance_day(tx: &Tx, row: &settlement::Model, today: NaiveDate) -> Result<Value> {
    let all = settlements::advances(tx, CaseId(row.case_id)).await?;
    let due = all.iter().filter(|a| !a.recorded).map(|a| a.due_on).min();
    Ok(match due {
        None => outcome("DONE"),
        Some(day) if day > today => wait_for(day),
        Some(_) => outcome("DUE"),
    })
}

fn year_end(row: &settlement::Model, today: NaiveDate) -> Result<Value> {
    let (_, last) = days(row)?;
    if today <= last { Ok(wait_for(next(last)?)) } else { Ok(outcome("OVER")) }
}

/// Who objected is heard at once; else everybody accepted, or the period must be over and silence mean something.
async fn answers(step: &mut Step, row: &mut settlement::Model, today: NaiveDate) -> Result<Value> {
    let case = CaseId(row.case_id);
    let until = row.answers_until.ok_or_else(|| StoreError::Damaged(format!("case {case} asks without a period")))?;
    let statements = settlements::statements(&step.tx, case, row.version_no).await?;
    let answers: Vec<Answer> = statements.iter().map(|s| answer_of(&s.answer)).collect::<Result<_>>()?;
    if answers.contains(&Answer::Objected) {
        if state(row)? == State::Issued {
            // in time and with reasons: that was held against the rules when it was written
            apply(row, &Event::Object { on: until, until, with_reasons: true })?;
        }
        return Ok(outcome("OBJECTED"));
    }
    let remedy = remedy(&agreement(&step.tx, row).await?)?;
    match state(row)?.after(&Event::EndPeriod { today, until, remedy, answers }) {
        Ok(next) => {
            row.state = next.to_string();
            close_answers(&step.tx, &mut step.case).await?;
            Ok(outcome("FINAL"))
        }
        Err(SettlementError::PeriodRuns(until)) => Ok(wait_for(next(until)?)),
        Err(SettlementError::AnswersOutstanding(_)) => Ok(json!({ "notBefore": null })),
        Err(other) => Err(other.into()),
    }
}

/// Nobody is asked any more about this version.
pub(super) async fn close_answers(tx: &Tx, case: &mut Case) -> Result<()> {
    for task in rows::open_of_case(tx, case.id()).await? {
        if task.kind != i32::from(TaskKind::AnswerStatement.number()) {
            continue;
        }
        let closing = Closing { state: TaskState::Cancelled, outcome: INTERRUPTED, hands: None, at: case.at() };
        rows::close(tx, TaskId(task.id), task.version, &closing).await?;
        case.announce_task(tx, &task, task.version + 1).await?;
    }
    Ok(())
}

/// One entry a member with one leg per cost kind; of a correction the difference to what was booked before.
async fn book(tx: &Tx, row: &settlement::Model, today: NaiveDate) -> Result<Value> {
    let case = CaseId(row.case_id);
    let mut sums = by_kind(tx, case, row.version_no).await?;
    if let Some(before) = row.corrects_case_id.map(CaseId) {
        let version = settlements::find(tx, before).await?.map_or(0, |s| s.version_no);
        for (key, cents) in by_kind(tx, before, version).await? {
            let sum = sums.entry(key).or_default();
            *sum = sum.checked_sub(cents).ok_or(ledger::cost_sharing::Error::Overflow)?;
        }
    }
    let mut by_member: BTreeMap<BodyId, Vec<(&str, i64)>> = BTreeMap::new();
    for ((member, kind), cents) in &sums {
        by_member.entry(*member).or_default().push((kind, *cents));
    }
    let centre = cost_centre(tx, row).await?;
    let mut entries = Vec::with_capacity(by_member.len());
    for (member, kinds) in &by_member {
        let shares = Shares {
            case,
            version: u32::try_from(row.version_no).unwrap_or_default(),
            cooperation: cooperation(row),
            seat: BodyId(row.body_id),
            member: *member,
            cost_centre: &centre,
            kinds,
            value_on: today,
            booked_on: today,
        };
        entries.extend(shares_of_member(&shares)?);
    }
    store::ledger::book_all(tx, case, &entries).await?;
    Ok(outcome("BOOKED"))
}

/// Ends the case once; a late attempt of the run before is known by its older snapshot.
///
/// # Errors
/// When the database fails.
pub async fn end_case(app: &App, at: &StepRef<'_>, phase: Phase) -> Result<()> {
    let (tx, mut case) = enter(app, at).await?;
    let late = states::find(&tx, at.case).await?.is_some_and(|s| s.snapshot_no > at.snapshot_no);
    if !late {
        end(&tx, &mut case, phase).await?;
    }
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}

async fn end(tx: &Tx, case: &mut Case, phase: Phase) -> Result<()> {
    if case.row.ended_at.is_some() {
        return Ok(());
    }
    close_open_tasks(tx, case, None).await?;
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
    end(tx, case, Phase::SettlementAborted).await?;
    store::engine::outbox::drop_undelivered(tx, case.id(), case.at()).await?;
    restart(tx, case, Phase::SettlementAborted, &[]).await
}
