//! A small process of the tests' own: approve (with a way back), book, wait for a date, approve
//! again (or withdraw). It uses everything a real one uses.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use chrono::{DateTime, Utc};
use process::{
    CaseState, CaseWorkflow, Ending, HumanTask, Retries, StepInput, Stepped, Stopped, checkpoint, finish, human_task,
    step, wait_until,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use temporalio_common::data_converters::RawValue;
use temporalio_macros::{activity_definitions, workflow, workflow_methods};
use temporalio_workflow::{SyncWorkflowContext, WorkflowContext, WorkflowContextView, WorkflowResult};

pub use approval_activities::Book;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    #[default]
    First,
    Book,
    Wait,
    Second,
    Over,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Approved {
    pub phase: Phase,
    pub decisions: Vec<String>,
    pub booking: Option<i64>,
    pub not_before: Option<DateTime<Utc>>,
}

pub struct ApprovalActivities;

#[activity_definitions]
#[allow(clippy::unimplemented)] // the macro demands this body
impl ApprovalActivities {
    #[activity(name = "book")]
    pub fn book(_: StepInput<i64>) -> Result<i64, Box<dyn std::error::Error + Send + Sync>> {
        unimplemented!()
    }
}

#[workflow]
pub struct Approval {
    case: CaseState<Approved>,
}

impl CaseWorkflow for Approval {
    type State = Approved;
    fn case(&self) -> &CaseState<Approved> {
        &self.case
    }
    fn case_mut(&mut self) -> &mut CaseState<Approved> {
        &mut self.case
    }
    fn retries() -> Retries {
        Retries { attempts: 2, first_wait: Duration::from_millis(50), ..Retries::default() }
    }
}

#[workflow_methods]
impl Approval {
    #[init]
    pub fn new(_: &WorkflowContextView, case: CaseState<Approved>) -> Self {
        Self { case }
    }

    #[run(name = "approval")]
    pub async fn run(ctx: &mut WorkflowContext<Self>) -> WorkflowResult<Vec<String>> {
        match procedure(ctx).await {
            Ok(()) => {}
            Err(Stopped::Aborted { step, .. }) => note(ctx, format!("aborted in {step}")),
            Err(Stopped::Ended(termination)) => return Err(termination),
        }
        Ok(ctx.state(|w| w.case.state.decisions.clone()))
    }

    #[signal]
    pub fn wake(&mut self, _: &mut SyncWorkflowContext<Self>, raw: RawValue) {
        self.case.receive(&raw);
    }

    #[query]
    pub fn look(&self, _: &WorkflowContextView) -> CaseState<Approved> {
        self.case.clone()
    }
}

fn note(ctx: &WorkflowContext<Approval>, decision: String) {
    ctx.state_mut(|w| w.case.state.decisions.push(decision));
}

async fn procedure(ctx: &WorkflowContext<Approval>) -> Result<(), Stopped> {
    loop {
        checkpoint(ctx).await?;
        let phase = ctx.state(|w| w.case.state.phase);
        let next = match phase {
            Phase::First => first(ctx).await?,
            Phase::Book => book(ctx).await?,
            Phase::Wait => {
                if let Some(at) = ctx.state(|w| w.case.state.not_before) {
                    wait_until(ctx, at).await?;
                }
                Phase::Second
            }
            Phase::Second => second(ctx).await?,
            Phase::Over => return finish(ctx).await,
        };
        ctx.state_mut(|w| w.case.state.phase = next);
    }
}

async fn first(ctx: &WorkflowContext<Approval>) -> Result<Phase, Stopped> {
    let round = ctx.state(|w| w.case.round("first"));
    let task = HumanTask::new("APPROVE", "first", round).args(json!({ "amountCents": 900 }));
    let Ending::Done(outcome) = human_task(ctx, task).await? else {
        note(ctx, "first skipped".to_owned());
        return Ok(Phase::Book);
    };
    note(ctx, format!("first {}", outcome.code));
    if outcome.code == "RETURNED" {
        ctx.state_mut(|w| w.case.begin_round("first"));
        return Ok(Phase::First);
    }
    Ok(Phase::Book)
}

async fn book(ctx: &WorkflowContext<Approval>) -> Result<Phase, Stopped> {
    let booked = step(ctx, Book, "book", 1, 900).await?;
    note(ctx, format!("booking {}", if booked == Stepped::Skipped { "skipped" } else { "done" }));
    ctx.state_mut(|w| w.case.state.booking = booked.done());
    Ok(Phase::Wait)
}

async fn second(ctx: &WorkflowContext<Approval>) -> Result<Phase, Stopped> {
    let task = HumanTask::new("APPROVE", "second", 1).interrupted_by(&["WITHDRAW"]);
    let said = match human_task(ctx, task).await? {
        Ending::Done(outcome) => outcome.code,
        Ending::Interrupted(_) => "WITHDRAWN".to_owned(),
        Ending::Skipped => "SKIPPED".to_owned(),
    };
    note(ctx, format!("second {said}"));
    Ok(Phase::Over)
}

/// Same name, another order of steps: what a careless change would look like.
pub mod changed {
    use super::*;

    #[workflow]
    pub struct Changed {
        case: CaseState<Approved>,
    }

    impl CaseWorkflow for Changed {
        type State = Approved;
        fn case(&self) -> &CaseState<Approved> {
            &self.case
        }
        fn case_mut(&mut self) -> &mut CaseState<Approved> {
            &mut self.case
        }
    }

    #[workflow_methods]
    impl Changed {
        #[init]
        pub fn new(_: &WorkflowContextView, case: CaseState<Approved>) -> Self {
            Self { case }
        }

        #[run(name = "approval")]
        pub async fn run(ctx: &mut WorkflowContext<Self>) -> WorkflowResult<Vec<String>> {
            let _ = step(ctx, Book, "book", 1, 900).await;
            Ok(vec![])
        }

        #[signal]
        pub fn wake(&mut self, _: &mut SyncWorkflowContext<Self>, raw: RawValue) {
            self.case.receive(&raw);
        }
    }
}
