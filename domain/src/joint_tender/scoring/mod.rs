//! Scores of bids by the five admissible formulas (handbook 3.5), in exact fractions.
//!
//! One file per formula; [`score`] holds the bids against a [`Matrix`] that was frozen before publication. Must stay
//! true: no figure passes through a binary float; the same bids in any order give the same ranking; rounding and the
//! rule for ties are the matrix's, never the code's, for section 12.2 of the handbook shows two winners from one
//! set of data.

mod error;
mod exact;
mod linear_double;
mod matrix;
mod ranking;
mod ratio;
mod ufab_extended;
mod ufab_median;
mod ufab_simple;

pub use error::Error;
pub use exact::{Exact, MAX_DIGITS, NotExact};
pub use matrix::{Inside, MAX_ROUNDING_DIGITS, Matrix, Method, MethodName, Rounding, TieBreak, Weights};
pub use ranking::{Place, Ranking};

use std::collections::BTreeSet;

/// One bid that passed the exclusion criteria, as far as scoring needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    /// Names it within the tender; the last word between equal bids.
    pub id: String,
    /// Performance points, zero or more.
    pub points: Exact,
    /// The price to be evaluated, cents, above zero.
    pub price_cents: i64,
    /// Points of the one criterion that decides inside the corridor ([`Inside::Criterion`]); otherwise unused.
    pub criterion_points: Option<Exact>,
}

/// The ranking of `bids`, best first.
///
/// # Errors
/// [`Error`] when the bids themselves make no sense under this matrix; never because of their order.
pub fn score(matrix: &Matrix, bids: &[Bid]) -> Result<Ranking, Error> {
    check(matrix, bids)?;
    match matrix.method() {
        Method::UfabSimple => Ok(ufab_simple::score(matrix, bids)),
        Method::UfabExtended { corridor_percent, inside } => {
            ufab_extended::score(matrix, corridor_percent, *inside, bids)
        }
        Method::UfabMedian { weights } => ufab_median::score(matrix, weights, bids),
        Method::LinearDouble { weights } => Ok(linear_double::score(matrix, weights, bids)),
        Method::Ratio { weights } => Ok(ratio::score(matrix, weights, bids)),
    }
}

fn check(matrix: &Matrix, bids: &[Bid]) -> Result<(), Error> {
    if bids.is_empty() {
        return Err(Error::NoBids);
    }
    let mut seen = BTreeSet::new();
    for bid in bids {
        let id = || bid.id.clone();
        if bid.id.is_empty() {
            return Err(Error::BidWithoutId);
        }
        if !seen.insert(bid.id.as_str()) {
            return Err(Error::DuplicateBid { bid: id() });
        }
        if bid.price_cents <= 0 {
            return Err(Error::PriceNotPositive { bid: id() });
        }
        crate::money::checked(bid.price_cents)?;
        if bid.points.is_negative() {
            return Err(Error::PointsNegative { bid: id() });
        }
        if matrix.max_points().is_some_and(|max| bid.points > *max) {
            return Err(Error::PointsAboveMax { bid: id() });
        }
    }
    Ok(())
}

/// The lowest price of checked bids; 1 for none, which [`check`] has refused.
fn lowest_price_cents(bids: &[Bid]) -> i64 {
    bids.iter().map(|bid| bid.price_cents).min().unwrap_or(1)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
