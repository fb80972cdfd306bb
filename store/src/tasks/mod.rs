//! Human tasks: the rows, their candidates, drafts, and the work list.

pub mod counts;
pub mod drafts;
pub mod feeds;
mod forms;
mod hands;
pub(crate) mod lanes;

pub mod approvals;
pub mod mailing;
pub mod notices;
pub mod requests;
pub mod rows;
pub mod start;
pub mod statistics;
pub mod views;
pub mod work_list;

pub use lanes::Who;
