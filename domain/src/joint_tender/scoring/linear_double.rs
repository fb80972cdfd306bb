//! `LINEAR_DOUBLE`: price points = full · (2 − P / P_min), at least 0: the lowest price gets all, double of it none.

use super::{Bid, Matrix, Place, Ranking, Weights, lowest_price_cents, ranking};
use num_rational::BigRational;
use num_traits::Zero;

pub(super) fn score(matrix: &Matrix, weights: &Weights, bids: &[Bid]) -> Ranking {
    let lowest = lowest_price_cents(bids);
    let two = BigRational::from_integer(2.into());
    let place = |bid: &Bid| {
        let performance = weights.performance_of_hundred() * matrix.on_scale(&bid.points);
        let share = &two - BigRational::new(bid.price_cents.into(), lowest.into());
        let price = weights.price_of_hundred() * share.max(BigRational::zero());
        Place::of_parts(matrix, bid, performance, price)
    };
    ranking::by_score(matrix, bids.iter().map(place).collect())
}
