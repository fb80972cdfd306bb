//! Drafts: what somebody typed and has not sent; one per task and person, never lost to another's save.

use crate::entity::{task, task_draft};
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{PersonId, TaskId};
use sea_orm::{ColumnTrait, QueryFilter};

/// A person's draft of a task.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: TaskId, person: PersonId) -> Result<Option<task_draft::Model>, Error> {
    let query = tx.find::<task_draft::Entity>().filter(task_draft::Column::TaskId.eq(id.0));
    Ok(query.filter(task_draft::Column::PersonId.eq(person.0)).one(tx.conn()).await?)
}

/// A person's drafts of several tasks.
///
/// # Errors
/// When the database fails.
pub async fn find_many(tx: &Tx, ids: &[i64], person: PersonId) -> Result<Vec<task_draft::Model>, Error> {
    let query = tx.find::<task_draft::Entity>().filter(task_draft::Column::TaskId.is_in(ids.iter().copied()));
    Ok(query.filter(task_draft::Column::PersonId.eq(person.0)).all(tx.conn()).await?)
}

/// Saves a draft over the version that was read (0: none yet). `None`: another window saved meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn save(
    tx: &Tx,
    task: &task::Model,
    person: PersonId,
    data: &str,
    seen: i64,
    at: DateTime<Utc>,
) -> Result<Option<i64>, Error> {
    if seen == 0 {
        // of two windows that save first, one is told that the other did
        let sql = "INSERT INTO task_draft (task_id, person_id, body_id, data, version, saved_at) VALUES ($1, $2, $3, $4, 1, $5) \
                   ON CONFLICT (task_id, person_id) DO NOTHING";
        let values = [task.id.into(), person.0.into(), task.body_id.into(), data.into(), at.into()];
        return Ok((tx.execute(sql, values).await? == 1).then_some(1));
    }
    let sql = "UPDATE task_draft SET data = $1, version = version + 1, saved_at = $2 WHERE task_id = $3 AND person_id = $4 AND version = $5";
    let hit = tx.execute(sql, [data.into(), at.into(), task.id.into(), person.0.into(), seen.into()]).await?;
    Ok((hit == 1).then_some(seen + 1))
}

/// Throws a draft away.
///
/// # Errors
/// When the database fails.
pub async fn discard(tx: &Tx, id: TaskId, person: PersonId) -> Result<(), Error> {
    tx.execute("DELETE FROM task_draft WHERE task_id = $1 AND person_id = $2", [id.0.into(), person.0.into()]).await?;
    Ok(())
}
