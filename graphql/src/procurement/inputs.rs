//! Inputs of what people do with procurements beside tasks.

use crate::scalars::{Json, Money};
use async_graphql::{ID, InputObject};

/// Ask for something to be bought.
#[derive(InputObject)]
pub struct StartProcurementInput {
    /// The body whose need and money it is.
    pub body_id: ID,
    /// The request: the form of `REVISE_REQUEST`, outcome `SUBMIT`.
    pub request: Json,
    /// A key of your own: sent again it finds the case of the first time instead of starting another.
    pub request_key: Option<String>,
}

/// Withdraw a procurement.
#[derive(InputObject)]
pub struct WithdrawProcurementInput {
    /// The case.
    pub case_id: ID,
    /// Why; kept in the journal.
    pub reason: String,
}

/// Claim money back after payment.
#[derive(InputObject)]
pub struct ClaimRefundInput {
    /// The case.
    pub case_id: ID,
    /// How much, gross.
    pub gross: Money,
    /// Why; kept in the journal.
    pub reason: String,
}

/// Open a closed file again.
#[derive(InputObject)]
pub struct ReopenCaseInput {
    /// The case.
    pub case_id: ID,
    /// Why; kept in the journal.
    pub reason: String,
}

/// Add a firm.
#[derive(InputObject)]
pub struct AddSupplierInput {
    /// Name, 2 to 200 characters.
    pub name: String,
    /// Where it sits, 2 to 200 characters.
    pub region: String,
    /// VAT number.
    pub vat_id: Option<String>,
}
