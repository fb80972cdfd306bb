//! Inputs of the verbs on tasks. Every verb names the version it saw.

use crate::scalars::Json;
use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

/// A task in the version you saw.
#[derive(InputObject)]
pub struct ClaimTaskInput {
    /// The task.
    pub id: ID,
    /// Version you saw.
    pub version: i64,
}

/// Take many tasks.
#[derive(InputObject)]
pub struct ClaimTasksInput {
    /// The tasks, 1 to 100.
    pub tasks: Vec<ClaimTaskInput>,
}

/// Give many tasks back.
#[derive(InputObject)]
pub struct ReleaseTasksInput {
    /// The tasks, 1 to 100.
    pub tasks: Vec<ClaimTaskInput>,
}

/// Hand many tasks to one person.
#[derive(InputObject)]
pub struct AssignTasksInput {
    /// The tasks, 1 to 100.
    pub tasks: Vec<ClaimTaskInput>,
    /// The person.
    pub person_id: ID,
}

/// Give a task back to its lane.
#[derive(InputObject)]
pub struct ReleaseTaskInput {
    /// The task.
    pub id: ID,
    /// Version you saw.
    pub version: i64,
}

/// Hand a task to somebody who may do it.
#[derive(InputObject)]
pub struct AssignTaskInput {
    /// The task.
    pub id: ID,
    /// The person.
    pub person_id: ID,
    /// Version you saw.
    pub version: i64,
    /// A word to go with it; becomes a comment about the task.
    pub note: Option<String>,
}

/// Finish a task.
#[derive(InputObject)]
pub struct CompleteTaskInput {
    /// The task.
    pub id: ID,
    /// Version you saw.
    pub version: i64,
    /// Code of the outcome, one of the task's `outcomes`.
    pub outcome: String,
    /// The form, as the outcome's `formSchema` asks for it.
    pub form: Json,
}

/// Take back finishing a task, within ten seconds, where its kind allows it.
#[derive(InputObject)]
pub struct UndoCompletionInput {
    /// The task.
    pub id: ID,
}

/// End a task that makes no sense any more; the process opens it anew. Leads only.
#[derive(InputObject)]
pub struct CancelTaskInput {
    /// The task.
    pub id: ID,
    /// Version you saw.
    pub version: i64,
    /// Why; kept in the journal.
    pub reason: String,
}

/// Keep unfinished typing.
#[derive(InputObject)]
pub struct SaveDraftInput {
    /// The task.
    pub task_id: ID,
    /// What was typed; checked for size only.
    pub data: Json,
    /// Version of the draft you saw; 0: none yet.
    pub version: i64,
}

/// Throw your own draft away.
#[derive(InputObject)]
pub struct DiscardDraftInput {
    /// The task.
    pub task_id: ID,
}

/// Set or clear the follow-up date (Wiedervorlage).
#[derive(InputObject)]
pub struct SetFollowUpInput {
    /// The task.
    pub id: ID,
    /// Version you saw.
    pub version: i64,
    /// The day; null clears it.
    pub follow_up_on: Option<NaiveDate>,
}
