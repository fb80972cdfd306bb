//! The invoice a case works on, its state, and whose hands were on it.

use super::Finishing;
use crate::{Refusal, Result};
use domain::cooperation::Role;
use domain::ids::PersonId;
use domain::invoice::guards::{Act, Chain, Cleared};
use domain::invoice::{Event, Facts, Open, State, next};
use domain::tasks::TaskKind;
use store::case_file::Case;
use store::engine::states;
use store::entity::invoice;
use store::{Error as StoreError, Tx};

/// Nobody's claims are known to us yet: suppliers have no persons.
const CLAIMANTS: &[PersonId] = &[];

/// The invoice being worked on.
pub(super) async fn current(tx: &Tx, case: &Case) -> Result<invoice::Model> {
    let row = store::invoice::current(tx, case.id()).await?;
    Ok(row.ok_or_else(|| Refusal::new("NO_INVOICE", "the case has no invoice to work on"))?)
}

/// Lets events happen to an invoice, in the order the rules know.
pub(super) fn advance(invoice: &mut invoice::Model, events: &[Event], reason: Option<&str>) -> Result<()> {
    let unknown = || StoreError::Damaged(format!("invoice {} has the unknown state {}", invoice.id, invoice.state));
    let mut state = State::from_codes(&invoice.state, None).ok_or_else(unknown)?;
    for event in events {
        state = next(state, *event, reason)?;
    }
    state.code().clone_into(&mut invoice.state);
    Ok(())
}

/// Puts an invoice back to where a return of the process leads.
pub(super) fn back_to(invoice: &mut invoice::Model, state: Open) {
    state.code().clone_into(&mut invoice.state);
}

/// Whose hands were on this invoice so far.
pub(super) async fn chain(tx: &Tx, case: &Case) -> Result<Chain> {
    let kinds =
        [TaskKind::CertifyFactual, TaskKind::CertifyArithmetic, TaskKind::OrderPayment, TaskKind::AcceptPayment];
    let hands = store::tasks::rows::hands(tx, case.id(), &kinds).await?;
    let of = |kind: TaskKind| hands.iter().find(|(k, _)| *k == kind).map(|(_, h)| *h);
    Ok(Chain {
        factual: of(TaskKind::CertifyFactual),
        arithmetic: of(TaskKind::CertifyArithmetic),
        orderer: of(TaskKind::OrderPayment),
        first_release: of(TaskKind::AcceptPayment),
    })
}

/// Asks a guard about the person acting now; `reason` lifts soft refusals.
pub(super) async fn ask(
    step: &Finishing<'_>,
    reason: Option<&str>,
    guard: impl FnOnce(&Chain, &Act<'_>) -> std::result::Result<Cleared, domain::invoice::Error>,
) -> Result<Cleared> {
    let chain = chain(step.tx, step.case).await?;
    let hands = step.acting.hands();
    let treasury = [Role::Treasury1, Role::Treasury2];
    let is_treasury =
        store::cooperation::rights::holds(step.tx, hands.actor, step.case.body(), &treasury, step.today).await?;
    let act = Act { hands, claimants: CLAIMANTS, is_treasury, reason };
    Ok(guard(&chain, &act)?)
}

fn step_of(task: i64) -> String {
    format!("INVOICE_FACTS:{task}")
}

/// Keeps what the supplier wrote, as recorded by a task.
pub(super) async fn keep_facts(tx: &Tx, case: &Case, task: i64, facts: &Facts) -> Result<()> {
    let text = serde_json::to_string(facts)?;
    Ok(states::keep_result(tx, case.id(), case.body(), &step_of(task), 0, &text, case.at()).await?)
}

/// What the supplier wrote on a recorded invoice.
pub(super) async fn facts_of(tx: &Tx, case: &Case, invoice: &invoice::Model) -> Result<Facts> {
    let text = states::result(tx, case.id(), &step_of(invoice.task_id), 0).await?;
    let text = text.ok_or_else(|| StoreError::Damaged(format!("invoice {} has no facts", invoice.id)))?;
    Ok(serde_json::from_str(&text)?)
}
