//! What the supplier said to a withdrawal. The commitment is freed when the process ends the case.

use super::Finishing;
use super::refusing::at;
use crate::Result;
use domain::procurement::{forms, guards};
use serde_json::json;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    step.case.row.pending_interrupt = None;
    if step.outcome == "CONFIRMED" {
        let form: forms::SupplierConfirmation = step.read()?;
        guards::happened(form.confirmed_on, step.today).map_err(|e| at("confirmedOn", e.code(), &e))?;
        step.note("WITHDRAWAL_CONFIRMED", json!({ "on": form.confirmed_on })).await?;
    } else {
        let mut row = step.row().await?;
        row.withdrawal_reason = None;
        let back_to = row.interrupted_phase.clone();
        store::procurement::rows::save(step.tx, row).await?;
        step.note("WITHDRAWAL_REFUSED", json!({ "backTo": back_to })).await?;
    }
    Ok(step.outcome.to_owned())
}
