//! Brings running cases back when Temporal's store is gone: starts each workflow from the state
//! our own database has, and makes the outbox deliver again what that state had not seen.
//!
//! Safe to run at any time and twice: what runs is left alone, and messages it has seen already
//! are dropped by its mailbox.

use futures::{StreamExt, stream};
use serde_json::Value;
use temporalio_client::Client;

use crate::{
    deliver::{self, Reuse, Started},
    outbox::Outbox,
};

const AT_ONCE: usize = 16;

/// A case that should be running.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    pub case_id: i64,
    pub workflow_id: String,
    pub workflow_type: String,
    /// `None`: the default queue.
    pub task_queue: Option<String>,
    /// The saved case state.
    pub state: Value,
}

/// What a rebuild did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    pub started: usize,
    pub already_running: usize,
    /// Case and cause.
    pub failed: Vec<(i64, String)>,
}

/// Starts every case that is not running.
pub async fn rebuild<O: Outbox>(
    client: &Client,
    outbox: &O,
    task_queue: &str,
    cases: Vec<Running>,
    terminate_running: bool,
) -> Counts {
    let reuse = if terminate_running { Reuse::TerminateRunning } else { Reuse::WhenClosed };
    let mut results = stream::iter(cases)
        .map(|case| async move { (case.case_id, one(client, outbox, task_queue, case, reuse).await) })
        .buffer_unordered(AT_ONCE);
    let mut counts = Counts::default();
    while let Some((case_id, result)) = results.next().await {
        match result {
            Ok(Started::New) => counts.started += 1,
            Ok(Started::AlreadyThere) => counts.already_running += 1,
            Err(cause) => counts.failed.push((case_id, cause)),
        }
    }
    counts.failed.sort();
    counts
}

async fn one<O: Outbox>(
    client: &Client,
    outbox: &O,
    task_queue: &str,
    case: Running,
    reuse: Reuse,
) -> Result<Started, String> {
    let queue = case.task_queue.as_deref().unwrap_or(task_queue);
    let Running { case_id, workflow_id, workflow_type, state, .. } = &case;
    let started = deliver::start(client, queue, workflow_id, workflow_type, state, reuse)
        .await
        .map_err(|undelivered| undelivered.cause)?;
    let last_no = ["lastNo", "last_no"].iter().find_map(|key| state.get(key)?.as_u64());
    // also for what was running: a rebuild that was cut short between the two is made whole
    outbox.rewind(*case_id, last_no.unwrap_or(0)).await.map_err(|error| error.to_string())?;
    Ok(started)
}
