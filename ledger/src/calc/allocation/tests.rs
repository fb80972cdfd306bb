//! The calculator from outside: lines in, lines out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use proptest::prelude::*;
use rstest::rstest;
use serde_json::Value;

const KEY: &str = r#""components":[{"kind":"EQUAL","weight":"20/100"},{"kind":"POPULATION","weight":"50/100"},{"kind":"CASES","weight":"30/100"}]"#;
const FIVE: &str = r#""parties":[
 {"ars":"100460000000","months":12,"measures":{"POPULATION":87813,"CASES":57}},
 {"ars":"071370000000","months":12,"measures":{"POPULATION":217228,"CASES":118}},
 {"ars":"071385004000","measures":{"POPULATION":19053,"CASES":21}},
 {"ars":"073120000000","months":12,"measures":{"POPULATION":100426,"CASES":96}},
 {"ars":"073360000000","months":12,"measures":{"POPULATION":69334,"CASES":44}}]"#;

fn five(method: &str) -> String {
    line(&format!(r#"{{"id":"x","totalCents":36731642,"method":"{method}",{KEY},{FIVE}}}"#))
}

#[test]
fn the_worked_example_comes_out_in_two_stages() {
    assert_eq!(
        five("TWO_STAGE"),
        r#"{"id":"x","shares":[{"ars":"071370000000","cents":13417648,"components":[1469266,8078441,3869941]},{"ars":"071385004000","cents":2866542,"components":[1469266,708558,688718]},{"ars":"073120000000","cents":8352412,"components":[1469266,3734719,3148427]},{"ars":"073360000000","cents":5490740,"components":[1469265,2578446,1443029]},{"ars":"100460000000","cents":6604300,"components":[1469265,3265657,1869378]}]}"#
    );
}

#[test]
fn one_stage_differs_by_a_cent_and_shows_no_components() {
    let answer = five("ONE_STAGE");
    assert!(answer.contains(r#"{"ars":"073120000000","cents":8352411},"#), "{answer}");
    assert!(answer.contains(r#"{"ars":"100460000000","cents":6604301}"#), "{answer}");
}

const A: &str = r#"{"ars":"010000000001","measures":{"POPULATION":1}}"#;

#[rstest]
#[case(r#""totalCents":1,"method":"ONE_STAGE","components":[],"parties":[]"#, "NO_COMPONENTS")]
#[case(
    r#""totalCents":1,"method":"ONE_STAGE","components":[{"kind":"EQUAL","weight":"1"}],"parties":[]"#,
    "NO_PARTIES"
)]
#[case(r#""totalCents":1,"method":"THREE_STAGE","components":[],"parties":[]"#, "UNKNOWN_VALUE")]
#[case(r#""totalCents":1.5,"method":"ONE_STAGE","components":[],"parties":[]"#, "WRONG_TYPE")]
#[case(r#""totalCents":9223372036854775808,"method":"ONE_STAGE","components":[],"parties":[]"#, "NUMBER_TOO_LARGE")]
#[case(r#""method":"ONE_STAGE","components":[],"parties":[]"#, "MISSING_FIELD")]
#[case(
    r#""totalCents":1,"method":"ONE_STAGE","components":[{"kind":"EQUAL","weight":"1"}],"parties":[1]"#,
    "WRONG_TYPE"
)]
fn a_bad_line_has_its_code(#[case] fields: &str, #[case] code: &str) {
    let answer: Value = serde_json::from_str(&line(&format!("{{\"id\":3,{fields}}}"))).unwrap();
    assert_eq!((answer["id"].as_i64(), answer["error"]["code"].as_str()), (Some(3), Some(code)), "{answer}");
}

#[rstest]
#[case(r#"{"kind":"EQUAL","weight":"99/100"}"#, A, "WEIGHTS_NOT_ONE")]
#[case(r#"{"kind":"EQUAL","weight":"101/100"}"#, A, "WEIGHTS_NOT_ONE")]
#[case(r#"{"kind":"EQUAL","weight":"1/0"}"#, A, "BAD_FRACTION")]
#[case(r#"{"kind":"EQUAL","weight":"-1/1"}"#, A, "BAD_FRACTION")]
#[case(r#"{"kind":"EQUAL","weight":0.5}"#, A, "WRONG_TYPE")]
#[case(r#"{"kind":"EQUAL"}"#, A, "WEIGHT_MISSING")]
#[case(r#"{"kind":"FIXED_AMOUNT","weight":"1"}"#, A, "WEIGHT_MISPLACED")]
#[case(r#"{"kind":"CASES","weight":"1"}"#, A, "MEASURE_MISSING")]
#[case(
    r#"{"kind":"POPULATION","weight":"1"}"#,
    r#"{"ars":"010000000001","measures":{"POPULATION":0}}"#,
    "ZERO_TOTAL_MEASURE"
)]
#[case(
    r#"{"kind":"POPULATION","weight":"1"}"#,
    r#"{"ars":"010000000001","measures":{"POPULATION":-1}}"#,
    "MEASURE_NEGATIVE"
)]
#[case(r#"{"kind":"POPULATION","weight":"1","fallback":"FIXED_AMOUNT"}"#, A, "BAD_FALLBACK")]
#[case(r#"{"kind":"EQUAL","weight":"1"}"#, r#"{"ars":"01000000001"}"#, "BAD_ARS")]
#[case(r#"{"kind":"EQUAL","weight":"1"}"#, r#"{"ars":"010000000001","months":13}"#, "TIME_BEYOND_YEAR")]
#[case(r#"{"kind":"EQUAL","weight":"1"}"#, r#"{"ars":"010000000001","months":-1}"#, "TIME_BEYOND_YEAR")]
#[case(r#"{"kind":"EQUAL","weight":"1"}"#, r#"{"ars":"010000000001","months":0}"#, "ZERO_TOTAL_MEASURE")]
#[case(r#"{"kind":"EQUAL","weight":"1"}"#, r#"{"ars":"010000000001"},{"ars":"010000000001"}"#, "DUPLICATE_PARTY")]
#[case(
    r#"{"kind":"EQUAL","weight":"1"}"#,
    r#"{"ars":"010000000001","days":3},{"ars":"010000000002","months":3}"#,
    "MIXED_TIME_UNITS"
)]
#[case(r#"{"kind":"EQUAL","weight":"1"}"#, r#"{"ars":"010000000001","minimumCents":101}"#, "FLOORS_INFEASIBLE")]
#[case(r#"{"kind":"EQUAL","weight":"1"}"#, r#"{"ars":"010000000001","capCents":99}"#, "CAPS_INFEASIBLE")]
#[case(
    r#"{"kind":"EQUAL","weight":"1"}"#,
    r#"{"ars":"010000000001","capCents":9,"minimumCents":10}"#,
    "LIMITS_CONTRADICT"
)]
#[case(
    r#"{"kind":"FIXED_AMOUNT"},{"kind":"EQUAL","weight":"1"}"#,
    r#"{"ars":"010000000001","measures":{"FIXED_AMOUNT":101}}"#,
    "AMOUNTS_EXCEED_TOTAL"
)]
#[case(r#"{"kind":"FIXED_AMOUNT"}"#, r#"{"ars":"010000000001","measures":{"FIXED_AMOUNT":99}}"#, "REST_UNSHARED")]
fn a_bad_key_or_party_has_its_code(#[case] components: &str, #[case] parties: &str, #[case] code: &str) {
    for method in ["ONE_STAGE", "TWO_STAGE"] {
        let input =
            format!(r#"{{"totalCents":100,"method":"{method}","components":[{components}],"parties":[{parties}]}}"#);
        let answer: Value = serde_json::from_str(&line(&input)).unwrap();
        assert_eq!(answer["error"]["code"].as_str(), Some(code), "{answer}");
    }
}

#[test]
fn a_hundred_euros_over_three_leave_the_odd_cent_with_the_lowest_key() {
    let input = r#"{"totalCents":10000,"method":"ONE_STAGE","components":[{"kind":"EQUAL","weight":1}],"parties":[{"ars":"010000000003"},{"ars":"010000000001"},{"ars":"010000000002"}]}"#;
    assert_eq!(
        line(input),
        r#"{"id":null,"shares":[{"ars":"010000000001","cents":3334},{"ars":"010000000002","cents":3333},{"ars":"010000000003","cents":3333}]}"#
    );
}

#[test]
fn eleven_thousand_parties_fit_one_line() {
    let parties: Vec<String> = (0..11_000)
        .map(|n| format!(r#"{{"ars":"01{n:010}","months":{},"measures":{{"POPULATION":{}}}}}"#, n % 12 + 1, n * 7))
        .collect();
    let input = format!(
        r#"{{"id":1,"totalCents":-123456789012,"method":"TWO_STAGE","components":[{{"kind":"POPULATION","weight":"1/3"}},{{"kind":"EQUAL","weight":"2/3"}}],"parties":[{}]}}"#,
        parties.join(",")
    );
    let answer: Value = serde_json::from_str(&line(&input)).unwrap();
    let shares = answer["shares"].as_array().unwrap();
    assert_eq!(shares.len(), 11_000);
    assert_eq!(shares.iter().map(|s| s["cents"].as_i64().unwrap()).sum::<i64>(), -123_456_789_012);
}

proptest! {
    #[test]
    fn any_line_is_answered(input in ".{0,200}") {
        prop_assert!(serde_json::from_str::<Value>(&line(&input)).is_ok());
    }
}
