//! Human tasks: opened by processes, worked by clerks.

pub mod approval_rules;
pub mod ask_colleague;
pub mod assign_task;
pub mod calendar_feed;
pub mod cancel_task;
pub mod claim_task;
pub mod complete_task;
pub mod delegate_task;
pub mod explain_actions;
pub mod explain_task;
pub(crate) mod finishing;
pub(crate) mod form;
pub mod lead_statistics;
pub mod list_tasks;
mod loading;
pub mod mail_notices;
pub mod notify;
pub mod nudge_task;
pub mod open_task;
pub mod read_notices;
pub mod redistribute_tasks;
pub mod save_draft;
pub mod save_view;
pub mod set_follow_up;
pub(crate) mod sign_task;
pub mod start_page;
pub mod undo_completion;
pub(crate) mod work_day;
pub mod write_comment;

pub use loading::kind_of;
