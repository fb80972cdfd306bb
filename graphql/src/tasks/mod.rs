//! Human tasks: the work list, single tasks, and every verb on them.

mod bulk;
mod codes;
mod filter;
mod inputs;
mod mutations;
mod outcome;
mod payloads;
mod queries;
mod subscription;
mod types;
mod views;

pub use bulk::BulkMutations;
pub use codes::TaskKind;
pub use mutations::TaskMutations;
pub use queries::TaskQueries;
pub use subscription::TaskSubscriptions;
pub use types::Task;
pub use views::{ViewMutations, ViewQueries, WorkListView, view};
