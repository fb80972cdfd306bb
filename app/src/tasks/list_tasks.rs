//! The work list and its counts, over all bodies a person serves; and single tasks for reading.

use crate::{App, Result};
use domain::cooperation::Session;
use domain::ids::TaskId;
use store::Scope;
use store::tasks::counts::Counts;
use store::tasks::work_list::Query;

pub use store::entity::{task, task_form};
pub use store::tasks::{Who, counts, work_list};

/// One page of the work list, and whether more follow.
///
/// # Errors
/// When the database fails.
pub async fn page(app: &App, session: &Session, query: &Query) -> Result<(Vec<task::Model>, bool)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::tasks::work_list::page(&tx, query).await?)
}

/// Counts of what the filters of the work list leave.
///
/// # Errors
/// When the database fails.
pub async fn counts(app: &App, session: &Session, query: &Query) -> Result<Counts> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::tasks::counts::of_list(&tx, query).await?)
}

/// Tasks by id, as far as the session may see their bodies.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(app: &App, session: &Session, ids: &[i64]) -> Result<Vec<task::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::tasks::rows::find_many(&tx, ids).await?)
}

/// Tasks of cases, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_cases(app: &App, session: &Session, cases: &[i64]) -> Result<Vec<task::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::tasks::rows::of_cases(&tx, cases).await?)
}

/// Forms tasks were finished with.
///
/// # Errors
/// When the database fails.
pub async fn forms(app: &App, session: &Session, ids: &[i64]) -> Result<Vec<task_form::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::tasks::rows::forms(&tx, ids).await?)
}

/// Whether four eyes keep this session's person off a task.
///
/// # Errors
/// When the database fails.
pub async fn excluded(app: &App, session: &Session, id: TaskId) -> Result<bool> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let Some(row) = store::tasks::rows::find(&tx, id).await? else { return Ok(false) };
    let facts = store::tasks::rows::facts(&tx, &row).await?;
    Ok(facts.excludes(domain::tasks::Hands::own(session.person())))
}
