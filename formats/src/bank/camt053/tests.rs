//! Both versions, hostile files, and sums that must agree.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::xml::cents;
use super::*;
use proptest::prelude::*;
use rstest::rstest;

const V2: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02";
const V8: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

fn balance(kind: &str, amount: &str) -> String {
    format!(
        "<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{amount}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-05-04</Dt></Dt></Bal>\n"
    )
}

fn file(namespace: &str, opening: &str, closing: &str, entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"{namespace}\"><BkToCstmrStmt>\n\
         <GrpHdr><MsgId>M1</MsgId></GrpHdr>\n<Stmt><Id>S-2026-084</Id>\n\
         <Acct><Id><IBAN>DE02 1203 0000 0000 2020 51</IBAN></Id></Acct>\n{}{}{entries}</Stmt></BkToCstmrStmt></Document>",
        balance("OPBD", opening),
        balance("CLBD", closing)
    )
}

fn entry(namespace: &str, amount: &str, direction: &str, details: &str) -> String {
    let state = if namespace == V2 { "<Sts>BOOK</Sts>" } else { "<Sts><Cd>BOOK</Cd></Sts>" };
    format!(
        "<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{state}\
         <BookgDt><Dt>2026-05-04</Dt></BookgDt><ValDt><DtTm>2026-05-05T00:00:00+02:00</DtTm></ValDt>\
         <AcctSvcrRef>REF-{amount}</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>\n"
    )
}

fn details(namespace: &str, name: &str, purpose: &str) -> String {
    let party = if namespace == V2 { format!("<Nm>{name}</Nm>") } else { format!("<Pty><Nm>{name}</Nm></Pty>") };
    format!(
        "<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr>{party}</Dbtr>\
         <DbtrAcct><Id><IBAN>DE75512108001245126199</IBAN></Id></DbtrAcct></RltdPties>\
         <RmtInf><Ustrd>{purpose}</Ustrd><Ustrd>UML-2026-07</Ustrd></RmtInf></TxDtls>"
    )
}

fn codes(text: &str) -> Vec<(u32, &'static str)> {
    parse(text.as_bytes()).unwrap_err().iter().map(|f| (f.line, f.error.code())).collect()
}

#[rstest]
#[case(V2)]
#[case(V8)]
fn both_versions_give_the_same_entries(#[case] namespace: &str) {
    let entries = entry(namespace, "2672.61", "CRDT", &details(namespace, "Landkreis Mayen-Koblenz", "Umlage 2026"))
        + &entry(namespace, "12.30", "DBIT", "");
    let read = parse(file(namespace, "100.00", "2760.31", &entries).as_bytes()).unwrap();
    let [statement] = &read[..] else { panic!("{read:?}") };
    assert_eq!((statement.iban.as_str(), statement.closing_cents), ("DE02120300000000202051", Some(276_031)));
    let [received, paid] = &statement.entries[..] else { panic!() };
    assert_eq!((received.amount_cents, paid.amount_cents), (267_261, -1_230));
    assert_eq!(received.party_name, "Landkreis Mayen-Koblenz");
    assert_eq!(received.party_iban, "DE75512108001245126199");
    assert_eq!((received.remittance.as_str(), received.end_to_end.as_str()), ("Umlage 2026 UML-2026-07", ""));
    assert_eq!(received.booked_on.to_string(), "2026-05-04");
    assert_eq!(received.valued_on.unwrap().to_string(), "2026-05-05");
    assert_ne!(received.key, paid.key);
}

#[test]
fn a_collective_entry_is_taken_apart_when_its_parts_add_up() {
    let part = |amount: &str| {
        format!("<TxDtls><Refs><EndToEndId>E{amount}</EndToEndId></Refs><Amt Ccy=\"EUR\">{amount}</Amt></TxDtls>")
    };
    let whole = |parts: String| {
        let entries = entry(V8, "30.00", "CRDT", &parts);
        parse(file(V8, "0.00", "30.00", &entries).as_bytes()).unwrap().remove(0).entries
    };
    let apart = whole(part("10.00") + &part("20.00"));
    assert_eq!(apart.iter().map(|e| e.amount_cents).collect::<Vec<_>>(), [1_000, 2_000]);
    assert_eq!(apart[1].end_to_end, "E20.00");
    assert_ne!(apart[0].key, apart[1].key);
    let together = whole(part("10.00") + &part("19.99"));
    assert_eq!(together.iter().map(|e| e.amount_cents).collect::<Vec<_>>(), [3_000]);
}

#[test]
fn what_is_only_announced_is_counted_and_left() {
    let pending = entry(V2, "5.00", "CRDT", "").replace("BOOK", "PDNG");
    let statement = parse(file(V2, "1.00", "1.00", &pending).as_bytes()).unwrap().remove(0);
    assert_eq!((statement.entries.len(), statement.pending_count), (0, 1));
}

#[test]
fn every_wrong_place_is_named_with_its_line() {
    let good = entry(V2, "1.00", "CRDT", "");
    let entries = good.replace("1.00", "1.005")
        + &good.replace("EUR", "CHF")
        + &good.replace("CRDT", "CREDIT")
        + &good.replace("2026-05-04", "2026-02-30")
        + &good.replace("<BookgDt><Dt>2026-05-04</Dt></BookgDt>", "");
    assert_eq!(
        codes(&file(V2, "0.00", "0.00", &entries)),
        [
            (8, "AMOUNT_INVALID"),
            (9, "CURRENCY_NOT_EUR"),
            (10, "DIRECTION_INVALID"),
            (11, "DATE_INVALID"),
            (12, "STATEMENT_ELEMENT_MISSING"),
        ]
    );
}

#[test]
fn a_statement_that_does_not_add_up_is_not_believed() {
    let entries = entry(V2, "1.00", "CRDT", "");
    assert_eq!(codes(&file(V2, "1.00", "2.01", &entries)), [(4, "BALANCE_MISMATCH")]);
}

#[test]
fn hostile_and_foreign_files_are_refused() {
    let bomb = format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", file(V2, "0", "0", ""));
    assert_eq!(codes(&bomb)[0].1, "XML_DTD_REFUSED");
    assert_eq!(codes("")[0].1, "FILE_EMPTY");
    assert_eq!(codes(&file(&V2.replace("02", "99"), "0", "0", ""))[0].1, "STATEMENT_VERSION_NOT_SUPPORTED");
    assert_eq!(codes("<Document")[0].1, "XML_NOT_WELL_FORMED");
    assert_eq!(codes(&format!("<Document xmlns=\"{V2}\"/>"))[0].1, "STATEMENT_ELEMENT_MISSING");
    assert_eq!(codes(&format!("{}{}", "<a>".repeat(5_000), "</a>".repeat(5_000)))[0].1, "FILE_TOO_LARGE");
}

#[rstest]
#[case("1234.5", Some(123_450))]
#[case("1234.500", Some(123_450))]
#[case("1234", Some(123_400))]
#[case(".5", Some(50))]
#[case("0.005", None)]
#[case("-1", None)]
#[case("+1", None)]
#[case("1e3", None)]
#[case("1,5", None)]
#[case("", None)]
#[case(".", None)]
#[case("99999999999999999999", None)]
fn amounts_are_exact_or_refused(#[case] text: &str, #[case] expected: Option<i64>) {
    assert_eq!(cents(text), expected);
}

proptest! {
    #[test]
    fn every_amount_in_cents_is_read_exactly(amount in 0i64..=i64::MAX) {
        prop_assert_eq!(cents(&format!("{}.{:02}", amount / 100, amount % 100)), Some(amount));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}", entries in "[<>/A-Za-z0-9. =\"]{0,80}") {
        let _ = parse(text.as_bytes());
        let _ = parse(file(V8, &text, &text, &entries).as_bytes());
    }
}
