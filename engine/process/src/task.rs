//! The human task: opened in our database, answered there, waited for here.
//!
//! What must stay true: `open_task` under the same key returns the task that stands, open or
//! closed; so this function may begin anew at any time (fresh history, lost server, missed
//! message) and goes on where the task is.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::Value;
use temporalio_common::ActivityDefinition;
use temporalio_workflow::WorkflowContext;

use crate::{
    case::{CaseWorkflow, Stopped, roll_over},
    contract::{IncidentRequest, Nudge, NudgeOrder, NudgeTask, OpenTask, OpenTaskReply, TaskOrder, TaskOutcome},
    incident::open_and_go_on,
    message::{EngineMessage, kind_of},
    step::{Stepped, attempt, step},
    wait::{Woken, wait},
};

/// A task for people. `kind` decides form, candidates and dates; `step` and `round` make it one.
#[derive(Clone, Debug, PartialEq)]
pub struct HumanTask {
    pub kind: String,
    pub step: String,
    pub round: u32,
    pub args: Value,
    /// Message types that end the wait although the task is open, e.g. a request to withdraw.
    pub interrupted_by: Vec<String>,
}

impl HumanTask {
    pub fn new(kind: impl Into<String>, step: impl Into<String>, round: u32) -> Self {
        Self { kind: kind.into(), step: step.into(), round, args: Value::Null, interrupted_by: Vec::new() }
    }

    /// Ids the task needs.
    pub fn args(mut self, args: Value) -> Self {
        self.args = args;
        self
    }

    pub fn interrupted_by(mut self, types: &[&str]) -> Self {
        self.interrupted_by = types.iter().map(|&t| t.to_owned()).collect();
        self
    }
}

/// How a human task ended for the workflow.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    Done(TaskOutcome),
    /// A message the workflow declared interesting came first; the task is still open.
    Interrupted(Value),
    /// The task could not be opened and a person decided to go on without it.
    Skipped,
}

/// Opens a task and waits for its outcome, reminding and escalating on absolute dates.
///
/// # Errors
/// [`Stopped`]: aborted at an incident, cancelled, or continuing as new.
pub async fn human_task<W: CaseWorkflow>(ctx: &WorkflowContext<W>, task: HumanTask) -> Result<Ending, Stopped> {
    let order = TaskOrder { kind: task.kind.clone(), args: task.args.clone() };
    let mut nudged = BTreeSet::new();
    loop {
        let Stepped::Done(opened) = step(ctx, OpenTask, &task.step, task.round, order.clone()).await? else {
            return Ok(Ending::Skipped);
        };
        if let Some(outcome) = opened.closed {
            return Ok(done(ctx, opened.task_id, outcome));
        }
        if let Some(ending) = wait_for_people(ctx, &task, &opened, &mut nudged).await? {
            return Ok(ending);
        }
        // something was missed: ask again what became of the task
    }
}

async fn wait_for_people<W: CaseWorkflow>(
    ctx: &WorkflowContext<W>,
    task: &HumanTask,
    opened: &OpenTaskReply,
    nudged: &mut BTreeSet<Nudge>,
) -> Result<Option<Ending>, Stopped> {
    let wanted = |body: &Value| closing(body, opened.task_id).is_some() || interrupts(task, body);
    loop {
        let next = next_nudge(opened, nudged);
        match wait(ctx, next.map(|(at, _)| at), wanted).await? {
            Woken::Message(message) => {
                return Ok(Some(match closing(&message.body, opened.task_id) {
                    Some(outcome) => done(ctx, opened.task_id, outcome),
                    None => Ending::Interrupted(message.body),
                }));
            }
            Woken::Due => {
                if let Some((_, nudge)) = next {
                    nudged.insert(nudge);
                    if let Some(outcome) = nudge_once(ctx, task, opened.task_id, nudge).await? {
                        return Ok(Some(done(ctx, opened.task_id, outcome)));
                    }
                }
            }
            Woken::Gap => return Ok(None),
            Woken::Full => return Err(roll_over(ctx).await),
        }
    }
}

fn done<W: CaseWorkflow>(ctx: &WorkflowContext<W>, task_id: i64, outcome: TaskOutcome) -> Ending {
    ctx.state_mut(|w| w.case_mut().mailbox.settle_task(task_id));
    Ending::Done(TaskOutcome { task_id, ..outcome })
}

fn closing(body: &Value, wanted_id: i64) -> Option<TaskOutcome> {
    match EngineMessage::read(body)? {
        EngineMessage::TaskClosed { task_id, outcome, ids } if task_id == wanted_id => {
            Some(TaskOutcome { task_id, code: outcome, ids })
        }
        _ => None,
    }
}

fn interrupts(task: &HumanTask, body: &Value) -> bool {
    kind_of(body).is_some_and(|kind| task.interrupted_by.iter().any(|t| t == kind))
}

/// The earliest nudge not yet given; of two on the same date the gentler first.
fn next_nudge(opened: &OpenTaskReply, nudged: &BTreeSet<Nudge>) -> Option<(DateTime<Utc>, Nudge)> {
    [(opened.follow_up_at, Nudge::FollowUp), (opened.remind_at, Nudge::Remind), (opened.escalate_at, Nudge::Escalate)]
        .into_iter()
        .filter(|(_, nudge)| !nudged.contains(nudge))
        .filter_map(|(at, nudge)| at.map(|at| (at, nudge)))
        .min()
}

/// A nudge that fails must not hold up the task: an incident tells of it, the wait goes on.
async fn nudge_once<W: CaseWorkflow>(
    ctx: &WorkflowContext<W>,
    task: &HumanTask,
    task_id: i64,
    nudge: Nudge,
) -> Result<Option<TaskOutcome>, Stopped> {
    let order = NudgeOrder { task_id, nudge };
    match attempt(ctx, &NudgeTask, &task.step, task.round, order, W::retries()).await? {
        Ok(reply) => Ok(reply.closed),
        Err(failure) => {
            let request = IncidentRequest {
                kind: "NUDGE_FAILED".to_owned(),
                failure_no: 1 + nudge as u32,
                activity: NudgeTask.name().to_owned(),
                code: failure.code,
                cause: failure.cause,
            };
            open_and_go_on(ctx, &task.step, task.round, request).await?;
            Ok(None)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn on(day: u32) -> Option<DateTime<Utc>> {
        format!("2026-11-{day:02}T08:00:00Z").parse().ok()
    }

    #[test]
    fn nudges_come_in_the_order_of_their_dates_and_once() {
        let opened =
            OpenTaskReply { follow_up_at: on(3), remind_at: on(5), escalate_at: on(5), ..OpenTaskReply::default() };
        let mut nudged = BTreeSet::new();
        let mut order = vec![];
        while let Some((_, nudge)) = next_nudge(&opened, &nudged) {
            nudged.insert(nudge);
            order.push(nudge);
        }
        assert_eq!(order, [Nudge::FollowUp, Nudge::Remind, Nudge::Escalate]);
    }
}
