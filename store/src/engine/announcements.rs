//! Announcements: what changed, as ids and versions only; every `serve` process reads them and tells its browsers.

use crate::entity::announcement;
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Announcements after `id`, in order.
///
/// # Errors
/// When the database fails.
pub async fn after(tx: &Tx, id: i64, limit: u64) -> Result<Vec<announcement::Model>, Error> {
    let query = announcement::Entity::find()
        .filter(announcement::Column::Id.gt(id))
        .order_by_asc(announcement::Column::Id)
        .limit(limit);
    Ok(query.all(tx.conn()).await?)
}

/// The newest announcement's id; 0 when there is none.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &Tx) -> Result<i64, Error> {
    Ok(announcement::Entity::find().order_by_desc(announcement::Column::Id).one(tx.conn()).await?.map_or(0, |a| a.id))
}

/// Drops announcements older than `before`; a client that was away longer refetches anyway.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>) -> Result<u64, Error> {
    tx.execute("DELETE FROM announcement WHERE at < $1", [before.into()]).await
}
