//! Comments on a case or task.

use crate::{App, Error, Refusal, Result};
use domain::cooperation::Session;
use domain::ids::{CaseId, CommentId, TaskId};
use serde_json::json;
use store::case_file::{Case, FreeText};
use store::{Scope, efile};

pub use store::entity::case_comment;

/// Longest comment, characters.
pub const MAX_CHARS: usize = 4_000;

/// Writes a comment on a case, about one of its tasks if given.
///
/// # Errors
/// `COMMENT_EMPTY`, `COMMENT_TOO_LONG`; not found for a case of another body.
pub async fn write(
    app: &App,
    session: &Session,
    case: CaseId,
    task: Option<TaskId>,
    text: &str,
    salt: [u8; 16],
) -> Result<CommentId> {
    let text = text.trim();
    match text.chars().count() {
        0 => return Err(Refusal::at("text", "COMMENT_EMPTY", "nothing was written").into()),
        n if n > MAX_CHARS => return Err(Refusal::at("text", "COMMENT_TOO_LONG", "more than 4000 characters").into()),
        _ => {}
    }
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut locked = Case::lock(&tx, case, app.now()).await?.ok_or(Error::NotFound)?;
    if let Some(task) = task {
        let row = store::tasks::rows::find(&tx, task).await?.ok_or(Error::NotFound)?;
        if row.case_id != case.0 {
            return Err(Error::NotFound);
        }
    }
    let id = efile::comments::insert(&tx, &locked, task, session.person(), text).await?;
    let free = FreeText { field: "text", text, person: session.person().0, salt };
    let hands = domain::tasks::Hands::own(session.person());
    let facts = json!({ "commentId": id.0, "taskId": task.map(|t| t.0) });
    locked.journal_with(&tx, Some(hands), "COMMENT_WRITTEN", facts, &[free]).await?;
    let version = locked.row.version + 1;
    locked.announce(&tx, "CASE", case.0, version).await?;
    locked.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(id)
}

/// Comments of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(app: &App, session: &Session, case: CaseId) -> Result<Vec<case_comment::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(efile::comments::of_case(&tx, case).await?)
}

/// One comment.
///
/// # Errors
/// Not found for unknown ones and those of other bodies.
pub async fn one(app: &App, session: &Session, id: CommentId) -> Result<case_comment::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    efile::comments::find(&tx, id).await?.ok_or(Error::NotFound)
}
