//! Rule sets as cases pinned them: content-addressed by name, so that equal ones are kept once. They are
//! published law and belong to nobody.

use crate::entity::rule_set;
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The id of the set with this name; made on first use.
///
/// # Errors
/// When the database fails.
pub async fn get_or_insert(tx: &Tx, name: &str, data: &str, source: &str, at: DateTime<Utc>) -> Result<i64, Error> {
    let find = || rule_set::Entity::find().filter(rule_set::Column::Name.eq(name));
    if let Some(row) = find().one(tx.conn()).await? {
        return Ok(row.id);
    }
    let sql =
        "INSERT INTO rule_set (name, data, source, loaded_at) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING";
    tx.execute(sql, [name.into(), data.into(), source.into(), at.into()]).await?;
    let row = find().one(tx.conn()).await?;
    row.map(|r| r.id).ok_or_else(|| Error::Busy("the rule set is not visible yet".to_owned()))
}

/// A set by id.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: i64) -> Result<Option<rule_set::Model>, Error> {
    Ok(rule_set::Entity::find_by_id(id).one(tx.conn()).await?)
}
