//! What is certain, what is not, and what is never confused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use proptest::prelude::*;
use rstest::rstest;

const IBAN: &str = "DE75512108001245126199";

fn claim(id: i64, reference: &str, open_cents: i64) -> OpenClaim {
    OpenClaim { id, reference: reference.to_owned(), open_cents, debtor_iban: IBAN.to_owned() }
}

fn receipt(amount_cents: i64, text: &str) -> Receipt {
    Receipt { amount_cents, text: text.to_owned(), payer_iban: String::new() }
}

fn claims() -> Vec<OpenClaim> {
    vec![claim(1, "UML-2026-1", 10_000), claim(2, "UML-2026-12", 20_000), claim(3, "KSW/2026/JA/02", 57_098)]
}

#[rstest]
#[case("Umlage UML-2026-1 Danke", 10_000, Match::Exact { claims: vec![1] })]
#[case("uml 2026 1", 10_000, Match::Exact { claims: vec![1] })]
#[case("UML20261", 10_000, Match::Exact { claims: vec![1] })]
#[case("RE KSW/2026/ JA/02", 57_098, Match::Exact { claims: vec![3] })]
#[case("UML-2026-12, UML-2026-1", 30_000, Match::Exact { claims: vec![1, 2] })]
#[case("UML-2026-12", 5_000, Match::Partial { claim: 2, missing_cents: 15_000 })]
#[case("UML-2026-12", 20_001, Match::Over { claim: 2, surplus_cents: 1 })]
#[case("UML-2026-1 UML-2026-12", 10_000, Match::Ambiguous { candidates: vec![1, 2] })]
#[case("ohne Verwendungszweck", 57_098, Match::Ambiguous { candidates: vec![3] })]
#[case("ohne Verwendungszweck", 1, Match::None)]
#[case("UML-2026-12", -20_000, Match::None)]
fn a_receipt_finds_what_it_pays(#[case] text: &str, #[case] amount: i64, #[case] expected: Match) {
    let found = match_receipt(&receipt(amount, text), &claims());
    assert_eq!(found, expected);
    assert_eq!(found.is_certain(), found.code() == "EXACT");
}

#[test]
fn a_number_is_never_found_in_a_longer_one() {
    for text in ["UML-2026-123", "XUML-2026-12", "UML-2026-12a", "1UML-2026-1"] {
        assert!(!match_receipt(&receipt(10_000, text), &claims()[..2]).is_certain(), "{text}");
    }
}

#[test]
fn the_payers_account_narrows_but_never_decides() {
    let mut paid = receipt(10_000, "");
    paid.payer_iban = "DE75 5121 0800 1245 1261 99".to_owned();
    let mut other = claim(4, "UML-2026-9", 10_000);
    other.debtor_iban = String::new();
    let all = [claims(), vec![other]].concat();
    assert_eq!(match_receipt(&paid, &all), Match::Ambiguous { candidates: vec![1] });
    paid.amount_cents = 77;
    assert_eq!(match_receipt(&paid, &all), Match::Ambiguous { candidates: vec![1, 2, 3] });
}

#[test]
fn two_claims_with_one_reference_are_for_a_person() {
    let twins = [claim(1, "UML-2026", 100), claim(2, "UML 2026", 100)];
    assert_eq!(match_receipt(&receipt(200, "UML-2026"), &twins), Match::Ambiguous { candidates: vec![1, 2] });
}

proptest! {
    #[test]
    fn the_order_of_the_claims_changes_nothing_and_certain_means_paid_to_the_cent(
        amounts in proptest::collection::vec(1i64..5_000, 1..6),
        named in proptest::collection::vec(any::<bool>(), 6),
        paid in 1i64..20_000,
        turn in 0usize..6,
    ) {
        let mut all: Vec<OpenClaim> =
            amounts.iter().zip(1..).map(|(cents, id)| claim(id, &format!("UML-2026-{id}"), *cents)).collect();
        let text: Vec<&str> = all.iter().zip(&named).filter(|(_, n)| **n).map(|(c, _)| c.reference.as_str()).collect();
        let receipt = receipt(paid, &text.join(" "));
        let found = match_receipt(&receipt, &all);
        if let Match::Exact { claims } = &found {
            let sum: i64 = all.iter().filter(|c| claims.contains(&c.id)).map(|c| c.open_cents).sum();
            prop_assert_eq!(sum, paid);
        }
        let by = turn % all.len();
        all.rotate_left(by);
        prop_assert_eq!(match_receipt(&receipt, &all), found);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}", reference in "\\PC{0,20}", amount in any::<i64>(), open in any::<i64>()) {
        let _ = match_receipt(&receipt(amount, &text), &[claim(1, &reference, open)]);
    }
}
