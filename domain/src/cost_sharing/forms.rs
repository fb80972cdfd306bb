//! The forms of a settlement's year, as types: JSON Schema is derived from them, and the server reads into them.

use crate::ids::BodyId;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A member's advance as agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreedAdvance {
    /// The member.
    pub body_id: BodyId,
    /// For the whole year.
    #[schemars(range(min = 0, max = 10_000_000_000_000_i64))]
    pub amount_cents: i64,
}

/// The budget of the year and the advances on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct YearPlan {
    /// What the year is expected to cost, less grants and income.
    #[schemars(range(min = 0, max = 10_000_000_000_000_i64))]
    pub budget_cents: i64,
    /// Advances as agreed; without them the budget is shared by the frozen key.
    #[serde(default)]
    #[schemars(length(max = 12_000))]
    pub advances: Vec<AgreedAdvance>,
}

/// A payment of one member, or to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Payment {
    /// The member.
    pub body_id: BodyId,
    /// Above zero it paid, below it was paid back.
    #[schemars(range(min = -10_000_000_000_000_i64, max = 10_000_000_000_000_i64))]
    pub amount_cents: i64,
    /// Day of the money.
    pub paid_on: NaiveDate,
}

/// Payments that came in or went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Payments {
    /// At most one per member.
    #[schemars(length(max = 12_000))]
    pub payments: Vec<Payment>,
}

/// One line of a correction after closing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectionLine {
    /// Code of the cost kind.
    #[schemars(length(min = 2, max = 40))]
    pub cost_kind: String,
    /// Above zero costs more, below less.
    #[schemars(range(min = -10_000_000_000_000_i64, max = 10_000_000_000_000_i64))]
    pub amount_cents: i64,
    /// The one member whose share changes; without one the key of the year shares the amount among all.
    #[serde(default)]
    pub body_id: Option<BodyId>,
    /// What it rests on.
    #[schemars(length(min = 3, max = 1000))]
    pub description: String,
}

/// A correction after closing: a grant claimed back, a late voucher, the outcome of a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Correction {
    /// Its lines.
    #[schemars(length(min = 1, max = 500))]
    pub lines: Vec<CorrectionLine>,
}

/// What stands on the statements beside their figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Issue {
    /// Name, street and town of the sender in one line.
    #[schemars(length(min = 3, max = 120))]
    pub return_line: String,
    /// Whose account is paid into.
    #[schemars(length(min = 3, max = 70))]
    pub account_name: String,
    /// That account.
    #[schemars(length(min = 15, max = 42))]
    pub iban: String,
    /// By when balances are paid.
    pub due_on: NaiveDate,
    /// Who signs.
    #[schemars(length(min = 3, max = 120))]
    pub signed_by: String,
    /// Where an administrative appeal is lodged: street and town; an association must say so.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub remedy_address: Option<String>,
}

/// A part of a statement somebody objects to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisputedLine {
    /// Code of the cost kind.
    #[schemars(length(min = 2, max = 40))]
    pub cost_kind: String,
    /// How much of its share the member does not owe in its view.
    #[schemars(range(min = 1, max = 10_000_000_000_000_i64))]
    pub amount_cents: i64,
}

/// A member's objection: what it does not owe, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Objection {
    /// Line by line; the rest stays payable.
    #[schemars(length(min = 1, max = 500))]
    pub lines: Vec<DisputedLine>,
    /// Why.
    #[schemars(length(min = 3, max = 4000))]
    pub reason: String,
}
