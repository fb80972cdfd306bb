//! Complete: the form is checked, the effect of the kind takes place, the process is woken. One transaction.

use super::loading::load;
use super::{finishing, form, sign_task};
use crate::{App, Result};
use chrono::TimeDelta;
use domain::cooperation::Session;
use domain::ids::TaskId;
use domain::tasks::{State, Verb};
use domain::wake::Wake;
use serde_json::{Value, json};
use store::case_file::FreeText;
use store::tasks::rows::Closing;

/// How long a finished task can be taken back, where its kind allows it.
pub const UNDO: TimeDelta = TimeDelta::seconds(10);

/// What a person sends.
#[derive(Debug)]
pub struct Completion {
    /// Which task.
    pub task: TaskId,
    /// Version it saw.
    pub version: i64,
    /// Outcome code.
    pub outcome: String,
    /// The form.
    pub form: Value,
    /// Random salt for free text in the journal.
    pub salt: [u8; 16],
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Completed {
    /// Outcome the process goes on with.
    pub outcome: String,
    /// Until when it can be undone.
    pub undo_until: Option<chrono::DateTime<chrono::Utc>>,
    /// How many more persons must sign before it is done; 0: it is done.
    pub signatures_missing: u32,
}

/// Completes a task.
///
/// # Errors
/// Refused by form, rights, four eyes, version, or the rules of the kind; then nothing is written.
pub async fn complete(app: &App, session: &Session, completion: Completion) -> Result<Completed> {
    let mut loaded = load(app, session, completion.task, &[]).await?;
    let acting = loaded.acting()?;
    let agrees = loaded.kind.outcome(&completion.outcome).is_none_or(|o| !o.needs_reason);
    let verb = if agrees { Verb::Complete } else { Verb::SendBack };
    let change = loaded.facts.decide(verb, acting.hands(), completion.version)?;
    form::check(loaded.kind, &completion.outcome, &completion.form)?;
    if agrees && loaded.facts.needed > 1 {
        sign_task::same_as_before(&loaded.tx, completion.task, &completion.form).await?;
    }
    if change.state == State::Open {
        return sign_task::sign(app, loaded, acting, &completion, &change).await;
    }

    let mut step = finishing::Finishing {
        app,
        tx: &loaded.tx,
        case: &mut loaded.case,
        task: &loaded.row,
        kind: loaded.kind,
        acting,
        outcome: &completion.outcome,
        form: &completion.form,
        today: session.today(),
    };
    let outcome = finishing::finish(&mut step).await?;
    if agrees {
        store::tasks::rows::note_more_hands(&loaded.tx, &loaded.case, loaded.kind, &loaded.facts.signed).await?;
    }

    let at = loaded.case.at();
    let closing = Closing { state: State::Done, outcome: &outcome, hands: Some(acting.hands()), at };
    if !store::tasks::rows::close(&loaded.tx, completion.task, completion.version, &closing).await? {
        return Err(loaded.stale());
    }
    store::tasks::rows::keep_form(&loaded.tx, &loaded.row, &completion.form.to_string()).await?;
    let reason = completion.form.get("reason").and_then(Value::as_str).map(str::to_owned);
    let texts: Vec<_> = reason
        .iter()
        .map(|text| FreeText { field: "reason", text, person: session.person().0, salt: completion.salt })
        .collect();
    let facts = json!({
        "taskId": completion.task.0, "kind": loaded.kind, "step": loaded.row.step, "round": loaded.row.round,
        "outcome": outcome, "role": acting.role(),
    });
    loaded.case.journal_with(&loaded.tx, Some(acting.hands()), "TASK_COMPLETED", facts, &texts).await?;
    let undo_until = loaded.kind.undoable().then(|| at + UNDO);
    let wake = Wake::TaskClosed { task_id: completion.task, outcome: outcome.clone() };
    loaded.case.wake(&loaded.tx, &wake, undo_until.unwrap_or(at)).await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, completion.version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(Completed { outcome, undo_until, signatures_missing: 0 })
}
