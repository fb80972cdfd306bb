//! Money that came back: the line gets it, and the cost is taken back in the books.

use super::refusing::at;
use super::{Finishing, facts};
use crate::cost_sharing::{Paid, collect};
use crate::{Result, budget};
use domain::budget::Movement;
use domain::ids::{CaseId, InvoiceId};
use domain::procurement::{forms, guards};
use ledger::posting::{Account, AccountKind, Cause, Draft, Entry, Leg, Side};
use serde_json::json;
use store::Error as StoreError;
use store::entity::procurement;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    step.case.row.pending_interrupt = None;
    if step.outcome != "RECEIVED" {
        return Ok(step.outcome.to_owned());
    }
    let form: forms::RefundReceipt = step.read()?;
    guards::happened(form.received_on, step.today).map_err(|e| at("receivedOn", e.code(), &e))?;
    let mut row = step.row().await?;
    guards::refund(form.gross_cents, row.spent_cents, row.refunded_cents)
        .map_err(|e| at("grossCents", e.code(), &e))?;
    let movement = Movement::Refund { amount_cents: form.gross_cents };
    budget::book(step.tx, step.case, facts::budget_line(&row)?, movement, &step.key()).await?;
    let entry = entry_of(step, &row, &form).await?;
    store::ledger::book(step.tx, step.case.id(), &entry).await?;
    give_back(step, &row, &form).await?;
    row.refunded_cents = row.refunded_cents.saturating_add(form.gross_cents);
    store::procurement::rows::save(step.tx, row).await?;
    step.note("REFUND_RECEIVED", json!({ "on": form.received_on, "grossCents": form.gross_cents })).await?;
    Ok("RECEIVED".to_owned())
}

/// Bank gets what the expense gives back; the cause names the last paid invoice.
async fn entry_of(step: &Finishing<'_>, row: &procurement::Model, form: &forms::RefundReceipt) -> Result<Entry> {
    let invoices = store::invoice::of_case(step.tx, step.case.id()).await?;
    let paid = invoices.iter().rev().find(|i| i.state == "PAID").map(|i| InvoiceId(i.id));
    let damaged = |what: String| StoreError::Damaged(format!("refund of case {}: {what}", row.case_id));
    let invoice = paid.ok_or_else(|| damaged("no paid invoice".to_owned()))?;
    let leg = |kind: AccountKind, side: Side| Leg {
        account: Account {
            body: step.case.body(),
            kind,
            cost_centre: kind.needs_cost_centre().then(|| row.cost_centre.clone()),
            shared: None,
        },
        side,
        amount_cents: form.gross_cents,
    };
    let draft = Draft {
        idempotency_key: format!("task/{}/refund", step.task.id),
        value_on: form.received_on,
        booked_on: step.today,
        cause: Cause::InvoiceReversal { case: CaseId(row.case_id), invoice },
        legs: vec![leg(AccountKind::Bank, Side::Debit), leg(AccountKind::Expense, Side::Credit)],
    };
    Ok(Entry::new(draft).map_err(|e| damaged(e.to_string()))?)
}

/// What came back on a shared cost centre lowers the shared cost.
async fn give_back(step: &Finishing<'_>, row: &procurement::Model, form: &forms::RefundReceipt) -> Result<()> {
    let invoices = store::invoice::of_case(step.tx, step.case.id()).await?;
    let Some(invoice) = invoices.iter().rev().find(|i| i.state == "PAID") else { return Ok(()) };
    let paid = Paid {
        key: format!("{}/refund", step.key()),
        case: step.case.id(),
        invoice: InvoiceId(invoice.id),
        body: step.case.body(),
        cost_centre: &row.cost_centre,
        number: &invoice.number,
        issued_on: form.received_on,
        description: &step.case.row.subject,
        amount_cents: form.gross_cents.saturating_neg(),
        today: step.today,
        at: step.case.at(),
    };
    collect(step.tx, &paid).await
}
