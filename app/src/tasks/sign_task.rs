//! One of several signatures: the task stays open and free for the next person; the process hears only of the last.

use super::complete_task::{Completed, Completion};
use super::loading::Loaded;
use crate::{App, Refusal, Result};
use domain::cooperation::Acting;
use domain::ids::TaskId;
use domain::tasks::Change;
use serde_json::{Value, json};
use store::Tx;
use store::tasks::{approvals, rows};

/// Everybody signs the same: a form that says something else than the first one is refused. Notes may differ.
///
/// # Errors
/// `SIGNED_DIFFERENTLY`.
pub(super) async fn same_as_before(tx: &Tx, task: TaskId, form: &Value) -> Result<()> {
    let Some(first) = approvals::signatures(tx, &[task.0]).await?.into_iter().next() else { return Ok(()) };
    let first: Value = serde_json::from_str(&first.form)?;
    if essence(&first) == essence(form) {
        return Ok(());
    }
    Err(Refusal::new("SIGNED_DIFFERENTLY", "the others signed another form").into())
}

/// The form without what each signer may write for himself.
fn essence(form: &Value) -> Value {
    let mut form = form.clone();
    if let Some(fields) = form.as_object_mut() {
        fields.remove("note");
        fields.retain(|_, value| !value.is_null());
    }
    form
}

/// Keeps a signature that is not the last.
pub(super) async fn sign(
    app: &App,
    mut loaded: Loaded,
    acting: Acting,
    completion: &Completion,
    change: &Change,
) -> Result<Completed> {
    approvals::sign(&loaded.tx, &loaded.case, &loaded.row, acting.hands(), &completion.form.to_string()).await?;
    if !rows::set_holder(&loaded.tx, completion.task, completion.version, change).await? {
        return Err(loaded.stale());
    }
    let signed = u32::try_from(loaded.facts.signed.len()).unwrap_or(u32::MAX).saturating_add(1);
    let facts = json!({
        "taskId": completion.task.0, "kind": loaded.kind, "step": loaded.row.step, "round": loaded.row.round,
        "outcome": completion.outcome, "role": acting.role(), "signed": signed, "needed": loaded.facts.needed,
    });
    loaded.case.journal(&loaded.tx, Some(acting.hands()), "TASK_SIGNED", facts).await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, completion.version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    let signatures_missing = loaded.facts.needed.saturating_sub(signed);
    Ok(Completed { outcome: completion.outcome.clone(), undo_until: None, signatures_missing })
}
