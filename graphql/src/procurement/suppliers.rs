//! Firms: a register all bodies share.

use crate::fault::refused;
use crate::limits::{page_cost, page_size};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::scalars::RowNumber;
use crate::viewer::viewer;
use app::procurement::list_suppliers::{self, supplier as row};
use async_graphql::connection::{Connection, CursorType, Edge, OpaqueCursor};
use async_graphql::{Context, ID, Object};
use domain::ids::SupplierId;

/// A firm that is invited, ordered from and paid.
pub struct Supplier(pub row::Model);

/// A firm that is invited, ordered from and paid.
#[Object]
impl Supplier {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Supplier, self.0.id)
    }

    /// The number forms name it by (`supplierId`).
    async fn number(&self) -> RowNumber {
        RowNumber(self.0.id)
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Where it sits.
    async fn region(&self) -> &str {
        &self.0.region
    }

    /// VAT number.
    async fn vat_id(&self) -> Option<&str> {
        self.0.vat_id.as_deref()
    }
}

/// Queries about firms.
#[derive(Default)]
pub struct ProcurementQueries;

#[Object]
impl ProcurementQueries {
    /// Firms whose name contains `search`, in the order they were added.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn suppliers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Part of the name; left out: all.")] search: Option<String>,
        #[graphql(desc = "Rows wanted, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row to start behind.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<OpaqueCursor<i64>, Supplier>> {
        let viewer = viewer(ctx)?;
        let first = page_size(first, viewer.language())?;
        let after = after.as_deref().map(OpaqueCursor::<i64>::decode_cursor).transpose();
        let after = after.map_err(|_| refused("CURSOR_INVALID", viewer.language()))?.map(|c| SupplierId(c.0));
        let search = search.unwrap_or_default();
        let rows = list_suppliers::list(viewer.app(), &viewer.session(), &search, after, u64::from(first) + 1).await;
        let mut rows = Loaders::of(ctx)?.found(rows)?.unwrap_or_default();
        let mut connection = Connection::new(after.is_some(), rows.len() > first as usize);
        rows.truncate(first as usize);
        connection.edges.extend(rows.into_iter().map(|row| Edge::new(OpaqueCursor(row.id), Supplier(row))));
        Ok(connection)
    }
}

/// One firm.
pub async fn supplier(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Supplier>> {
    Loaders::of(ctx)?.supplier(number).await
}
