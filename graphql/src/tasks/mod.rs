//! Human tasks: the work list, single tasks, and every verb on them.

mod approvals;
mod bulk;
mod calendar;
mod codes;
mod colleagues;
mod explained;
mod filter;
mod inputs;
mod mutations;
mod notices;
mod outcome;
mod payloads;
mod queries;
mod start;
mod statistics;
mod subscription;
mod types;
mod views;

pub use approvals::{ApprovalRule, rule};
pub use codes::TaskKind;
pub use colleagues::{TaskRequest, request};
pub use notices::{NoticeSubscriptions, Notification, notification};
pub use subscription::TaskSubscriptions;
pub use types::Task;
pub use views::{WorkListView, view};

use async_graphql::MergedObject;

/// Everything that can be read about tasks. Merged here and not in one long list: a deep merge is slow to compile.
#[derive(MergedObject, Default)]
pub struct TaskAreaQueries(
    queries::TaskQueries,
    views::ViewQueries,
    colleagues::ColleagueQueries,
    approvals::ApprovalQueries,
    notices::NoticeQueries,
    calendar::CalendarQueries,
    start::StartQueries,
    statistics::StatisticsQueries,
);

/// Everything that can be done with tasks.
#[derive(MergedObject, Default)]
pub struct TaskAreaMutations(
    mutations::TaskMutations,
    bulk::BulkMutations,
    views::ViewMutations,
    colleagues::ColleagueMutations,
    approvals::ApprovalMutations,
    notices::NoticeMutations,
    calendar::CalendarMutations,
);
