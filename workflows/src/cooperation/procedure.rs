//! The procedure: a loop over the phases. People decide, the machine waits for days and changes the list of members.

use domain::cooperation::change::Phase;
use process::{Ending, HumanTask, Stepped, Stopped, checkpoint, finish, human_task, raise, step, wait_message};
use temporalio_workflow::WorkflowContext;

use super::{
    contract::{AdvanceMembership, Advanced, EndMembershipCase, EndOrder, Nothing},
    state::enter,
    workflow::Membership,
};

/// Message that ends the wait for the last day.
const NOTICE_WITHDRAWN: &str = "NOTICE_WITHDRAWN";

type Ctx = WorkflowContext<Membership>;

/// Runs the case to its end; gives that end.
pub(super) async fn run(ctx: &Ctx) -> Result<Phase, Stopped> {
    loop {
        checkpoint(ctx).await?;
        let phase = ctx.state(|w| w.case.state.phase);
        // none: the same again, in a new round
        let outcome = match phase {
            // resolution, consents, signatures, approval and publication; exit and hand-over
            Phase::OwnResolution
            | Phase::Consents
            | Phase::Signing
            | Phase::Approval
            | Phase::Publication
            | Phase::ExitSettlement
            | Phase::HandOver => people(ctx, phase).await?,
            // which way it goes; the first day; the last day; the end of the membership
            Phase::Opening | Phase::EffectiveDay | Phase::LastDay | Phase::Ending => machine(ctx, phase).await?,
            Phase::Joined | Phase::Left | Phase::Withdrawn | Phase::Aborted => return end(ctx, phase).await,
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
    match step(ctx, AdvanceMembership, phase.into(), round(ctx, phase), Nothing {}).await? {
        Stepped::Done(Advanced { outcome: Some(outcome), .. }) => Ok(Some(outcome)),
        Stepped::Done(Advanced { not_before, .. }) => {
            // the day has not come; only a leave can be called off while it waits
            let called_off = wait_message(ctx, &[NOTICE_WITHDRAWN], not_before).await?;
            Ok(called_off.filter(|_| phase == Phase::LastDay).map(|_| NOTICE_WITHDRAWN.to_owned()))
        }
        // who is a member cannot be left out: it is tried anew
        Stepped::Skipped => Ok(None),
    }
}

async fn end(ctx: &Ctx, phase: Phase) -> Result<Phase, Stopped> {
    step(ctx, EndMembershipCase, phase.into(), 1, EndOrder { phase }).await?;
    finish(ctx).await?;
    Ok(phase)
}

/// A person aborted at an incident: the case ends there, in order.
pub(super) async fn abort(ctx: &Ctx) -> Result<Phase, Stopped> {
    ctx.state_mut(|w| enter(&mut w.case, Phase::Aborted));
    match end(ctx, Phase::Aborted).await {
        // even ending it failed, and somebody aborted that too: there is nothing left to do
        Err(Stopped::Aborted { .. }) => Ok(Phase::Aborted),
        other => other,
    }
}
