//! Assign: a candidate or lead hands an open task to a person who may do it.

use super::loading::load;
use crate::{App, Refusal, Result};
use domain::cooperation::{Role, Session};
use domain::ids::{BodyId, PersonId, TaskId};
use domain::tasks::Verb;
use serde_json::json;

/// Hands a task to `to`.
///
/// # Errors
/// Refused when closed, changed, when `to` is no candidate, or four eyes keep `to` off.
pub async fn assign(app: &App, session: &Session, id: TaskId, to: PersonId, version: i64) -> Result<i64> {
    let mut loaded = load(app, session, id, &[Role::Lead]).await?;
    let acting = loaded.acting()?;
    let body = BodyId(loaded.row.body_id);
    if !store::cooperation::rights::holds(&loaded.tx, to, body, loaded.kind.roles(), session.today()).await? {
        return Err(Refusal::at("personId", "NOT_A_CANDIDATE", "this person has no right for the task").into());
    }
    let change = loaded.facts.decide(Verb::Assign(to), acting.hands(), version)?;
    if !store::tasks::rows::set_holder(&loaded.tx, id, version, change.holder).await? {
        return Err(loaded.stale());
    }
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "holder": to.0 });
    loaded.case.journal(&loaded.tx, Some(acting.hands()), "TASK_ASSIGNED", facts).await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(version + 1)
}
