//! The procedure: a loop over the phases. People decide most of them, the machine two; what
//! follows what is `domain`'s.

use domain::procurement::phase::Phase;
use process::{Ending, HumanTask, Stepped, Stopped, checkpoint, finish, human_task, raise, step, wait_message};
use temporalio_workflow::WorkflowContext;

use super::{
    contract::{BookCost, EndCase, EndOrder, MatchInvoice, Nothing},
    diversion::{TYPES, after, divert},
    state::enter,
    workflow::Procurement,
};

/// Outcome of a task that a lead cancelled: it is asked anew.
const CANCELLED: &str = "CANCELLED";
/// Outcome of a task closed, or never opened, because a withdrawal or refund was asked for: the
/// message that says which is on its way.
const INTERRUPTED: &str = "INTERRUPTED";

type Ctx = WorkflowContext<Procurement>;

/// What a phase led to.
enum Turn {
    Outcome(String),
    Diverted(Phase),
    /// The same again, in a new round.
    Again,
}

/// Runs the case to its end; gives that end.
pub(super) async fn run(ctx: &Ctx) -> Result<Phase, Stopped> {
    loop {
        checkpoint(ctx).await?;
        let phase = ctx.state(|w| w.case.state.phase);
        let next = match phase {
            // who asked corrects; budget is released by somebody else, before anything is bought
            Phase::Revision | Phase::BudgetRelease
            // the procedure follows from the rules of the start day; without a rule a person decides
            | Phase::ProcedureChoice | Phase::RuleDecision
            // quotes, release by a second person, order; above the limit the case stops at a task
            | Phase::Quotes | Phase::OrderRelease | Phase::Ordering | Phase::TenderNeeded
            // goods and invoice arrive, wholly or partly
            | Phase::Receipt | Phase::Invoice | Phase::Difference
            // certified twice, ordered, accepted and released by two treasurers
            | Phase::FactualCertification | Phase::ArithmeticCertification | Phase::PaymentOrder
            | Phase::PaymentAcceptance | Phase::PaymentRelease
            // the award file is closed by hand
            | Phase::FileClosing
            // off the way: supplier and refund
            | Phase::WithdrawalConfirmation | Phase::Refund => people(ctx, phase).await?,
            // order, receipt and invoice are compared
            Phase::Matching => matching(ctx).await?,
            // what was paid is cost of a cost centre
            Phase::Booking => booking(ctx).await?,
            Phase::Closed | Phase::Withdrawn | Phase::Aborted => return end(ctx, phase).await,
        };
        turn(ctx, phase, next).await?;
    }
}

/// Goes where the turn leads. An outcome without a rule stops for a person; nothing is guessed.
async fn turn(ctx: &Ctx, phase: Phase, turn: Turn) -> Result<(), Stopped> {
    let next = match turn {
        Turn::Diverted(next) => next,
        Turn::Again => phase,
        Turn::Outcome(outcome) => match ctx.state_mut(|w| after(&mut w.case.state, &outcome)) {
            Ok(next) => next,
            Err(unknown) => {
                raise(ctx, phase.into(), round(ctx, phase), 1, "OUTCOME_WITHOUT_RULE", unknown.to_string()).await?;
                phase
            }
        },
    };
    ctx.state_mut(|w| enter(&mut w.case, next));
    Ok(())
}

fn round(ctx: &Ctx, phase: Phase) -> u32 {
    ctx.state(|w| w.case.round(phase.into()))
}

async fn people(ctx: &Ctx, phase: Phase) -> Result<Turn, Stopped> {
    let Some(kind) = phase.task() else { return Ok(Turn::Again) };
    let task = HumanTask::new(kind.to_string(), phase.to_string(), round(ctx, phase)).interrupted_by(&TYPES);
    Ok(match human_task(ctx, task).await? {
        Ending::Interrupted(body) => diverted(ctx, &body),
        Ending::Done(outcome) if outcome.code == INTERRUPTED => match wait_message(ctx, &TYPES, None).await? {
            Some(body) => diverted(ctx, &body),
            None => Turn::Again,
        },
        Ending::Done(outcome) if outcome.code == CANCELLED => Turn::Again,
        Ending::Done(outcome) => Turn::Outcome(outcome.code),
        // a decision of people cannot be left out: it is asked for anew
        Ending::Skipped => Turn::Again,
    })
}

fn diverted(ctx: &Ctx, body: &serde_json::Value) -> Turn {
    ctx.state_mut(|w| divert(&mut w.case.state, body)).map_or(Turn::Again, Turn::Diverted)
}

async fn matching(ctx: &Ctx) -> Result<Turn, Stopped> {
    let phase = Phase::Matching;
    let matched = step(ctx, MatchInvoice, phase.into(), round(ctx, phase), Nothing {}).await?;
    Ok(Turn::Outcome(match matched {
        Stepped::Done(verdict) => verdict.outcome,
        // not compared by the machine: a person looks at it
        Stepped::Skipped => "DIFFERENCE".to_owned(),
    }))
}

async fn booking(ctx: &Ctx) -> Result<Turn, Stopped> {
    let phase = Phase::Booking;
    let booked = step(ctx, BookCost, phase.into(), round(ctx, phase), Nothing {}).await?;
    Ok(Turn::Outcome(match booked {
        Stepped::Done(verdict) => verdict.outcome,
        Stepped::Skipped => "FINISHED".to_owned(),
    }))
}

async fn end(ctx: &Ctx, phase: Phase) -> Result<Phase, Stopped> {
    step(ctx, EndCase, phase.into(), 1, EndOrder { phase }).await?;
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
