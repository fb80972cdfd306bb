//! The figures of handbook 12.2, by hand and from the shared vectors.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::calendar::shared_data;
use rstest::rstest;

pub(super) fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

pub(super) fn weights(performance: &str, price: &str) -> Weights {
    Weights::new(exact(performance), exact(price)).unwrap()
}

pub(super) fn bid(id: &str, points: i64, price_cents: i64) -> Bid {
    Bid { id: id.to_owned(), points: Exact::whole(points), price_cents, criterion_points: None }
}

fn handbook() -> Vec<Bid> {
    vec![bid("A", 8_200, 21_150_000), bid("B", 7_400, 18_790_000), bid("C", 9_100, 24_320_000)]
}

pub(super) fn matrix(method: Method, rounding: Rounding) -> Matrix {
    Matrix::new(method, Some(Exact::whole(10_000)), rounding, TieBreak::LowestPrice).unwrap()
}

fn extended(inside: Inside) -> Method {
    Method::UfabExtended { corridor_percent: exact("5"), inside }
}

fn scores(ranking: &Ranking, digits: u32) -> String {
    let mut places: Vec<_> = ranking.places.iter().collect();
    places.sort_by(|a, b| a.id.cmp(&b.id));
    let texts: Vec<_> = places.iter().map(|place| place.score.decimal(digits)).collect();
    format!("{} {}", texts.join(" "), ranking.winner().unwrap())
}

#[rstest]
#[case::simple(Method::UfabSimple, Rounding::Digits(0), 0, "388 394 374 B")]
#[case::extended_rounded(extended(Inside::HighestPerformance), Rounding::Digits(0), 0, "388 394 374 A")]
#[case::extended_exact(extended(Inside::HighestPerformance), Rounding::None, 3, "387.707 393.827 374.178 C")]
#[case::extended_by_price(extended(Inside::LowestPrice), Rounding::None, 0, "388 394 374 B")]
#[case::median_60(Method::UfabMedian { weights: weights("60/100", "40/100") }, Rounding::None, 4, "20.0000 18.6097 20.5901 C")]
#[case::median_50(Method::UfabMedian { weights: weights("0.5", "1/2") }, Rounding::None, 4, "0.0000 0.7011 -2.0063 B")]
#[case::median_30(Method::UfabMedian { weights: weights("30/100", "70/100") }, Rounding::Digits(4), 4, "-40.0000 -35.1160 -47.1990 B")]
#[case::linear(Method::LinearDouble { weights: weights("0.6", "0.4") }, Rounding::None, 2, "84.18 84.40 82.83 B")]
#[case::ratio(Method::Ratio { weights: weights("0.6", "0.4") }, Rounding::None, 2, "84.74 84.40 85.50 C")]
fn the_handbook_table_holds(
    #[case] method: Method,
    #[case] rounding: Rounding,
    #[case] digits: u32,
    #[case] expected: &str,
) {
    let found = score(&matrix(method, rounding), &handbook()).unwrap();
    assert_eq!(scores(&found, digits), expected);
}

#[test]
fn one_set_of_data_has_two_winners_by_rounding_alone() {
    let winner = |rounding| {
        let found = score(&matrix(extended(Inside::HighestPerformance), rounding), &handbook()).unwrap();
        (found.corridor_floor.clone().unwrap().decimal(3), found.winner().unwrap().to_owned())
    };
    assert_eq!(winner(Rounding::Digits(0)), ("374.300".into(), "A".into()));
    assert_eq!(winner(Rounding::None), ("374.135".into(), "C".into()));
}

#[test]
fn the_shared_vectors_hold() {
    let Some(text) = shared_data::read("test-vectors/worked_examples.json") else { return };
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let given = &all["scoring"];
    let cents = |euros: &str| euros.replace('.', "").parse().unwrap();
    let bids: Vec<_> = given["offers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| bid(o["id"].as_str().unwrap(), o["L"].as_i64().unwrap(), cents(o["P"].as_str().unwrap())))
        .collect();
    let by = |w: &str| {
        let (l, p) = w.split_once('/').unwrap();
        weights(&format!("{l}/100"), &format!("{p}/100"))
    };
    let mut seen = 0;
    let mut check = |method: Method, rounding: Rounding, digits: u32, expected: &serde_json::Value| {
        let found = score(&matrix(method, rounding), &bids).unwrap();
        for place in &found.places {
            let wanted = &expected[&place.id];
            let wanted = wanted.as_str().map_or_else(|| wanted.to_string(), str::to_owned);
            assert_eq!(place.score.decimal(digits), wanted, "{expected}");
        }
        assert_eq!(found.winner(), expected["winner"].as_str());
        seen += 1;
    };
    check(Method::UfabSimple, Rounding::Digits(0), 0, &given["simple_ratio"]);
    for w in ["60/40", "50/50", "30/70"] {
        check(Method::UfabMedian { weights: by(w) }, Rounding::None, 4, &given["weighted_median"][w]);
    }
    check(Method::LinearDouble { weights: by("60/40") }, Rounding::None, 2, &given["linear_double_60/40"]);
    check(Method::Ratio { weights: by("60/40") }, Rounding::None, 2, &given["lowest_over_price_60/40"]);
    assert_eq!(seen, 6);
}

#[test]
fn a_tie_is_decided_by_the_rule_and_then_by_id() {
    let bids = vec![bid("C", 5_000, 10_000), bid("B", 10_000, 20_000), bid("A", 5_000, 10_000)];
    let order = |tie_break| {
        let matrix = Matrix::new(Method::UfabSimple, None, Rounding::None, tie_break).unwrap();
        score(&matrix, &bids).unwrap().places.iter().map(|p| p.id.clone()).collect::<String>()
    };
    assert_eq!(order(TieBreak::LowestPrice), "ACB");
    assert_eq!(order(TieBreak::HighestPerformance), "BAC");
    assert_eq!(order(TieBreak::BidId), "ABC");
}

#[test]
fn rounding_can_make_the_tie_that_the_rule_then_decides() {
    let bids = vec![bid("A", 7_001, 20_000), bid("B", 7_000, 19_999)];
    let winner = |rounding| {
        let found = score(&matrix(Method::Ratio { weights: weights("1", "0") }, rounding), &bids).unwrap();
        found.winner().unwrap().to_owned()
    };
    assert_eq!((winner(Rounding::None), winner(Rounding::Digits(1))), ("A".to_owned(), "B".to_owned()));
}

#[test]
fn one_criterion_decides_inside_and_every_bid_inside_needs_it() {
    let mut bids = handbook();
    let matrix = matrix(extended(Inside::Criterion), Rounding::Digits(0));
    assert_eq!(score(&matrix, &bids).unwrap_err().code(), "CRITERION_POINTS_MISSING");
    bids[0].criterion_points = Some(exact("7"));
    bids[1].criterion_points = Some(exact("7.5")); // C is outside and needs none
    assert_eq!(score(&matrix, &bids).unwrap().winner(), Some("B"));
}

#[test]
fn no_points_at_all_are_no_division_by_zero() {
    let bids = vec![bid("B", 0, 1), bid("A", 0, crate::money::MAX_CENTS)];
    let winner = |method| score(&matrix(method, Rounding::None), &bids).map(|r| r.winner().unwrap().to_owned());
    assert_eq!(winner(Method::UfabSimple), Ok("B".to_owned()));
    assert_eq!(winner(extended(Inside::HighestPerformance)), Ok("B".to_owned()));
    assert_eq!(winner(Method::UfabMedian { weights: weights("0.5", "0.5") }), Err(Error::MedianZero));
}

#[test]
fn a_matrix_survives_storage_and_a_broken_one_is_not_read() {
    let frozen = matrix(extended(Inside::LowestPrice), Rounding::Digits(2));
    let text = serde_json::to_string(&frozen).unwrap();
    assert_eq!(serde_json::from_str::<Matrix>(&text).unwrap(), frozen, "{text}");
    assert!(serde_json::from_str::<Matrix>(&text.replace("\"5\"", "\"100\"")).is_err());
    assert!(serde_json::from_str::<Matrix>(&text.replace("UFAB_EXTENDED", "LINEAR_SPAN")).is_err());
}
