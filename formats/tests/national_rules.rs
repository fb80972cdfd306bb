//! The national rules (BR-DE and kin), held against the official test instances: each file says
//! by instructions which change breaks which rule; every such case is run through our check.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shared;
#[path = "shared/xmute.rs"]
mod xmute;

use formats::xrechnung;
use std::collections::{BTreeMap, BTreeSet};

fn broken(text: &str) -> Vec<String> {
    xrechnung::check(text.as_bytes()).findings.into_iter().map(|f| f.rule).collect()
}

/// Each official file: how many cases it carries, and which rules those cases break. A file with no
/// rule is a positive case: it must keep the rule in its name.
#[rustfmt::skip]
const OFFICIAL: &[(&str, usize, &[&str])] = &[
    ("cii-br-de-1-test.xml", 2, &["BR-DE-1"]),
    ("cii-br-de-10-test.xml", 2, &["BR-DE-10"]),
    ("cii-br-de-11-test.xml", 2, &["BR-DE-11"]),
    ("cii-br-de-14-test.xml", 2, &["BR-DE-14"]),
    ("cii-br-de-15-test.xml", 4, &["BR-DE-15", "BR-DE-1"]),
    ("cii-br-de-16-negative-tests-bt-95-bt-151.xml", 7, &["BR-DE-16"]),
    ("cii-br-de-16-test-code-O-2.xml", 8, &["BR-DE-16"]),
    ("cii-br-de-16-test-code-O.xml", 2, &[]),
    ("cii-br-de-16-tests-bt-95-bt-151.xml", 7, &[]),
    ("cii-br-de-17-tests.xml", 10, &["BR-DE-17"]),
    ("cii-br-de-18-case-sensitive-keyword-2.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-case-sensitive-keyword-3.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-case-sensitive-keyword.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-freespace-test.xml", 1, &[]),
    ("cii-br-de-18-no-newline-after-skonto-3.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-no-newline-after-skonto-4.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-test-incorrect-verzug.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-test-skonto-test-no-newline-last-note.xml", 1, &[]),
    ("cii-br-de-18-test-skonto.xml", 1, &[]),
    ("cii-br-de-18-text-after-end-2.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-text-after-end.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-too-much-digits-after-dot.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-wrong-basisbeitrag.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-wrong-basistype.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-wrong-numeric-seperator.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-wrong-whitespace-2.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-18-wrong-whitespace-3.xml", 1, &["BR-DE-18"]),
    ("cii-br-de-19-iban-tests.xml", 8, &["BR-DE-19"]),
    ("cii-br-de-23-test-bg-17-with-bg-18.xml", 1, &["BR-DE-23-b"]),
    ("cii-br-de-24-test-bg-18-with-bg-17.xml", 1, &["BR-DE-24-b"]),
    ("cii-br-de-24-test-bg-18-with-bg-19-bt-90.xml", 1, &["BR-DE-24-b"]),
    ("cii-br-de-24-test-bg-18-with-bg-19-bt-91.xml", 1, &["BR-DE-24-b"]),
    ("cii-br-de-25-test-bg-19-remove-bt-90.xml", 1, &["BR-DE-25-a"]),
    ("cii-br-de-25-test-bg-19-remove-bt-91.xml", 1, &["BR-DE-25-a"]),
    ("cii-br-de-25-test-bg-19-with-bg-17.xml", 2, &["BR-DE-25-b"]),
    ("cii-br-de-25-test-bg-19.xml", 4, &[]),
    ("cii-br-de-26-test.xml", 2, &["BR-DE-26"]),
    ("cii-br-de-28-test.xml", 34, &["BR-DE-28"]),
    ("cii-br-de-3-test.xml", 2, &["BR-DE-3"]),
    ("cii-br-de-30-31-test-2.xml", 1, &[]),
    ("cii-br-de-4-test.xml", 2, &["BR-DE-4"]),
    ("cii-br-de-5-test2.xml", 2, &["BR-DE-5"]),
    ("cii-br-de-6-test.xml", 2, &["BR-DE-6"]),
    ("cii-br-de-7-test.xml", 2, &["BR-DE-7"]),
    ("cii-br-de-9-test.xml", 2, &["BR-DE-9"]),
    ("cii-br-de-cvd-03-04-05-06-test.xml", 29, &["BR-DE-CVD-03", "BR-DE-CVD-06-a", "BR-DE-CVD-05", "BR-DE-CVD-06-b", "BR-DE-CVD-04", "BR-TMP-CVD-01"]),
    ("cii-br-de-tmp-32-bt-72-test.xml", 2, &["BR-DE-TMP-32"]),
];

#[test]
fn every_official_case_breaks_and_keeps_the_rules_it_names() {
    let Some(folder) = shared::data("xrechnung-schematron/negative-cii") else {
        return;
    };
    let names: Vec<String> = shared::xml_files(&folder).iter().map(|f| shared::name(f)).collect();
    assert_eq!(names, OFFICIAL.iter().map(|(file, ..)| *file).collect::<Vec<_>>(), "a file was added or lost");
    let mut missed = BTreeMap::new();
    for (file, expected_cases, expected_rules) in OFFICIAL {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let (mut counted, mut caught) = (0, BTreeSet::new());
        for case in xmute::cases(&text) {
            counted += 1;
            let broken = broken(&case.text);
            let silent = case.must_break.iter().filter(|r| !broken.contains(r)).map(|r| format!("{r} not reported"));
            let loud = case.must_keep.iter().filter(|r| broken.contains(r)).map(|r| format!("{r} reported"));
            let wrong: Vec<String> = silent.chain(loud).collect();
            if !wrong.is_empty() {
                missed.insert(format!("{file} {}", case.id), (wrong, broken.clone()));
            }
            caught.extend(case.must_break.into_iter().filter(|r| broken.contains(r)));
        }
        assert_eq!(counted, *expected_cases, "{file}: cases");
        assert_eq!(caught, expected_rules.iter().map(|r| (*r).to_owned()).collect(), "{file}: rules");
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// The discount reader of the domain and BR-DE-18 must be of one mind: what one refuses, the other
/// refuses, or a valid invoice would lose its discount.
#[test]
fn what_the_rule_accepts_as_discount_the_domain_reads() {
    let Some(folder) = shared::data("xrechnung-schematron/negative-cii") else {
        return;
    };
    let mut refusals = 0;
    for file in shared::xml_files(&folder) {
        let bytes = std::fs::read(&file).unwrap();
        let Some(terms) = xrechnung::read(&bytes).ok().and_then(|r| r.facts.payment_terms) else {
            continue;
        };
        let refused = broken(&String::from_utf8(bytes).unwrap()).contains(&"BR-DE-18".to_owned());
        refusals += usize::from(refused);
        let read = domain::invoice::skonto::parse(&terms);
        assert_eq!(read.is_err(), refused, "{} {terms:?} {read:?}", shared::name(&file));
    }
    assert_eq!(refusals, 14);
}

enum Change {
    Remove,
    Text(&'static str),
    /// Adds XML behind the element.
    Behind(&'static str),
}

/// The same rules in UBL: the valid minimal invoice with one change, and the rule it then breaks.
/// (The published test set has such instances in CII only.)
#[rustfmt::skip]
const UBL: &[(&str, &str, Change)] = &[
    ("BR-DE-1", "PaymentMeans", Change::Remove),
    ("BR-DE-2", "AccountingSupplierParty/Party/Contact", Change::Remove),
    ("BR-DE-3", "AccountingSupplierParty/Party/PostalAddress/CityName", Change::Remove),
    ("BR-DE-4", "AccountingSupplierParty/Party/PostalAddress/PostalZone", Change::Text(" ")),
    ("BR-DE-5", "AccountingSupplierParty/Party/Contact/Name", Change::Remove),
    ("BR-DE-6", "AccountingSupplierParty/Party/Contact/Telephone", Change::Remove),
    ("BR-DE-7", "AccountingSupplierParty/Party/Contact/ElectronicMail", Change::Remove),
    ("BR-DE-8", "AccountingCustomerParty/Party/PostalAddress/CityName", Change::Remove),
    ("BR-DE-9", "AccountingCustomerParty/Party/PostalAddress/PostalZone", Change::Remove),
    ("BR-DE-14", "TaxTotal/TaxSubtotal/TaxCategory/Percent", Change::Remove),
    ("BR-DE-15", "BuyerReference", Change::Text("")),
    ("BR-DE-16", "AccountingSupplierParty/Party/PartyTaxScheme", Change::Remove),
    ("BR-DE-17", "InvoiceTypeCode", Change::Text("383")),
    ("BR-DE-18", "PaymentTerms/Note", Change::Text("#SKONTO#TAGE=14#PROZENT=2,00#\n")),
    ("BR-DE-18", "PaymentTerms/Note", Change::Text("#SKONTO#TAGE=14#PROZENT=2.00#")),
    ("BR-DE-19", "PaymentMeans/PayeeFinancialAccount/ID", Change::Text("DE12345678912345678912")),
    ("BR-DE-10", "TaxTotal", Change::Behind("<cac:Delivery><cac:DeliveryLocation><cac:Address><cbc:PostalZone>1</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation></cac:Delivery>")),
    ("BR-DE-11", "TaxTotal", Change::Behind("<cac:Delivery><cac:DeliveryLocation><cac:Address><cbc:CityName>O</cbc:CityName><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation></cac:Delivery>")),
    ("BR-DE-20", "PaymentMeans/PaymentMeansCode", Change::Text("59")),
    ("BR-DE-22", "BuyerReference", Change::Behind("<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode=\"text/csv\" filename=\"a.csv\">YQ==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference><cac:AdditionalDocumentReference><cbc:ID>2</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode=\"text/csv\" filename=\"a.csv\">YQ==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>")),
    ("BR-DE-30", "PaymentMeans/PayeeFinancialAccount", Change::Behind("<cac:PaymentMandate><cbc:ID>M</cbc:ID></cac:PaymentMandate>")),
    ("BR-DE-31", "PaymentMeans/PayeeFinancialAccount", Change::Behind("<cac:PaymentMandate><cbc:ID>M</cbc:ID></cac:PaymentMandate>")),
    ("BR-DE-21", "CustomizationID", Change::Text("urn:cen.eu:en16931:2017")),
    ("BR-DE-23-a", "PaymentMeans/PayeeFinancialAccount", Change::Remove),
    ("BR-DE-23-b", "PaymentMeans/PayeeFinancialAccount", Change::Behind("<cac:PaymentMandate><cbc:ID>M</cbc:ID></cac:PaymentMandate>")),
    ("BR-DE-24-a", "PaymentMeans/PaymentMeansCode", Change::Text("48")),
    ("BR-DE-24-b", "PaymentMeans/PaymentMeansCode", Change::Text("54")),
    ("BR-DE-25-a", "PaymentMeans/PaymentMeansCode", Change::Text("59")),
    ("BR-DE-25-b", "PaymentMeans/PaymentMeansCode", Change::Text("59")),
    ("BR-DE-26", "InvoiceTypeCode", Change::Text("384")),
    ("BR-DE-27", "AccountingSupplierParty/Party/Contact/Telephone", Change::Text("12")),
    ("BR-DE-28", "AccountingSupplierParty/Party/Contact/ElectronicMail", Change::Text("a@b")),
    ("BR-02", "ID", Change::Remove),
    ("BR-CO-10", "LegalMonetaryTotal/LineExtensionAmount", Change::Text("1.00")),
    ("BR-CO-13", "LegalMonetaryTotal/TaxExclusiveAmount", Change::Text("1.00")),
    ("BR-CO-15", "LegalMonetaryTotal/TaxInclusiveAmount", Change::Text("1.00")),
    ("BR-CO-16", "LegalMonetaryTotal/PayableAmount", Change::Text("1.00")),
];

#[test]
fn every_change_of_a_valid_ubl_invoice_breaks_its_rule() {
    let Some(folder) = shared::data("xrechnung-testsuite/business-standard") else {
        return;
    };
    let text = std::fs::read_to_string(folder.join("01.01a-INVOICE_ubl.xml")).unwrap();
    let sound = broken(&text);
    for (rule, path, change) in UBL {
        assert!(!sound.iter().any(|r| r == rule), "{rule} is broken from the start");
        let broken = broken(&changed(&text, path, change));
        assert!(broken.iter().any(|r| r == rule), "{rule} at {path}: {broken:?}");
    }
}

fn changed(text: &str, path: &str, change: &Change) -> String {
    let document = roxmltree::Document::parse(text).unwrap();
    let node = path.split('/').fold(document.root_element(), |n, step| {
        n.children().find(|c| c.tag_name().name() == step).unwrap_or_else(|| panic!("{path}: no {step}"))
    });
    let range = node.range();
    let (before, element, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    match change {
        Change::Remove => format!("{before}{after}"),
        Change::Behind(xml) => format!("{before}{element}{xml}{after}"),
        Change::Text(new) => {
            let open = element.find('>').unwrap() + 1;
            let close = element.rfind("</").unwrap();
            format!("{before}{}{new}{}{after}", &element[..open], &element[close..])
        }
    }
}
