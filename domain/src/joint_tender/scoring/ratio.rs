//! `RATIO`: price points = full · P_min / P; performance points = full · L / L_max, each by its weight, out of 100.

use super::{Bid, Matrix, Place, Ranking, Weights, lowest_price_cents, ranking};
use num_rational::BigRational;

pub(super) fn score(matrix: &Matrix, weights: &Weights, bids: &[Bid]) -> Ranking {
    let lowest = lowest_price_cents(bids);
    let place = |bid: &Bid| {
        let performance = weights.performance_of_hundred() * matrix.on_scale(&bid.points);
        let price = weights.price_of_hundred() * BigRational::new(lowest.into(), bid.price_cents.into());
        Place::of_parts(matrix, bid, performance, price)
    };
    ranking::by_score(matrix, bids.iter().map(place).collect())
}
