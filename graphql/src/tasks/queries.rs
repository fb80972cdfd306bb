//! Reading the work list, its counts, and single tasks.

use super::codes::WorkListSort;
use super::filter::{Page, WorkListFilter};
use super::types::Task;
use crate::Viewer;
use crate::cooperation::Role;
use crate::fault::{found, refused};
use crate::limits::{page_cost, page_size};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::tasks::list_tasks::{self, work_list};
use async_graphql::connection::{Connection, CursorType, Edge, OpaqueCursor};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::NaiveDate;

/// Where a page of the work list ends: priority, due date, id.
type WorkCursor = OpaqueCursor<(i32, NaiveDate, i64)>;

/// How many tasks wait for you.
#[derive(SimpleObject)]
pub struct WorkListCounts {
    /// Open, held by nobody, and yours to take.
    unassigned: i64,
    /// Of these, past their due date.
    overdue: i64,
    /// Held by you.
    mine: i64,
    /// Of these, past their due date.
    mine_overdue: i64,
    /// Held by you and put away for a later day; not among `mine`.
    follow_up: i64,
}

/// Queries about tasks.
#[derive(Default)]
pub struct TaskQueries;

#[Object]
impl TaskQueries {
    /// Your work list over all bodies you serve: exact, paged by keyset, one page at a time forward.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn work_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which tasks; left out: all that are free for you to take.")] filter: Option<WorkListFilter>,
        #[graphql(desc = "In which order.", default_with = "WorkListSort::Due")] sort: WorkListSort,
        #[graphql(desc = "Rows wanted, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row to start behind.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<WorkCursor, Task>> {
        let viewer = viewer(ctx)?;
        let after = cursor(after.as_deref(), viewer)?;
        let mut connection = Connection::new(after.is_some(), false);
        let page = Page { sort, after, first: page_size(first, viewer.language())? };
        let Some(query) = filter.unwrap_or_default().query(viewer, page) else { return Ok(connection) };
        let page = list_tasks::page(viewer.app(), &viewer.session(), &query).await;
        let (rows, more) = found(page, viewer.language())?.unwrap_or_default();
        connection.has_next_page = more;
        connection
            .edges
            .extend(rows.into_iter().map(|row| Edge::new(OpaqueCursor((row.priority, row.due_on, row.id)), Task(row))));
        Ok(connection)
    }

    /// How many tasks wait for you.
    #[graphql(complexity = "20 + child_complexity")]
    async fn work_list_counts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of these bodies.")] body_ids: Option<Vec<ID>>,
        #[graphql(desc = "Only what these roles may do.")] roles: Option<Vec<Role>>,
        #[graphql(
            desc = "What else the list is narrowed by; its shelf counts for nothing here, and bodies and roles \
                          named beside it go first."
        )]
        filter: Option<WorkListFilter>,
    ) -> async_graphql::Result<WorkListCounts> {
        let viewer = viewer(ctx)?;
        let filter = filter.unwrap_or_default().with(body_ids, roles);
        let counts = match filter.query(viewer, Page { sort: WorkListSort::Due, after: None, first: 1 }) {
            Some(query) => {
                let counts = list_tasks::counts(viewer.app(), &viewer.session(), &query).await;
                found(counts, viewer.language())?.unwrap_or_default()
            }
            None => list_tasks::counts::Counts::default(),
        };
        Ok(WorkListCounts {
            unassigned: counts.unassigned,
            overdue: counts.overdue,
            mine: counts.mine,
            mine_overdue: counts.mine_overdue,
            follow_up: counts.follow_up,
        })
    }

    /// One task; null when there is none or it is not yours to see.
    async fn task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: ID,
    ) -> async_graphql::Result<Option<Task>> {
        Loaders::of(ctx)?.task(node::number(Kind::Task, &id)).await
    }
}

fn cursor(after: Option<&str>, viewer: &Viewer) -> async_graphql::Result<Option<work_list::After>> {
    let Some(text) = after else { return Ok(None) };
    let read = WorkCursor::decode_cursor(text).map_err(|_| refused("CURSOR_INVALID", viewer.language()))?;
    let OpaqueCursor((priority, due_on, id)) = read;
    Ok(Some(work_list::After { priority, due_on, id }))
}
