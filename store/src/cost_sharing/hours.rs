//! Hours pooled clerks enter per body served: each clerk sees its own, everybody else sums.

use crate::entity::hour_entry;
use crate::{Error, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CooperationId, HourEntryId, PersonId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
};

/// Adds an entry; its number is given by the database.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, row: hour_entry::Model) -> Result<hour_entry::Model, Error> {
    let mut row = row.into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    Ok(row.insert(tx.conn()).await?)
}

/// One entry of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: HourEntryId) -> Result<Option<hour_entry::Model>, Error> {
    Ok(tx.find::<hour_entry::Entity>().filter(hour_entry::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Corrects an entry over the version that was seen; 0 minutes take it back. `false`: changed meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn correct(
    tx: &Tx,
    row: &hour_entry::Model,
    minutes: i32,
    note: Option<&str>,
    at: DateTime<Utc>,
) -> Result<bool, Error> {
    let sql = "UPDATE hour_entry SET minutes = $1, note = $2, entered_at = $3, version = version + 1 WHERE id = $4 AND version = $5";
    let note = note.map(ToOwned::to_owned);
    Ok(tx.execute(sql, [minutes.into(), note.into(), at.into(), row.id.into(), row.version.into()]).await? == 1)
}

/// A person's own entries of a time, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn own(
    tx: &Tx,
    cooperation: CooperationId,
    person: PersonId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<hour_entry::Model>, Error> {
    let query = tx.find::<hour_entry::Entity>().filter(hour_entry::Column::CooperationId.eq(cooperation.0));
    let query = query.filter(hour_entry::Column::PersonId.eq(person.0));
    let query = query.filter(hour_entry::Column::WorkedOn.between(from, to));
    Ok(query.order_by_asc(hour_entry::Column::WorkedOn).order_by_asc(hour_entry::Column::Id).all(tx.conn()).await?)
}

/// Minutes for a served body in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Minutes {
    /// Whom they served.
    pub served_body_id: i64,
    /// How many.
    pub minutes: i64,
}

/// Minutes by body served, first and last day included. Rows of single clerks are hidden from members: ask as the
/// machine, after the right to the sums was checked.
///
/// # Errors
/// When the database fails.
pub async fn sums(tx: &Tx, cooperation: CooperationId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Minutes>, Error> {
    let sql = "SELECT served_body_id, CAST(SUM(minutes) AS BIGINT) AS minutes FROM hour_entry \
               WHERE cooperation_id = $1 AND worked_on >= $2 AND worked_on <= $3 GROUP BY served_body_id ORDER BY served_body_id";
    let rows = tx.conn().query_all_raw(tx.statement(sql, [cooperation.0.into(), from.into(), to.into()])).await?;
    Ok(rows.iter().map(|r| Minutes::from_query_result(r, "")).collect::<Result<_, _>>()?)
}
