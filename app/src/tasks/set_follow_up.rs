//! Follow-up date (Wiedervorlage): when a task shall be looked at again.

use super::loading::load;
use crate::{App, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::Session;
use domain::ids::TaskId;
use domain::tasks::Verb;
use serde_json::json;

/// Sets or clears the follow-up date of an open task.
///
/// # Errors
/// `FOLLOW_UP_IN_THE_PAST`, or refused as any verb on the task.
pub async fn set(app: &App, session: &Session, id: TaskId, version: i64, on: Option<NaiveDate>) -> Result<i64> {
    if on.is_some_and(|day| day < session.today()) {
        return Err(Refusal::at("followUpOn", "FOLLOW_UP_IN_THE_PAST", "the date has passed").into());
    }
    let mut loaded = load(app, session, id, &[]).await?;
    let acting = loaded.acting()?;
    loaded.facts.decide(Verb::Edit, acting.hands(), version)?;
    if !store::tasks::rows::set_follow_up(&loaded.tx, id, version, on, acting.hands().actor).await? {
        return Err(loaded.stale());
    }
    loaded
        .case
        .journal(&loaded.tx, Some(acting.hands()), "TASK_FOLLOW_UP_SET", json!({ "taskId": id.0, "on": on }))
        .await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(version + 1)
}
