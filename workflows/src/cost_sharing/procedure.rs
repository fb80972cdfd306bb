//! The procedure: a loop over the phases. People plan, record, calculate, approve, answer and close; the machine waits for
//! days and answers, makes the papers and books.

use domain::cost_sharing::year::Phase;
use process::{Ending, HumanTask, Stepped, Stopped, checkpoint, finish, human_task, raise, step, wait_message};
use temporalio_workflow::WorkflowContext;

use super::{
    contract::{AdvanceSettlement, Advanced, DeliverStatements, EndOrder, EndSettlementCase, Nothing},
    state::enter,
    workflow::Settlement,
};

/// A member has answered: the machine looks who has.
const TASK_CLOSED: &str = "TASK_CLOSED";

type Ctx = WorkflowContext<Settlement>;

/// Runs the case to its end; gives that end.
pub(super) async fn run(ctx: &Ctx) -> Result<Phase, Stopped> {
    loop {
        checkpoint(ctx).await?;
        let phase = ctx.state(|w| w.case.state.phase);
        // none: the same again, in a new round
        let outcome = match phase {
            Phase::StatementDelivery => deliver(ctx, phase).await?,
            phase if phase.is_end() => return end(ctx, phase).await,
            phase if phase.task().is_some() => people(ctx, phase).await?,
            // which way it goes; days of instalments; the end of the year; answers; booking
            phase => machine(ctx, phase).await?,
        };
        turn(ctx, phase, outcome).await?;
    }
}

/// Goes where the outcome leads. One without a rule stops for a person; nothing is guessed.
async fn turn(ctx: &Ctx, phase: Phase, outcome: Option<String>) -> Result<(), Stopped> {
    let next = match outcome.map(|outcome| phase.after(&outcome)) {
        None => phase,
        Some(Ok(next)) => next,
        Some(Err(unknown)) => {
            raise(ctx, phase.into(), round(ctx, phase), 1, "OUTCOME_WITHOUT_RULE", unknown.to_string()).await?;
            phase
        }
    };
    ctx.state_mut(|w| enter(&mut w.case, next));
    Ok(())
}

fn round(ctx: &Ctx, phase: Phase) -> u32 {
    ctx.state(|w| w.case.round(phase.into()))
}

async fn people(ctx: &Ctx, phase: Phase) -> Result<Option<String>, Stopped> {
    let Some(kind) = phase.task() else { return Ok(None) };
    let task = HumanTask::new(kind.to_string(), phase.to_string(), round(ctx, phase));
    Ok(match human_task(ctx, task).await? {
        Ending::Done(outcome) if outcome.code != "CANCELLED" && outcome.code != "INTERRUPTED" => Some(outcome.code),
        // a decision of people cannot be left out: it is asked for anew
        Ending::Done(_) | Ending::Skipped | Ending::Interrupted(_) => None,
    })
}

async fn machine(ctx: &Ctx, phase: Phase) -> Result<Option<String>, Stopped> {
    match step(ctx, AdvanceSettlement, phase.into(), round(ctx, phase), Nothing {}).await? {
        Stepped::Done(Advanced { outcome: Some(outcome), .. }) => Ok(Some(outcome)),
        Stepped::Done(Advanced { not_before, .. }) => {
            // members answer on tasks this process did not open by itself: each closing is looked at
            let types: &[&str] = if phase == Phase::MemberAnswers { &[TASK_CLOSED] } else { &[] };
            wait_message(ctx, types, not_before).await?;
            Ok(None)
        }
        // what is owed cannot be left out: it is tried anew
        Stepped::Skipped => Ok(None),
    }
}

async fn deliver(ctx: &Ctx, phase: Phase) -> Result<Option<String>, Stopped> {
    match step(ctx, DeliverStatements, phase.into(), round(ctx, phase), Nothing {}).await? {
        // none: papers are missing still
        Stepped::Done(Advanced { outcome, .. }) => Ok(outcome),
        Stepped::Skipped => Ok(None),
    }
}

async fn end(ctx: &Ctx, phase: Phase) -> Result<Phase, Stopped> {
    step(ctx, EndSettlementCase, phase.into(), 1, EndOrder { phase }).await?;
    finish(ctx).await?;
    Ok(phase)
}

/// A person aborted at an incident: the case ends there, in order.
pub(super) async fn abort(ctx: &Ctx) -> Result<Phase, Stopped> {
    ctx.state_mut(|w| enter(&mut w.case, Phase::SettlementAborted));
    match end(ctx, Phase::SettlementAborted).await {
        // even ending it failed, and somebody aborted that too: there is nothing left to do
        Err(Stopped::Aborted { .. }) => Ok(Phase::SettlementAborted),
        other => other,
    }
}
