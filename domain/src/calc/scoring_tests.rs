//! `calc scoring` from outside: lines in, lines out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Kind, line};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

fn ask(question: &Value) -> Value {
    serde_json::from_str(&line(Kind::Scoring, &question.to_string())).unwrap()
}

fn question() -> Value {
    json!({"id": "s", "method": "RATIO", "weights": {"performance": "60/100", "price": "40/100"}, "maxPoints": 10000,
        "rounding": "NONE", "tieBreak": "LOWEST_PRICE", "bids": [
            {"id": "A", "points": 8200, "priceCents": 21_150_000},
            {"id": "B", "points": 7400, "priceCents": 18_790_000},
            {"id": "C", "points": 9100, "priceCents": 24_320_000}]})
}

#[test]
fn the_documented_line_is_answered_exactly_so() {
    let answer = line(Kind::Scoring, &question().to_string());
    let opening = r#"{"id":"s","ranking":[{"id":"C","score":"52001/608","performance":"54.6","price":"#;
    let found: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(found["winner"], "C");
    let decimals: Vec<_> =
        found["ranking"].as_array().unwrap().iter().map(|r| r["scoreDecimal"].as_str().unwrap()).collect();
    assert_eq!(decimals, ["85.504605", "84.736643", "84.400000"]);
    assert_eq!(found["ranking"][2]["score"], "84.4");
    assert_eq!(found["ranking"][1]["price"], "15032/423");
    assert!(answer.starts_with(&opening[..30]), "{answer}");
}

#[test]
fn a_rounded_score_has_its_digits() {
    let mut question = question();
    question["rounding"] = json!(2);
    let found = ask(&question);
    let scores: Vec<_> = found["ranking"].as_array().unwrap().iter().map(|r| r["score"].as_str().unwrap()).collect();
    assert_eq!(scores, ["85.50", "84.74", "84.40"]);
}

#[test]
fn the_extended_method_tells_its_floor_and_who_is_inside() {
    let mut question = question();
    for (name, value) in [
        ("method", json!("UFAB_EXTENDED")),
        ("corridorPercent", json!(5)),
        ("insideCriterion", json!("HIGHEST_PERFORMANCE")),
        ("rounding", json!(0)),
    ] {
        question[name] = value;
    }
    let found = ask(&question);
    assert_eq!((&found["winner"], &found["corridorFloor"]), (&json!("A"), &json!("374.3")));
    assert_eq!(
        found["ranking"][2],
        json!({"id": "C", "score": "374", "performance": "9100", "price": "243200", "scoreDecimal": "374.000000", "inside": false})
    );
    question["rounding"] = json!("NONE");
    question["corridorPercent"] = json!("5.0");
    let found = ask(&question);
    assert_eq!((&found["winner"], &found["ranking"][2]["inside"]), (&json!("C"), &json!(true)));
}

#[rstest]
#[case("method", json!("LINEAR_SPAN"), "METHOD_INADMISSIBLE")]
#[case("method", json!("BEST"), "UNKNOWN_VALUE")]
#[case("method", json!(null), "MISSING_FIELD")]
#[case("method", json!("UFAB_EXTENDED"), "CORRIDOR_MISSING")]
#[case("weights", json!(null), "WEIGHTS_MISSING")]
#[case("weights", json!({"performance": "60/100", "price": "41/100"}), "WEIGHTS_NOT_ONE")]
#[case("weights", json!({"performance": "3/2", "price": "-1/2"}), "WEIGHTS_NOT_ONE")]
#[case("weights", json!({"performance": "60/100"}), "MISSING_FIELD")]
#[case("weights", json!({"performance": "60/0", "price": "1"}), "BAD_FIGURE")]
#[case("weights", json!([1]), "WRONG_TYPE")]
#[case("maxPoints", json!(null), "MAX_POINTS_MISSING")]
#[case("maxPoints", json!(0), "MAX_POINTS_NOT_POSITIVE")]
#[case("maxPoints", json!(9000), "POINTS_ABOVE_MAX")]
#[case("rounding", json!(null), "MISSING_FIELD")]
#[case("rounding", json!("UP"), "ROUNDING_OUT_OF_RANGE")]
#[case("rounding", json!(-1), "ROUNDING_OUT_OF_RANGE")]
#[case("rounding", json!(1.5), "ROUNDING_OUT_OF_RANGE")]
#[case("rounding", json!(13), "ROUNDING_OUT_OF_RANGE")]
#[case("tieBreak", json!(null), "MISSING_FIELD")]
#[case("tieBreak", json!("COIN"), "UNKNOWN_VALUE")]
#[case("bids", json!(null), "MISSING_FIELD")]
#[case("bids", json!([]), "NO_BIDS")]
#[case("bids", json!([7]), "WRONG_TYPE")]
#[case("bids", json!([{"points": 1, "priceCents": 1}]), "MISSING_FIELD")]
#[case("bids", json!([{"id": "", "points": 1, "priceCents": 1}]), "BID_WITHOUT_ID")]
#[case("bids", json!([{"id": "A", "points": 1}]), "MISSING_FIELD")]
#[case("bids", json!([{"id": "A", "points": 1, "priceCents": 0}]), "PRICE_NOT_POSITIVE")]
#[case("bids", json!([{"id": "A", "points": 1, "priceCents": -5}]), "PRICE_NOT_POSITIVE")]
#[case("bids", json!([{"id": "A", "points": 1, "priceCents": i64::MAX}]), "AMOUNT_ABSURD")]
#[case("bids", json!([{"id": "A", "points": 1, "priceCents": 1.5}]), "WRONG_TYPE")]
#[case("bids", json!([{"id": "A", "points": -1, "priceCents": 1}]), "POINTS_NEGATIVE")]
#[case("bids", json!([{"id": "A", "points": "1e9", "priceCents": 1}]), "BAD_FIGURE")]
#[case("bids", json!([{"id": "A", "points": 0.123_456_789_012_345_6, "priceCents": 1}]), "BAD_FIGURE")]
#[case("bids", json!([{"id": "A", "points": 1, "priceCents": 1}, {"id": "A", "points": 1, "priceCents": 2}]), "DUPLICATE_BID")]
fn a_bad_scoring_line_has_its_code(#[case] name: &str, #[case] value: Value, #[case] expected: &str) {
    let mut question = question();
    question[name] = value;
    let found = ask(&question);
    assert_eq!((&found["id"], &found["error"]["code"]), (&json!("s"), &json!(expected)), "{found}");
}

#[test]
fn the_help_names_every_word() {
    for word in
        ["UFAB_SIMPLE", "UFAB_EXTENDED", "UFAB_MEDIAN", "LINEAR_DOUBLE", "RATIO", "LOWEST_PRICE", "CRITERION", "NONE"]
    {
        assert!(Kind::Scoring.help().contains(word), "{word}");
    }
}

proptest! {
    #[test]
    fn any_figures_are_answered(points in "[-0-9./]{0,12}", price in any::<i64>(), rounding in any::<i64>()) {
        let mut question = question();
        question["bids"][0] = json!({"id": "A", "points": points, "priceCents": price});
        question["rounding"] = json!(rounding);
        prop_assert!(ask(&question).is_object());
    }
}
