//! Tests of the value estimate: handbook 12.4, the shared vectors, and what must hold for any amounts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::calendar::shared_data;
use crate::procurement::regime::{BuyerKind, Category, Regime, regime_only};
use crate::procurement::rules::RuleSet;
use proptest::prelude::*;
use rstest::rstest;

fn net(method: &Method) -> i64 {
    estimate(method).unwrap().net_cents
}

fn regime(cents: i64, start: &str) -> Regime {
    let start = start.parse().unwrap();
    regime_only(RuleSet::builtin(), BuyerKind::Municipal, Category::SuppliesServices, cents, start).unwrap()
}

#[test]
fn four_years_of_a_framework_count_together() {
    let framework = Method::Framework { call_offs_cents: vec![7_000_000; 4], term_months: 48, social: false };
    assert_eq!(net(&framework), 28_000_000);
    assert_eq!(regime(net(&framework), "2026-11-22"), Regime::Eu);
    assert!(!estimate(&framework).unwrap().framework_too_long);
}

#[test]
fn a_framework_above_four_years_is_flagged_unless_it_is_social() {
    let with = |term_months, social| {
        estimate(&Method::Framework { call_offs_cents: vec![1], term_months, social }).unwrap().framework_too_long
    };
    assert!(with(49, false));
    assert!(!with(96, true));
    assert!(with(97, true));
}

#[rstest]
#[case::indefinite_below(440_000, Term::Indefinite, 21_120_000, Regime::National)]
#[case::indefinite_reaching(450_000, Term::Indefinite, 21_600_000, Regime::Eu)]
#[case::sixty_months_count_as_forty_eight(450_000, Term::Months(60), 21_600_000, Regime::Eu)]
#[case::forty_eight(450_000, Term::Months(48), 21_600_000, Regime::Eu)]
#[case::three_years_count_in_full(450_000, Term::Months(36), 16_200_000, Regime::National)]
fn a_monthly_price_counts_for_at_most_forty_eight_months(
    #[case] month_cents: i64,
    #[case] term: Term,
    #[case] value: i64,
    #[case] law: Regime,
) {
    assert_eq!(net(&Method::Monthly { month_cents, term }), value);
    assert_eq!(regime(value, "2026-11-22"), law);
}

#[test]
fn the_same_service_is_national_in_one_year_and_european_in_the_next() {
    assert_eq!(regime(21_800_000, "2025-12-31"), Regime::National);
    assert_eq!(regime(21_800_000, "2026-01-01"), Regime::Eu);
}

#[test]
fn options_extensions_prizes_and_provided_supplies_all_count() {
    let total = Method::Total {
        main_cents: 1,
        options_cents: 20,
        extensions_cents: 300,
        prizes_cents: 4_000,
        provided_cents: 50_000,
    };
    assert_eq!(net(&total), 54_321);
}

#[test]
fn four_members_with_sixty_thousand_each_tender_in_europe() {
    let joint = Method::Joint { needs_cents: vec![6_000_000; 4] };
    assert_eq!((net(&joint), regime(net(&joint), "2026-11-22")), (24_000_000, Regime::Eu));
}

#[test]
fn the_previous_year_is_adjusted_up_and_down() {
    let with = |expected_change_cents| {
        estimate(&Method::RecurringByPreviousYear { previous_year_cents: 100, expected_change_cents })
    };
    assert_eq!(with(-30).unwrap().net_cents, 70);
    assert_eq!(with(30).unwrap().net_cents, 130);
    assert_eq!(with(-101).unwrap_err().code(), "AMOUNT_NEGATIVE");
}

const LOTS: [i64; 4] = [15_000_000, 6_000_000, 4_000_000, 3_000_000];

#[test]
fn one_of_the_small_lots_may_stay_national_but_not_both() {
    let exempt = |positions: &[usize]| exempt_lots(&LOTS, positions, LotKind::SuppliesServices);
    assert_eq!(exempt(&[3]).unwrap().exempt_limit_cents, 5_600_000);
    assert!(exempt(&[2]).is_ok());
    assert_eq!(exempt(&[2, 3]).unwrap_err().code(), "EXEMPT_LOTS_ABOVE_A_FIFTH");
    assert_eq!(exempt(&[1]).unwrap_err().code(), "EXEMPT_LOTS_ABOVE_A_FIFTH");
    assert_eq!(exempt(&[0]).unwrap_err().code(), "LOT_TOO_LARGE_FOR_EXEMPTION");
    assert_eq!(exempt(&[3, 3]).unwrap_err(), LotError::NoSuchLot { position: 3 });
    assert_eq!(exempt(&[4]).unwrap_err(), LotError::NoSuchLot { position: 4 });
}

#[test]
fn a_lot_of_exactly_eighty_thousand_is_too_large_and_of_exactly_a_fifth_is_not() {
    let at = |lot: i64| exempt_lots(&[lot, 100_000_000], &[0], LotKind::SuppliesServices);
    assert!(at(7_999_999).is_ok());
    assert_eq!(at(8_000_000).unwrap_err(), LotError::LotTooLarge { position: 0 });
    assert!(exempt_lots(&[20, 80], &[0], LotKind::Works).is_ok());
    assert!(exempt_lots(&[20, 79], &[0], LotKind::Works).is_err());
}

#[test]
fn the_shared_vectors_hold() {
    let Some(text) = shared_data::read("test-vectors/worked_examples.json") else { return };
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut seen = 0;
    for vector in all["value_estimation"].as_array().unwrap() {
        for (key, start) in [("eu_2025", "2025-06-01"), ("eu_2026", "2026-06-01")] {
            if let Some(eu) = vector[key].as_bool() {
                let cents = vector["value"].as_i64().unwrap() * 100;
                assert_eq!(regime(cents, start) == Regime::Eu, eu, "{vector}");
                seen += 1;
            }
        }
        for (key, expected) in [("exempt_ok", true), ("exempt_not_ok", false)] {
            for choice in vector[key].as_array().into_iter().flatten() {
                // "L3+L4:70000"
                let names = choice[0].as_str().unwrap().split(':').next().unwrap();
                let lots: Vec<usize> = names.split('+').map(|lot| lot[1..].parse::<usize>().unwrap() - 1).collect();
                assert_eq!(exempt_lots(&LOTS, &lots, LotKind::SuppliesServices).is_ok(), expected, "{choice}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 9);
}

#[test]
fn nothing_and_nonsense_are_refused() {
    assert_eq!(estimate(&Method::Lots { lots_cents: vec![] }).unwrap_err(), Error::Nothing);
    assert_eq!(estimate(&Method::Monthly { month_cents: 1, term: Term::Months(0) }).unwrap_err(), Error::Nothing);
    assert_eq!(estimate(&Method::Joint { needs_cents: vec![5, -1] }).unwrap_err().code(), "AMOUNT_NEGATIVE");
    assert_eq!(estimate(&Method::Lots { lots_cents: vec![money::MAX_CENTS, 1] }).unwrap_err().code(), "AMOUNT_ABSURD");
}

proptest! {
    #[test]
    fn no_amounts_panic_and_the_sum_does_not_depend_on_the_order(mut parts in proptest::collection::vec(0i64..100_000_000_000, 1..40)) {
        let forward = estimate(&Method::Lots { lots_cents: parts.clone() });
        parts.reverse();
        prop_assert_eq!(forward, estimate(&Method::Lots { lots_cents: parts }));
    }

    #[test]
    fn any_input_is_answered(a in any::<i64>(), b in any::<i64>(), months in any::<u32>()) {
        let _ = estimate(&Method::RecurringByPreviousYear { previous_year_cents: a, expected_change_cents: b });
        let _ = estimate(&Method::Monthly { month_cents: a, term: Term::Months(months) });
        let _ = exempt_lots(&[a, b], &[0, 1], LotKind::Works);
    }

    #[test]
    fn exempt_lots_are_never_more_than_a_fifth(lots in proptest::collection::vec(0i64..20_000_000, 1..12), mask in any::<u16>()) {
        let chosen: Vec<usize> = (0..lots.len()).filter(|nth| mask & (1 << nth) != 0).collect();
        let exempt: i128 = chosen.iter().map(|nth| i128::from(lots[*nth])).sum();
        let total: i128 = lots.iter().map(|lot| i128::from(*lot)).sum();
        let lawful = chosen.iter().all(|nth| lots[*nth] < 8_000_000) && exempt * 5 <= total;
        prop_assert_eq!(exempt_lots(&lots, &chosen, LotKind::SuppliesServices).is_ok(), lawful);
    }
}
