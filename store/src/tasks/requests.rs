//! What colleagues ask each other about a task: questions, and delegations that wait for an answer.

use crate::entity::{task, task_request};
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{PersonId, RequestId, TaskId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// What is asked. The numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A question; the task stays where it is.
    Question = 1,
    /// The task is with the one asked until it is answered.
    Delegation = 2,
}

/// Waits for an answer.
pub const OPEN: i32 = 0;
/// Was answered.
pub const ANSWERED: i32 = 1;
/// Was taken back, or the task ended without an answer.
pub const WITHDRAWN: i32 = 2;

/// Keeps a new request.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &Tx,
    task: &task::Model,
    kind: Kind,
    (by, of): (PersonId, PersonId),
    text: &str,
    at: DateTime<Utc>,
) -> Result<RequestId, Error> {
    let row = task_request::ActiveModel {
        body_id: Set(task.body_id),
        case_id: Set(task.case_id),
        task_id: Set(task.id),
        kind: Set(kind as i32),
        state: Set(OPEN),
        asked_by: Set(by.0),
        asked_of: Set(of.0),
        text: Set((!text.is_empty()).then(|| text.to_owned())),
        asked_at: Set(at),
        answer: Set(None),
        answered_at: Set(None),
        ..Default::default()
    };
    Ok(RequestId(row.insert(tx.conn()).await?.id))
}

/// A request of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: RequestId) -> Result<Option<task_request::Model>, Error> {
    Ok(tx.find::<task_request::Entity>().filter(task_request::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Requests about tasks, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_tasks(tx: &Tx, tasks: &[i64]) -> Result<Vec<task_request::Model>, Error> {
    let query = tx.find::<task_request::Entity>().filter(task_request::Column::TaskId.is_in(tasks.iter().copied()));
    Ok(query.order_by_asc(task_request::Column::Id).all(tx.conn()).await?)
}

/// Requests that wait for an answer of a person, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn waiting_for(tx: &Tx, person: PersonId, limit: u64) -> Result<Vec<task_request::Model>, Error> {
    let query = tx.find::<task_request::Entity>().filter(task_request::Column::AskedOf.eq(person.0));
    let query = query.filter(task_request::Column::State.eq(OPEN)).order_by_asc(task_request::Column::Id);
    Ok(query.limit(limit).all(tx.conn()).await?)
}

/// The open delegation of a task.
///
/// # Errors
/// When the database fails.
pub async fn open_delegation(tx: &Tx, task: TaskId) -> Result<Option<task_request::Model>, Error> {
    let query = tx.find::<task_request::Entity>().filter(task_request::Column::TaskId.eq(task.0));
    let query = query.filter(task_request::Column::Kind.eq(Kind::Delegation as i32));
    Ok(query.filter(task_request::Column::State.eq(OPEN)).one(tx.conn()).await?)
}

/// Answers an open request. `false`: it was answered or withdrawn before.
///
/// # Errors
/// When the database fails.
pub async fn answer(tx: &Tx, id: RequestId, text: &str, at: DateTime<Utc>) -> Result<bool, Error> {
    let sql = "UPDATE task_request SET state = 1, answer = $1, answered_at = $2 WHERE id = $3 AND state = 0";
    Ok(tx.execute(sql, [text.into(), at.into(), id.0.into()]).await? == 1)
}

/// Withdraws what waits for an answer about a task: all of it, or only delegations.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(tx: &Tx, task: TaskId, only_delegations: bool, at: DateTime<Utc>) -> Result<(), Error> {
    let kind = if only_delegations { " AND kind = 2" } else { "" };
    let sql = format!("UPDATE task_request SET state = 2, answered_at = $1 WHERE task_id = $2 AND state = 0{kind}");
    tx.execute(sql, [at.into(), task.0.into()]).await?;
    Ok(())
}
