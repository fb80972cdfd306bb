//! The activities the engine itself needs, as typed contracts. Carried out elsewhere, by one use
//! case each; a mismatch does not compile.
//!
//! What an implementation must keep: idempotent by [`StepKey`] (and by what the request adds to
//! it), and `state` saved in the same transaction as the effect, unless a newer snapshot stands.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use temporalio_macros::activity_definitions;

// the macro puts its marker types into a private module named after the struct
pub use engine_activities::{NudgeTask, OpenIncident, OpenTask};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What makes an effect happen once: a return loop of a process is a new round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepKey {
    pub case_id: i64,
    pub step: String,
    pub round: u32,
}

/// Input of every activity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepInput<T> {
    pub key: StepKey,
    /// Number of the last message the workflow has applied.
    pub last_no: u64,
    /// Rises with every activity of the case: a late attempt must not overwrite a newer state.
    pub snapshot_no: u64,
    /// The whole case state; a workflow started with it runs on from here.
    pub state: Value,
    pub args: T,
}

/// What `open_task` shall open. The kind decides form, candidates and dates, in `domain` and `app`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskOrder {
    pub kind: String,
    #[serde(default)]
    pub args: Value,
}

/// The task that stands open under the key, or the outcome of one that is closed already.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OpenTaskReply {
    pub task_id: i64,
    pub closed: Option<TaskOutcome>,
    /// Absolute dates, computed by the caller's rules; `None`: no such nudge (or done already).
    pub follow_up_at: Option<DateTime<Utc>>,
    pub remind_at: Option<DateTime<Utc>>,
    pub escalate_at: Option<DateTime<Utc>>,
}

/// How a human task ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TaskOutcome {
    pub task_id: i64,
    /// SCREAMING_SNAKE, from the closed list of the task kind.
    pub code: String,
    /// Ids the process needs to go on (never personal data), e.g. `{"quoteId": 12}`.
    pub ids: BTreeMap<String, i64>,
}

/// Why an open task is touched by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Nudge {
    FollowUp,
    Remind,
    Escalate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NudgeOrder {
    pub task_id: i64,
    pub nudge: Nudge,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct NudgeReply {
    /// The task was closed meanwhile (also when this deadline itself closed it).
    pub closed: Option<TaskOutcome>,
}

/// A step that failed for good. Idempotent by key and `failure_no`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IncidentRequest {
    /// Stable code, e.g. `STEP_FAILED`.
    pub kind: String,
    /// Failure 1, 2, … of this step in this round: each retry that fails is a new incident.
    pub failure_no: u32,
    pub activity: String,
    /// Machine code of the failure when the activity gave one.
    pub code: Option<String>,
    /// English, for engineers.
    pub cause: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct IncidentReply {
    pub incident_id: i64,
    /// Set when the same incident was opened and resolved before.
    pub resolution: Option<crate::Resolution>,
}

/// Carrier of the definitions; the markers [`OpenTask`], [`NudgeTask`], [`OpenIncident`] are what
/// implementations name in `#[activity(definition = …)]`.
pub struct EngineActivities;

#[activity_definitions]
#[allow(clippy::unimplemented)] // the macro demands this body; it is never called
impl EngineActivities {
    /// Opens the task, or returns what stands under the key.
    #[activity(name = "open_task")]
    pub fn open_task(_: StepInput<TaskOrder>) -> Result<OpenTaskReply, BoxError> {
        unimplemented!()
    }
    /// Reminds, escalates, or presents a task again; idempotent by task and nudge.
    #[activity(name = "nudge_task")]
    pub fn nudge_task(_: StepInput<NudgeOrder>) -> Result<NudgeReply, BoxError> {
        unimplemented!()
    }
    /// Makes a failure visible to people.
    #[activity(name = "open_incident")]
    pub fn open_incident(_: StepInput<IncidentRequest>) -> Result<IncidentReply, BoxError> {
        unimplemented!()
    }
}
