//! `UFAB_SIMPLE`: Z = L / P, times the power of ten that gives the best bid three digits before the point.
//!
//! Whether Z is then rounded to a whole number (as published notices do: rounding 0) is the matrix's word. The power
//! follows from the unrounded best, so the unit of the price does not matter.

use super::{Bid, Exact, Matrix, Place, Ranking, ranking};
use num_rational::BigRational;
use num_traits::Zero;

pub(super) fn score(matrix: &Matrix, bids: &[Bid]) -> Ranking {
    ranking::by_score(matrix, places(matrix, bids))
}

/// The bids with their Z, in the order given.
pub(super) fn places(matrix: &Matrix, bids: &[Bid]) -> Vec<Place> {
    let ratio = |bid: &Bid| &bid.points.0 / BigRational::from_integer(bid.price_cents.into());
    let scale = three_digits(bids.iter().map(ratio).max().unwrap_or_else(BigRational::zero));
    let place = |bid: &Bid| {
        let z = matrix.rounding().apply(Exact(ratio(bid) * &scale));
        let euros = BigRational::new(bid.price_cents.into(), 100.into());
        Place::new(bid, z, bid.points.clone(), Exact(euros))
    };
    bids.iter().map(place).collect()
}

/// The power of ten that brings `best` to 100 up to below 1000; 1 where `best` is zero.
fn three_digits(best: BigRational) -> BigRational {
    let (ten, low) = (BigRational::from_integer(10.into()), BigRational::from_integer(100.into()));
    let high = &low * &ten;
    let mut scale = BigRational::from_integer(1.into());
    if best.is_zero() {
        return scale;
    }
    let mut scaled = best;
    while scaled < low {
        scaled *= &ten;
        scale *= &ten;
    }
    while scaled >= high {
        scaled /= &ten;
        scale /= &ten;
    }
    scale
}
