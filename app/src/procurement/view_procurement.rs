//! Everything a procurement consists of, for reading.

use crate::{App, Error, Result};
use domain::cooperation::Session;
use domain::ids::{CaseId, InvoiceId};
use store::Scope;

pub use store::entity::{
    budget_movement, goods_receipt, invitation, invoice, invoice_line, ledger_entry, ledger_line, order_line, payment,
    procurement, quote, rule_set,
};
use store::procurement::{orders, quotes, rows, rule_sets};

/// The facts of one procurement.
#[derive(Debug, Clone)]
pub struct View {
    /// The row.
    pub procurement: procurement::Model,
    /// Rules pinned on the day it started.
    pub rules: Option<rule_set::Model>,
    /// Firms asked.
    pub invited: Vec<invitation::Model>,
    /// Quotes, lowest first.
    pub quotes: Vec<quote::Model>,
    /// The order.
    pub order_lines: Vec<order_line::Model>,
    /// What arrived.
    pub receipts: Vec<goods_receipt::Model>,
    /// Invoices, oldest first.
    pub invoices: Vec<invoice::Model>,
    /// Their lines.
    pub invoice_lines: Vec<invoice_line::Model>,
    /// Payments.
    pub payments: Vec<payment::Model>,
    /// What it moved on its budget line.
    pub movements: Vec<budget_movement::Model>,
    /// What was booked, debit positive.
    pub entries: Vec<(ledger_entry::Model, Vec<ledger_line::Model>)>,
}

/// Procurement rows of several cases, as far as the session may see them.
///
/// # Errors
/// When the database fails.
pub async fn rows_of(app: &App, session: &Session, cases: &[i64]) -> Result<Vec<procurement::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(rows::find_many(&tx, cases).await?)
}

/// All facts of one procurement.
///
/// # Errors
/// Not found for an unknown case and one of another body.
pub async fn view(app: &App, session: &Session, case: CaseId) -> Result<View> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let procurement = rows::find(&tx, case).await?.ok_or(Error::NotFound)?;
    let invoices = store::invoice::of_case(&tx, case).await?;
    let ids: Vec<_> = invoices.iter().map(|i| i.id).collect();
    Ok(View {
        rules: rule_sets::find(&tx, procurement.rule_set_id).await?,
        invited: quotes::invited(&tx, case).await?,
        quotes: quotes::of_case(&tx, case).await?,
        order_lines: orders::lines(&tx, case).await?,
        receipts: orders::receipts(&tx, case).await?,
        invoice_lines: store::invoice::lines(&tx, &ids).await?,
        payments: store::invoice::payments_of_case(&tx, case).await?,
        movements: store::budget::movements_of_case(&tx, case).await?,
        entries: store::ledger::of_case(&tx, case).await?,
        invoices,
        procurement,
    })
}

/// One invoice with its lines and its payment, if ordered.
///
/// # Errors
/// Not found for unknown ones and those of other bodies.
pub async fn invoice(
    app: &App,
    session: &Session,
    id: InvoiceId,
) -> Result<(invoice::Model, Vec<invoice_line::Model>, Option<payment::Model>)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = store::invoice::find(&tx, id).await?.ok_or(Error::NotFound)?;
    let lines = store::invoice::lines(&tx, &[row.id]).await?;
    let payment = store::invoice::payment(&tx, id).await?;
    Ok((row, lines, payment))
}
