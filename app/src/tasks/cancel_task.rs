//! Cancel: a lead ends an open task that makes no sense any more; the process opens it anew in a new round.

use super::loading::load;
use crate::{App, Refusal, Result};
use chrono::Utc;
use domain::cooperation::{Role, Session};
use domain::ids::TaskId;
use domain::tasks::{State, Verb};
use domain::wake::Wake;
use serde_json::json;
use store::case_file::FreeText;
use store::tasks::rows::Closing;

/// The outcome of a cancelled task; the process starts the step again.
pub const CANCELLED: &str = "CANCELLED";

/// Cancels an open task with a reason.
///
/// # Errors
/// Refused without reason, when closed or changed, and to everybody but a lead.
pub async fn cancel(
    app: &App,
    session: &Session,
    id: TaskId,
    version: i64,
    reason: &str,
    salt: [u8; 16],
) -> Result<()> {
    match reason.trim().chars().count() {
        0..=2 => return Err(Refusal::at("reason", "REASON_NEEDED", "cancelling needs a reason").into()),
        3..=4_000 => {}
        _ => return Err(Refusal::at("reason", "REASON_TOO_LONG", "more than 4000 characters").into()),
    }
    let mut loaded = load(app, session, id, &[Role::Lead]).await?;
    let lead = loaded.acting.iter().copied().find(|a| a.role() == Role::Lead);
    let Some(acting) = lead else { return Err(domain::cooperation::Error::NoRight.into()) };
    loaded.facts.decide(Verb::Cancel, acting.hands(), version)?;
    let at: chrono::DateTime<Utc> = loaded.case.at();
    let closing = Closing { state: State::Cancelled, outcome: CANCELLED, hands: Some(acting.hands()), at };
    if !store::tasks::rows::close(&loaded.tx, id, version, &closing).await? {
        return Err(loaded.stale());
    }
    let text = FreeText { field: "reason", text: reason.trim(), person: session.person().0, salt };
    let facts = json!({ "taskId": id.0, "kind": loaded.kind });
    loaded.case.journal_with(&loaded.tx, Some(acting.hands()), "TASK_CANCELLED", facts, &[text]).await?;
    loaded.case.wake(&loaded.tx, &Wake::TaskClosed { task_id: id, outcome: CANCELLED.to_owned() }, at).await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(())
}
