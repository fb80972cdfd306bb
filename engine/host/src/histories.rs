//! Recorded histories: kept as protobuf bytes (the SDK's JSON is not proto3 JSON and would not
//! survive an SDK change), replayed against today's workflow code. No server needed.

use std::path::{Path, PathBuf};

use prost::Message as _;
use temporalio_client::{Client, WorkflowHistory, errors::WorkflowInteractionError};
use temporalio_common::{
    UntypedWorkflow,
    protos::temporal::api::history::v1::{
        History, history_event::Attributes::WorkflowExecutionStartedEventAttributes as Started,
    },
};
use temporalio_sdk::workflow_replayer::{WorkflowReplayError, WorkflowReplayer, WorkflowReplayerOptions};

/// File ending of a recorded history.
pub const EXTENSION: &str = "history";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("history cannot be fetched: {0}")]
    Fetch(#[from] WorkflowInteractionError),
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    #[error("{path} is not a recorded history: {source}")]
    Unreadable { path: PathBuf, source: prost::DecodeError },
    #[error("{path}: {source}")]
    Replay { path: PathBuf, source: WorkflowReplayError },
    #[error("{path} holds no recorded history")]
    Empty { path: PathBuf },
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fetch(_) => "HISTORY_FETCH",
            Self::File { .. } => "HISTORY_FILE",
            Self::Unreadable { .. } => "HISTORY_UNREADABLE",
            Self::Replay { .. } => "HISTORY_REPLAY",
            Self::Empty { .. } => "HISTORY_EMPTY",
        }
    }
}

/// Fetches a workflow's latest run and writes it; returns the number of events.
pub async fn save(client: &Client, workflow_id: &str, path: &Path) -> Result<usize, Error> {
    let handle = client.get_workflow_handle::<UntypedWorkflow>(workflow_id);
    let mut events = handle.fetch_history(Default::default()).into_events().await?;
    // the time-skipping test server leaves the id out, and the replayer needs it
    if let Some(Started(started)) = events.first_mut().and_then(|e| e.attributes.as_mut()) {
        started.workflow_id = workflow_id.to_owned();
    }
    let count = events.len();
    let file = |source| Error::File { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(file)?;
    }
    std::fs::write(path, History { events }.encode_to_vec()).map_err(file)?;
    Ok(count)
}

pub fn load(path: &Path) -> Result<WorkflowHistory, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    let history =
        History::decode(bytes.as_slice()).map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
    Ok(history.into())
}

/// Replays one recorded history against registered workflows.
pub async fn replay(path: &Path, workflows: WorkflowReplayerOptions) -> Result<(), Error> {
    let history = load(path)?;
    let failed = |source| Error::Replay { path: path.to_owned(), source };
    WorkflowReplayer::new(workflows).map_err(failed)?.replay_workflow(history).await.map_err(failed)
}

/// Replays every history in a folder; returns their number. The first that fails ends it.
pub async fn replay_all(folder: &Path, workflows: WorkflowReplayerOptions) -> Result<usize, Error> {
    let at = |source| Error::File { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        if path.extension().is_some_and(|e| e == EXTENSION) {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(Error::Empty { path: folder.to_owned() });
    }
    for path in &paths {
        replay(path, workflows.clone()).await?;
    }
    Ok(paths.len())
}
