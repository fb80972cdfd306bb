//! The end of a case: money it still holds is freed, its file is closed.
//!
//! Done once because a case that has ended is not ended again, and not by a kept result: a file that was opened
//! again ends again. A late attempt of the run before it is known by its older snapshot.

use crate::engine::begin_step::{StepRef, enter};
use crate::procurement::ending::end;
use crate::{App, Result};
use domain::procurement::phase::Phase;
use serde_json::json;
use store::engine::states;

/// Ends the case as `CLOSED`, `WITHDRAWN` or `ABORTED` and gives the phase it ended in. One that has ended stays as
/// it ended.
///
/// # Errors
/// When the database fails.
pub async fn end_case(app: &App, at: &StepRef<'_>, phase: Phase) -> Result<String> {
    let (tx, mut case) = enter(app, at).await?;
    let late = states::find(&tx, at.case).await?.is_some_and(|s| s.snapshot_no > at.snapshot_no);
    if !late && end(&tx, &mut case, phase).await? {
        if phase == Phase::Closed {
            crate::cost_sharing::count(&tx, &case, app.today()).await?;
        }
        case.journal(&tx, None, "CASE_ENDED", json!({ "phase": phase })).await?;
        case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    }
    let ended = case.row.phase.clone();
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(ended)
}
