//! Undo: within ten seconds, for kinds that allow it, while the outbox row is still held.

use super::loading::load;
use crate::{App, Refusal, Result, procurement};
use domain::cooperation::Session;
use domain::ids::{CaseId, PersonId, TaskId};
use domain::tasks::TaskKind;
use domain::wake::Wake;
use serde_json::json;

/// Takes back the completion of a task by the person who completed it.
///
/// # Errors
/// `UNDO_TOO_LATE` when the message has gone out; `UNDO_NOT_ALLOWED` for signing, ordering, paying, sending.
pub async fn undo(app: &App, session: &Session, id: TaskId) -> Result<()> {
    let mut loaded = load(app, session, id, &[]).await?;
    if !loaded.kind.undoable() || loaded.row.closed_by.map(PersonId) != Some(session.person()) {
        return Err(Refusal::new("UNDO_NOT_ALLOWED", "this kind, or this person, cannot undo").into());
    }
    let acting = loaded.acting()?;
    let case_id: CaseId = loaded.case.id();
    let last = loaded.case.row.outbox_no;
    // the last message must be this task's own: another one's is not ours to take back
    let said = Wake::TaskClosed { task_id: id, outcome: loaded.row.outcome.clone().unwrap_or_default() };
    let said = serde_json::to_string(&said)?;
    if !store::engine::outbox::take_back(&loaded.tx, case_id, last, &said, app.now()).await? {
        return Err(Refusal::new("UNDO_TOO_LATE", "the process has gone on").into());
    }
    loaded.case.row.outbox_no -= 1;
    procurement::unfinish(&loaded.tx, &mut loaded.case, &loaded.row, loaded.kind).await?;
    let kinds: &[TaskKind] = loaded.kind.excludes();
    let excluded: Vec<_> =
        store::tasks::rows::hands(&loaded.tx, case_id, kinds).await?.into_iter().map(|(_, h)| h).collect();
    if !store::tasks::rows::reopen(&loaded.tx, &loaded.row, &excluded).await? {
        return Err(loaded.stale());
    }
    let facts = json!({ "taskId": id.0, "kind": loaded.kind });
    loaded.case.journal(&loaded.tx, Some(acting.hands()), "TASK_COMPLETION_UNDONE", facts).await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, loaded.row.version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(())
}
