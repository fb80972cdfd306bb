//! The membership change as Temporal sees it: input, signal, query. The procedure is next door.

use process::{CaseState, CaseWorkflow, Stopped};
use temporalio_common::data_converters::RawValue;
use temporalio_macros::{workflow, workflow_methods};
use temporalio_workflow::{SyncWorkflowContext, WorkflowContext, WorkflowContextView, WorkflowResult};

use super::{
    procedure,
    state::{MembershipState, begin},
};

/// The workflow type: the process name a case carries.
pub const WORKFLOW_TYPE: &str = "MEMBERSHIP";

#[workflow]
pub struct Membership {
    pub(super) case: CaseState<MembershipState>,
}

impl CaseWorkflow for Membership {
    type State = MembershipState;

    fn case(&self) -> &CaseState<MembershipState> {
        &self.case
    }

    fn case_mut(&mut self) -> &mut CaseState<MembershipState> {
        &mut self.case
    }
}

#[workflow_methods]
impl Membership {
    #[init]
    pub fn new(_: &WorkflowContextView, case: CaseState<MembershipState>) -> Self {
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
    pub fn look(&self, _: &WorkflowContextView) -> CaseState<MembershipState> {
        self.case.clone()
    }
}
