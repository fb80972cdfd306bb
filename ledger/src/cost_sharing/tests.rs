//! Tables and properties of keys: parts sum to the whole, order never matters, the fast path equals the naive one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::containment::{self, Choice, Decision};
use super::period::{Segment, Segments, Span};
use super::trace::{self, RunningTotals};
use super::*;
use chrono::NaiveDate;
use domain::ids::PersonId;
use proptest::prelude::*;

fn weighted(kind: ComponentKind, weight: &str) -> Component {
    Component { kind, weight: Some(weight.parse().unwrap()), fallback: None }
}

fn amount(kind: ComponentKind) -> Component {
    Component { kind, weight: None, fallback: None }
}

fn key(method: Method, components: Vec<Component>) -> Key {
    Key { method, components, limits: Limits::default() }
}

fn party(ars: &str, population: i64, cases: i64) -> Party {
    let measures = Measures::default().with(ComponentKind::Population, population).with(ComponentKind::Cases, cases);
    Party::whole_year(PartyKey::parse(ars).unwrap(), measures)
}

fn equal(count: u32) -> Vec<Party> {
    (0..count).map(|n| party(&format!("01{n:010}"), 0, 0)).collect()
}

fn shares(key: &Key, parties: &[Party], total: i64) -> Vec<i64> {
    Plan::new(key, 12, parties).unwrap().allocate(total).unwrap().shares
}

#[test]
fn half_a_year_counts_half() {
    let mut joined = party("010000000002", 5_000, 0);
    joined.time = 6;
    let key = key(Method::OneStage, vec![weighted(ComponentKind::Population, "1")]);
    assert_eq!(shares(&key, &[party("010000000001", 10_000, 0), joined], 12_000_000), [9_600_000, 2_400_000]);
}

#[test]
fn a_credit_is_the_mirror_of_a_charge() {
    let key = key(Method::OneStage, vec![weighted(ComponentKind::Equal, "1")]);
    assert_eq!(shares(&key, &equal(3), -10_000), [-3_334, -3_333, -3_333]);
    assert_eq!(shares(&key, &equal(3), 0), [0, 0, 0]);
    assert_eq!(shares(&key, &equal(1), i64::MIN), [i64::MIN]);
}

#[test]
fn fixed_amounts_come_first_and_the_weights_share_the_rest() {
    let mut parties = equal(2);
    parties[0].measures.set(ComponentKind::FixedAmount, 1_000);
    parties[1].measures.set(ComponentKind::FixedAmount, 0);
    let key = key(Method::TwoStage, vec![amount(ComponentKind::FixedAmount), weighted(ComponentKind::Equal, "1")]);
    let allocation = Plan::new(&key, 12, &parties).unwrap().allocate(2_001).unwrap();
    assert_eq!(allocation.components, [vec![1_000, 0], vec![501, 500]]);
    assert_eq!(allocation.shares, [1_501, 500]);
}

#[test]
fn manual_amounts_that_cancel_out_move_money_and_are_traced_along() {
    let mut parties = equal(2);
    parties[0].measures.set(ComponentKind::Manual, 300);
    parties[1].measures.set(ComponentKind::Manual, -300);
    for method in [Method::OneStage, Method::TwoStage] {
        let key = key(method, vec![amount(ComponentKind::Manual), weighted(ComponentKind::Equal, "1")]);
        let plan = Plan::new(&key, 12, &parties).unwrap();
        assert_eq!(plan.allocate(1_000).unwrap().shares, [800, 200], "{method}");
        assert_eq!(plan.part(500, 1_000).unwrap().shares, [400, 100], "{method}");
    }
}

#[test]
fn a_cap_is_paid_by_the_others_and_a_minimum_eases_them() {
    let population = key(Method::TwoStage, vec![weighted(ComponentKind::Population, "1")]);
    let mut parties = [party("010000000001", 70, 0), party("010000000002", 20, 0), party("010000000003", 10, 0)];
    parties[0].limits.cap_cents = Some(50_000);
    parties[2].limits.minimum_cents = Some(18_000);
    let allocation = Plan::new(&population, 12, &parties).unwrap().allocate(100_000).unwrap();
    assert_eq!(allocation.shares, [50_000, 32_000, 18_000]);
    assert_eq!(allocation.components, [vec![70_000, 20_000, 10_000]]);
    assert_eq!(allocation.moved_by_limits, Some(vec![-20_000, 12_000, 8_000]));
    let credit = Plan::new(&population, 12, &parties).unwrap().allocate(-100_000).unwrap();
    assert_eq!(credit.shares, [-50_000, -32_000, -18_000]);
}

#[test]
fn limits_that_do_not_take_hold_leave_no_trace() {
    let mut parties = equal(3);
    parties[0].limits.cap_cents = Some(3_334);
    let key = key(Method::TwoStage, vec![weighted(ComponentKind::Equal, "1")]);
    assert_eq!(Plan::new(&key, 12, &parties).unwrap().allocate(10_000).unwrap().moved_by_limits, None);
}

#[test]
fn a_zero_total_needs_its_declared_fallback() {
    let mut cases = weighted(ComponentKind::Cases, "1");
    assert_eq!(
        Plan::new(&key(Method::OneStage, vec![cases]), 12, &equal(2)).unwrap_err(),
        Error::ZeroTotalMeasure(ComponentKind::Cases)
    );
    cases.fallback = Some(ComponentKind::Equal);
    assert_eq!(shares(&key(Method::OneStage, vec![cases]), &equal(2), 11), [6, 5]);
}

#[test]
fn linz_in_its_verbandsgemeinde_is_found_and_must_be_decided() {
    let parties =
        [party("071385004041", 6_265, 0), party("071385004000", 19_053, 0), party("073120000000", 100_426, 0)];
    let keys: Vec<_> = parties.iter().map(|p| p.key).collect();
    let found = containment::pairs(&keys);
    assert_eq!(found.len(), 1);
    assert!(matches!(containment::settle(&parties, &[]), Err(Error::ContainmentUndecided { .. })));
    let decision = |choice| [Decision { outer: found[0].outer, inner: found[0].inner, choice }];
    let population = |parties: Vec<Party>| parties[1].measures.get(ComponentKind::Population);
    assert_eq!(population(containment::settle(&parties, &decision(Choice::Deduct)).unwrap()), Some(12_788));
    assert_eq!(population(containment::settle(&parties, &decision(Choice::Keep)).unwrap()), Some(19_053));
}

#[test]
fn a_town_in_an_association_in_a_county_is_taken_off_once() {
    let keys = ["071380000000", "071385004000", "071385004041"].map(|ars| PartyKey::parse(ars).unwrap());
    let pairs: Vec<_> = containment::pairs(&keys).into_iter().map(|p| (p.outer, p.inner)).collect();
    assert_eq!(pairs, [(keys[0], keys[1]), (keys[1], keys[2])]);
}

#[test]
fn a_version_is_frozen_by_two_persons_and_once() {
    let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let version = KeyVersion {
        number: 1,
        key: key(Method::OneStage, vec![weighted(ComponentKind::Equal, "1")]),
        membership: MembershipHandling::PeriodSplit,
        valid_from: day,
        valid_to: None,
        legal_basis: "§ 5 Abs. 2".into(),
        references: Vec::new(),
        containment: Vec::new(),
        frozen: None,
    };
    assert_eq!(version.usable().unwrap_err(), Error::KeyNotFrozen);
    assert_eq!(version.clone().freeze(PersonId(1), PersonId(1), day).unwrap_err(), Error::SecondPersonNeeded);
    let frozen = version.freeze(PersonId(1), PersonId(2), day).unwrap();
    assert!(frozen.usable().is_ok());
    assert_eq!(frozen.freeze(PersonId(3), PersonId(4), day).unwrap_err(), Error::KeyFrozen);
}

#[test]
fn year_round_costs_fall_on_segments_by_days() {
    let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    let span = |a, b| Span::new(a, b).unwrap();
    let plan = Plan::new(&key(Method::OneStage, vec![weighted(ComponentKind::Equal, "1")]), 12, &equal(2)).unwrap();
    let segment = |span| Segment { span, plan: plan.clone() };
    let year = span(day(1, 1), day(12, 31));
    let (first, second) = (segment(span(day(1, 1), day(4, 30))), segment(span(day(5, 1), day(12, 31))));
    let segments = Segments::new(vec![second.clone(), first.clone()], year).unwrap();
    assert_eq!(segments.split(year, 36_500).unwrap(), [12_000, 24_500]);
    assert_eq!(segments.split(span(day(6, 1), day(6, 30)), 99).unwrap(), [0, 99]);
    let outside = Span { first: day(12, 1), last: NaiveDate::from_ymd_opt(2027, 1, 31).unwrap() };
    assert_eq!(segments.split(outside, 1).unwrap_err(), Error::ServiceOutsidePeriod);
    assert_eq!(Segments::new(vec![second], year).unwrap_err(), Error::SegmentsIncomplete);
}

#[test]
fn a_line_finds_the_sum_before_it_across_blocks() {
    let totals = RunningTotals::new((0..1_000).collect()).unwrap();
    assert_eq!(totals.total_cents(), 499_500);
    for line in [0, 1, 255, 256, 257, 512, 999] {
        let n = i64::try_from(line).unwrap();
        assert_eq!(totals.before(line), Some((n * (n - 1) / 2, n)));
    }
    assert_eq!(totals.before(1_000), None);
}

const KINDS: [ComponentKind; 4] =
    [ComponentKind::Equal, ComponentKind::Population, ComponentKind::Cases, ComponentKind::Volume];

fn any_key() -> impl Strategy<Value = Key> {
    let method = prop_oneof![Just(Method::OneStage), Just(Method::TwoStage)];
    (method, proptest::collection::vec((0..4_usize, 1_u64..50), 1..5)).prop_map(|(method, parts)| {
        let whole = parts.iter().map(|(_, weight)| weight).sum();
        let component = |(kind, weight): &(usize, u64)| Component {
            kind: KINDS[*kind],
            weight: Some(Fraction::new(*weight, whole).unwrap()),
            fallback: None,
        };
        key(method, parts.iter().map(component).collect())
    })
}

/// The last party has every measure, so that no total is zero.
fn any_parties() -> impl Strategy<Value = Vec<Party>> {
    let values = prop_oneof![0..20_i64, 0..300_000_i64, Just(i64::MAX)];
    let one = (proptest::collection::vec(values, 3), 0_u32..=12);
    proptest::collection::vec(one, 0..12).prop_map(|given| {
        let mut parties: Vec<Party> = Vec::new();
        for (n, (values, time)) in given.into_iter().chain([(vec![7, 5, 3], 12)]).enumerate() {
            let mut party = party(&format!("07{n:010}"), values[0], values[1]);
            party.measures.set(ComponentKind::Volume, values[2]);
            party.time = time;
            parties.push(party);
        }
        parties
    })
}

/// Cents of the usual size, and the edges.
fn any_total() -> impl Strategy<Value = i64> {
    prop_oneof![-5_i64..50, -1_000_000_000..1_000_000_000_000_i64, any::<i64>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_fast_path_equals_the_naive_one(key in any_key(), parties in any_parties(), total in any_total()) {
        let plan = Plan::new(&key, 12, &parties).unwrap();
        let fast = plan.allocate(total).unwrap();
        let naive: Vec<i64> = oracle::shares(&key, &parties, total).into_iter().map(|(_, cents)| cents).collect();
        prop_assert_eq!(&fast.shares, &naive);
        prop_assert_eq!(fast.shares.iter().map(|c| i128::from(*c)).sum::<i128>(), i128::from(total));
        prop_assert_eq!(plan.allocate(total).unwrap(), fast);
    }

    #[test]
    fn the_order_of_parties_never_matters(key in any_key(), parties in any_parties(), total in any_total(), by in 0_usize..12) {
        let mut turned = parties.clone();
        turned.reverse();
        let by = by % turned.len();
        turned.rotate_left(by);
        let plan = |parties: &[Party]| Plan::new(&key, 12, parties).unwrap().allocate(total).unwrap();
        prop_assert_eq!(plan(&turned), plan(&parties));
    }

    #[test]
    fn who_measures_nothing_pays_nothing(parties in any_parties(), total in any_total(), two in any::<bool>()) {
        let method = if two { Method::TwoStage } else { Method::OneStage };
        let key = key(method, vec![weighted(ComponentKind::Population, "1/2"), weighted(ComponentKind::Cases, "1/2")]);
        let plan = Plan::new(&key, 12, &parties).unwrap();
        for (party, cents) in parties.iter().zip(plan.allocate(total).unwrap().shares) {
            let nothing = [ComponentKind::Population, ComponentKind::Cases].iter().all(|k| party.measures.get(*k) == Some(0));
            prop_assert!(cents == 0 || !(nothing || party.time == 0));
        }
    }

    #[test]
    fn more_measure_never_pays_less(key in any_key(), mut parties in any_parties(), total in 0_i64..1_000_000_000_000, at in 0_usize..12, more in 1_i64..1_000) {
        let at = at % parties.len();
        let before = shares(&key, &parties, total)[at];
        let had = parties[at].measures.get(ComponentKind::Population).unwrap();
        parties[at].measures.set(ComponentKind::Population, had.saturating_add(more));
        prop_assert!(shares(&key, &parties, total)[at] >= before);
    }

    #[test]
    fn lines_add_up_to_the_statement(key in any_key(), mut parties in any_parties(), lines in proptest::collection::vec(-500_i64..5_000, 1..40), fixed in 0_i64..50, capped in any::<bool>()) {
        let mut key = key;
        if fixed > 0 {
            key.components.insert(0, amount(ComponentKind::Manual));
        }
        for party in &mut parties {
            party.measures.set(ComponentKind::Manual, fixed);
        }
        if capped {
            parties[0].limits.cap = Some("1/10".parse().unwrap());
        }
        let totals = RunningTotals::new(lines.clone()).unwrap();
        let plan = Plan::new(&key, 12, &parties).unwrap();
        let Ok(whole) = plan.allocate(totals.total_cents()) else { return Ok(()) };
        prop_assume!(totals.total_cents() != 0);
        let mut sums = vec![0_i64; parties.len()];
        for place in 0..lines.len() {
            let (before, cents) = totals.before(place).unwrap();
            let line = trace::line(&plan, before, cents, totals.total_cents()).unwrap();
            prop_assert_eq!(line.shares.iter().sum::<i64>(), cents);
            sums.iter_mut().zip(&line.shares).for_each(|(sum, cents)| *sum += cents);
        }
        prop_assert_eq!(sums, whole.shares);
    }

    #[test]
    fn limits_hold_to_the_cent(key in any_key(), mut parties in any_parties(), total in 0_i64..1_000_000_000, minimum in 0_i64..1_000, cap in 0_i64..100_000_000) {
        for party in &mut parties {
            party.limits.minimum_cents = Some(minimum.min(cap));
            party.limits.cap_cents = Some(cap);
        }
        match Plan::new(&key, 12, &parties).unwrap().allocate(total) {
            Ok(allocation) => {
                prop_assert_eq!(allocation.shares.iter().sum::<i64>(), total);
                for (party, cents) in parties.iter().zip(allocation.shares) {
                    let least = if party.time == 0 { 0 } else { minimum.min(cap) };
                    prop_assert!((least..=cap).contains(&cents), "{} not in {}..={}", cents, least, cap);
                }
            }
            Err(error) => prop_assert!(matches!(error, Error::FloorsInfeasible(_) | Error::CapsInfeasible(_))),
        }
    }
}
