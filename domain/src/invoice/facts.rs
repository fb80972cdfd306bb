//! What an invoice says: the shape shared by typed-in invoices and XRechnung files.
//!
//! Why here: matching, certification and booking work on one shape, wherever the invoice came
//! from. The terms in brackets are those of EN 16931.
//!
//! What must stay true: nothing is computed or mended; an invoice that does not add up is
//! representable, for somebody has to see it.

use crate::ids::{InvoiceId, SupplierId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An invoice that was received and whose sender is known to us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    pub id: InvoiceId,
    pub supplier: SupplierId,
    /// The day it arrived; § 286 and § 271a BGB count from here, not from the day of issue.
    pub received_on: NaiveDate,
    pub facts: Facts,
}

/// What stands on the invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub kind: Kind,
    /// Number given by the supplier (BT-1).
    pub number: String,
    /// Day of issue (BT-2).
    pub issued_on: NaiveDate,
    /// ISO 4217 (BT-5); only `EUR` is paid, others are representable to be refused by a person.
    pub currency: String,
    /// Our order number as the supplier states it (BT-13).
    pub order_reference: Option<String>,
    pub lines: Vec<Line>,
    /// Allowances and charges on the whole document (BG-20, BG-21).
    pub adjustments: Vec<Adjustment>,
    /// The VAT breakdown (BG-23).
    pub vat: Vec<VatGroup>,
    /// Total without VAT (BT-109).
    pub net_cents: i64,
    /// Total VAT (BT-110).
    pub vat_cents: i64,
    /// Total with VAT (BT-112); what the budget line is charged.
    pub gross_cents: i64,
    /// Already paid (BT-113).
    pub paid_cents: i64,
    /// Rounding of the payable amount (BT-114).
    pub rounding_cents: i64,
    /// Still to pay (BT-115).
    pub payable_cents: i64,
    /// Payment terms as written (BT-20); cash discount lines are read by [`super::skonto`].
    pub payment_terms: Option<String>,
    /// Due date the supplier states (BT-9); see [`super::due`] for what it is worth.
    pub stated_due_on: Option<NaiveDate>,
}

impl Facts {
    /// The gross amount as it touches the budget: a credit note gives back what it states.
    pub fn budget_effect_cents(&self) -> i64 {
        match self.kind {
            Kind::CreditNote => self.gross_cents.saturating_neg(),
            Kind::Invoice | Kind::Correction => self.gross_cents,
        }
    }
}

/// What sort of document it is (BT-3, reduced to what makes a difference for us).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// 326, 380, 389, 875, 876, 877 and whatever else asks for money.
    Invoice,
    /// 384: replaces an earlier invoice.
    Correction,
    /// 381: gives money back; its amounts are stated positive.
    CreditNote,
}

/// One invoice line (BG-25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Line number or name on the invoice (BT-126).
    pub reference: String,
    /// Which line of our order it bills (BT-132).
    pub order_line: Option<String>,
    pub description: String,
    /// Thousandths of the unit (BT-129); negative on a returned item.
    pub quantity_milli: i64,
    /// Unit as UN/ECE Recommendation 20 code (BT-130), e.g. `C62` piece, `HUR` hour.
    pub unit: String,
    /// Net price in ten-thousandths of the currency unit (BT-146): EN 16931 does not limit its
    /// decimals. A price with more than four is held exactly by a larger `price_base_milli`.
    pub unit_price_e4: i64,
    /// The quantity the price is for, in thousandths (BT-149); 1000 = "per unit".
    pub price_base_milli: i64,
    /// Charges less allowances on this line (BG-27, BG-28), signed.
    pub adjustment_cents: i64,
    pub vat_category: VatCategory,
    /// VAT rate in basis points, 1900 = 19 %.
    pub vat_rate_bp: i64,
    /// Line total without VAT (BT-131).
    pub net_cents: i64,
}

/// An allowance (negative) or charge (positive) on the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    pub amount_cents: i64,
    pub vat_category: VatCategory,
    pub vat_rate_bp: i64,
    pub reason: Option<String>,
}

/// One row of the VAT breakdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatGroup {
    pub category: VatCategory,
    pub rate_bp: i64,
    pub net_cents: i64,
    pub vat_cents: i64,
}

/// VAT category (UNTDID 5305, the subset EN 16931 admits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VatCategory {
    /// Standard or reduced rate.
    S,
    /// Zero rated.
    Z,
    /// Exempt.
    E,
    /// Reverse charge (§ 13b UStG): the municipality owes the tax.
    AE,
    /// Intra-community supply.
    K,
    /// Export.
    G,
    /// Outside the scope of VAT.
    O,
    /// Canary Islands.
    L,
    /// Ceuta and Melilla.
    M,
}

impl VatCategory {
    /// Reads the UNTDID 5305 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code.trim() {
            "S" => Self::S,
            "Z" => Self::Z,
            "E" => Self::E,
            "AE" => Self::AE,
            "K" => Self::K,
            "G" => Self::G,
            "O" => Self::O,
            "L" => Self::L,
            "M" => Self::M,
            _ => return None,
        })
    }
}
