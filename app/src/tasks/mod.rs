//! Human tasks: opened by processes, worked by clerks.

pub mod assign_task;
pub mod cancel_task;
pub mod claim_task;
pub mod complete_task;
pub mod explain_task;
pub(crate) mod form;
pub mod list_tasks;
mod loading;
pub mod nudge_task;
pub mod open_task;
pub mod save_draft;
pub mod save_view;
pub mod set_follow_up;
pub mod undo_completion;
pub mod write_comment;

pub use loading::kind_of;
