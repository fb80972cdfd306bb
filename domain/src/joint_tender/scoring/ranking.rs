//! Bids in order: score, then the matrix's rule for ties, then the bid's id.

use super::{Bid, Exact, Matrix, TieBreak};
use num_rational::BigRational;
use std::cmp::Ordering;

/// One bid's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bid.
    pub id: String,
    /// What is compared, rounded by the matrix.
    pub score: Exact,
    /// What performance gives, unrounded: a part of the score out of a hundred, or L itself where the score is L/P.
    pub performance: Exact,
    /// What the price gives, unrounded: a part of the score (negative where the formula subtracts it), or P in euros
    /// where the score is L/P.
    pub price: Exact,
    /// Inside the corridor of `UFAB_EXTENDED`; `None` for other methods.
    pub inside: Option<bool>,
    price_cents: i64,
    points: Exact,
}

/// All bids, best first; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Best first.
    pub places: Vec<Place>,
    /// The lowest score still inside the corridor of `UFAB_EXTENDED`.
    pub corridor_floor: Option<Exact>,
}

impl Ranking {
    /// The first.
    #[must_use]
    pub fn winner(&self) -> Option<&str> {
        self.places.first().map(|place| place.id.as_str())
    }
}

impl Place {
    /// A bid whose score is the sum of its parts.
    pub(super) fn of_parts(matrix: &Matrix, bid: &Bid, performance: BigRational, price: BigRational) -> Self {
        let score = matrix.rounding().apply(Exact(&performance + &price));
        Self::new(bid, score, Exact(performance), Exact(price))
    }

    /// A bid with its parts as they stand.
    pub(super) fn new(bid: &Bid, score: Exact, performance: Exact, price: Exact) -> Self {
        let (id, price_cents, points) = (bid.id.clone(), bid.price_cents, bid.points.clone());
        Self { id, score, performance, price, inside: None, price_cents, points }
    }

    pub(super) fn before_in_tie(&self, other: &Self, tie_break: TieBreak) -> Ordering {
        let by_rule = match tie_break {
            TieBreak::LowestPrice => self.price_cents.cmp(&other.price_cents),
            TieBreak::HighestPerformance => other.points.cmp(&self.points),
            TieBreak::BidId => Ordering::Equal,
        };
        by_rule.then_with(|| self.id.cmp(&other.id))
    }
}

/// Sorts by score, highest first.
pub(super) fn by_score(matrix: &Matrix, mut places: Vec<Place>) -> Ranking {
    let tie_break = matrix.tie_break();
    places.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.before_in_tie(b, tie_break)));
    Ranking { places, corridor_floor: None }
}
