//! Assign: a candidate or lead hands an open task to a person who may do it.

use super::loading::load;
use super::notify;
use super::write_comment::MAX_CHARS;
use crate::{App, Refusal, Result};
use domain::cooperation::{Role, Session};
use domain::ids::{BodyId, PersonId, TaskId};
use domain::tasks::{NoticeKind, Verb};
use serde_json::json;
use store::case_file::FreeText;
use store::efile;

/// A word that goes with a task.
#[derive(Debug, Clone, Copy)]
pub struct Note<'a> {
    /// What is said.
    pub text: &'a str,
    /// Random salt for its hash in the journal.
    pub salt: [u8; 16],
}

/// Hands a task to `to`.
///
/// # Errors
/// Refused when closed, changed, delegated by another, when `to` is no candidate, or four eyes keep `to` off.
pub async fn assign(app: &App, session: &Session, id: TaskId, to: PersonId, version: i64) -> Result<i64> {
    hand_over(app, session, id, to, version, None).await
}

/// Hands a task to `to` with a word to go with it, which becomes a comment about the task.
///
/// # Errors
/// As [`assign`]; `COMMENT_TOO_LONG`.
pub async fn hand_over(
    app: &App,
    session: &Session,
    id: TaskId,
    to: PersonId,
    version: i64,
    note: Option<Note<'_>>,
) -> Result<i64> {
    let note = note.filter(|n| !n.text.trim().is_empty());
    if note.as_ref().is_some_and(|n| n.text.chars().count() > MAX_CHARS) {
        return Err(Refusal::at("note", "COMMENT_TOO_LONG", "more than 4000 characters").into());
    }
    let mut loaded = load(app, session, id, &[Role::Lead]).await?;
    let acting = loaded.acting()?;
    let body = BodyId(loaded.row.body_id);
    if !store::cooperation::rights::holds(&loaded.tx, to, body, loaded.kind.roles(), session.today()).await? {
        return Err(Refusal::at("personId", "NOT_A_CANDIDATE", "this person has no right for the task").into());
    }
    let change = loaded.facts.decide(Verb::Assign(to), acting.hands(), version)?;
    if !store::tasks::rows::set_holder(&loaded.tx, id, version, &change).await? {
        return Err(loaded.stale());
    }
    if loaded.facts.delegator.is_some() {
        store::tasks::requests::withdraw(&loaded.tx, id, true, loaded.case.at()).await?;
    }
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "holder": to.0 });
    loaded.case.journal(&loaded.tx, Some(acting.hands()), "TASK_ASSIGNED", facts).await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, version + 1).await?;
    if let Some(note) = note {
        let comment = efile::comments::insert(&loaded.tx, &loaded.case, Some(id), session.person(), note.text.trim());
        let facts = json!({ "commentId": comment.await?.0, "taskId": id.0 });
        let free = FreeText { field: "text", text: note.text.trim(), person: session.person().0, salt: note.salt };
        loaded.case.journal_with(&loaded.tx, Some(acting.hands()), "COMMENT_WRITTEN", facts, &[free]).await?;
    }
    notify::tell(&loaded.tx, &mut loaded.case, session.person(), to, NoticeKind::TaskAssigned, id).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(version + 1)
}
