//! What people send who mean harm, and what lines do to files: a code, never a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shared;

use formats::xrechnung;
use proptest::prelude::*;
use std::sync::LazyLock;

const TINY_UBL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>1</cbc:ID></Invoice>"#;

fn only_code(bytes: &[u8]) -> String {
    let report = xrechnung::check(bytes);
    assert!(!report.valid && report.syntax.is_none());
    assert_eq!(report.findings.len(), 1);
    assert_eq!(xrechnung::read(bytes).unwrap_err().code(), report.findings[0].rule);
    report.findings[0].rule.clone()
}

#[test]
fn each_kind_of_broken_file_has_its_code() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Invoice>&b;</Invoice>"#;
    let outside = r#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><Invoice/>"#;
    let deep = format!("{}{}", "<Invoice>".repeat(5_000), "</Invoice>".repeat(5_000));
    for (bytes, code) in [
        (&b""[..], "FILE_EMPTY"),
        (b"%PDF-1.7 \n", "PDF_NOT_SUPPORTED"),
        (b"PK\x03\x04\xFF\xFE", "ENCODING_NOT_SUPPORTED"),
        (b"Guten Tag", "XML_NOT_WELL_FORMED"),
        (b"<Invoice>", "XML_NOT_WELL_FORMED"),
        (b"<html/>", "NOT_AN_INVOICE"),
        (b"<Invoice xmlns='urn:other'/>", "NOT_AN_INVOICE"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><Invoice/>", "ENCODING_NOT_SUPPORTED"),
        (bomb.as_bytes(), "XML_DTD_REFUSED"),
        (outside.as_bytes(), "XML_DTD_REFUSED"),
        (deep.as_bytes(), "XML_TOO_DEEP"),
    ] {
        assert_eq!(only_code(bytes), code);
    }
    assert_eq!(only_code(&vec![b'<'; xrechnung::MAX_BYTES + 1]), "FILE_TOO_LARGE");
}

#[test]
fn an_empty_invoice_has_findings_but_no_facts() {
    let report = xrechnung::check(TINY_UBL.as_bytes());
    assert!(!report.valid && report.findings.iter().any(|f| f.rule == "BR-DE-15"));
    assert_eq!(xrechnung::read(TINY_UBL.as_bytes()).unwrap_err().code(), "TERM_MISSING");
}

#[test]
fn byte_order_marks_and_utf16_change_nothing() {
    let plain = xrechnung::check(TINY_UBL.as_bytes());
    let marked = [b"\xEF\xBB\xBF", TINY_UBL.as_bytes()].concat();
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(TINY_UBL.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(xrechnung::check(&marked), plain);
    assert_eq!(xrechnung::check(&wide), plain);
}

#[test]
fn ten_thousand_lines_are_checked_in_bounded_time() {
    let line = "<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode=\"C62\">1</cbc:InvoicedQuantity></cac:InvoiceLine>";
    let many = TINY_UBL
        .replace("<cbc:ID>1</cbc:ID></Invoice>", &format!("<cbc:ID>1</cbc:ID>{}</Invoice>", line.repeat(10_000)))
        .replace(
            "<Invoice ",
            "<Invoice xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\" ",
        );
    let begun = std::time::Instant::now();
    assert!(!xrechnung::check(many.as_bytes()).valid);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

/// A rich file to be damaged; the tiny one where the test data is missing.
static RICH: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let files = shared::data("xrechnung-testsuite/technical-cius").map(|f| shared::xml_files(&f)).unwrap_or_default();
    let mut all: Vec<Vec<u8>> =
        files.iter().filter_map(|f| std::fs::read(f).ok()).filter(|b| b.len() < 60_000).collect();
    all.push(TINY_UBL.as_bytes().to_vec());
    all
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn damaged_bytes_never_panic(pick in any::<prop::sample::Index>(), hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = pick.get(&RICH[..]).clone();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (report, read) = (xrechnung::check(&bytes), xrechnung::read(&bytes));
        prop_assert!(report.findings.iter().all(|f| f.rule != "READER_FAILED"));
        prop_assert!(!matches!(read, Err(xrechnung::Error::ReaderFailed)));
    }

    #[test]
    fn absurd_numbers_in_real_files_never_panic(pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), number in "-?[0-9]{0,40}(\\.[0-9]{0,40})?|1e9|NaN|٣") {
        let text = String::from_utf8(pick.get(&RICH[..]).clone()).unwrap_or_default();
        // Every text between tags that is a number is a candidate.
        let spots: Vec<(usize, usize)> = text.match_indices('>').filter_map(|(i, _)| {
            let inner = text[i + 1..].split('<').next()?;
            inner.parse::<f64>().ok().map(|_| (i + 1, i + 1 + inner.len()))
        }).collect();
        prop_assume!(!spots.is_empty());
        let (from, to) = *at.get(&spots);
        let changed = format!("{}{number}{}", &text[..from], &text[to..]);
        let (report, read) = (xrechnung::check(changed.as_bytes()), xrechnung::read(changed.as_bytes()));
        prop_assert!(report.findings.iter().all(|f| f.rule != "READER_FAILED"));
        prop_assert!(!matches!(read, Err(xrechnung::Error::ReaderFailed)));
    }

    #[test]
    fn cut_files_never_panic(pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let bytes = pick.get(&RICH[..]);
        let cut = &bytes[..at.index(bytes.len())];
        prop_assert!(!xrechnung::check(cut).valid);
        prop_assert!(xrechnung::read(cut).is_err());
    }
}
