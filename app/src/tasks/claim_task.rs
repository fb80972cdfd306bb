//! Claim and release: a clerk takes a task from its lane or gives it back.

use super::loading::load;
use crate::{App, Result};
use domain::cooperation::Session;
use domain::ids::TaskId;
use domain::tasks::{Holder, Verb};
use serde_json::json;

/// Takes a free task.
///
/// # Errors
/// Refused when closed, changed, held by another, or kept off by four eyes.
pub async fn claim(app: &App, session: &Session, id: TaskId, version: i64) -> Result<i64> {
    change_holder(app, session, id, version, Verb::Claim, "TASK_CLAIMED").await
}

/// Gives a held task back to its lane.
///
/// # Errors
/// Refused when closed, changed, free, or held by another.
pub async fn release(app: &App, session: &Session, id: TaskId, version: i64) -> Result<i64> {
    change_holder(app, session, id, version, Verb::Release, "TASK_RELEASED").await
}

async fn change_holder(app: &App, session: &Session, id: TaskId, version: i64, verb: Verb, event: &str) -> Result<i64> {
    let mut loaded = load(app, session, id, &[]).await?;
    let acting = loaded.acting()?;
    let change = loaded.facts.decide(verb, acting.hands(), version)?;
    if change.holder == loaded.facts.holder && change.delegator == loaded.facts.delegator {
        return Ok(version);
    }
    if !store::tasks::rows::set_holder(&loaded.tx, id, version, &change).await? {
        return Err(loaded.stale());
    }
    let holder = match change.holder {
        Holder::Person(person) => Some(person.0),
        Holder::Free => None,
    };
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "holder": holder });
    loaded.case.journal(&loaded.tx, Some(acting.hands()), event, facts).await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(version + 1)
}
