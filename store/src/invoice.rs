//! Invoices, their lines and payments. All are changed under the lock of their case.

use crate::case_file::Case;
use crate::entity::{invoice, invoice_line, payment};
use crate::{Error, Tx};
use domain::ids::{CaseId, InvoiceId, SupplierId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

/// Adds an invoice; its id is given by the database.
///
/// # Errors
/// [`Error::Duplicate`] when the task recorded one before.
pub async fn insert(tx: &Tx, new: invoice::ActiveModel) -> Result<invoice::Model, Error> {
    Ok(new.insert(tx.conn()).await?)
}

/// A row to be inserted, whatever its id says.
#[must_use]
pub fn without_id(row: invoice::Model) -> invoice::ActiveModel {
    let mut new = row.into_active_model().reset_all();
    new.id = NotSet;
    new
}

/// Writes the lines of an invoice, in place of what stood there.
///
/// # Errors
/// When the database fails.
pub async fn set_lines(tx: &Tx, invoice: &invoice::Model, lines: Vec<invoice_line::Model>) -> Result<(), Error> {
    let sql = "DELETE FROM invoice_line WHERE invoice_id = $1 AND body_id = $2";
    tx.execute(sql, [invoice.id.into(), invoice.body_id.into()]).await?;
    for line in lines {
        invoice_line::Entity::insert(line.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Saves a changed invoice.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &Tx, mut row: invoice::Model) -> Result<(), Error> {
    row.version += 1;
    invoice::Entity::update(row.into_active_model().reset_all()).exec(tx.conn()).await?;
    Ok(())
}

/// One invoice.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: InvoiceId) -> Result<Option<invoice::Model>, Error> {
    Ok(tx.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Invoices of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<invoice::Model>, Error> {
    let query = tx.find::<invoice::Entity>().filter(invoice::Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(invoice::Column::Id).all(tx.conn()).await?)
}

/// The invoice a case works on: its last one that is neither ended nor set aside (disputed).
///
/// # Errors
/// When the database fails.
pub async fn current(tx: &Tx, case: CaseId) -> Result<Option<invoice::Model>, Error> {
    let query = tx.find::<invoice::Entity>().filter(invoice::Column::CaseId.eq(case.0));
    let query = query.filter(invoice::Column::State.is_not_in(["REJECTED", "DISPUTED", "PAID", "POSTED"]));
    Ok(query.order_by_desc(invoice::Column::Id).one(tx.conn()).await?)
}

/// Invoices of this supplier over this amount in the scope, not rejected: among them are repetitions.
///
/// # Errors
/// When the database fails.
pub async fn alike(tx: &Tx, case: &Case, supplier: SupplierId, gross_cents: i64) -> Result<Vec<invoice::Model>, Error> {
    let query = tx.find::<invoice::Entity>().filter(invoice::Column::BodyId.eq(case.row.body_id));
    let query =
        query.filter(invoice::Column::SupplierId.eq(supplier.0)).filter(invoice::Column::GrossCents.eq(gross_cents));
    Ok(query.filter(invoice::Column::State.ne("REJECTED")).order_by_asc(invoice::Column::Id).all(tx.conn()).await?)
}

/// Lines of several invoices, by invoice and number.
///
/// # Errors
/// When the database fails.
pub async fn lines(tx: &Tx, invoices: &[i64]) -> Result<Vec<invoice_line::Model>, Error> {
    let query =
        tx.find::<invoice_line::Entity>().filter(invoice_line::Column::InvoiceId.is_in(invoices.iter().copied()));
    let query = query.order_by_asc(invoice_line::Column::InvoiceId).order_by_asc(invoice_line::Column::LineNo);
    Ok(query.all(tx.conn()).await?)
}

/// Payments of a case.
///
/// # Errors
/// When the database fails.
pub async fn payments_of_case(tx: &Tx, case: CaseId) -> Result<Vec<payment::Model>, Error> {
    let query = tx.find::<payment::Entity>().filter(payment::Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(payment::Column::InvoiceId).all(tx.conn()).await?)
}

/// The payment ordered for an invoice.
///
/// # Errors
/// When the database fails.
pub async fn payment(tx: &Tx, invoice: InvoiceId) -> Result<Option<payment::Model>, Error> {
    Ok(tx.find::<payment::Entity>().filter(payment::Column::InvoiceId.eq(invoice.0)).one(tx.conn()).await?)
}

/// Adds a payment order.
///
/// # Errors
/// [`Error::Duplicate`] when the invoice has one.
pub async fn order_payment(tx: &Tx, row: payment::Model) -> Result<(), Error> {
    payment::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Saves acceptance or release of a payment.
///
/// # Errors
/// When the database fails.
pub async fn save_payment(tx: &Tx, row: payment::Model) -> Result<(), Error> {
    payment::Entity::update(row.into_active_model().reset_all()).exec(tx.conn()).await?;
    Ok(())
}

/// Takes an unpaid payment order back; the journal keeps that it was there.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_payment(tx: &Tx, invoice: &invoice::Model) -> Result<(), Error> {
    let sql = "DELETE FROM payment WHERE invoice_id = $1 AND body_id = $2 AND paid_at IS NULL";
    tx.execute(sql, [invoice.id.into(), invoice.body_id.into()]).await?;
    Ok(())
}
