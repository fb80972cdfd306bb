//! Human tasks: the rows, their candidates, drafts, and the work list.

pub mod counts;
pub mod drafts;
pub(crate) mod lanes;

pub mod rows;
pub mod views;
pub mod work_list;

pub use lanes::Who;
