//! The one struct that is workflow input, continue-as-new input and the state saved in our own
//! database, and the trait by which the engine's functions work over any workflow.
//!
//! What must stay true: every field has a serde default (an input that cannot be decoded fails the
//! workflow task for ever), and whatever a workflow needs to go on stands in here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use temporalio_common::{WorkflowDefinition, data_converters::RawValue};
use temporalio_workflow::{
    ContinueAsNewOptions, WorkflowContext, WorkflowTermination, workflows::WorkflowImplementation,
};

use crate::{
    contract::{StepInput, StepKey},
    mailbox::{Mailbox, Received},
    message::Message,
    step::Retries,
};

/// State of one case; JSON `{caseId, lastNo, pending, state, rounds, generation, snapshotNo}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseState<S> {
    #[serde(default, alias = "case_id")]
    pub case_id: i64,
    #[serde(default, flatten)]
    pub mailbox: Mailbox,
    /// What the process itself knows; `#[serde(default)]` on every field added later.
    #[serde(default)]
    pub state: S,
    /// Rounds begun per step, for processes that return to a step.
    #[serde(default)]
    pub rounds: BTreeMap<String, u32>,
    /// Runs before this one (continue-as-new).
    #[serde(default)]
    pub generation: u32,
    #[serde(default, alias = "snapshot_no")]
    pub snapshot_no: u64,
    /// Continue as new at this many events although the server does not suggest it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history_limit: Option<u32>,
    /// Something happened in this run; continuing an idle run as new would spin.
    #[serde(skip)]
    pub(crate) moved: bool,
}

impl<S: Default> CaseState<S> {
    /// The state a case starts with; `start_no` is the number of its start row in the outbox.
    pub fn new(case_id: i64, start_no: u64, state: S) -> Self {
        Self { case_id, mailbox: Mailbox::after(start_no), state, ..Self::default() }
    }
}

impl<S> CaseState<S> {
    /// The round a step is in, from 1.
    pub fn round(&self, step: &str) -> u32 {
        self.rounds.get(step).copied().unwrap_or(1)
    }

    /// The process comes to a step, for the first time or again; gives the round it begins.
    /// A process names its very first step this way too, or counts it as round 1 itself.
    pub fn enter(&mut self, step: &str) -> u32 {
        let round = self.rounds.get(step).map_or(1, |round| round.saturating_add(1));
        self.rounds.insert(step.to_owned(), round);
        round
    }

    /// The process returns to a step: what is done there again is a new effect.
    pub fn begin_round(&mut self, step: &str) -> u32 {
        let next = self.round(step).saturating_add(1);
        self.rounds.insert(step.to_owned(), next);
        next
    }

    /// For the signal handler: `self.case.receive(&raw)`.
    pub fn receive(&mut self, raw: &RawValue) -> Received {
        let received = self.mailbox.receive(Message::from_raw(raw));
        self.moved |= received == Received::Accepted;
        received
    }
}

/// A workflow over a [`CaseState`]. Implementations also have a signal named
/// [`SIGNAL`](crate::SIGNAL) that takes a `RawValue` and hands it to [`CaseState::receive`].
pub trait CaseWorkflow:
    WorkflowImplementation<Run: WorkflowDefinition<Input = CaseState<<Self as CaseWorkflow>::State>>>
{
    type State: Clone + Serialize + DeserializeOwned + 'static;

    fn case(&self) -> &CaseState<Self::State>;
    fn case_mut(&mut self) -> &mut CaseState<Self::State>;

    /// How often a step is tried before it becomes an incident.
    fn retries() -> Retries {
        Retries::default()
    }
}

/// Why workflow code does not go on. Passed up with `?`.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// A person aborted the process at an incident.
    #[error("aborted at incident {incident_id} in step {step}")]
    Aborted { incident_id: i64, step: String },
    /// Continue-as-new, cancellation or eviction: hand it on to the runtime.
    #[error(transparent)]
    Ended(#[from] WorkflowTermination),
}

impl Stopped {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Aborted { .. } => "PROCESS_ABORTED",
            Self::Ended(_) => "PROCESS_ENDED",
        }
    }
}

/// Builds an activity's input: the state as it stands now, under the next snapshot number.
pub(crate) fn snapshot<W: CaseWorkflow, T>(
    ctx: &WorkflowContext<W>,
    step: &str,
    round: u32,
    args: T,
) -> Result<StepInput<T>, serde_json::Error> {
    ctx.state_mut(|w| {
        let case = w.case_mut();
        case.snapshot_no = case.snapshot_no.saturating_add(1);
        Ok(StepInput {
            key: StepKey { case_id: case.case_id, step: step.to_owned(), round },
            last_no: case.mailbox.last_no(),
            snapshot_no: case.snapshot_no,
            state: serde_json::to_value(&*case)?,
            args,
        })
    })
}

/// Whether this run should end in favour of a fresh history.
pub(crate) fn should_roll<W: CaseWorkflow>(ctx: &WorkflowContext<W>, w: &W) -> bool {
    let case = w.case();
    case.moved
        && (ctx.continue_as_new_suggested() || case.history_limit.is_some_and(|limit| ctx.history_length() >= limit))
}

/// Continues as new with the state as it stands. Always an error to hand up.
pub(crate) async fn roll_over<W: CaseWorkflow>(ctx: &WorkflowContext<W>) -> Stopped {
    let handlers = ctx.clone();
    if let Err(cancelled) = ctx.wait_condition(move |_| handlers.all_handlers_finished()).await {
        return Stopped::Ended(cancelled.into());
    }
    let next = ctx.state(|w| {
        let case = w.case();
        CaseState { generation: case.generation.saturating_add(1), moved: false, ..case.clone() }
    });
    match ctx.continue_as_new(next, ContinueAsNewOptions::default()) {
        Ok(never) => match never {},
        Err(termination) => Stopped::Ended(termination),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn a_state_written_by_hand_or_by_an_older_version_loads() {
        let case: CaseState<Value> = serde_json::from_value(json!({})).unwrap();
        assert_eq!(case.mailbox.last_no(), 0);
        let case: CaseState<Value> =
            serde_json::from_value(json!({ "case_id": 9, "last_no": 1, "state": { "phase": "A" } })).unwrap();
        assert_eq!((case.case_id, case.mailbox.last_no()), (9, 1));
        assert_eq!(case.state, json!({ "phase": "A" }));
    }

    #[test]
    fn saving_and_loading_keeps_everything_but_the_run() {
        let mut case = CaseState::new(7, 1, json!({ "phase": "B" }));
        case.begin_round("quotes");
        let saved = serde_json::to_value(&case).unwrap();
        assert_eq!(saved["lastNo"], 1);
        assert_eq!(serde_json::from_value::<CaseState<Value>>(saved).unwrap(), case);
        assert_eq!((case.round("quotes"), case.round("order")), (2, 1));
    }
}
