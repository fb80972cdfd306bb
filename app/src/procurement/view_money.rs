//! The money of one case in one view: what was estimated, set aside, ordered, billed, paid and got back, and each
//! of these as a row with its day.

use super::view_procurement::{View, invoice, view};
use crate::{App, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::cooperation::Session;
use domain::ids::CaseId;
use domain::invoice::State as InvoiceState;

/// What moved money, or bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyEvent {
    /// Funds were set aside.
    Reserve,
    /// Funds set aside became free again, or were bound by the order.
    Release,
    /// An order bound funds.
    Commit,
    /// What an order had bound became free again.
    FreeCommitment,
    /// An invoice was paid: the bound became spent.
    Consume,
    /// Money came back.
    Refund,
    /// An invoice came in.
    Invoice,
    /// A payment was ordered.
    PaymentOrder,
}

/// One row of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyRow {
    /// What happened.
    pub event: MoneyEvent,
    /// Local calendar day.
    pub on: NaiveDate,
    /// Gross.
    pub gross_cents: i64,
    /// The firm's number of the invoice concerned.
    pub invoice_number: Option<String>,
    /// Who did it, where the record of the money itself says so.
    pub person: Option<i64>,
}

/// The money of a case; all amounts gross.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// Its budget line.
    pub budget_line_id: Option<i64>,
    /// Estimate of the request.
    pub estimate_cents: i64,
    /// Set aside now.
    pub reserved_cents: i64,
    /// Bound by the order now.
    pub committed_cents: i64,
    /// The order.
    pub ordered_cents: Option<i64>,
    /// All invoices that were not rejected.
    pub invoiced_cents: i64,
    /// Paid.
    pub paid_cents: i64,
    /// Got back.
    pub refunded_cents: i64,
    /// Ordered to be paid and not yet paid.
    pub payable_cents: i64,
    /// What happened, oldest first.
    pub rows: Vec<MoneyRow>,
}

/// The money of a case.
///
/// # Errors
/// Not found for an unknown case and one of another body.
pub async fn money(app: &App, session: &Session, case: CaseId) -> Result<Money> {
    Ok(of_view(&view(app, session, case).await?))
}

fn of_view(view: &View) -> Money {
    let row = &view.procurement;
    let counted = view.invoices.iter().filter(|i| i.state != InvoiceState::Rejected.code());
    let unpaid = view.payments.iter().filter(|p| p.paid_at.is_none());
    let mut rows = rows(view);
    rows.sort_by_key(|r| r.on);
    Money {
        budget_line_id: row.budget_line_id,
        estimate_cents: row.estimate_gross_cents,
        reserved_cents: row.reserved_cents,
        committed_cents: row.committed_cents,
        ordered_cents: row.order_gross_cents,
        invoiced_cents: counted.fold(0, |sum, i| i64::saturating_add(sum, i.gross_cents)),
        paid_cents: row.spent_cents,
        refunded_cents: row.refunded_cents,
        payable_cents: unpaid.fold(0, |sum, p| i64::saturating_add(sum, p.payable_cents)),
        rows,
    }
}

fn rows(view: &View) -> Vec<MoneyRow> {
    let moved = view.movements.iter().filter_map(|m| {
        let what = match m.kind.as_str() {
            "RESERVE" => MoneyEvent::Reserve,
            "RELEASE" => MoneyEvent::Release,
            "COMMIT" => MoneyEvent::Commit,
            "FREE_COMMITMENT" => MoneyEvent::FreeCommitment,
            "CONSUME" => MoneyEvent::Consume,
            "REFUND" => MoneyEvent::Refund,
            _ => return None,
        };
        Some(MoneyRow { event: what, on: day(m.at), gross_cents: m.amount_cents, invoice_number: None, person: None })
    });
    let billed = view.invoices.iter().map(|i| MoneyRow {
        event: MoneyEvent::Invoice,
        on: i.received_on,
        gross_cents: i.gross_cents,
        invoice_number: Some(i.number.clone()),
        person: None,
    });
    let number = |id| view.invoices.iter().find(|i: &&invoice::Model| i.id == id).map(|i| i.number.clone());
    let ordered = view.payments.iter().map(|p| MoneyRow {
        event: MoneyEvent::PaymentOrder,
        on: day(p.ordered_at),
        gross_cents: p.payable_cents,
        invoice_number: number(p.invoice_id),
        person: Some(p.ordered_by),
    });
    moved.chain(billed).chain(ordered).collect()
}

fn day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&chrono_tz::Europe::Berlin).date_naive()
}
