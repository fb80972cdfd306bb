//! Finds what can no longer report itself: asks Temporal, by id, about cases that should have
//! moved and did not, and opens incidents. Asking by id, because visibility is eventually
//! consistent and rate-limited.

use std::{future::Future, sync::Arc, time::Duration};

use futures::{StreamExt, stream};
use temporalio_client::{Client, WorkflowExecutionStatus, errors::WorkflowInteractionError};
use temporalio_common::UntypedWorkflow;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::{deliver::judge, outbox::Fault};

/// A workflow task that failed more often than this will not mend itself.
const FAILING_ATTEMPTS: i32 = 3;
const AT_ONCE: usize = 8;

/// A case whose rows are delivered, or whose deadline has passed, and that shows no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    pub case_id: i64,
    pub workflow_id: String,
}

/// What is wrong with a workflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    NotFound,
    Closed,
    TaskFailing,
}

impl Trouble {
    /// The incident kind.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotFound => "WORKFLOW_NOT_FOUND",
            Self::Closed => "WORKFLOW_CLOSED",
            Self::TaskFailing => "WORKFLOW_TASK_FAILING",
        }
    }
}

/// The incident store as the reconciler sees it.
pub trait Watch: Send + Sync + 'static {
    /// Open cases that should have moved and did not; at most as many as one round can ask about.
    fn suspects(&self) -> impl Future<Output = Result<Vec<Suspect>, Fault>> + Send;

    /// Opens an incident, once per case and kind while one is open.
    fn open_incident(&self, case_id: i64, kind: &str, cause: &str) -> impl Future<Output = Result<(), Fault>> + Send;
}

/// A running reconciler.
pub struct Reconciler {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Reconciler {
    pub fn spawn<W: Watch>(client: Client, watch: Arc<W>, every: Duration) -> Self {
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        let task = tokio::spawn(async move {
            loop {
                tokio::select! {
                    () = stopped.cancelled() => break,
                    () = tokio::time::sleep(every) => {}
                }
                if let Err(error) = round(&client, watch.as_ref()).await {
                    tracing::warn!(%error, "the reconciler could not do its round");
                }
            }
        });
        Self { stop, task }
    }

    pub async fn stop(self) {
        self.stop.cancel();
        let _ = self.task.await;
    }
}

/// Looks at every suspect once; returns how many are in trouble.
pub async fn round<W: Watch>(client: &Client, watch: &W) -> Result<usize, Fault> {
    let suspects = watch.suspects().await?;
    let examined = stream::iter(suspects)
        .map(|suspect| async move { (examine(client, &suspect.workflow_id).await, suspect) })
        .buffer_unordered(AT_ONCE)
        .collect::<Vec<_>>()
        .await;
    let (mut found, mut unknown) = (0, None);
    for (trouble, suspect) in examined {
        match trouble {
            Ok(Some((trouble, cause))) => {
                watch.open_incident(suspect.case_id, trouble.code(), &cause).await?;
                found += 1;
            }
            Ok(None) => {}
            // one case that cannot be asked about must not hide the others
            Err(error) => unknown = Some(error),
        }
    }
    unknown.map_or(Ok(found), Err)
}

/// What is wrong with one workflow, if anything, in words for engineers.
///
/// # Errors
/// Temporal cannot be asked right now: that says nothing about the workflow.
pub async fn examine(client: &Client, workflow_id: &str) -> Result<Option<(Trouble, String)>, Fault> {
    let handle = client.get_workflow_handle::<UntypedWorkflow>(workflow_id);
    let description = match handle.describe(Default::default()).await {
        Ok(description) => description,
        Err(WorkflowInteractionError::NotFound(status)) if judge(&status).permanent => {
            return Ok(Some((Trouble::NotFound, "Temporal does not know the workflow".to_owned())));
        }
        Err(error) => return Err(error.into()),
    };
    let status = description.status();
    if !matches!(status, WorkflowExecutionStatus::Running | WorkflowExecutionStatus::ContinuedAsNew) {
        return Ok(Some((Trouble::Closed, format!("the workflow is closed ({status:?})"))));
    }
    let attempt = description.raw().pending_workflow_task.as_ref().map_or(0, |task| task.attempt);
    if attempt > FAILING_ATTEMPTS {
        let cause = format!("the workflow task has failed {} times", attempt - 1);
        return Ok(Some((Trouble::TaskFailing, cause)));
    }
    Ok(None)
}
