//! Budget lines: what a body may still spend on one purpose in one year.
//!
//! Why here: the rule "of two releases for the last euro one wins" is arithmetic on one row. The
//! database serialises the two writers; this module decides what either of them may do.
//!
//! What must stay true: no bucket is ever negative, and
//! `available + reserved + committed + spent = appropriation`. Amounts are **gross** integer cents
//! (the municipality pays the gross amount unless input tax is deductible, handbook 9.6), while
//! procurement limits are net; the two never share a field.

pub mod import;
mod movement;

pub use movement::{Movement, apply};

use serde::{Deserialize, Serialize};

/// One budget line of one body and year, in gross cents. Buckets are private so that only
/// [`apply`] and [`Line::restore`] make them, and none is ever negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Buckets", into = "Buckets")]
pub struct Line {
    appropriation_cents: i64,
    reserved_cents: i64,
    committed_cents: i64,
    spent_cents: i64,
}

/// The open form of a [`Line`], as a row or a message carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buckets {
    pub appropriation_cents: i64,
    pub reserved_cents: i64,
    pub committed_cents: i64,
    pub spent_cents: i64,
}

impl Line {
    /// A fresh line: nothing reserved, committed or spent.
    ///
    /// # Errors
    /// [`Error::NegativeAmount`] for an appropriation below zero.
    pub fn new(appropriation_cents: i64) -> Result<Self, Error> {
        Self::restore(Buckets { appropriation_cents, reserved_cents: 0, committed_cents: 0, spent_cents: 0 })
    }

    /// A line read back from storage.
    ///
    /// What is available may come out negative here: an appropriation cut by a supplementary
    /// budget below what is already bound is lawful data, it only refuses every new reservation.
    ///
    /// # Errors
    /// [`Error::NegativeAmount`] for a bucket below zero, [`Error::Overflow`] when the buckets
    /// together leave `i64`.
    pub fn restore(buckets: Buckets) -> Result<Self, Error> {
        let Buckets { appropriation_cents, reserved_cents, committed_cents, spent_cents } = buckets;
        for cents in [appropriation_cents, reserved_cents, committed_cents, spent_cents] {
            if cents < 0 {
                return Err(Error::NegativeAmount { amount_cents: cents });
            }
        }
        reserved_cents
            .checked_add(committed_cents)
            .and_then(|bound| bound.checked_add(spent_cents))
            .ok_or(Error::Overflow)?;
        Ok(Self { appropriation_cents, reserved_cents, committed_cents, spent_cents })
    }

    /// Gross cents the organ granted for the year.
    pub fn appropriation_cents(&self) -> i64 {
        self.appropriation_cents
    }

    /// Gross cents held by budget releases that are not yet ordered.
    pub fn reserved_cents(&self) -> i64 {
        self.reserved_cents
    }

    /// Gross cents bound by orders that are not yet invoiced.
    pub fn committed_cents(&self) -> i64 {
        self.committed_cents
    }

    /// Gross cents consumed by invoices.
    pub fn spent_cents(&self) -> i64 {
        self.spent_cents
    }

    /// Gross cents free for a new reservation; negative only after a cut appropriation.
    pub fn available_cents(&self) -> i64 {
        // `restore` and `apply` keep all buckets in 0..=i64::MAX with a sum that fits, so this
        // difference of two non-negative numbers cannot leave i64.
        self.appropriation_cents - (self.reserved_cents + self.committed_cents + self.spent_cents)
    }

    /// The open form, for rows and messages.
    pub fn buckets(&self) -> Buckets {
        Buckets {
            appropriation_cents: self.appropriation_cents,
            reserved_cents: self.reserved_cents,
            committed_cents: self.committed_cents,
            spent_cents: self.spent_cents,
        }
    }
}

impl TryFrom<Buckets> for Line {
    type Error = Error;

    fn try_from(buckets: Buckets) -> Result<Self, Error> {
        Self::restore(buckets)
    }
}

impl From<Line> for Buckets {
    fn from(line: Line) -> Self {
        line.buckets()
    }
}

/// Why a budget line refused a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("only {available_cents} cents are available on this budget line")]
    InsufficientFunds { available_cents: i64 },
    #[error("an amount of money in a budget movement is not below zero, this one is {amount_cents}")]
    NegativeAmount { amount_cents: i64 },
    #[error("only {reserved_cents} cents are reserved")]
    NothingReserved { reserved_cents: i64 },
    #[error("only {committed_cents} cents are committed")]
    NothingCommitted { committed_cents: i64 },
    #[error("only {spent_cents} cents are spent")]
    NothingSpent { spent_cents: i64 },
    #[error("the amount leaves the range of integer cents")]
    Overflow,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InsufficientFunds { .. } => "INSUFFICIENT_FUNDS",
            Self::NegativeAmount { .. } => "NEGATIVE_AMOUNT",
            Self::NothingReserved { .. } => "NOTHING_RESERVED",
            Self::NothingCommitted { .. } => "NOTHING_COMMITTED",
            Self::NothingSpent { .. } => "NOTHING_SPENT",
            Self::Overflow => "AMOUNT_OVERFLOW",
        }
    }
}
