//! Tests of the choice of procedure: the handbook's table read from outside.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::Procedure::*;
use super::*;
use crate::calendar::shared_data;
use proptest::prelude::*;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rp(category: Category, euros: i64, start: &str) -> Result<Choice, Error> {
    choose(RuleSet::builtin(), Land::Rp, BuyerKind::Municipal, category, euros * 100, day(start))
}

const FREE: [Procedure; 2] = [PublicCall, RestrictedCallTnw];
const TODAY: &str = "2026-11-22";

#[rstest]
#[case::direct("2026-11-22", Category::SuppliesServices, 10_000, &[DirectOrder, NegotiatedAward, RestrictedCall])]
#[case::negotiated("2026-11-22", Category::SuppliesServices, 100_000, &[NegotiatedAward, RestrictedCall])]
#[case::beyond("2026-11-22", Category::SuppliesServices, 100_001, &[])]
#[case::works("2026-11-22", Category::Works, 250_000, &[RestrictedCall])]
#[case::works_beyond("2026-11-22", Category::Works, 250_001, &[])]
#[case::housing("2026-11-22", Category::WorksHousing, 1_000_000, &[RestrictedCall])]
#[case::housing_direct_as_works("2026-11-22", Category::WorksHousing, 10_000, &[DirectOrder, NegotiatedAward, RestrictedCall])]
#[case::first_day("2025-01-01", Category::SuppliesServices, 10_000, &[DirectOrder, NegotiatedAward, RestrictedCall])]
#[case::last_day_before("2024-12-31", Category::SuppliesServices, 10_000, &[NegotiatedAward, RestrictedCall])]
#[case::before_at_the_limit("2024-12-31", Category::SuppliesServices, 3_000, &[DirectOrder, NegotiatedAward, RestrictedCall])]
#[case::before_negotiated("2024-06-01", Category::SuppliesServices, 40_000, &[NegotiatedAward, RestrictedCall])]
#[case::before_restricted("2024-06-01", Category::SuppliesServices, 80_000, &[RestrictedCall])]
#[case::before_works("2024-06-01", Category::Works, 200_000, &[RestrictedCall])]
#[case::first_day_of_all("2021-09-07", Category::SuppliesServices, 3_000, &[DirectOrder, NegotiatedAward, RestrictedCall])]
fn rheinland_pfalz_allows(
    #[case] start: &str,
    #[case] category: Category,
    #[case] euros: i64,
    #[case] by_value: &[Procedure],
) {
    let choice = rp(category, euros, start).unwrap();
    assert_eq!(choice.regime, Regime::National);
    assert_eq!(choice.allowed, [by_value, &FREE].concat());
    assert!(choice.rules.iter().all(|rule| rule.valid_from <= day(start) && !rule.source.is_empty()));
    assert!(
        !choice.with_ground.contains(&DirectOrder) && choice.with_ground.iter().all(|p| !choice.allowed.contains(p))
    );
}

#[test]
fn one_cent_above_the_limit_the_direct_order_is_gone() {
    let at = |cents| {
        choose(RuleSet::builtin(), Land::Rp, BuyerKind::Municipal, Category::SuppliesServices, cents, day(TODAY))
            .unwrap()
    };
    assert!(at(1_000_000).allowed.contains(&DirectOrder));
    assert!(!at(1_000_001).allowed.contains(&DirectOrder));
}

#[rstest]
#[case::municipal(BuyerKind::Municipal, Category::SuppliesServices, 216_000, "2026-01-01")]
#[case::municipal_before(BuyerKind::Municipal, Category::SuppliesServices, 221_000, "2025-12-31")]
#[case::works(BuyerKind::Municipal, Category::Works, 5_404_000, "2026-01-01")]
#[case::housing_as_works(BuyerKind::Municipal, Category::WorksHousing, 5_404_000, "2026-01-01")]
#[case::works_before(BuyerKind::State, Category::Works, 5_538_000, "2024-01-01")]
#[case::concessions(BuyerKind::Municipal, Category::Concessions, 5_404_000, "2027-12-31")]
#[case::federal(BuyerKind::Federal, Category::SuppliesServices, 216_000, "2026-11-22")]
#[case::ministry(BuyerKind::FederalTop, Category::SuppliesServices, 140_000, "2026-11-22")]
#[case::ministry_before(BuyerKind::FederalTop, Category::SuppliesServices, 143_000, "2025-06-01")]
#[case::sector(BuyerKind::Sector, Category::SuppliesServices, 432_000, "2026-11-22")]
#[case::sector_before(BuyerKind::Sector, Category::SuppliesServices, 443_000, "2024-11-22")]
#[case::social(BuyerKind::Municipal, Category::SocialServices, 750_000, "2026-11-22")]
fn reaching_the_threshold_suffices_for_the_union(
    #[case] kind: BuyerKind,
    #[case] category: Category,
    #[case] euros: i64,
    #[case] start: &str,
) {
    let regime = |cents| regime_only(RuleSet::builtin(), kind, category, cents, day(start)).unwrap();
    assert_eq!(regime(euros * 100), Regime::Eu);
    assert_eq!(regime(euros * 100 - 1), Regime::National);
    let choice = choose(RuleSet::builtin(), Land::Nw, kind, category, euros * 100, day(start)).unwrap();
    assert_eq!((choice.regime, &choice.allowed[..2]), (Regime::Eu, &[Open, Restricted][..]));
    assert!(
        !choice
            .allowed
            .iter()
            .chain(&choice.with_ground)
            .any(|p| [DirectOrder, NegotiatedAward, RestrictedCall].contains(p))
    );
}

#[test]
fn above_the_threshold_the_rest_needs_a_ground_but_social_services_are_free() {
    let plain = rp(Category::SuppliesServices, 300_000, TODAY).unwrap();
    assert_eq!(plain.allowed, [Open, Restricted]);
    assert_eq!(plain.with_ground, [NegotiatedTnw, CompetitiveDialogue, InnovationPartnership]);
    let social = rp(Category::SocialServices, 800_000, TODAY).unwrap();
    assert_eq!(social.allowed, [Open, Restricted, NegotiatedTnw, CompetitiveDialogue, InnovationPartnership]);
    assert!(social.with_ground.is_empty());
}

#[test]
fn social_services_below_their_threshold_stay_national_above_that_of_services() {
    assert_eq!(rp(Category::SocialServices, 300_000, TODAY).unwrap().regime, Regime::National);
}

#[test]
fn saarland_is_free_up_to_the_threshold() {
    let sl =
        |cents| choose(RuleSet::builtin(), Land::Sl, BuyerKind::Municipal, Category::Works, cents, day(TODAY)).unwrap();
    assert_eq!(sl(10_000_000).allowed, [&[DirectOrder, NegotiatedAward, RestrictedCall], &FREE[..]].concat());
    let just_below = sl(540_399_999);
    assert_eq!(just_below.allowed, [&[NegotiatedAward, RestrictedCall], &FREE[..]].concat());
    assert_eq!(just_below.rule_for(NegotiatedAward).unwrap().limit_cents, Some(540_400_000));
    assert_eq!(sl(540_400_000).regime, Regime::Eu);
}

#[test]
fn the_federation_orders_directly_up_to_fifty_thousand_since_july() {
    let at = |euros: i64, start| {
        choose(RuleSet::builtin(), Land::Be, BuyerKind::Federal, Category::SuppliesServices, euros * 100, day(start))
    };
    assert!(at(50_000, "2026-07-01").unwrap().allowed.contains(&DirectOrder));
    assert!(!at(50_001, "2026-07-01").unwrap().allowed.contains(&DirectOrder));
    assert!(!at(50_000, "2026-06-30").unwrap().allowed.contains(&DirectOrder));
}

#[rstest]
#[case::own_statute(Land::Nw, BuyerKind::Municipal, Category::SuppliesServices, 5_000, TODAY)]
#[case::no_record_for_the_land(Land::By, BuyerKind::Municipal, Category::SuppliesServices, 500, TODAY)]
#[case::not_for_this_buyer(Land::Sl, BuyerKind::State, Category::Works, 500, TODAY)]
#[case::before_the_first_day(Land::Sl, BuyerKind::Municipal, Category::Works, 500, "2025-06-30")]
#[case::before_the_older_rules(Land::Rp, BuyerKind::Municipal, Category::Works, 500, "2021-09-06")]
#[case::threshold_not_known_yet(Land::Rp, BuyerKind::Municipal, Category::SuppliesServices, 500, "2028-01-01")]
#[case::sector_below(Land::Rp, BuyerKind::Sector, Category::SuppliesServices, 500, TODAY)]
#[case::concession_below(Land::Rp, BuyerKind::Municipal, Category::Concessions, 500, TODAY)]
fn no_rule_for_day_and_place_stops_for_a_person(
    #[case] land: Land,
    #[case] kind: BuyerKind,
    #[case] category: Category,
    #[case] euros: i64,
    #[case] start: &str,
) {
    let refused = choose(RuleSet::builtin(), land, kind, category, euros * 100, day(start)).unwrap_err();
    assert_eq!(refused.code(), "NO_RULE");
}

#[test]
fn who_leaves_it_to_the_own_statute_is_named() {
    let refused =
        choose(RuleSet::builtin(), Land::Nw, BuyerKind::Municipal, Category::Works, 1, day(TODAY)).unwrap_err();
    assert!(refused.to_string().contains("§ 75a GO NRW"), "{refused}");
}

#[test]
fn negative_and_absurd_estimates_are_refused() {
    for (cents, code) in [(-1, "AMOUNT_NEGATIVE"), (i64::MIN, "AMOUNT_NEGATIVE"), (i64::MAX, "AMOUNT_ABSURD")] {
        let refused = choose(RuleSet::builtin(), Land::Rp, BuyerKind::Municipal, Category::Works, cents, day(TODAY));
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[test]
fn every_figure_of_the_shared_configuration_is_among_ours() {
    let Some(text) = shared_data::read("config-examples/procurement_thresholds.json") else { return };
    let config: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rules = RuleSet::builtin().rules();
    let has = |place: Place, row: &serde_json::Value| {
        let from = day(row["valid_from"].as_str().unwrap());
        let to = row["valid_to"].as_str().map(day);
        let limit = match &row["amount"] {
            serde_json::Value::Number(euros) => Limit::Cents(euros.as_i64().unwrap() * 100),
            serde_json::Value::String(_) => Limit::EuThreshold,
            _ => Limit::OwnStatute,
        };
        rules.iter().any(|rule| {
            rule.place == place && rule.limit == limit && rule.valid_to == to
            // the Union's directive on social services is older than the German law that carries it
            && (rule.valid_from == from || rule.category == Category::SocialServices)
        })
    };
    for row in config["eu_thresholds"].as_array().unwrap() {
        assert!(has(Place::Eu, row), "{row}");
    }
    for row in config["national_limits"].as_array().unwrap() {
        let place = Place::try_from(row["land"].as_str().unwrap().to_owned()).unwrap();
        assert!(has(place, row), "{row}");
    }
}

proptest! {
    #[test]
    fn a_higher_estimate_never_allows_a_lighter_national_procedure(a in 0i64..600_000_000, b in 0i64..600_000_000, works in any::<bool>()) {
        let category = if works { Category::Works } else { Category::SuppliesServices };
        let (low, high) = (a.min(b), a.max(b));
        let ask = |cents| choose(RuleSet::builtin(), Land::Rp, BuyerKind::Municipal, category, cents, day(TODAY)).unwrap();
        let (low, high) = (ask(low), ask(high));
        prop_assert!(low.regime <= high.regime);
        if high.regime == Regime::National {
            prop_assert!(high.allowed.iter().all(|procedure| low.allowed.contains(procedure)));
        }
    }

    #[test]
    fn a_pinned_set_answers_like_the_whole(cents in any::<i64>(), offset in 0u64..5_000, land in 0usize..16, kind in 0usize..5, category in 0usize..5) {
        let start = day("2019-01-01") + chrono::Days::new(offset);
        let land = Land::iter().nth(land).unwrap();
        let kind = BuyerKind::iter().nth(kind).unwrap();
        let category = Category::iter().nth(category).unwrap();
        let whole = choose(RuleSet::builtin(), land, kind, category, cents, start);
        let pinned = choose(&RuleSet::builtin().pinned(land, kind, start), land, kind, category, cents, start);
        prop_assert_eq!(&whole, &pinned);
        if let Ok(choice) = whole {
            prop_assert!(!choice.allowed.is_empty());
            prop_assert!(choice.allowed.iter().all(|procedure| choice.rule_for(*procedure).is_some()));
        }
    }
}
