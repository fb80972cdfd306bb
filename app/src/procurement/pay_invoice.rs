//! The treasury: one person accepts the payment order, another releases the payment; then it is paid.

use super::invoice_chain::{advance, ask, back_to, current};
use super::{Finishing, facts};
use crate::{Result, budget};
use domain::budget::Movement;
use domain::ids::InvoiceId;
use domain::invoice::{Event, Open, guards};
use domain::tasks::TaskKind;
use serde_json::json;
use store::Error as StoreError;
use store::entity::{invoice, payment};

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let mut invoice = current(step.tx, step.case).await?;
    if step.outcome == "RETURN" {
        store::invoice::withdraw_payment(step.tx, &invoice).await?;
        back_to(&mut invoice, Open::Certified);
        store::invoice::save(step.tx, invoice).await?;
        return Ok("RETURN".to_owned());
    }
    let payment = store::invoice::payment(step.tx, InvoiceId(invoice.id)).await?;
    let payment = payment.ok_or_else(|| StoreError::Damaged(format!("invoice {} has no payment order", invoice.id)))?;
    if step.kind == TaskKind::AcceptPayment {
        accept(step, invoice, payment).await
    } else {
        release(step, invoice, payment).await
    }
}

async fn accept(step: &mut Finishing<'_>, mut invoice: invoice::Model, mut payment: payment::Model) -> Result<String> {
    ask(step, None, guards::accept).await?;
    advance(&mut invoice, &[Event::Schedule], None)?;
    payment.accepted_at = Some(step.case.at());
    payment.accepted_by = Some(step.acting.hands().actor.0);
    let facts = json!({ "invoiceId": invoice.id, "payableCents": payment.payable_cents });
    store::invoice::save_payment(step.tx, payment).await?;
    store::invoice::save(step.tx, invoice).await?;
    step.note("PAYMENT_ACCEPTED", facts).await?;
    Ok("ACCEPT".to_owned())
}

async fn release(step: &mut Finishing<'_>, mut invoice: invoice::Model, mut payment: payment::Model) -> Result<String> {
    ask(step, None, guards::release).await?;
    advance(&mut invoice, &[Event::Release], None)?;
    let mut row = step.row().await?;
    let amount_cents = payment.payable_cents;
    budget::book(step.tx, step.case, facts::budget_line(&row)?, Movement::Consume { amount_cents }, &step.key())
        .await?;
    row.committed_cents = row.committed_cents.saturating_sub(amount_cents);
    row.spent_cents = row.spent_cents.saturating_add(amount_cents);
    payment.paid_at = Some(step.case.at());
    payment.released_by = Some(step.acting.hands().actor.0);
    let facts = json!({ "invoiceId": invoice.id, "payableCents": amount_cents });
    store::procurement::rows::save(step.tx, row).await?;
    store::invoice::save_payment(step.tx, payment).await?;
    store::invoice::save(step.tx, invoice).await?;
    step.note("INVOICE_PAID", facts).await?;
    Ok("RELEASE".to_owned())
}
