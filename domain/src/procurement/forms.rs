//! The forms clerks fill in, as types: JSON Schema is derived from them, and the server reads into them.
//!
//! Amounts are integer cents, quantities thousandths, rates basis points. `deny_unknown_fields` everywhere:
//! what we do not understand we do not silently drop.

use super::regime::Procedure;
use crate::ids::{BudgetLineId, DocumentId, SupplierId};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::regime::Category;

/// Bedarfsanforderung: what is needed, why, at what estimate (§ 3 VgV: net).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// What is to be bought.
    #[schemars(length(min = 3, max = 200))]
    pub subject: String,
    /// Category of the law.
    pub category: Category,
    /// Commodity group; requests of the same group count together in the splitting check.
    #[schemars(length(min = 2, max = 60))]
    pub commodity: String,
    /// Estimated total value, net cents, with options and extensions.
    #[schemars(range(min = 1, max = 10_000_000_000_000_i64))]
    pub estimate_net_cents: i64,
    /// VAT rate of the estimate, basis points.
    #[schemars(range(min = 0, max = 2500))]
    pub vat_rate_bp: u16,
    /// Why it is needed.
    #[schemars(length(min = 3, max = 4000))]
    pub justification: String,
    /// Cost centre that shall bear it.
    #[schemars(length(min = 1, max = 40))]
    pub cost_centre: String,
    /// Needed by.
    #[serde(default)]
    pub needed_by: Option<NaiveDate>,
}

/// Funds are released on a budget line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BudgetRelease {
    /// The line that bears it.
    pub budget_line_id: BudgetLineId,
    /// Remark.
    #[serde(default)]
    #[schemars(length(max = 4000))]
    pub note: Option<String>,
}

/// The buyer's choice of procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProcedureChoice {
    /// Chosen procedure; must be allowed by the pinned rules.
    pub procedure: Procedure,
    /// Ground for the choice.
    #[schemars(length(min = 3, max = 4000))]
    pub ground: String,
    /// Why similar requests of the year are not one purchase; needed when the splitting check finds some.
    #[serde(default)]
    #[schemars(length(min = 10, max = 4000))]
    pub splitting_reason: Option<String>,
}

/// No rule record: a person decides and names the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionWithoutRule {
    /// Chosen procedure.
    pub procedure: Procedure,
    /// Statute, decree or own statute the decision rests on.
    #[schemars(length(min = 3, max = 1000))]
    pub source: String,
    /// Ground.
    #[schemars(length(min = 3, max = 4000))]
    pub ground: String,
    /// Number of quotes to obtain.
    #[schemars(range(min = 1, max = 20))]
    pub min_quotes: u32,
}

/// One quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Quote {
    /// The firm.
    pub supplier_id: SupplierId,
    /// Its price, net cents.
    #[schemars(range(min = 0, max = 10_000_000_000_000_i64))]
    pub net_cents: i64,
    /// Day it came in.
    pub received_on: NaiveDate,
}

/// Firms invited, quotes obtained, one chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Quotes {
    /// Firms asked.
    #[schemars(length(min = 1, max = 50))]
    pub invited: Vec<SupplierId>,
    /// Quotes that came.
    #[schemars(length(min = 1, max = 50))]
    pub quotes: Vec<Quote>,
    /// The firm to order from.
    pub chosen_supplier_id: SupplierId,
    /// Why this one; needed when it is not the lowest price.
    #[serde(default)]
    #[schemars(length(min = 3, max = 4000))]
    pub reason: Option<String>,
}

/// One order line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderLine {
    /// What.
    #[schemars(length(min = 1, max = 500))]
    pub description: String,
    /// Thousandths of a unit.
    #[schemars(range(min = 1, max = 1_000_000_000_000_i64))]
    pub quantity_milli: i64,
    /// Unit.
    #[schemars(length(min = 1, max = 20))]
    pub unit: String,
    /// Net cents a unit.
    #[schemars(range(min = 0, max = 10_000_000_000_000_i64))]
    pub unit_price_cents: i64,
    /// Basis points.
    #[schemars(range(min = 0, max = 2500))]
    pub vat_rate_bp: u16,
}

/// The order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Order {
    /// Day of the order.
    pub ordered_on: NaiveDate,
    /// Lines.
    #[schemars(length(min = 1, max = 500))]
    pub lines: Vec<OrderLine>,
}

/// Quantity received of one order line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceivedLine {
    /// Number of the order line, from 1.
    #[schemars(range(min = 1, max = 500))]
    pub line_no: u32,
    /// Thousandths of a unit received now.
    #[schemars(range(min = 1, max = 1_000_000_000_000_i64))]
    pub quantity_milli: i64,
}

/// Goods receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Receipt {
    /// Day of receipt.
    pub received_on: NaiveDate,
    /// Lines received.
    #[schemars(length(min = 1, max = 500))]
    pub lines: Vec<ReceivedLine>,
    /// Remark, e.g. defects.
    #[serde(default)]
    #[schemars(length(max = 4000))]
    pub note: Option<String>,
}

/// One typed invoice line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InvoiceLine {
    /// Number of the order line it bills, from 1; none: not ordered.
    #[serde(default)]
    pub order_line_no: Option<u32>,
    /// What.
    #[schemars(length(min = 1, max = 500))]
    pub description: String,
    /// Thousandths of a unit.
    #[schemars(range(min = 1, max = 1_000_000_000_000_i64))]
    pub quantity_milli: i64,
    /// Net cents a unit.
    #[schemars(range(min = 0, max = 10_000_000_000_000_i64))]
    pub unit_price_cents: i64,
    /// Basis points.
    #[schemars(range(min = 0, max = 2500))]
    pub vat_rate_bp: u16,
}

/// A typed invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TypedInvoice {
    /// The supplier's number.
    #[schemars(length(min = 1, max = 100))]
    pub number: String,
    /// Invoice date.
    pub issued_on: NaiveDate,
    /// Lines.
    #[schemars(length(min = 1, max = 500))]
    pub lines: Vec<InvoiceLine>,
    /// Total net as printed.
    #[schemars(range(min = 1, max = 10_000_000_000_000_i64))]
    pub net_cents: i64,
    /// Total VAT as printed.
    #[schemars(range(min = 0, max = 10_000_000_000_000_i64))]
    pub vat_cents: i64,
    /// Total gross as printed.
    #[schemars(range(min = 1, max = 10_000_000_000_000_i64))]
    pub gross_cents: i64,
    /// Discount days, if offered.
    #[serde(default)]
    #[schemars(range(min = 1, max = 90))]
    pub discount_days: Option<u32>,
    /// Discount, basis points.
    #[serde(default)]
    #[schemars(range(min = 1, max = 2000))]
    pub discount_bp: Option<u16>,
}

/// An invoice, typed in or as an XRechnung file already uploaded to the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InvoiceEntry {
    /// Day it was received: due dates count from it.
    pub received_on: NaiveDate,
    /// The uploaded XRechnung (UBL or CII).
    #[serde(default)]
    pub document_id: Option<DocumentId>,
    /// Or what was typed.
    #[serde(default)]
    pub typed: Option<TypedInvoice>,
}

/// Payment order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentOrder {
    /// Take the cash discount, if it can still be reached.
    #[serde(default)]
    pub take_discount: bool,
    /// Why somebody who certified also orders (handbook 7.2: should not).
    #[serde(default)]
    #[schemars(length(min = 10, max = 4000))]
    pub override_reason: Option<String>,
}

/// What the supplier said to a withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SupplierConfirmation {
    /// Day of the supplier's answer.
    pub confirmed_on: NaiveDate,
    /// What it said, with reference.
    #[schemars(length(min = 3, max = 4000))]
    pub statement: String,
}

/// Money that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefundReceipt {
    /// Day of receipt.
    pub received_on: NaiveDate,
    /// Gross cents received.
    #[schemars(range(min = 1, max = 10_000_000_000_000_i64))]
    pub gross_cents: i64,
}

/// A reason, for returns and refusals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reason {
    /// Why.
    #[schemars(length(min = 3, max = 4000))]
    pub reason: String,
}

/// An optional remark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Note {
    /// Remark.
    #[serde(default)]
    #[schemars(length(max = 4000))]
    pub note: Option<String>,
}
