//! What each verb gives back: the task as it stands now, or what to correct.

use super::codes::WorkListSort;
use super::filter::{Page, WorkListFilter};
use super::outcome::Draft;
use super::types::Task;
use crate::fault::{UserError, found};
use crate::viewer::viewer;
use app::tasks::list_tasks::{self, work_list};
use async_graphql::{ComplexObject, Context, SimpleObject};
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
    /// What delegating a task gave.
    DelegateTaskPayload,
    /// What giving a delegated task back gave.
    GiveBackTaskPayload,
    /// What taking a delegated task back gave.
    TakeBackTaskPayload,
    /// What asking a colleague gave.
    AskColleaguePayload,
    /// What answering a question gave.
    AnswerQuestionPayload,
}

/// What finishing a task gave.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct CompleteTaskPayload {
    /// The task as it stands now; null when it was refused.
    pub task: Option<Task>,
    /// The outcome the process goes on with; the rules may have corrected the one sent.
    pub outcome: Option<String>,
    /// Until when it can be undone; null: it cannot.
    pub undo_until: Option<DateTime<Utc>>,
    /// How many more persons must sign before it is done; 0: it is done. Null when it was refused.
    pub signatures_missing: Option<u32>,
    /// What to correct; empty: done.
    pub user_errors: Vec<UserError>,
    /// Where the finished task stood in a list.
    #[graphql(skip)]
    pub place: Option<work_list::After>,
}

#[ComplexObject]
impl CompleteTaskPayload {
    /// The task to go on with: the one behind the finished one under the same filter and order, else the first.
    #[graphql(complexity = "5 + child_complexity")]
    async fn next(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter of the list you came from; left out: all that are free for you to take.")]
        filter: Option<WorkListFilter>,
        #[graphql(desc = "The order of that list.", default_with = "WorkListSort::Due")] sort: WorkListSort,
    ) -> async_graphql::Result<Option<Task>> {
        let Some(place) = self.place.clone() else { return Ok(None) };
        let viewer = viewer(ctx)?;
        let filter = filter.unwrap_or_default();
        for after in [Some(place), None] {
            let page = Page { sort, after, first: 1 };
            let Some(query) = filter.clone().query(viewer, page) else { return Ok(None) };
            let page = list_tasks::page(viewer.app(), &viewer.session(), &query).await;
            let (rows, _) = found(page, viewer.language())?.unwrap_or_default();
            if let Some(row) = rows.into_iter().next() {
                return Ok(Some(Task(row)));
            }
        }
        Ok(None)
    }
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

/// What became of a task that a leader moved.
#[derive(SimpleObject)]
pub struct MovedTask {
    /// The task's id.
    pub id: async_graphql::ID,
    /// The task as it stands now; null when it was refused.
    pub task: Option<Task>,
    /// Why it stayed; empty: it was moved.
    pub user_errors: Vec<UserError>,
}

/// What redistributing gave: each stands for itself.
#[derive(SimpleObject)]
pub struct RedistributeTasksPayload {
    /// One result for each task.
    pub results: Vec<MovedTask>,
    /// What was wrong with the whole; then nothing was done.
    pub user_errors: Vec<UserError>,
}

macro_rules! bulk_payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(SimpleObject)]
        pub struct $name {
            /// One result for each task, in the order sent.
            pub results: Vec<ClaimResult>,
            /// What was wrong with the whole; then nothing was done.
            pub user_errors: Vec<UserError>,
        }
    )+};
}

bulk_payloads! {
    /// What taking many tasks gave: each stands for itself.
    ClaimTasksPayload,
    /// What giving many tasks back gave: each stands for itself.
    ReleaseTasksPayload,
    /// What handing many tasks over gave: each stands for itself.
    AssignTasksPayload,
}
