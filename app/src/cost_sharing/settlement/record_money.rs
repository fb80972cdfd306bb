//! Money that came in or went out: advances by instalment, balances at the end. Each payment is booked once.

use super::{advance, cooperation};
use crate::tasks::finishing::Finishing;
use crate::{Refusal, Result};
use domain::cost_sharing::forms;
use domain::cost_sharing::settlement::Event;
use domain::ids::{BodyId, CaseId};
use ledger::cost_sharing::payment::{Payment, payment_of_member};
use serde_json::json;
use std::collections::BTreeSet;
use store::Error as StoreError;
use store::cost_sharing::settlements;
use store::entity::settlement;

/// What came in of the next instalment; what did not stays open until the settlement.
///
/// # Errors
/// `NOT_A_MEMBER`, `PAYMENT_AMOUNT`.
pub(super) async fn advances(step: &mut Finishing<'_>, row: &settlement::Model) -> Result<String> {
    let form: forms::Payments = step.read()?;
    check(&form, step)?;
    let all = settlements::advances(step.tx, CaseId(row.case_id)).await?;
    let next = all.iter().filter(|a| !a.recorded).map(|a| a.instalment_no).min();
    let next = next.ok_or_else(|| StoreError::Damaged(format!("case {} has no open instalment", row.case_id)))?;
    let asked: BTreeSet<i64> = all.iter().filter(|a| a.instalment_no == next).map(|a| a.member_id).collect();
    if form.payments.iter().any(|p| p.amount_cents < 0 || !asked.contains(&p.body_id.0)) {
        return Err(Refusal::at("payments", "NOT_A_MEMBER", "this instalment asks nothing of that body").into());
    }
    let mut sum = 0_i64;
    for mut advance in all.into_iter().filter(|a| a.instalment_no == next) {
        if let Some(payment) = form.payments.iter().find(|p| p.body_id.0 == advance.member_id) {
            advance.paid_cents = payment.amount_cents;
            advance.paid_on = Some(payment.paid_on);
            sum = sum.saturating_add(payment.amount_cents);
            book(step, row, payment, row.version_no).await?;
        }
        advance.recorded = true;
        settlements::save_advance(step.tx, advance).await?;
    }
    step.note("ADVANCES_RECORDED", json!({ "amountCents": sum, "instalment": next })).await?;
    Ok(step.outcome.to_owned())
}

/// Balances paid and paid back. `PAID` only when none is open.
///
/// # Errors
/// `NOT_A_MEMBER`, `PAYMENT_AMOUNT`, `BALANCES_OPEN`.
pub(super) async fn balances(step: &mut Finishing<'_>, mut row: settlement::Model) -> Result<String> {
    let form: forms::Payments = step.read()?;
    check(&form, step)?;
    let mut statements = settlements::statements(step.tx, CaseId(row.case_id), row.version_no).await?;
    let mut sum = 0_i64;
    for payment in &form.payments {
        let statement = statements.iter_mut().find(|s| s.member_id == payment.body_id.0);
        let statement =
            statement.ok_or_else(|| Refusal::at("payments", "NOT_A_MEMBER", "no statement of that body"))?;
        let open = statement.balance_cents.saturating_sub(statement.paid_cents);
        let within = if open < 0 { open..=0 } else { 0..=open };
        if payment.amount_cents == 0 || !within.contains(&payment.amount_cents) {
            return Err(Refusal::at("payments", "PAYMENT_AMOUNT", format!("{open} cents are open")).into());
        }
        statement.paid_cents = statement.paid_cents.saturating_add(payment.amount_cents);
        statement.paid_on = Some(payment.paid_on);
        sum = sum.saturating_add(payment.amount_cents);
        settlements::save_statement(step.tx, statement.clone()).await?;
        book(step, &row, payment, row.version_no).await?;
    }
    if step.outcome == "PAID" {
        let open = statements.iter().filter(|s| s.balance_cents != s.paid_cents).count();
        advance(&mut row, &Event::Paid { outstanding: u32::try_from(open).unwrap_or(u32::MAX) })?;
        settlements::save(step.tx, row).await?;
    }
    step.note("BALANCES_RECORDED", json!({ "amountCents": sum })).await?;
    Ok(step.outcome.to_owned())
}

/// Each body once, and no money of tomorrow.
fn check(form: &forms::Payments, step: &Finishing<'_>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for payment in &form.payments {
        if !seen.insert(payment.body_id) {
            return Err(Refusal::at("payments", "NOT_A_MEMBER", "a body is named twice").into());
        }
        if payment.paid_on > step.today {
            return Err(Refusal::at("payments", "PAYMENT_AMOUNT", "the money has not come yet").into());
        }
    }
    Ok(())
}

async fn book(step: &Finishing<'_>, row: &settlement::Model, payment: &forms::Payment, version: i32) -> Result<()> {
    let (case, member) = (CaseId(row.case_id), BodyId(payment.body_id.0));
    let entry = payment_of_member(&Payment {
        key: format!("{}/member/{member}", step.key()),
        case,
        version: u32::try_from(version).unwrap_or_default(),
        cooperation: cooperation(row),
        seat: BodyId(row.body_id),
        member,
        amount_cents: payment.amount_cents,
        value_on: payment.paid_on,
        booked_on: step.today,
    })?;
    if let Some(entry) = entry {
        store::ledger::book_all(step.tx, case, &[entry]).await?;
    }
    Ok(())
}
