//! Letters: templates of a body, letters of a case with every version they had, and their dispatch.

use crate::case_file::Case;
use crate::entity::{letter, letter_dispatch, letter_template, letter_version};
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{BodyId, DocumentId, PersonId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

/// The latest template of each kind of a body.
///
/// # Errors
/// When the database fails.
pub async fn templates(tx: &Tx, body: BodyId) -> Result<Vec<letter_template::Model>, Error> {
    let query = tx.find::<letter_template::Entity>().filter(letter_template::Column::BodyId.eq(body.0));
    let query = query.order_by_asc(letter_template::Column::Kind).order_by_desc(letter_template::Column::Version);
    let mut rows = query.all(tx.conn()).await?;
    rows.dedup_by(|later, kept| later.kind == kept.kind);
    Ok(rows)
}

/// A template of the scope.
///
/// # Errors
/// When the database fails.
pub async fn template(tx: &Tx, id: i64) -> Result<Option<letter_template::Model>, Error> {
    Ok(tx.find::<letter_template::Entity>().filter(letter_template::Column::Id.eq(id)).one(tx.conn()).await?)
}

/// Adds a version of a template; `id` is given by the database.
///
/// # Errors
/// [`Error::Duplicate`] when the version exists.
pub async fn insert_template(tx: &Tx, row: letter_template::Model) -> Result<letter_template::Model, Error> {
    let mut row = row.into_active_model();
    row.id = NotSet;
    Ok(row.insert(tx.conn()).await?)
}

/// Adds a letter with its first version; ids are given by the database.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, row: letter::Model, mut first: letter_version::Model) -> Result<letter::Model, Error> {
    let mut row = row.into_active_model();
    row.id = NotSet;
    let row = row.insert(tx.conn()).await?;
    first.letter_id = row.id;
    letter_version::Entity::insert(first.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(row)
}

/// A letter of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: i64) -> Result<Option<letter::Model>, Error> {
    Ok(tx.find::<letter::Entity>().filter(letter::Column::Id.eq(id)).one(tx.conn()).await?)
}

/// Letters of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: i64) -> Result<Vec<letter::Model>, Error> {
    let query = tx.find::<letter::Entity>().filter(letter::Column::CaseId.eq(case));
    Ok(query.order_by_asc(letter::Column::Id).all(tx.conn()).await?)
}

/// Versions of letters, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn versions(tx: &Tx, letters: &[i64]) -> Result<Vec<letter_version::Model>, Error> {
    let query =
        tx.find::<letter_version::Entity>().filter(letter_version::Column::LetterId.is_in(letters.iter().copied()));
    let query = query.order_by_asc(letter_version::Column::LetterId).order_by_asc(letter_version::Column::Version);
    Ok(query.all(tx.conn()).await?)
}

/// Dispatches of letters, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn dispatches(tx: &Tx, letters: &[i64]) -> Result<Vec<letter_dispatch::Model>, Error> {
    let query =
        tx.find::<letter_dispatch::Entity>().filter(letter_dispatch::Column::LetterId.is_in(letters.iter().copied()));
    Ok(query.order_by_asc(letter_dispatch::Column::Id).all(tx.conn()).await?)
}

/// Adds the next version of a draft; gives `false` when somebody was faster or it is released.
///
/// # Errors
/// When the database fails.
pub async fn add_version(tx: &Tx, next: letter_version::Model) -> Result<bool, Error> {
    let sql = "UPDATE letter SET version = $2 WHERE id = $1 AND version = $3 AND released_at IS NULL";
    let hit = tx.execute(sql, [next.letter_id.into(), next.version.into(), (next.version - 1).into()]).await?;
    if hit == 1 {
        letter_version::Entity::insert(next.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    Ok(hit == 1)
}

/// Marks a version as released and stored; gives `false` when it is not the latest, or released before.
///
/// # Errors
/// When the database fails.
pub async fn release(
    tx: &Tx,
    case: &Case,
    row: &letter::Model,
    by: PersonId,
    document: DocumentId,
) -> Result<bool, Error> {
    let sql = "UPDATE letter SET released_by = $3, released_at = $4, document_id = $5 \
               WHERE id = $1 AND version = $2 AND released_at IS NULL";
    let values = [row.id.into(), row.version.into(), by.0.into(), case.at().into(), document.0.into()];
    Ok(tx.execute(sql, values).await? == 1)
}

/// Notes how and when a letter went out.
///
/// # Errors
/// When the database fails.
pub async fn note_dispatch(
    tx: &Tx,
    row: &letter::Model,
    channel: &str,
    dispatched_at: DateTime<Utc>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let sql = "INSERT INTO letter_dispatch (letter_id, body_id, channel, dispatched_at, recorded_by, recorded_at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [row.id.into(), row.body_id.into(), channel.into(), dispatched_at.into(), by.0.into(), at.into()];
    tx.execute(sql, values).await?;
    Ok(())
}
