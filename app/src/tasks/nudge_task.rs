//! Reminds about a task or escalates it, once each; the database decides whether it is still open.

use super::notify;
use super::open_task::can_be_taken_back;
use crate::engine::begin_step::{StepRef, enter};
use crate::{App, Error, Result};
use domain::ids::{PersonId, TaskId};
use domain::tasks::NoticeKind;
use serde_json::json;
use store::tasks::rows;

/// Which nudge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// Reminder before the due date.
    Remind,
    /// Escalation after it: the task becomes most urgent.
    Escalate,
}

/// Reminds or escalates. Gives the outcome if the task is closed.
///
/// # Errors
/// Not found when the task is not one of the case; when the database fails.
pub async fn nudge(app: &App, at: &StepRef<'_>, id: TaskId, nudge: Nudge) -> Result<Option<String>> {
    let (tx, mut case) = enter(app, at).await?;
    let row = rows::find(&tx, id).await?.filter(|r| r.case_id == at.case.0).ok_or(Error::NotFound)?;
    if row.state != 0 {
        tx.commit().await?;
        return Ok(row.outcome.clone().filter(|_| !can_be_taken_back(&row, app.now())));
    }
    if rows::mark_nudged(&tx, id, nudge == Nudge::Escalate, case.at()).await? {
        let event = if nudge == Nudge::Escalate { "TASK_ESCALATED" } else { "TASK_REMINDED" };
        case.journal(&tx, None, event, json!({ "taskId": id.0, "dueOn": row.due_on })).await?;
        case.announce_task(&tx, &row, row.version + 1).await?;
        if let Some(holder) = row.assignee.map(PersonId) {
            let kind = if nudge == Nudge::Escalate { NoticeKind::TaskEscalated } else { NoticeKind::TaskReminded };
            notify::tell(&tx, &mut case, PersonId(0), holder, kind, id).await?;
        }
        case.save(&tx).await?;
    }
    tx.commit().await?;
    app.ring();
    Ok(None)
}
