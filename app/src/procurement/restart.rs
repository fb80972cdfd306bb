//! Begins a case's process anew in a phase, ending what may still run of it: after a file was opened again, and
//! after an operator aborted the case.

use crate::Result;
use serde::Serialize;
use serde_json::{Value, json};
use store::Tx;
use store::case_file::Case;
use store::engine::states::{self, Snapshot};

/// Saves the state the process starts from: the last one it had, but in `phase`, with every message so far
/// applied, and in a new round of the phases in `again`. The relay starts it because the case says so.
pub(crate) async fn restart<P: ToString + Serialize>(tx: &Tx, case: &mut Case, phase: P, again: &[P]) -> Result<()> {
    let saved = states::find(tx, case.id()).await?;
    let (mut state, snapshot_no) = match saved {
        Some(row) => (serde_json::from_str::<Value>(&row.state)?, row.snapshot_no + 1),
        None => (json!({ "caseId": case.row.id }), 1),
    };
    state["lastNo"] = json!(case.row.outbox_no);
    state["pending"] = json!([]);
    state["state"]["phase"] = json!(phase);
    for step in again {
        let step = step.to_string();
        let round = state.get("rounds").and_then(|r| r.get(&step)).and_then(Value::as_u64).unwrap_or(1);
        state["rounds"][step] = json!(round + 1);
    }
    state["snapshotNo"] = json!(snapshot_no);
    let (step, text) = (phase.to_string(), state.to_string());
    let snapshot = Snapshot { step: &step, state: &text, applied_no: case.row.outbox_no, snapshot_no };
    states::save(tx, case.id(), case.body(), &snapshot, case.at()).await?;
    case.row.restart_wanted = true;
    Ok(())
}
