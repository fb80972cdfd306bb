//! What hangs on a procurement: quotes, order lines, receipts, invoices with their payments.

use super::suppliers::Supplier;
use crate::cooperation::Person;
use crate::efile::{Document, document};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::scalars::{Json, Money, RowNumber};
use crate::viewer::viewer;
use app::procurement::view_procurement::{
    self, View, goods_receipt, invoice as invoice_row, invoice_line, order_line, payment, quote,
};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::InvoiceId;

/// A quote.
pub struct Quote(pub quote::Model);

/// A quote.
#[Object]
impl Quote {
    /// Whose.
    async fn supplier(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Supplier>> {
        Loaders::of(ctx)?.supplier(self.0.supplier_id).await
    }

    /// Price, net.
    async fn net(&self) -> Money {
        Money(self.0.net_cents)
    }

    /// Day it came in.
    async fn received_on(&self) -> NaiveDate {
        self.0.received_on
    }

    /// Whether it was chosen.
    async fn chosen(&self) -> bool {
        self.0.chosen
    }
}

/// A line of the order.
#[derive(SimpleObject)]
pub struct OrderLine {
    /// Number, from 1.
    line_no: i32,
    /// What.
    description: String,
    /// Thousandths of a unit ordered.
    quantity_milli: RowNumber,
    /// Thousandths of a unit that have arrived.
    received_milli: RowNumber,
    /// Unit.
    unit: String,
    /// Net price of a unit.
    unit_price: Money,
    /// VAT rate, basis points (1900 = 19 %).
    vat_rate_bp: i32,
    /// Net price of the line.
    net: Money,
}

impl OrderLine {
    /// The lines of a procurement.
    pub fn all(view: &View) -> Vec<Self> {
        let received = |line: &order_line::Model| {
            let own = view.receipts.iter().filter(|r| r.line_no == line.line_no);
            own.fold(0_i64, |sum, r| sum.saturating_add(r.quantity_milli))
        };
        let of = |line: &order_line::Model| Self {
            line_no: line.line_no,
            description: line.description.clone(),
            quantity_milli: RowNumber(line.quantity_milli),
            received_milli: RowNumber(received(line)),
            unit: line.unit.clone(),
            unit_price: Money(line.unit_price_cents),
            vat_rate_bp: line.vat_rate_bp,
            net: Money(line.net_cents),
        };
        view.order_lines.iter().map(of).collect()
    }
}

/// What arrived of one order line on one day.
#[derive(SimpleObject)]
pub struct Receipt {
    /// Order line.
    line_no: i32,
    /// Thousandths of a unit.
    quantity_milli: RowNumber,
    /// Day.
    received_on: NaiveDate,
}

impl From<&goods_receipt::Model> for Receipt {
    fn from(row: &goods_receipt::Model) -> Self {
        Self { line_no: row.line_no, quantity_milli: RowNumber(row.quantity_milli), received_on: row.received_on }
    }
}

/// An invoice.
pub struct Invoice {
    row: invoice_row::Model,
    lines: Vec<invoice_line::Model>,
    payment: Option<payment::Model>,
}

impl Invoice {
    /// The invoices of a procurement.
    pub fn all(view: &View) -> Vec<Self> {
        let of = |row: &invoice_row::Model| Self {
            row: row.clone(),
            lines: view.invoice_lines.iter().filter(|l| l.invoice_id == row.id).cloned().collect(),
            payment: view.payments.iter().find(|p| p.invoice_id == row.id).cloned(),
        };
        view.invoices.iter().map(of).collect()
    }
}

/// One invoice the viewer may see.
pub async fn invoice(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Invoice>> {
    let viewer = viewer(ctx)?;
    let read = view_procurement::invoice(viewer.app(), &viewer.session(), InvoiceId(number)).await;
    Ok(Loaders::of(ctx)?.found(read)?.map(|(row, lines, payment)| Invoice { row, lines, payment }))
}

/// An invoice.
#[Object]
impl Invoice {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Invoice, self.row.id)
    }

    /// The firm's number.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// Whose.
    async fn supplier(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Supplier>> {
        Loaders::of(ctx)?.supplier(self.row.supplier_id).await
    }

    /// Invoice date.
    async fn issued_on(&self) -> NaiveDate {
        self.row.issued_on
    }

    /// Day it was received; due dates count from it.
    async fn received_on(&self) -> NaiveDate {
        self.row.received_on
    }

    /// The file it was read from; null: it was typed.
    #[graphql(complexity = "child_complexity + 10")]
    async fn document(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Document>> {
        match self.row.document_id {
            Some(number) => document(ctx, number).await,
            None => Ok(None),
        }
    }

    /// Net.
    async fn net(&self) -> Money {
        Money(self.row.net_cents)
    }

    /// VAT.
    async fn vat(&self) -> Money {
        Money(self.row.vat_cents)
    }

    /// Gross.
    async fn gross(&self) -> Money {
        Money(self.row.gross_cents)
    }

    /// Due on this day.
    async fn due_on(&self) -> NaiveDate {
        self.row.due_on
    }

    /// Last day for the cash discount.
    async fn discount_on(&self) -> Option<NaiveDate> {
        self.row.discount_on
    }

    /// The cash discount.
    async fn discount(&self) -> Option<Money> {
        self.row.discount_cents.map(Money)
    }

    /// Where it stands, a stable code.
    async fn state(&self) -> &str {
        &self.row.state
    }

    /// `MATCHED` or `DIFFERENCE`; null: not matched yet.
    async fn match_result(&self) -> Option<&str> {
        self.row.match_result.as_deref()
    }

    /// What the three-way match found.
    async fn match_findings(&self) -> Option<Json> {
        self.row.match_findings.as_deref().and_then(|text| serde_json::from_str(text).ok()).map(Json)
    }

    /// Its lines.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn lines(&self) -> Vec<InvoiceLine> {
        self.lines.iter().map(InvoiceLine::from).collect()
    }

    /// Its payment; null: not ordered yet.
    async fn payment(&self) -> Option<Payment> {
        self.payment.clone().map(Payment)
    }
}

/// A line of an invoice.
#[derive(SimpleObject)]
pub struct InvoiceLine {
    /// Number, from 1.
    line_no: i32,
    /// The order line it bills; null: not ordered.
    order_line_no: Option<i32>,
    /// What.
    description: String,
    /// Thousandths of a unit.
    quantity_milli: RowNumber,
    /// Net price of a unit in ten-thousandths of a euro: invoices may go beyond the cent.
    unit_price_e4: RowNumber,
    /// VAT rate, basis points.
    vat_rate_bp: i32,
    /// Net price of the line.
    net: Money,
}

impl From<&invoice_line::Model> for InvoiceLine {
    fn from(row: &invoice_line::Model) -> Self {
        Self {
            line_no: row.line_no,
            order_line_no: row.order_line_no,
            description: row.description.clone(),
            quantity_milli: RowNumber(row.quantity_milli),
            unit_price_e4: RowNumber(row.unit_price_e4),
            vat_rate_bp: row.vat_rate_bp,
            net: Money(row.net_cents),
        }
    }
}

/// A payment.
pub struct Payment(payment::Model);

/// A payment.
#[Object]
impl Payment {
    /// What is paid, gross, after discount.
    async fn payable(&self) -> Money {
        Money(self.0.payable_cents)
    }

    /// When it was ordered.
    async fn ordered_at(&self) -> DateTime<Utc> {
        self.0.ordered_at
    }

    /// Who ordered it.
    async fn ordered_by(&self) -> Person {
        self.0.ordered_by.into()
    }

    /// Who accepted it in the treasury.
    async fn accepted_by(&self) -> Option<Person> {
        self.0.accepted_by.map(Into::into)
    }

    /// When it was paid.
    async fn paid_at(&self) -> Option<DateTime<Utc>> {
        self.0.paid_at
    }

    /// Who released it in the treasury.
    async fn released_by(&self) -> Option<Person> {
        self.0.released_by.map(Into::into)
    }
}
