//! Goods receipt: cumulated it never passes the order; whether it is complete is a fact, not a claim.

use super::refusing::at;
use super::{Finishing, facts};
use crate::Result;
use domain::ids::TaskId;
use domain::procurement::forms;
use domain::procurement::guards::{self, Quantities};
use serde_json::json;
use store::Tx;
use store::case_file::Case;
use store::entity::task;
use store::procurement::{orders, rows};

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let form: forms::Receipt = step.read()?;
    guards::happened(form.received_on, step.today).map_err(|e| at("receivedOn", e.code(), &e))?;
    let mut row = step.row().await?;
    let (lines, receipts) = facts::order_and_receipts(step.tx, step.case).await?;
    let (ordered, before) = (facts::ordered(&lines), facts::arrived(&receipts));
    let mut now = Quantities::new();
    for line in &form.lines {
        let sum = now.entry(line.line_no).or_default();
        *sum = sum.saturating_add(line.quantity_milli);
    }
    let outcome = guards::receipt_outcome(step.outcome, &ordered, &before, &now)
        .map_err(|e| at("lines", e.code(), &e))?
        .to_owned();
    for (line_no, quantity_milli) in &now {
        let line_no = i32::try_from(*line_no).unwrap_or(i32::MAX);
        orders::receive(step.tx, step.case, TaskId(step.task.id), line_no, *quantity_milli, form.received_on).await?;
    }
    row.receipt_complete = outcome == "COMPLETE";
    rows::save(step.tx, row).await?;
    step.note(
        "GOODS_RECEIVED",
        json!({ "on": form.received_on, "quantitiesMilli": now, "complete": outcome == "COMPLETE" }),
    )
    .await?;
    Ok(outcome)
}

pub(super) async fn unfinish(tx: &Tx, case: &Case, task: &task::Model) -> Result<()> {
    orders::take_back(tx, case, TaskId(task.id)).await?;
    let mut row = facts::row(tx, case).await?;
    row.receipt_complete = false;
    Ok(rows::save(tx, row).await?)
}
