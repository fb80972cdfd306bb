//! Budget release: the gross estimate is reserved on a line of the same body and this year.
//!
//! Of two releases for the last euro one wins: the line is locked, and the second one sees what the first left.

use super::Finishing;
use crate::{Refusal, Result, budget};
use chrono::Datelike;
use domain::budget::Movement;
use domain::procurement::forms;
use serde_json::json;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    if step.outcome == "RETURN" {
        return Ok("RETURN".to_owned());
    }
    let form: forms::BudgetRelease = step.read()?;
    let mut row = step.row().await?;
    let unknown = || Refusal::at("budgetLineId", "BUDGET_LINE_UNKNOWN", "no budget line of this body");
    let line = store::budget::find(step.tx, form.budget_line_id).await?;
    let line = line.filter(|l| l.body_id == row.body_id).ok_or_else(unknown)?;
    if line.year != step.today.year() {
        let detail = format!("the line is of {}, releases are made on lines of {}", line.year, step.today.year());
        return Err(Refusal::at("budgetLineId", "BUDGET_LINE_OTHER_YEAR", detail).into());
    }
    let amount_cents = row.estimate_gross_cents;
    let movement = Movement::Reserve { amount_cents };
    budget::book(step.tx, step.case, form.budget_line_id, movement, &step.key()).await?;
    row.budget_line_id = Some(line.id);
    row.reserved_cents = amount_cents;
    // whoever releases the money decides who bears it; the request only wished
    row.cost_centre.clone_from(&line.cost_centre);
    store::procurement::rows::save(step.tx, row).await?;
    step.note("BUDGET_RESERVED", json!({ "budgetLineId": line.id, "grossCents": amount_cents })).await?;
    Ok("RELEASE".to_owned())
}
