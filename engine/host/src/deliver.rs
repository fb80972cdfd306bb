//! Delivers one row to Temporal and says what became of it. What must stay true: a second start
//! of the same workflow id and a repeated signal are successes; only what can never go through is
//! permanent, for that opens an incident.

use std::time::Duration;

use serde_json::{Value, json};
use temporalio_client::{
    Client, RetryOptions, RpcOptions, UntypedSignal, WorkflowIdConflictPolicy, WorkflowIdReusePolicy,
    WorkflowSignalOptions, WorkflowStartOptions,
    errors::{WorkflowInteractionError, WorkflowStartError},
    tonic::{Code, Status},
};
use temporalio_common::{UntypedWorkflow, data_converters::RawValue, protos::temporal::api::common::v1::Payload};

use crate::outbox::{Batch, Row};

/// Why a row did not go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Undelivered {
    pub cause: String,
    pub permanent: bool,
}

impl Undelivered {
    fn later(cause: impl ToString) -> Self {
        Self { cause: cause.to_string(), permanent: false }
    }

    fn never(cause: impl ToString) -> Self {
        Self { cause: cause.to_string(), permanent: true }
    }
}

/// How a start treats an id that was used before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reuse {
    /// Once ever: the relay.
    Never,
    /// Again when nothing runs under it: rebuild.
    WhenClosed,
    /// Again, ending what runs: rebuild, when told to.
    TerminateRunning,
}

/// What a start found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Started {
    New,
    AlreadyThere,
}

pub(crate) async fn start(
    client: &Client,
    queue: &str,
    workflow_id: &str,
    workflow_type: &str,
    input: &Value,
    reuse: Reuse,
) -> Result<Started, Undelivered> {
    let (reuse_policy, conflict_policy) = match reuse {
        Reuse::Never => (WorkflowIdReusePolicy::RejectDuplicate, WorkflowIdConflictPolicy::Fail),
        Reuse::WhenClosed => (WorkflowIdReusePolicy::AllowDuplicate, WorkflowIdConflictPolicy::Fail),
        Reuse::TerminateRunning => (WorkflowIdReusePolicy::AllowDuplicate, WorkflowIdConflictPolicy::TerminateExisting),
    };
    let options = WorkflowStartOptions::new(queue, workflow_id)
        .id_reuse_policy(reuse_policy)
        .id_conflict_policy(conflict_policy)
        .rpc_options(once())
        .build();
    match client.start_workflow(UntypedWorkflow::new(workflow_type), raw(input), options).await {
        Ok(_) => Ok(Started::New),
        Err(WorkflowStartError::AlreadyStarted { .. }) => Ok(Started::AlreadyThere),
        Err(WorkflowStartError::Rpc(status)) => Err(judge(&status)),
        Err(other) => Err(Undelivered::never(other)),
    }
}

pub(crate) async fn signal(client: &Client, batch: &Batch, row: &Row) -> Result<(), Undelivered> {
    let message = json!({ "no": row.no, "body": row.payload });
    let options = WorkflowSignalOptions::builder()
        // the server drops a repeated one within a run; the mailbox drops it in any case
        .request_id(format!("{}-{}", batch.case_id, row.no))
        .rpc_options(once())
        .build();
    let handle = client.get_workflow_handle::<UntypedWorkflow>(&batch.workflow_id);
    match handle.signal(UntypedSignal::new(process::SIGNAL), raw(&message), options).await {
        Ok(()) => Ok(()),
        Err(WorkflowInteractionError::NotFound(status) | WorkflowInteractionError::Rpc(status)) => Err(judge(&status)),
        Err(other) => Err(Undelivered::never(other)),
    }
}

/// Which refusals are final. A missing namespace is not: the server is being set up.
pub(crate) fn judge(status: &Status) -> Undelivered {
    let cause = format!("{:?}: {}", status.code(), status.message());
    match status.code() {
        Code::NotFound if namespace_missing(status) => Undelivered::later(cause),
        Code::NotFound | Code::InvalidArgument | Code::FailedPrecondition | Code::OutOfRange | Code::Unimplemented => {
            Undelivered::never(cause)
        }
        _ => Undelivered::later(cause),
    }
}

fn namespace_missing(status: &Status) -> bool {
    const DETAIL: &[u8] = b"NamespaceNotFoundFailure";
    status.message().starts_with("Namespace ") || status.details().windows(DETAIL.len()).any(|window| window == DETAIL)
}

/// The relay itself decides when to try again: a slow retry inside one call would hold its slot.
fn once() -> RpcOptions {
    RpcOptions::builder().timeout(Duration::from_secs(10)).retry_options(RetryOptions::no_retries()).build()
}

pub(crate) fn raw(value: &Value) -> RawValue {
    RawValue::new(vec![Payload {
        metadata: [("encoding".to_owned(), b"json/plain".to_vec())].into(),
        data: value.to_string().into_bytes(),
        ..Payload::default()
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_workflow_is_final_a_missing_namespace_and_a_busy_server_are_not() {
        let final_ = |code, text: &str| judge(&Status::new(code, text)).permanent;
        assert!(final_(Code::NotFound, "workflow execution already completed"));
        assert!(final_(Code::NotFound, "workflow not found for ID: my-namespace"));
        assert!(final_(Code::InvalidArgument, "payload too large"));
        assert!(!final_(Code::NotFound, "Namespace verbund is not found."));
        for code in [Code::Unavailable, Code::DeadlineExceeded, Code::ResourceExhausted, Code::Unknown] {
            assert!(!final_(code, "later"));
        }
    }
}
