//! `UFAB_EXTENDED`: as the simple method, but inside a corridor below the best a published criterion decides.
//!
//! Z is rounded first and the corridor's floor, Z_best · (1 − c), is not rounded: with whole numbers 5 % of 394
//! leave 374 outside a floor of 374.3, without rounding the same bid is inside (handbook 12.2). Inside bids come
//! first, by the criterion; the rest follows by Z.

use super::{Bid, Error, Exact, Inside, Matrix, Place, Ranking, matrix::hundred, ufab_simple};
use num_rational::BigRational;
use std::cmp::{Ordering, Reverse};

pub(super) fn score(matrix: &Matrix, corridor_percent: &Exact, inside: Inside, bids: &[Bid]) -> Result<Ranking, Error> {
    let places = ufab_simple::places(matrix, bids);
    let best = places.iter().map(|place| &place.score).max().ok_or(Error::NoBids)?;
    let floor = Exact(&best.0 * (hundred() - &corridor_percent.0) / hundred());
    let mut judged = Vec::with_capacity(places.len());
    for (mut place, bid) in places.into_iter().zip(bids) {
        let is_inside = place.score >= floor;
        place.inside = Some(is_inside);
        let merit = if is_inside { Some(merit(inside, bid)?) } else { None };
        judged.push((merit, place));
    }
    judged.sort_by(|(merit_a, a), (merit_b, b)| {
        // None sorts below every merit; outside the corridor Z decides
        merit_b.cmp(merit_a).then_with(|| outside_by_score(a, b)).then_with(|| a.before_in_tie(b, matrix.tie_break()))
    });
    let places = judged.into_iter().map(|(_, place)| place).collect();
    Ok(Ranking { places, corridor_floor: Some(floor) })
}

fn outside_by_score(a: &Place, b: &Place) -> Ordering {
    if a.inside == Some(true) { Ordering::Equal } else { b.score.cmp(&a.score) }
}

/// What decides inside; more is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Merit {
    Points(BigRational),
    Price(Reverse<i64>),
}

fn merit(inside: Inside, bid: &Bid) -> Result<Merit, Error> {
    match inside {
        Inside::HighestPerformance => Ok(Merit::Points(bid.points.0.clone())),
        Inside::LowestPrice => Ok(Merit::Price(Reverse(bid.price_cents))),
        Inside::Criterion => bid
            .criterion_points
            .as_ref()
            .map(|points| Merit::Points(points.0.clone()))
            .ok_or_else(|| Error::CriterionPointsMissing { bid: bid.id.clone() }),
    }
}
