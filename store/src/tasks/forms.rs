//! Forms that tasks were finished with.

use crate::entity::{task, task_form};
use crate::{Error, Tx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// Keeps the form a task was finished with.
///
/// # Errors
/// When the database fails.
pub async fn keep_form(tx: &Tx, row: &task::Model, data: &str) -> Result<(), Error> {
    let form = task_form::ActiveModel { task_id: Set(row.id), body_id: Set(row.body_id), data: Set(data.to_owned()) };
    task_form::Entity::insert(form).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Forms of finished tasks.
///
/// # Errors
/// When the database fails.
pub async fn forms(tx: &Tx, ids: &[i64]) -> Result<Vec<task_form::Model>, Error> {
    Ok(tx
        .find::<task_form::Entity>()
        .filter(task_form::Column::TaskId.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?)
}
