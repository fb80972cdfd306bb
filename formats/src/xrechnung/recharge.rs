//! What a recharge between partners consists of: the values [`super::write()`] makes an XRechnung of.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of invoice it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "kind")]
pub enum Kind {
    /// UNTDID 1001 code 380.
    #[default]
    Invoice,
    /// Code 384; names what it corrects (BR-DE-26).
    #[serde(rename_all = "camelCase")]
    Correction { of_number: String, of_issued_on: NaiveDate },
}

/// How a line is treated for VAT (handbook 9.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "kind")]
pub enum Treatment {
    /// `TAXABLE_19`, `TAXABLE_7`: category S; basis points, 1900 is 19 %.
    #[serde(rename_all = "camelCase")]
    Taxable { rate_bp: i64 },
    /// `NOT_TAXABLE_2B` and `OLD_LAW_UNTIL_2026`: category O, with its ground. A whole invoice is of
    /// this kind or none of it (BR-O-11 ff.).
    #[serde(rename_all = "camelCase")]
    NotTaxable { reason: String },
    /// `EXEMPT`: category E, with its ground.
    #[serde(rename_all = "camelCase")]
    Exempt { reason: String },
}

/// One of the two partners.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    pub name: String,
    /// The regional key (ARS) or another number that names it; needed where no VAT number is shown
    /// (BR-CO-26).
    pub identifier: Option<String>,
    pub street: String,
    pub post_code: String,
    pub city: String,
    /// With its country prefix; left out where nothing is taxable (BR-O-02).
    pub vat_id: Option<String>,
    pub tax_number: Option<String>,
    /// Scheme of the CEF EAS list and value: `EM` with an address, `0204` with a Leitweg-ID.
    pub electronic_address: (String, String),
    pub contact_name: String,
    pub phone: String,
    pub email: String,
}

/// Where to pay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditorAccount {
    pub holder: String,
    pub iban: String,
    pub bic: Option<String>,
}

/// One line: the share of one cost kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RechargeLine {
    pub name: String,
    /// May be empty.
    pub description: String,
    /// Below zero for grants and corrections.
    pub net_cents: i64,
    pub treatment: Treatment,
}

/// A recharge from one partner to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recharge {
    pub kind: Kind,
    pub number: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    /// Supply period, which also decides the VAT treatment.
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    /// Leitweg-ID or other reference of the buyer (BT-10).
    pub buyer_reference: String,
    /// The agreement (BT-12); may be empty.
    pub contract_reference: String,
    /// Free text (BT-22); may be empty.
    pub note: String,
    pub seller: Participant,
    pub buyer: Participant,
    pub account: CreditorAccount,
    /// Text the payment should quote (BT-83).
    pub remittance: String,
    pub lines: Vec<RechargeLine>,
    /// Advances already paid, gross.
    pub paid_cents: i64,
}
