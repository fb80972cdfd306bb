//! The settlement as Temporal sees it: input, signal, query. The procedure is next door.

use process::{CaseState, CaseWorkflow, Stopped};
use temporalio_common::data_converters::RawValue;
use temporalio_macros::{workflow, workflow_methods};
use temporalio_workflow::{SyncWorkflowContext, WorkflowContext, WorkflowContextView, WorkflowResult};

use super::{
    procedure,
    state::{SettlementState, begin},
};

/// The workflow type: the process name a case carries.
pub const WORKFLOW_TYPE: &str = "SETTLEMENT";

#[workflow]
pub struct Settlement {
    pub(super) case: CaseState<SettlementState>,
}

impl CaseWorkflow for Settlement {
    type State = SettlementState;

    fn case(&self) -> &CaseState<SettlementState> {
        &self.case
    }

    fn case_mut(&mut self) -> &mut CaseState<SettlementState> {
        &mut self.case
    }
}

#[workflow_methods]
impl Settlement {
    #[init]
    pub fn new(_: &WorkflowContextView, case: CaseState<SettlementState>) -> Self {
        Self { case: begin(case) }
    }

    /// Gives the code of the end the case reached.
    #[run(name = WORKFLOW_TYPE)]
    pub async fn run(ctx: &mut WorkflowContext<Self>) -> WorkflowResult<String> {
        let ended = match procedure::run(ctx).await {
            Err(Stopped::Aborted { .. }) => procedure::abort(ctx).await,
            other => other,
        };
        match ended {
            Ok(phase) => Ok(phase.to_string()),
            Err(Stopped::Ended(termination)) => Err(termination),
            Err(Stopped::Aborted { step, .. }) => Ok(format!("aborted in {step}")),
        }
    }

    /// Numbered messages from the outbox; anything else is dropped.
    #[signal]
    pub fn wake(&mut self, _: &mut SyncWorkflowContext<Self>, raw: RawValue) {
        self.case.receive(&raw);
    }

    /// Where the process stands, for operators.
    #[query]
    pub fn look(&self, _: &WorkflowContextView) -> CaseState<SettlementState> {
        self.case.clone()
    }
}
