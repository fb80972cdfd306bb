//! The shapes that travel by signal. What must stay true: ids and codes only, never a name or a
//! sum; and nothing a sender writes may fail a workflow task, so parsing is lenient throughout.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use temporalio_common::data_converters::RawValue;

/// Name of the one signal every case workflow has; its argument is a [`Message`] as JSON.
pub const SIGNAL: &str = "wake";

/// One numbered message to a case. Numbers start at 1 and have no holes: the outbox gives them
/// under the lock of the case row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    pub no: u64,
    pub body: Value,
}

impl Message {
    /// Reads what a signal carried, whatever it is. `None`: not a message.
    pub fn from_raw(raw: &RawValue) -> Option<Self> {
        let payload = raw.payloads.first()?;
        serde_json::from_slice(&payload.data).ok()
    }

    /// The `"type"` of the body, by which a workflow recognises its own messages.
    pub fn kind(&self) -> Option<&str> {
        kind_of(&self.body)
    }
}

pub(crate) fn kind_of(body: &Value) -> Option<&str> {
    body.get("type").and_then(Value::as_str)
}

/// The two bodies the engine itself understands; everything else is the workflow's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum EngineMessage {
    /// A person (or a deadline) closed a human task with an outcome code.
    TaskClosed {
        task_id: i64,
        outcome: String,
        #[serde(default)]
        ids: BTreeMap<String, i64>,
    },
    /// Somebody decided what happens with an incident.
    IncidentResolved { incident_id: i64, resolution: Resolution },
}

impl EngineMessage {
    pub fn read(body: &Value) -> Option<Self> {
        if Self::claims(body) { serde_json::from_value(body.clone()).ok() } else { None }
    }

    /// Whether the body says it is one of ours, readable or not.
    pub(crate) fn claims(body: &Value) -> bool {
        matches!(kind_of(body), Some("TASK_CLOSED" | "INCIDENT_RESOLVED"))
    }
}

/// What a person decided about an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Resolution {
    /// Try the step again.
    Retry,
    /// Go on without the step (a reason is kept with the incident).
    Skip,
    /// End the process here.
    Abort,
}
