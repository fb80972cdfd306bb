//! Key versions: drafted, frozen by two persons with the measures of that day, never changed again.

use crate::entity::{key_measure, key_version};
use crate::{Error, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CooperationId, KeyVersionId};
use domain::tasks::Hands;
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Versions of a cooperation, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &Tx, cooperation: CooperationId) -> Result<Vec<key_version::Model>, Error> {
    let query = tx.find_common::<key_version::Entity>().filter(key_version::Column::CooperationId.eq(cooperation.0));
    Ok(query.order_by_desc(key_version::Column::Number).all(tx.conn()).await?)
}

/// One version.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: KeyVersionId) -> Result<Option<key_version::Model>, Error> {
    Ok(tx.find_common::<key_version::Entity>().filter(key_version::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// The frozen version that holds on `day`: of several, the latest.
///
/// # Errors
/// When the database fails.
pub async fn frozen_on(
    tx: &Tx,
    cooperation: CooperationId,
    day: NaiveDate,
) -> Result<Option<key_version::Model>, Error> {
    let open = Condition::any().add(key_version::Column::ValidTo.is_null()).add(key_version::Column::ValidTo.gte(day));
    let query = tx.find_common::<key_version::Entity>().filter(key_version::Column::CooperationId.eq(cooperation.0));
    let query = query.filter(key_version::Column::FrozenAt.is_not_null()).filter(open);
    let query = query.filter(key_version::Column::ValidFrom.lte(day));
    Ok(query.order_by_desc(key_version::Column::Number).one(tx.conn()).await?)
}

/// Adds a draft; its number is given by the database.
///
/// # Errors
/// [`Error::Duplicate`] when another one was drafted meanwhile.
pub async fn insert(tx: &Tx, row: key_version::Model) -> Result<key_version::Model, Error> {
    let mut row = row.into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    Ok(row.insert(tx.conn()).await?)
}

/// The first signature. `false`: it was changed, signed or frozen meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn sign_first(tx: &Tx, row: &key_version::Model, hands: Hands, at: DateTime<Utc>) -> Result<bool, Error> {
    let sql = "UPDATE key_version SET first_by = $1, first_for = $2, first_at = $3, version = version + 1 \
               WHERE id = $4 AND version = $5 AND first_by IS NULL";
    let values = [hands.actor.0.into(), hands.represented.0.into(), at.into(), row.id.into(), row.version.into()];
    Ok(tx.execute(sql, values).await? == 1)
}

/// The second signature freezes. `false`: it was changed or frozen meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn freeze(tx: &Tx, row: &key_version::Model, hands: Hands, at: DateTime<Utc>) -> Result<bool, Error> {
    let sql = "UPDATE key_version SET second_by = $1, second_for = $2, frozen_at = $3, version = version + 1 \
               WHERE id = $4 AND version = $5 AND first_by IS NOT NULL AND frozen_at IS NULL";
    let values = [hands.actor.0.into(), hands.represented.0.into(), at.into(), row.id.into(), row.version.into()];
    Ok(tx.execute(sql, values).await? == 1)
}

/// Keeps the measures a version was frozen with.
///
/// # Errors
/// When the database fails.
pub async fn keep_measures(tx: &Tx, rows: Vec<key_measure::Model>) -> Result<(), Error> {
    // a statement takes some ten thousands of values at most
    for part in rows.chunks(2_000) {
        let rows = part.iter().cloned().map(IntoActiveModel::into_active_model);
        key_measure::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The measures a version was frozen with, by kind and member.
///
/// # Errors
/// When the database fails.
pub async fn measures(tx: &Tx, id: KeyVersionId) -> Result<Vec<key_measure::Model>, Error> {
    let query = tx.find_common::<key_measure::Entity>().filter(key_measure::Column::KeyVersionId.eq(id.0));
    let query = query.order_by_asc(key_measure::Column::Kind).order_by_asc(key_measure::Column::MemberId);
    Ok(query.all(tx.conn()).await?)
}
