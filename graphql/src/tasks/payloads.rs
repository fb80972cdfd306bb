//! What each verb gives back: the task as it stands now, or what to correct.

use super::outcome::Draft;
use super::types::Task;
use crate::fault::UserError;
use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};

macro_rules! task_payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(SimpleObject)]
        pub struct $name {
            /// The task as it stands now; null when it was refused.
            pub task: Option<Task>,
            /// What to correct; empty: done.
            pub user_errors: Vec<UserError>,
        }

        impl From<(Option<Task>, Vec<UserError>)> for $name {
            fn from((task, user_errors): (Option<Task>, Vec<UserError>)) -> Self {
                Self { task, user_errors }
            }
        }
    )+};
}

task_payloads! {
    /// What taking a task gave.
    ClaimTaskPayload,
    /// What giving a task back gave.
    ReleaseTaskPayload,
    /// What handing a task over gave.
    AssignTaskPayload,
    /// What undoing gave.
    UndoCompletionPayload,
    /// What cancelling gave.
    CancelTaskPayload,
    /// What setting a follow-up date gave.
    SetFollowUpPayload,
    /// What throwing a draft away gave.
    DiscardDraftPayload,
}

/// What finishing a task gave.
#[derive(SimpleObject)]
pub struct CompleteTaskPayload {
    /// The task as it stands now; null when it was refused.
    pub task: Option<Task>,
    /// The outcome the process goes on with; the rules may have corrected the one sent.
    pub outcome: Option<String>,
    /// Until when it can be undone; null: it cannot.
    pub undo_until: Option<DateTime<Utc>>,
    /// What to correct; empty: done.
    pub user_errors: Vec<UserError>,
}

/// What saving a draft gave.
#[derive(SimpleObject)]
pub struct SaveDraftPayload {
    /// The draft as it is kept now; null when it was refused.
    pub draft: Option<Draft>,
    /// What to correct; empty: done.
    pub user_errors: Vec<UserError>,
}

/// What became of one of many tasks.
#[derive(SimpleObject)]
pub struct ClaimResult {
    /// The id that was sent.
    pub id: async_graphql::ID,
    /// The task as it stands now; null when it was refused.
    pub task: Option<Task>,
    /// What to correct; empty: done.
    pub user_errors: Vec<UserError>,
}

/// What taking many tasks gave: each stands for itself.
#[derive(SimpleObject)]
pub struct ClaimTasksPayload {
    /// One result for each task, in the order sent.
    pub results: Vec<ClaimResult>,
    /// What was wrong with the whole; then nothing was done.
    pub user_errors: Vec<UserError>,
}
