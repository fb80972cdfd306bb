//! Reading cases.

use super::case::Case;
use crate::fault::refused;
use crate::limits::{page_cost, page_size};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::efile::list_cases;
use async_graphql::connection::{Connection, CursorType, Edge, OpaqueCursor};
use async_graphql::{Context, ID, Object};

/// Queries about cases.
#[derive(Default)]
pub struct CaseQueries;

#[Object]
impl CaseQueries {
    /// One case; null when there is none or it is not yours to see.
    async fn case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: ID,
    ) -> async_graphql::Result<Option<Case>> {
        Loaders::of(ctx)?.case(node::number(Kind::Case, &id)).await
    }

    /// Cases of your bodies, newest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only cases that have not ended.", default = false)] running_only: bool,
        #[graphql(desc = "Rows wanted, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row to start behind.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<OpaqueCursor<i64>, Case>> {
        let viewer = viewer(ctx)?;
        let first = page_size(first, viewer.language())?;
        let before = after.as_deref().map(OpaqueCursor::<i64>::decode_cursor).transpose();
        let before = before.map_err(|_| refused("CURSOR_INVALID", viewer.language()))?.map(|c| c.0);
        let rows = list_cases::page(viewer.app(), &viewer.session(), running_only, before, u64::from(first) + 1).await;
        let mut rows = Loaders::of(ctx)?.found(rows)?.unwrap_or_default();
        let mut connection = Connection::new(before.is_some(), rows.len() > first as usize);
        rows.truncate(first as usize);
        connection.edges.extend(rows.into_iter().map(|row| Edge::new(OpaqueCursor(row.id), Case(row))));
        Ok(connection)
    }
}
