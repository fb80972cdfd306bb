//! The end of a case: money it still holds is freed, its file is closed.

use super::code;
use crate::engine::begin_step::{Begun, StepRef, begin};
use crate::procurement::ending::end;
use crate::{App, Result};
use domain::procurement::phase::Phase;
use serde_json::json;

/// Ends the case as `CLOSED`, `WITHDRAWN` or `ABORTED`. A case that has ended stays as it ended.
///
/// # Errors
/// When the database fails.
pub async fn end_case(app: &App, at: &StepRef<'_>, phase: Phase) -> Result<String> {
    let mut step = match begin(app, at).await? {
        Begun::Before(result) => return code(result),
        Begun::Now(step) => step,
    };
    let now = end(&step.tx, &mut step.case, phase).await?;
    let ended = step.case.row.phase.clone();
    let facts = json!({ "phase": ended, "already": !now });
    code(step.finish(app, if now { "CASE_ENDED" } else { "CASE_HAD_ENDED" }, facts, json!(ended)).await?)
}
