//! Changes of the rules that a body's administrators propose and a second person decides.

use crate::entity::rule_change;
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{BodyId, PersonId};
use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Adds a proposal; `id` is given by the database.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, row: rule_change::Model) -> Result<rule_change::Model, Error> {
    let mut row = row.into_active_model();
    row.id = NotSet;
    Ok(row.insert(tx.conn()).await?)
}

/// A proposal of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: i64) -> Result<Option<rule_change::Model>, Error> {
    Ok(tx.find::<rule_change::Entity>().filter(rule_change::Column::Id.eq(id)).one(tx.conn()).await?)
}

/// Every proposal of a body, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_body(tx: &Tx, body: BodyId) -> Result<Vec<rule_change::Model>, Error> {
    let query = tx.find::<rule_change::Entity>().filter(rule_change::Column::BodyId.eq(body.0));
    Ok(query.order_by_asc(rule_change::Column::Id).all(tx.conn()).await?)
}

/// Decides about a proposal; gives `false` when somebody did so before.
///
/// # Errors
/// When the database fails.
pub async fn decide(tx: &Tx, id: i64, state: &str, person: PersonId, at: DateTime<Utc>) -> Result<bool, Error> {
    let sql =
        "UPDATE rule_change SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1 AND state = 'PROPOSED'";
    Ok(tx.execute(sql, [id.into(), state.into(), person.0.into(), at.into()]).await? == 1)
}
