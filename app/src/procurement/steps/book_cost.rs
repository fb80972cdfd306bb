//! The cost of what was paid goes to its cost centre, once per invoice; then the process learns whether more is
//! to come.

use super::code;
use crate::cost_sharing::{Paid, collect};
use crate::engine::begin_step::{Begun, StepRef, begin};
use crate::procurement::facts;
use crate::{App, Result};
use domain::ids::InvoiceId;
use domain::procurement::guards::Quantities;
use ledger::invoice::{Against, InvoiceCost, cost_key, cost_of_invoice};
use serde_json::json;
use store::case_file::Case;
use store::entity::{invoice, procurement};
use store::{Error as StoreError, Tx};

/// Books every paid invoice that is not booked: `FINISHED`, `MORE` (goods are outstanding) or `MORE_INVOICES`.
///
/// # Errors
/// When the database fails.
pub async fn book_cost(app: &App, at: &StepRef<'_>) -> Result<String> {
    let mut step = match begin(app, at).await? {
        Begun::Before(result) => return code(result),
        Begun::Now(step) => step,
    };
    let today = app.today();
    let row = facts::row(&step.tx, &step.case).await?;
    let invoices = store::invoice::of_case(&step.tx, step.case.id()).await?;
    let paid: Vec<_> = invoices.iter().filter(|i| i.state == "PAID").collect();
    let mut booked = Vec::new();
    for invoice in &paid {
        if book(&step.tx, &step.case, &row, invoice, today).await? {
            booked.push(invoice.id);
        }
    }
    let outcome = what_is_left(&step.tx, &step.case, &row, &paid).await?;
    at.step.clone_into(&mut step.case.row.phase);
    let facts = json!({ "invoiceIds": booked, "costCentre": row.cost_centre, "left": outcome });
    code(step.finish(app, "COST_BOOKED", facts, json!(outcome)).await?)
}

async fn book(
    tx: &Tx,
    case: &Case,
    row: &procurement::Model,
    invoice: &invoice::Model,
    today: chrono::NaiveDate,
) -> Result<bool> {
    let id = InvoiceId(invoice.id);
    let payment = store::invoice::payment(tx, id).await?;
    let payment = payment.ok_or_else(|| StoreError::Damaged(format!("invoice {id} is paid without a payment")))?;
    let paid_on = payment.paid_at.map_or(today, |t| t.with_timezone(&chrono_tz::Europe::Berlin).date_naive());
    let cost = InvoiceCost {
        case: case.id(),
        invoice: id,
        body: case.body(),
        cost_centre: row.cost_centre.clone(),
        gross_cents: payment.payable_cents,
        deductible_vat_cents: 0,
        against: Against::Bank,
        value_on: paid_on,
        booked_on: today,
    };
    let entry = cost_of_invoice(&cost).map_err(|e| StoreError::Damaged(format!("invoice {id}: {e}")))?;
    let paid = Paid {
        key: cost_key(id),
        case: case.id(),
        invoice: id,
        body: case.body(),
        cost_centre: &row.cost_centre,
        number: &invoice.number,
        issued_on: invoice.issued_on,
        description: &case.row.subject,
        amount_cents: payment.payable_cents,
        today,
        at: case.at(),
    };
    collect(tx, &paid).await?;
    Ok(store::ledger::book(tx, case.id(), &entry).await?)
}

/// Everything arrived and billed, by quantity or by amount (an accepted difference may name no order lines):
/// finished.
async fn what_is_left(
    tx: &Tx,
    case: &Case,
    row: &procurement::Model,
    paid: &[&invoice::Model],
) -> Result<&'static str> {
    if !row.receipt_complete {
        return Ok("MORE");
    }
    let ids: Vec<_> = paid.iter().map(|i| i.id).collect();
    let mut billed = Quantities::new();
    for line in store::invoice::lines(tx, &ids).await? {
        if let Some(no) = line.order_line_no.and_then(|n| u32::try_from(n).ok()) {
            let sum = billed.entry(no).or_default();
            *sum = sum.saturating_add(line.quantity_milli);
        }
    }
    let (lines, _) = facts::order_and_receipts(tx, case).await?;
    let by_quantity = facts::ordered(&lines).iter().all(|(no, wanted)| billed.get(no).is_some_and(|b| b >= wanted));
    let gross: i64 = paid.iter().fold(0, |sum, i| sum.saturating_add(i.gross_cents));
    let by_amount = row.order_gross_cents.is_some_and(|ordered| gross >= ordered);
    Ok(if by_quantity || by_amount { "FINISHED" } else { "MORE_INVOICES" })
}
