//! Firms: shared by all bodies, as a register of firms is.

use crate::entity::supplier;
use crate::{Error, Tx};
use domain::ids::SupplierId;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// A firm.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: SupplierId) -> Result<Option<supplier::Model>, Error> {
    Ok(supplier::Entity::find_by_id(id.0).one(tx.conn()).await?)
}

/// Several firms.
///
/// # Errors
/// When the database fails.
pub async fn find_many(tx: &Tx, ids: &[i64]) -> Result<Vec<supplier::Model>, Error> {
    Ok(supplier::Entity::find().filter(supplier::Column::Id.is_in(ids.iter().copied())).all(tx.conn()).await?)
}

/// Firms by name whose name contains `part` (all when empty), behind the id `after`.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &Tx, part: &str, after: Option<SupplierId>, limit: u64) -> Result<Vec<supplier::Model>, Error> {
    let mut query = supplier::Entity::find().order_by_asc(supplier::Column::Id).limit(limit);
    if !part.is_empty() {
        // SQLite lowers ASCII letters only: as written, an umlaut is found there too
        let lower =
            Expr::expr(Func::lower(Expr::col(supplier::Column::Name))).like(format!("%{}%", part.to_lowercase()));
        query = query.filter(Condition::any().add(lower).add(supplier::Column::Name.contains(part)));
    }
    if let Some(after) = after {
        query = query.filter(supplier::Column::Id.gt(after.0));
    }
    Ok(query.all(tx.conn()).await?)
}

/// Adds a firm.
///
/// # Errors
/// [`Error::Duplicate`] when name and region exist.
pub async fn insert(tx: &Tx, name: &str, region: &str, vat_id: Option<&str>) -> Result<supplier::Model, Error> {
    let row = supplier::ActiveModel {
        name: Set(name.to_owned()),
        region: Set(region.to_owned()),
        vat_id: Set(vat_id.map(ToOwned::to_owned)),
        ..Default::default()
    };
    Ok(row.insert(tx.conn()).await?)
}
