//! What wakes a case's process: the closed list of messages an outbox row can carry.
//!
//! Only ids and codes, never names or free text (architecture: "Identifiers only in workflow payloads").
//! The engine understands `TASK_CLOSED` and `INCIDENT_RESOLVED` by their JSON shape alone.

use crate::ids::{IncidentId, TaskId};
use serde::{Deserialize, Serialize};

/// One message to the process of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Wake {
    /// A person finished a task.
    TaskClosed {
        /// Which.
        task_id: TaskId,
        /// Outcome code, one of the task kind's closed list.
        outcome: String,
    },
    /// An operator decided about an incident.
    IncidentResolved {
        /// Which.
        incident_id: IncidentId,
        /// What to do.
        resolution: Resolution,
    },
    /// The procurement ended before its order; budget is already freed.
    Withdrawn,
    /// After the order: the supplier must be asked whether it agrees to the withdrawal.
    WithdrawalRequested,
    /// A member takes back its notice of leaving.
    NoticeWithdrawn,
    /// After payment: a refund was claimed and must be received.
    RefundClaimed,
}

/// What an operator decided about an incident.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Resolution {
    /// Try the step again.
    Retry,
    /// Leave the step out; a reason is required and journalled.
    Skip,
    /// End the case.
    Abort,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_json_shape_is_the_one_the_engine_reads() {
        let json = serde_json::to_value(Wake::TaskClosed { task_id: TaskId(7), outcome: "RELEASE".into() }).unwrap();
        assert_eq!(json, serde_json::json!({"type": "TASK_CLOSED", "taskId": 7, "outcome": "RELEASE"}));
        let json =
            serde_json::to_value(Wake::IncidentResolved { incident_id: IncidentId(3), resolution: Resolution::Retry })
                .unwrap();
        assert_eq!(json, serde_json::json!({"type": "INCIDENT_RESOLVED", "incidentId": 3, "resolution": "RETRY"}));
    }
}
