//! The order: sums, guards, and the reservation becomes a commitment.

use super::refusing::at;
use super::{Finishing, facts};
use crate::{Result, budget};
use domain::budget::Movement;
use domain::money::{NetGross, line_cents};
use domain::procurement::regime::Procedure;
use domain::procurement::{forms, guards};
use serde_json::json;
use store::entity::{order_line, procurement};
use store::procurement::{orders, rows};

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    if step.outcome == "RETURN" {
        return Ok("RETURN".to_owned());
    }
    let form: forms::Order = step.read()?;
    guards::happened(form.ordered_on, step.today).map_err(|e| at("orderedOn", e.code(), &e))?;
    let mut row = step.row().await?;
    let (sums, lines) = lines_of(&row, &form)?;
    let limit_cents = direct_order_limit_cents(step, &row).await?;
    guards::order(sums.net_cents, row.quote_net_cents, limit_cents).map_err(|e| at("lines", e.code(), &e))?;

    let movement = Movement::Commit { reserved_cents: row.reserved_cents, committed_cents: sums.gross_cents };
    budget::book(step.tx, step.case, facts::budget_line(&row)?, movement, &step.key()).await?;
    orders::insert_lines(step.tx, lines).await?;
    row.reserved_cents = 0;
    row.committed_cents = sums.gross_cents;
    row.order_net_cents = Some(sums.net_cents);
    row.order_gross_cents = Some(sums.gross_cents);
    row.ordered_on = Some(form.ordered_on);
    let facts = json!({ "supplierId": row.supplier_id, "netCents": sums.net_cents, "grossCents": sums.gross_cents, "lines": form.lines.len(), "on": form.ordered_on });
    rows::save(step.tx, row).await?;
    step.note("ORDER_PLACED", facts).await?;
    Ok("ORDERED".to_owned())
}

fn lines_of(row: &procurement::Model, form: &forms::Order) -> Result<(NetGross, Vec<order_line::Model>)> {
    let mut lines = Vec::with_capacity(form.lines.len());
    for (line, line_no) in form.lines.iter().zip(1_i32..) {
        let net_cents = line_cents(line.quantity_milli, line.unit_price_cents)?;
        lines.push(order_line::Model {
            case_id: row.case_id,
            line_no,
            body_id: row.body_id,
            description: line.description.clone(),
            quantity_milli: line.quantity_milli,
            unit: line.unit.clone(),
            unit_price_cents: line.unit_price_cents,
            vat_rate_bp: line.vat_rate_bp.into(),
            net_cents,
        });
    }
    let parts: Vec<_> = lines.iter().zip(&form.lines).map(|(row, line)| (row.net_cents, line.vat_rate_bp)).collect();
    Ok((guards::order_sums(&parts)?, lines))
}

/// The limit of the pinned rule, when the order is a direct one by that rule.
async fn direct_order_limit_cents(step: &Finishing<'_>, row: &procurement::Model) -> Result<Option<i64>> {
    if !matches!(facts::chosen(row)?, Some((Procedure::DirectOrder, _))) {
        return Ok(None);
    }
    let pinned = facts::pinned(step.tx, step.case, row).await?;
    Ok(pinned.choice.ok().and_then(|c| c.rule_for(Procedure::DirectOrder).and_then(|rule| rule.limit_cents)))
}
