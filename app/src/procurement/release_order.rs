//! A second person releases the order; and the tender task, which only sends the case back.

use super::Finishing;
use crate::Result;
use domain::procurement::guards;
use serde_json::json;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    if step.outcome == "RELEASE" {
        let row = step.row().await?;
        let quote_net_cents = row.quote_net_cents.ok_or(guards::Error::NothingChosen)?;
        step.note("ORDER_RELEASED", json!({ "supplierId": row.supplier_id, "quoteNetCents": quote_net_cents })).await?;
    }
    Ok(step.outcome.to_owned())
}
