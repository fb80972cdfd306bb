//! Accounts, sides and legs: what an entry is made of.
//!
//! Why here: readers of the books need these words without the rules of balancing.
//!
//! What must stay true: an amount is positive and the side says the direction.

use domain::ids::{BodyId, CooperationId};
use serde::{Deserialize, Serialize};

/// What sort of account a leg goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountKind {
    /// Cost of goods and services.
    Expense,
    /// Income.
    Revenue,
    /// Owed to suppliers.
    Payables,
    /// Owed to us.
    Receivables,
    /// The bank account of the treasury.
    Bank,
    /// Input tax that may be deducted.
    InputTax,
}

impl AccountKind {
    /// Stable code for machines.
    pub fn code(self) -> &'static str {
        match self {
            Self::Expense => "EXPENSE",
            Self::Revenue => "REVENUE",
            Self::Payables => "PAYABLES",
            Self::Receivables => "RECEIVABLES",
            Self::Bank => "BANK",
            Self::InputTax => "INPUT_TAX",
        }
    }

    /// The kind of a stored code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Expense, Self::Revenue, Self::Payables, Self::Receivables, Self::Bank, Self::InputTax];
        all.into_iter().find(|kind| kind.code() == code)
    }

    /// Expense and revenue arise at a cost centre; what is owed or held does not.
    pub fn needs_cost_centre(self) -> bool {
        matches!(self, Self::Expense | Self::Revenue)
    }
}

/// An account: body, kind, for costs and income the cost centre, and for shared costs the member and cost kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Account {
    pub body: BodyId,
    pub kind: AccountKind,
    pub cost_centre: Option<String>,
    /// For shared costs: whose share, of which kind of cost, in which cooperation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<Shared>,
}

/// What divides an account further where costs are shared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Shared {
    pub cooperation: CooperationId,
    pub member: BodyId,
    /// Code of the cost kind; none: all kinds together.
    pub cost_kind: Option<String>,
}

/// The side of a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Side {
    Debit,
    Credit,
}

impl Side {
    /// The other side.
    pub fn opposite(self) -> Self {
        match self {
            Self::Debit => Self::Credit,
            Self::Credit => Self::Debit,
        }
    }
}

/// One line of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    pub account: Account,
    pub side: Side,
    /// Above zero.
    pub amount_cents: i64,
}
