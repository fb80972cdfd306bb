//! Tests of the calculator from outside: lines in, lines out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use proptest::prelude::*;
use rstest::rstest;
use std::io::BufReader;

fn code(kind: Kind, input: &str) -> String {
    let answer: Value = serde_json::from_str(&line(kind, input)).unwrap();
    answer["error"]["code"].as_str().unwrap_or("none").to_owned()
}

#[rstest]
#[case::as_documented(
    r#"{"id":"a","event":"2026-11-27","days":30,"land":"RP","roll":"NEXT_WORKING_DAY"}"#,
    r#"{"id":"a","calendarEnd":"2026-12-27","end":"2026-12-28"}"#
)]
#[case::roll_left_out(
    r#"{"id":"a","event":"2026-11-27","days":30,"land":"RP"}"#,
    r#"{"id":"a","calendarEnd":"2026-12-27","end":"2026-12-28"}"#
)]
#[case::strict_needs_no_place(
    r#"{"id":7,"event":"2026-12-16","days":10,"roll":"STRICT"}"#,
    r#"{"id":7,"calendarEnd":"2026-12-26","end":"2026-12-26"}"#
)]
#[case::weeks(
    r#"{"id":"w","event":"2026-11-27","weeks":4,"land":"SL"}"#,
    r#"{"id":"w","calendarEnd":"2026-12-25","end":"2026-12-28"}"#
)]
#[case::months(
    r#"{"id":"m","event":"2027-01-31","months":1,"land":"RP","remark":{"by":"auditor"}}"#,
    r#"{"id":"m","calendarEnd":"2027-02-28","end":"2027-03-01"}"#
)]
#[case::working_days_and_null(
    r#"{"id":"d","event":"2026-12-23","workingDays":3,"days":null,"land":"RP"}"#,
    r#"{"id":"d","calendarEnd":"2026-12-29","end":"2026-12-29"}"#
)]
#[case::without_id(
    r#"{"event":"2028-07-31","days":15,"land":"SL"}"#,
    r#"{"id":null,"calendarEnd":"2028-08-15","end":"2028-08-16"}"#
)]
fn a_deadline_is_answered_exactly_so(#[case] input: &str, #[case] output: &str) {
    assert_eq!(line(Kind::Deadline, input), output);
}

#[rstest]
#[case("", "BAD_JSON")]
#[case("{", "BAD_JSON")]
#[case("[]", "BAD_JSON")]
#[case("17", "BAD_JSON")]
#[case(r#"{"id":{},"event":"2026-11-27","days":1,"land":"RP"}"#, "WRONG_TYPE")]
#[case(r#"{"id":"a","days":1,"land":"RP"}"#, "MISSING_FIELD")]
#[case(r#"{"id":"a","event":"2026-11-27","land":"RP"}"#, "MISSING_FIELD")]
#[case(r#"{"id":"a","event":"2026-11-27","days":1}"#, "MISSING_FIELD")]
#[case(r#"{"id":"a","event":"2026-11-27","workingDays":1,"roll":"STRICT"}"#, "MISSING_FIELD")]
#[case(r#"{"id":"a","event":20261127,"days":1,"land":"RP"}"#, "WRONG_TYPE")]
#[case(r#"{"id":"a","event":"2026-11-27","days":"1","land":"RP"}"#, "WRONG_TYPE")]
#[case(r#"{"id":"a","event":"2026-11-27","days":1.5,"land":"RP"}"#, "WRONG_TYPE")]
#[case(r#"{"id":"a","event":"2026-11-27","days":true,"land":"RP"}"#, "WRONG_TYPE")]
#[case(r#"{"id":"a","event":"2026-11-27","days":1,"land":7}"#, "WRONG_TYPE")]
#[case(r#"{"id":"a","event":"2026-02-29","days":1,"land":"RP"}"#, "BAD_DATE")]
#[case(r#"{"id":"a","event":"27.11.2026","days":1,"land":"RP"}"#, "BAD_DATE")]
#[case(r#"{"id":"a","event":"2026-1-7","days":1,"land":"RP"}"#, "BAD_DATE")]
#[case(r#"{"id":"a","event":"+2026-11-7","days":1,"land":"RP"}"#, "BAD_DATE")]
#[case(r#"{"id":"a","event":"2026-11-27","days":1,"land":"XX"}"#, "UNKNOWN_VALUE")]
#[case(r#"{"id":"a","event":"2026-11-27","days":1,"land":"RP","roll":"LATER"}"#, "UNKNOWN_VALUE")]
#[case(r#"{"id":"a","event":"2026-11-27","days":1,"weeks":1,"land":"RP"}"#, "ONE_PERIOD_ONLY")]
#[case(r#"{"id":"a","event":"2026-11-27","days":-1,"land":"RP"}"#, "PERIOD_NEGATIVE")]
#[case(r#"{"id":"a","event":"2026-11-27","days":36526,"land":"RP"}"#, "PERIOD_TOO_LONG")]
#[case(r#"{"id":"a","event":"2026-11-27","workingDays":4294967296,"land":"RP"}"#, "PERIOD_TOO_LONG")]
#[case(r#"{"id":"a","event":"2026-11-27","days":18446744073709551615,"land":"RP"}"#, "PERIOD_TOO_LONG")]
#[case(r#"{"id":"a","event":"9999-12-31","days":1,"land":"RP"}"#, "DATE_OUT_OF_RANGE")]
#[case(r#"{"id":"a","event":"0000-01-01","days":1,"land":"RP"}"#, "DATE_OUT_OF_RANGE")]
fn a_bad_deadline_line_has_its_code(#[case] input: &str, #[case] expected: &str) {
    assert_eq!(code(Kind::Deadline, input), expected);
}

#[test]
fn the_id_comes_back_with_an_error_when_it_could_be_read() {
    let answer = line(Kind::Deadline, r#"{"id":"a","event":"2026-11-27","days":-1,"land":"RP"}"#);
    assert!(answer.starts_with(r#"{"id":"a","error":{"code":"PERIOD_NEGATIVE","message":""#), "{answer}");
    assert!(line(Kind::Deadline, "no json").starts_with(r#"{"id":null,"error":{"code":"BAD_JSON","message":""#));
}

#[test]
fn a_procedure_is_answered_with_its_sources() {
    let input = r#"{"id":"b","land":"RP","buyerKind":"MUNICIPAL","category":"SUPPLIES_SERVICES","estimateCents":950000,"start":"2026-11-22"}"#;
    let answer = line(Kind::Procedure, input);
    let opening = r#"{"id":"b","regime":"NATIONAL","allowed":["DIRECT_ORDER","NEGOTIATED_AWARD","RESTRICTED_CALL","PUBLIC_CALL","RESTRICTED_CALL_TNW"],"rules":[{"source":"RP: "#;
    assert!(answer.starts_with(opening), "{answer}");
    assert!(answer.contains(r#","validFrom":"2025-01-01"},"#) && answer.contains("2025/2152"), "{answer}");
    let europe = line(Kind::Procedure, &input.replace("950000", "21600000"));
    assert!(
        europe.starts_with(
            r#"{"id":"b","regime":"EU","allowed":["OPEN","RESTRICTED"],"rules":[{"source":"Del. Reg. (EU) 2025/2152"#
        ),
        "{europe}"
    );
}

#[rstest]
#[case(r#""land":"BY","buyerKind":"MUNICIPAL","category":"WORKS","estimateCents":1,"start":"2026-11-22""#, "NO_RULE")]
#[case(r#""land":"RP","buyerKind":"MUNICIPAL","category":"WORKS","estimateCents":1,"start":"1999-11-22""#, "NO_RULE")]
#[case(
    r#""land":"RP","buyerKind":"MUNICIPAL","category":"WORKS","estimateCents":-1,"start":"2026-11-22""#,
    "AMOUNT_NEGATIVE"
)]
#[case(r#""land":"RP","buyerKind":"MUNICIPAL","category":"WORKS","estimateCents":9223372036854775808,"start":"2026-11-22""#, "AMOUNT_ABSURD")]
#[case(
    r#""land":"RP","buyerKind":"MUNICIPAL","category":"WORKS","estimateCents":1.0,"start":"2026-11-22""#,
    "WRONG_TYPE"
)]
#[case(
    r#""land":"RP","buyerKind":"CHURCH","category":"WORKS","estimateCents":1,"start":"2026-11-22""#,
    "UNKNOWN_VALUE"
)]
#[case(r#""land":"RP","buyerKind":"MUNICIPAL","category":"WORKS","start":"2026-11-22""#, "MISSING_FIELD")]
fn a_bad_procedure_line_has_its_code(#[case] fields: &str, #[case] expected: &str) {
    assert_eq!(code(Kind::Procedure, &format!("{{\"id\":1,{fields}}}")), expected);
}

#[test]
fn bad_lines_of_every_sort_do_not_stop_the_good_ones() {
    let good = br#"{"id":"g","event":"2026-11-27","days":30,"land":"RP"}"#;
    let mut input = "\u{feff}".as_bytes().to_vec();
    input.extend_from_slice(good);
    input.extend_from_slice(b"\r\n\xff\xfe broken\n\n");
    input.extend(std::iter::repeat_n(b'[', 1_000));
    input.push(b'\n');
    input.extend(std::iter::repeat_n(b'x', MAX_LINE_BYTES * 3));
    input.push(b'\n');
    input.extend_from_slice(good); // the last line has no line break
    let mut output = Vec::new();
    let count = run(Kind::Deadline, &mut BufReader::with_capacity(7, &input[..]), &mut output).unwrap();
    let lines: Vec<Value> = output
        .split(|byte| *byte == b'\n')
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_slice(l).unwrap())
        .collect();
    assert_eq!((count, lines.len()), (6, 6));
    let codes: Vec<_> = lines.iter().map(|answer| answer["error"]["code"].as_str().unwrap_or("none")).collect();
    assert_eq!(codes, ["none", "NOT_UTF8", "BAD_JSON", "BAD_JSON", "LINE_TOO_LONG", "none"]);
    assert_eq!(lines[5]["end"], "2026-12-28");
}

#[test]
fn nothing_in_gives_nothing_out() {
    let mut output = Vec::new();
    assert_eq!(run(Kind::Procedure, &mut &b""[..], &mut output).unwrap(), 0);
    assert!(output.is_empty());
}

#[test]
fn the_help_names_every_word_of_the_closed_lists() {
    assert!(Kind::Deadline.help().contains("SH, HH, NI") && Kind::Deadline.help().contains("STRICT"));
    for word in ["WORKS_HOUSING", "FEDERAL_TOP", "NEGOTIATED_TNW", "INNOVATION_PARTNERSHIP", "CONCESSIONS", "EU"] {
        assert!(Kind::Procedure.help().contains(word), "{word}");
    }
}

proptest! {
    #[test]
    fn any_bytes_give_one_json_line_per_line(bytes in proptest::collection::vec(any::<u8>(), 0..400), capacity in 1usize..50) {
        let mut output = Vec::new();
        let count = run(Kind::Procedure, &mut BufReader::with_capacity(capacity, &bytes[..]), &mut output).unwrap();
        let given = bytes.split_inclusive(|byte| *byte == b'\n').count();
        prop_assert_eq!(count, given as u64);
        let text = String::from_utf8(output).unwrap();
        prop_assert_eq!(text.lines().count(), given);
        for answer in text.lines() {
            prop_assert!(serde_json::from_str::<Value>(answer).unwrap()["error"]["code"].is_string());
        }
    }

    #[test]
    fn any_fields_are_answered(event in "[0-9]{4}-[0-9]{2}-[0-9]{2}", days in any::<i64>(), land in "[A-Z]{2}") {
        let answer = line(Kind::Deadline, &format!(r#"{{"id":"x","event":"{event}","days":{days},"land":"{land}"}}"#));
        let answer: Value = serde_json::from_str(&answer).unwrap();
        prop_assert_eq!(answer["id"].as_str(), Some("x"));
    }
}
