//! Payment order (Auszahlungsanordnung): within the orderer's limit, with discount if it can still be reached,
//! and with the money bound that will be paid.

use super::invoice_chain::{advance, ask, current, facts_of};
use super::{Finishing, facts};
use crate::{Refusal, Result, budget};
use domain::budget::Movement;
use domain::ids::PersonId;
use domain::invoice::{Event, guards};
use domain::procurement::forms;
use serde_json::json;
use store::cooperation::rights;
use store::entity::{invoice, payment, procurement};

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let mut invoice = current(step.tx, step.case).await?;
    if step.outcome == "RETURN" {
        let reason = step.reason().map(ToOwned::to_owned);
        advance(&mut invoice, &[Event::Return], reason.as_deref())?;
        store::invoice::save(step.tx, invoice).await?;
        return Ok("RETURN".to_owned());
    }
    let form: forms::PaymentOrder = step.read()?;
    let payable_cents = payable(step, &invoice, form.take_discount).await?;
    // the power to order is the represented person's: a deputy orders as far as that one may
    let orderer: PersonId = step.acting.hands().represented;
    let limit_cents = rights::ordering_limit_cents(step.tx, orderer, step.case.body(), step.today).await?;
    let cleared =
        ask(step, form.override_reason.as_deref(), |chain, act| guards::order(chain, act, payable_cents, limit_cents))
            .await?;
    let mut row = step.row().await?;
    cover(step, &mut row, payable_cents).await?;
    let order = payment::Model {
        invoice_id: invoice.id,
        case_id: row.case_id,
        body_id: row.body_id,
        payable_cents,
        ordered_at: step.case.at(),
        ordered_by: step.acting.hands().actor.0,
        override_reason: form.override_reason.filter(|_| !cleared.lifted.is_empty()),
        accepted_at: None,
        accepted_by: None,
        paid_at: None,
        released_by: None,
    };
    store::invoice::order_payment(step.tx, order).await?;
    advance(&mut invoice, &[Event::Order], None)?;
    let facts = json!({ "invoiceId": invoice.id, "payableCents": payable_cents, "discount": form.take_discount, "lifted": cleared.lifted });
    store::invoice::save(step.tx, invoice).await?;
    store::procurement::rows::save(step.tx, row).await?;
    step.note("PAYMENT_ORDERED", facts).await?;
    Ok("ORDER".to_owned())
}

async fn payable(step: &Finishing<'_>, invoice: &invoice::Model, take_discount: bool) -> Result<i64> {
    let full = facts_of(step.tx, step.case, invoice).await?.payable_cents;
    if !take_discount {
        return Ok(full);
    }
    match (invoice.discount_on, invoice.discount_cents) {
        (Some(last), _) if last < step.today => {
            Err(Refusal::at("takeDiscount", "DISCOUNT_PASSED", format!("the discount ended on {last}")).into())
        }
        (Some(_), Some(discount)) if (1..full).contains(&discount) => Ok(full.saturating_sub(discount)),
        _ => Err(Refusal::at("takeDiscount", "NO_DISCOUNT", "the invoice offers no discount").into()),
    }
}

/// An accepted invoice may ask for more than the order bound: the rest is bound now, or there is no order.
async fn cover(step: &Finishing<'_>, row: &mut procurement::Model, payable_cents: i64) -> Result<()> {
    let missing = payable_cents.saturating_sub(row.committed_cents);
    if missing <= 0 {
        return Ok(());
    }
    let movement = Movement::Commit { reserved_cents: 0, committed_cents: missing };
    budget::book(step.tx, step.case, facts::budget_line(row)?, movement, &step.key()).await?;
    row.committed_cents = payable_cents;
    Ok(())
}
