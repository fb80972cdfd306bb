//! Opens the task of a step, or says what became of it: once per (case, step, round).

use super::complete_task::UNDO;
use super::loading::kind_of;
use super::notify;
use super::work_day::morning;
use crate::engine::begin_step::{StepRef, enter};
use crate::{App, Result, cooperation};
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{Period, Roll, deadline};
use domain::cooperation::Land;
use domain::ids::{BodyId, PersonId, TaskId};
use domain::invoice::due::Dates;
use domain::tasks::{NoticeKind, State, TaskKind};
use serde_json::json;
use store::case_file::Case;
use store::entity::task;
use store::tasks::rows::{self, NewTask};
use store::{Error as StoreError, Tx};

/// The outcome of a task that was not opened, or was closed, because something else was asked for meanwhile
/// (withdrawal, refund): the process waits for the message that says what.
pub const INTERRUPTED: &str = "INTERRUPTED";

/// What stands under the step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The task; 0 when none was opened.
    pub task_id: i64,
    /// Its outcome when it is closed.
    pub closed: Option<String>,
    /// When to remind; none: done or never.
    pub remind_at: Option<DateTime<Utc>>,
    /// When to escalate; none: done or never.
    pub escalate_at: Option<DateTime<Utc>>,
}

/// Opens the task of kind `kind` for a step.
///
/// # Errors
/// Not found when the case does not exist; when the database fails.
pub async fn open(app: &App, at: &StepRef<'_>, kind: TaskKind) -> Result<Opened> {
    open_for(app, at, kind, None).await
}

/// Opens the task for a party of the case instead of its own body, when one is named.
///
/// # Errors
/// As [`open`].
pub async fn open_for(app: &App, at: &StepRef<'_>, kind: TaskKind, party: Option<BodyId>) -> Result<Opened> {
    let (tx, mut case) = enter(app, at).await?;
    if let Some(row) = rows::of_step(&tx, at.case, at.step, at.round).await? {
        tx.commit().await?;
        return Ok(reply(&row, app.now()));
    }
    let answers_interrupt = matches!(kind, TaskKind::ConfirmWithdrawal | TaskKind::ReceiveRefund);
    if case.row.ended_at.is_some() || (case.row.pending_interrupt.is_some() && !answers_interrupt) {
        tx.commit().await?;
        return Ok(Opened { task_id: 0, closed: Some(INTERRUPTED.to_owned()), remind_at: None, escalate_at: None });
    }
    let party = match party {
        Some(party) => Some(party),
        None => cooperation::membership::task_body(&tx, &case, kind).await?,
    };
    let row = insert(&tx, &case, at, kind, party.unwrap_or(case.body()), app.today()).await?;
    if answers_interrupt {
        case.row.pending_interrupt = None;
    }
    at.step.clone_into(&mut case.row.phase);
    if let Some(holder) = row.assignee.map(PersonId) {
        notify::tell(&tx, &mut case, PersonId(0), holder, NoticeKind::TaskReturned, TaskId(row.id)).await?;
    }
    let mut facts = json!({ "taskId": row.id, "kind": kind, "step": at.step, "round": at.round, "dueOn": row.due_on });
    if row.signatures_needed > 1 {
        facts["signaturesNeeded"] = row.signatures_needed.into();
    }
    case.journal(&tx, None, "TASK_OPENED", facts).await?;
    case.announce_task(&tx, &row, row.version).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(reply(&row, app.now()))
}

async fn insert(
    tx: &Tx,
    case: &Case,
    at: &StepRef<'_>,
    kind: TaskKind,
    body: BodyId,
    today: NaiveDate,
) -> Result<task::Model> {
    let row = store::cooperation::bodies::find(tx, body).await?;
    let land: Option<Land> = row.and_then(|b| b.land.parse().ok());
    let land = land.ok_or_else(|| StoreError::Damaged(format!("body {body} has no Land")))?;
    let timing = kind.timing();
    let excluded: Vec<_> =
        rows::hands(tx, case.id(), kind.excludes()).await?.into_iter().map(|(_, hands)| hands).collect();
    let assignee = meant_for(tx, case, kind, today).await?;
    let new = NewTask {
        body,
        kind,
        assignee,
        step: at.step,
        round: at.round,
        priority: 5,
        due_on: in_time_to_pay(tx, case, kind, today, working_day(today, timing.due_working_days, land)?).await?,
        remind_at: Some(morning(working_day(today, timing.remind_working_days, land)?)),
        escalate_at: Some(morning(working_day(today, timing.escalate_working_days, land)?)),
        excluded: &excluded,
        signatures_needed: signatures_needed(tx, case, kind, body, today).await?,
        at: case.at(),
    };
    Ok(rows::open(tx, case, new).await?)
}

/// How many must sign: by the body's rules of the day, over the gross estimate or the chosen quote, whichever is
/// more.
async fn signatures_needed(tx: &Tx, case: &Case, kind: TaskKind, body: BodyId, today: NaiveDate) -> Result<u32> {
    if !kind.approvable() {
        return Ok(1);
    }
    let Some(row) = store::procurement::rows::find(tx, case.id()).await? else { return Ok(1) };
    let amount_cents = row.estimate_gross_cents.max(row.quote_net_cents.unwrap_or_default());
    Ok(store::tasks::approvals::needed(tx, body, kind, amount_cents, today).await?)
}

/// Steps between an invoice and its payment are due by the discount date or due date, whichever comes first and
/// can still be reached (handbook 7.3).
async fn in_time_to_pay(tx: &Tx, case: &Case, kind: TaskKind, today: NaiveDate, usual: NaiveDate) -> Result<NaiveDate> {
    let pays = matches!(
        kind,
        TaskKind::ClarifyDifference
            | TaskKind::CertifyFactual
            | TaskKind::CertifyArithmetic
            | TaskKind::OrderPayment
            | TaskKind::AcceptPayment
            | TaskKind::ReleasePayment
    );
    if !pays {
        return Ok(usual);
    }
    let invoice = store::invoice::current(tx, case.id()).await?;
    let by_money = invoice.and_then(|i| Dates { discount_on: i.discount_on, due_on: Some(i.due_on) }.queue_on(today));
    Ok(by_money.map_or(usual, |day| day.min(usual)))
}

/// A returned request goes to who asked first, as long as that person still may ask.
async fn meant_for(tx: &Tx, case: &Case, kind: TaskKind, today: NaiveDate) -> Result<Option<PersonId>> {
    if kind != TaskKind::ReviseRequest {
        return Ok(None);
    }
    let asked = rows::hands(tx, case.id(), &[kind]).await?;
    let Some((_, hands)) = asked.first() else { return Ok(None) };
    let may = store::cooperation::rights::holds(tx, hands.actor, case.body(), kind.roles(), today).await?;
    Ok(may.then_some(hands.actor))
}

fn working_day(from: NaiveDate, days: u32, land: Land) -> Result<NaiveDate> {
    let end = deadline(from, Period::WorkingDays(days), land, Roll::NextWorkingDay);
    Ok(end.map_err(|e| StoreError::Damaged(format!("a due date cannot be computed: {e}")))?.end)
}

/// Whether the closing of a task can still be taken back: the process must not hear of it by asking before the
/// message that is held back for so long.
pub(super) fn can_be_taken_back(row: &task::Model, now: DateTime<Utc>) -> bool {
    let undoable = row.state == i32::from(State::Done as i16) && kind_of(row).is_ok_and(TaskKind::undoable);
    undoable && row.closed_at.is_some_and(|at| at + UNDO > now)
}

fn reply(row: &task::Model, now: DateTime<Utc>) -> Opened {
    let open = row.state == i32::from(State::Open as i16);
    let waits = open || can_be_taken_back(row, now);
    Opened {
        task_id: row.id,
        closed: if waits { None } else { row.outcome.clone().or_else(|| Some(INTERRUPTED.to_owned())) },
        remind_at: row.remind_at.filter(|_| open && row.reminded_at.is_none()),
        escalate_at: row.escalate_at.filter(|_| open && row.escalated_at.is_none()),
    }
}
