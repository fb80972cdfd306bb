//! What must hold for every set of bids and every formula.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{bid, exact, weights};
use super::*;
use proptest::prelude::*;

fn any_method() -> impl Strategy<Value = Method> {
    let weighed = (0i64..=100).prop_map(|share| weights(&format!("{share}/100"), &format!("{}/100", 100 - share)));
    let inside = proptest::sample::select(vec![Inside::HighestPerformance, Inside::LowestPrice]);
    prop_oneof![
        Just(Method::UfabSimple),
        (0i64..100, inside)
            .prop_map(|(c, inside)| Method::UfabExtended { corridor_percent: exact(&c.to_string()), inside }),
        weighed.clone().prop_map(|weights| Method::UfabMedian { weights }),
        weighed.clone().prop_map(|weights| Method::LinearDouble { weights }),
        weighed.prop_map(|weights| Method::Ratio { weights }),
    ]
}

fn any_bids() -> impl Strategy<Value = Vec<Bid>> {
    proptest::collection::vec((1i64..=1_000, 1i64..=5_000_000), 1..9)
        .prop_map(|list| list.iter().enumerate().map(|(at, (l, p))| bid(&format!("b{at}"), *l, *p)).collect())
}

fn any_rounding() -> impl Strategy<Value = Rounding> {
    prop_oneof![Just(Rounding::None), (0u32..5).prop_map(Rounding::Digits)]
}

fn with_scale(method: &Method, max: i64, rounding: Rounding, tie: TieBreak) -> Matrix {
    Matrix::new(method.clone(), Some(Exact::whole(max)), rounding, tie).unwrap()
}

fn order(ranking: &Ranking) -> Vec<&str> {
    ranking.places.iter().map(|place| place.id.as_str()).collect()
}

proptest! {
    #[test]
    fn the_order_of_the_bids_does_not_matter(method in any_method(), bids in any_bids(), rounding in any_rounding(), by in any::<usize>()) {
        let matrix = with_scale(&method, 1_000, rounding, TieBreak::BidId);
        let mut turned = bids.clone();
        turned.rotate_left(by % bids.len());
        if by.is_multiple_of(2) { turned.reverse(); }
        prop_assert_eq!(score(&matrix, &bids).unwrap(), score(&matrix, &turned).unwrap());
    }

    #[test]
    fn another_currency_or_another_scale_of_points_changes_no_rank(method in any_method(), bids in any_bids(), by in 2i64..1_000) {
        let plain = score(&with_scale(&method, 1_000, Rounding::None, TieBreak::LowestPrice), &bids).unwrap();
        let dearer: Vec<_> = bids.iter().map(|b| Bid { price_cents: b.price_cents * by, ..b.clone() }).collect();
        let found = score(&with_scale(&method, 1_000, Rounding::None, TieBreak::LowestPrice), &dearer).unwrap();
        prop_assert_eq!(order(&found), order(&plain));
        let finer: Vec<_> = bids.iter().map(|b| Bid { points: Exact(&b.points.0 * num_bigint::BigInt::from(by)), ..b.clone() }).collect();
        let found = score(&with_scale(&method, 1_000 * by, Rounding::None, TieBreak::LowestPrice), &finer).unwrap();
        prop_assert_eq!(order(&found), order(&plain));
    }

    #[test]
    fn a_bid_that_is_cheaper_and_no_worse_is_never_behind(method in any_method(), bids in any_bids(), rounding in any_rounding()) {
        let found = score(&with_scale(&method, 1_000, rounding, TieBreak::LowestPrice), &bids).unwrap();
        let place = |id: &str| found.places.iter().position(|p| p.id == id).unwrap();
        for a in &bids {
            for b in &bids {
                if a.price_cents < b.price_cents && a.points >= b.points {
                    prop_assert!(place(&a.id) < place(&b.id), "{} {}", a.id, b.id);
                }
            }
        }
    }

    #[test]
    fn everybody_is_ranked_once_and_scores_fall(method in any_method(), bids in any_bids(), rounding in any_rounding()) {
        let found = score(&with_scale(&method, 1_000, rounding, TieBreak::LowestPrice), &bids).unwrap();
        let mut ids = order(&found);
        ids.sort_unstable();
        let mut given: Vec<_> = bids.iter().map(|b| b.id.as_str()).collect();
        given.sort_unstable();
        prop_assert_eq!(ids, given);
        for pair in found.places.windows(2).filter(|pair| pair[0].inside != Some(true)) {
            prop_assert!(pair[0].score >= pair[1].score);
        }
    }

    #[test]
    fn scores_of_a_hundred_stay_within_it(share in 0i64..=100, bids in any_bids(), linear in any::<bool>()) {
        let weights = weights(&format!("{share}/100"), &format!("{}/100", 100 - share));
        let method = if linear { Method::LinearDouble { weights } } else { Method::Ratio { weights } };
        let found = score(&with_scale(&method, 1_000, Rounding::None, TieBreak::BidId), &bids).unwrap();
        for place in &found.places {
            prop_assert!(place.score >= Exact::whole(0) && place.score <= Exact::whole(100));
            prop_assert_eq!(&place.score.0, &(&place.performance.0 + &place.price.0));
        }
    }
}
