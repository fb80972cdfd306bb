//! A recharge between partners, written in both syntaxes and read back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod recharges;

use formats::xrechnung::{self, Kind, Syntax, Treatment, write};
use proptest::prelude::*;
use recharges::{every_case, line, taxable};

const BOTH: [Syntax; 2] = [Syntax::Ubl, Syntax::Cii];

#[test]
fn every_kind_of_recharge_is_valid_in_both_syntaxes_and_read_back_to_the_cent() {
    for (name, recharge) in every_case() {
        for syntax in BOTH {
            let xml = write(&recharge, syntax).unwrap_or_else(|e| panic!("{name} {syntax:?}: {e:?}"));
            let report = xrechnung::check(&xml);
            assert!(report.valid && report.findings.is_empty(), "{name} {syntax:?}: {:?}", report.findings);
            let read = xrechnung::read(&xml).unwrap();
            assert_eq!(read.syntax, syntax);
            assert_eq!(read.facts.number, recharge.number);
            assert_eq!(read.facts.paid_cents, recharge.paid_cents, "{name}");
            let lines: Vec<i64> = read.facts.lines.iter().map(|l| l.net_cents).collect();
            assert_eq!(lines, recharge.lines.iter().map(|l| l.net_cents).collect::<Vec<_>>(), "{name}");
            assert_eq!(domain::invoice::arithmetic::check(&read.facts), [], "{name}");
            assert_eq!(read.buyer_reference.as_deref(), Some(recharge.buyer_reference.as_str()));
        }
    }
}

#[test]
fn the_taxable_share_of_the_handbook_has_the_tax_of_the_handbook() {
    let read = xrechnung::read(&write(&taxable(), Syntax::Cii).unwrap()).unwrap();
    assert_eq!((read.facts.net_cents, read.facts.vat_cents, read.facts.gross_cents), (2_866_542, 544_643, 3_411_185));
    assert_eq!(read.facts.payable_cents, 3_411_185 - 2_809_444);
}

#[test]
fn what_the_rules_refuse_is_not_written_and_named() {
    let mut missing = taxable();
    missing.buyer_reference.clear();
    missing.seller.contact_name.clear();
    let error = write(&missing, Syntax::Ubl).unwrap_err();
    assert_eq!(error.code(), "INVOICE_RULES_BROKEN");
    let xrechnung::WriteError::RulesBroken { findings } = error else { panic!() };
    let rules: Vec<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
    assert!(rules.contains(&"BR-DE-15") && rules.contains(&"BR-DE-5"), "{rules:?}");

    let mut mixed = taxable();
    mixed.lines.push(line("Nicht steuerbar", 100, Treatment::NotTaxable { reason: "§ 2b UStG".to_owned() }));
    assert!(write(&mixed, Syntax::Cii).is_err());

    let mut nowhere = taxable();
    nowhere.buyer.electronic_address = ("XX".to_owned(), "?".to_owned());
    assert_eq!(write(&nowhere, Syntax::Ubl).unwrap_err().code(), "VALUE_NOT_REPRESENTABLE");
}

#[test]
fn a_correction_names_what_it_corrects() {
    let correction = every_case().into_iter().find(|(name, _)| *name == "correction").unwrap().1;
    let Kind::Correction { of_number, .. } = &correction.kind else { panic!() };
    for syntax in BOTH {
        let xml = String::from_utf8(write(&correction, syntax).unwrap()).unwrap();
        assert!(xml.contains(of_number.as_str()) && xml.contains(">384<"), "{xml}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_shares_are_written_exactly_or_refused(shares in proptest::collection::vec(-10_000_000_000i64..10_000_000_000, 1..6), name in "\\PC{1,30}") {
        let mut recharge = taxable();
        recharge.paid_cents = 0;
        recharge.lines = shares.iter().map(|c| line(&name, *c, Treatment::Taxable { rate_bp: 700 })).collect();
        if let Ok(xml) = write(&recharge, Syntax::Ubl) {
            let read = xrechnung::read(&xml).unwrap();
            prop_assert_eq!(read.facts.net_cents, shares.iter().sum::<i64>());
            prop_assert_eq!(read.facts.lines.len(), shares.len());
        }
    }
}
