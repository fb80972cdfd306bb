//! The request, corrected by its author after a return.

use super::{Finishing, start_procurement};
use crate::Result;
use domain::procurement::forms;
use serde_json::json;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let request: forms::Request = step.read()?;
    let mut row = step.row().await?;
    start_procurement::write_request(&mut row, &request)?;
    row.requester_id = step.acting.hands().represented.0;
    row.procedure = None;
    row.regime = None;
    row.min_quotes = None;
    request.subject.trim().clone_into(&mut step.case.row.subject);
    let facts = json!({ "estimateNetCents": row.estimate_net_cents, "estimateGrossCents": row.estimate_gross_cents, "category": row.category });
    store::procurement::rows::save(step.tx, row).await?;
    step.note("REQUEST_REVISED", facts).await?;
    Ok(step.outcome.to_owned())
}
