//! `UFAB_MEDIAN`: Z = G_L · L/L_med − G_P · P/P_med, times 100.
//!
//! The median of an even number of bids is the mean of the middle two. The original text was not at hand
//! (handbook 3.5, 15): shift and scale do not change the rank.

use super::{Bid, Error, Matrix, Place, Ranking, Weights, ranking};
use num_rational::BigRational;
use num_traits::Zero;

pub(super) fn score(matrix: &Matrix, weights: &Weights, bids: &[Bid]) -> Result<Ranking, Error> {
    let points = median(bids.iter().map(|bid| bid.points.0.clone()).collect());
    let price = median(bids.iter().map(|bid| BigRational::from_integer(bid.price_cents.into())).collect());
    // prices are above zero, so their median is; points may be zero
    if points.is_zero() || price.is_zero() {
        return Err(Error::MedianZero);
    }
    let place = |bid: &Bid| {
        let performance = weights.performance_of_hundred() * &bid.points.0 / &points;
        let taken = weights.price_of_hundred() * BigRational::from_integer(bid.price_cents.into()) / &price;
        Place::of_parts(matrix, bid, performance, -taken)
    };
    Ok(ranking::by_score(matrix, bids.iter().map(place).collect()))
}

/// Zero for none.
fn median(mut values: Vec<BigRational>) -> BigRational {
    values.sort();
    let middle = values.len() / 2;
    match (values.get(middle.wrapping_sub(1)), values.get(middle)) {
        (Some(low), Some(high)) if values.len().is_multiple_of(2) => (low + high) / BigRational::from_integer(2.into()),
        (_, Some(value)) => value.clone(),
        (_, None) => BigRational::zero(),
    }
}
