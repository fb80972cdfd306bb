//! Settlements to the cent: the worked example, a year with a join and a leave, corrections, what if, VAT.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::period::{Segment, Segments, Span};
use super::settlement::{Deduction, Input, Line, OfParty, Settlement, differences, settle};
use super::vat::{self, Treatment};
use super::{Component, ComponentKind, Error, Key, Limits, Measures, Method, Party, PartyKey, Plan, advance, what_if};
use chrono::NaiveDate;
use domain::ids::PersonId;
use proptest::prelude::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn span(a: (u32, u32), b: (u32, u32)) -> Span {
    Span::new(day(a.0, a.1), day(b.0, b.1)).unwrap()
}

fn year() -> Span {
    span((1, 1), (12, 31))
}

fn ars(text: &str) -> PartyKey {
    PartyKey::parse(text).unwrap()
}

fn component(kind: ComponentKind, weight: &str) -> Component {
    Component { kind, weight: Some(weight.parse().unwrap()), fallback: None }
}

fn mixed() -> Key {
    let components = vec![
        component(ComponentKind::Equal, "20/100"),
        component(ComponentKind::Population, "50/100"),
        component(ComponentKind::Cases, "30/100"),
    ];
    Key { method: Method::TwoStage, components, limits: Limits::default() }
}

const FIVE: [(&str, i64, i64); 5] = [
    ("071370000000", 217_228, 118),
    ("071385004000", 19_053, 21),
    ("073120000000", 100_426, 96),
    ("073360000000", 69_334, 44),
    ("100460000000", 87_813, 57),
];

fn five() -> Vec<Party> {
    let party = |(key, population, cases): &(&str, i64, i64)| {
        let measures =
            Measures::default().with(ComponentKind::Population, *population).with(ComponentKind::Cases, *cases);
        Party::whole_year(ars(key), measures)
    };
    FIVE.iter().map(party).collect()
}

fn one_segment(plan: Plan) -> Segments {
    Segments::new(vec![Segment { span: year(), plan }], year()).unwrap()
}

fn whole_year(key: &Key, parties: &[Party]) -> Segments {
    one_segment(Plan::new(key, 12, parties).unwrap())
}

fn kinds(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn shares_of(settlement: &Settlement) -> Vec<i64> {
    settlement.statements().unwrap().iter().map(|s| s.share_cents).collect()
}

#[test]
fn the_worked_example_is_settled_with_its_grant_and_advances() {
    let advances = [13_150_387, 2_809_444, 8_186_043, 5_381_373, 6_472_753];
    let advances: Vec<_> =
        FIVE.iter().zip(advances).map(|((key, _, _), cents)| OfParty { party: ars(key), cents }).collect();
    let lines = [40_000_000, 8_731_642].map(|amount_cents| Line { kind: 0, service: year(), amount_cents });
    let grant = [Deduction::grant(None, year(), 12_000_000, 48_731_642)];
    let kinds = kinds(&["OFFICE"]);
    let input = Input { kinds: &kinds, lines: &lines, deductions: &grant, member_grants: &[], advances: &advances };
    let settlement = settle(&input, &whole_year(&mixed(), &five())).unwrap();
    assert_eq!(shares_of(&settlement), [13_417_648, 2_866_542, 8_352_412, 5_490_740, 6_604_300]);
    let balances: Vec<_> = settlement.statements().unwrap().iter().map(|s| s.balance_cents).collect();
    assert_eq!(balances, [267_261, 57_098, 166_369, 109_367, 131_547]);
    assert_eq!((settlement.kinds[0].gross_cents, settlement.kinds[0].deducted_cents), (48_731_642, 12_000_000));
}

#[test]
fn the_advances_of_the_example_are_the_key_applied_to_the_budget() {
    let plan = Plan::new(&Key { method: Method::OneStage, ..mixed() }, 12, &five()).unwrap();
    let budget = plan.allocate(36_000_000).unwrap();
    assert_eq!(budget.shares, [13_150_387, 2_809_444, 8_186_043, 5_381_373, 6_472_753]);
}

#[test]
fn the_last_instalment_takes_the_remainder() {
    let days = [day(2, 15), day(5, 15), day(8, 15), day(11, 15)];
    let quarters = advance::cut(13_150_387, &advance::equal(&days).unwrap()).unwrap();
    assert_eq!(quarters.iter().map(|a| a.cents).collect::<Vec<_>>(), [3_287_596, 3_287_596, 3_287_596, 3_287_599]);
    assert_eq!(advance::equal(&[]).unwrap_err(), Error::InstalmentsNotWhole);
    let half = [advance::Instalment { due_on: day(1, 1), part: "1/2".parse().unwrap() }];
    assert_eq!(advance::cut(100, &half).unwrap_err(), Error::InstalmentsNotWhole);
}

#[test]
fn a_join_in_may_and_a_leave_in_september_share_only_their_time() {
    let equal = Key {
        method: Method::TwoStage,
        components: vec![component(ComponentKind::Equal, "1")],
        limits: Limits::default(),
    };
    let plan = |keys: &[&str]| {
        let parties: Vec<_> = keys.iter().map(|k| Party::whole_year(ars(k), Measures::default())).collect();
        Plan::new(&equal, 12, &parties).unwrap()
    };
    let (a, b, c) = ("010000000001", "010000000002", "010000000003");
    let segments = Segments::new(
        vec![
            Segment { span: span((1, 1), (4, 30)), plan: plan(&[a, b]) },
            Segment { span: span((5, 1), (9, 30)), plan: plan(&[a, b, c]) },
            Segment { span: span((10, 1), (12, 31)), plan: plan(&[a, c]) },
        ],
        year(),
    )
    .unwrap();
    let kinds = kinds(&["RENT", "SOFTWARE"]);
    let lines = [
        Line { kind: 0, service: year(), amount_cents: 36_500 }, // 12 000, 15 300, 9 200
        Line { kind: 1, service: span((6, 1), (6, 30)), amount_cents: 100 },
    ];
    let input = Input { kinds: &kinds, lines: &lines, deductions: &[], member_grants: &[], advances: &[] };
    let settlement = settle(&input, &segments).unwrap();
    assert_eq!(settlement.kinds[0].shares, [6_000 + 5_100 + 4_600, 6_000 + 5_100, 5_100 + 4_600]);
    assert_eq!(settlement.kinds[1].shares, [34, 33, 33]);
}

#[test]
fn a_grant_of_one_member_eases_that_member_alone() {
    let kinds = kinds(&["OFFICE"]);
    let lines = [Line { kind: 0, service: year(), amount_cents: 1_000 }];
    let linz = ars("071385004000");
    let grants = [OfParty { party: linz, cents: 40 }];
    let base = Input { kinds: &kinds, lines: &lines, deductions: &[], member_grants: &[], advances: &[] };
    let plain = settle(&base, &whole_year(&mixed(), &five())).unwrap();
    let eased = settle(&Input { member_grants: &grants, ..base }, &whole_year(&mixed(), &five())).unwrap();
    for (p, e) in plain.statements().unwrap().iter().zip(eased.statements().unwrap()) {
        assert_eq!(p.share_cents, e.share_cents);
        assert_eq!(p.balance_cents - e.balance_cents, if p.party == linz { 40 } else { 0 });
    }
    let stranger = [OfParty { party: ars("010000000001"), cents: 1 }];
    let refused = settle(&Input { member_grants: &stranger, ..base }, &whole_year(&mixed(), &five()));
    assert_eq!(refused.unwrap_err(), Error::NotAParty(ars("010000000001")));
}

#[test]
fn a_correction_is_the_difference_and_nothing_else() {
    let kinds = kinds(&["OFFICE", "SOFTWARE"]);
    let lines = |software| {
        [
            Line { kind: 0, service: year(), amount_cents: 1_000_000 },
            Line { kind: 1, service: year(), amount_cents: software },
        ]
    };
    let of = |lines: &[Line]| {
        let input = Input { kinds: &kinds, lines, deductions: &[], member_grants: &[], advances: &[] };
        settle(&input, &whole_year(&mixed(), &five())).unwrap()
    };
    let (first, second) = (of(&lines(70_000)), of(&lines(65_000)));
    let changed = differences(&first, &second).unwrap();
    assert!(changed.iter().all(|posting| posting.kind == "SOFTWARE"));
    assert_eq!(changed.iter().map(|posting| posting.cents).sum::<i64>(), -5_000);
    assert!(differences(&first, &first).unwrap().is_empty());
}

#[test]
fn a_deduction_without_costs_is_refused() {
    let kinds = kinds(&["OFFICE"]);
    let grant = [Deduction { kind: None, service: year(), amount_cents: 1 }];
    let input = Input { kinds: &kinds, lines: &[], deductions: &grant, member_grants: &[], advances: &[] };
    assert_eq!(settle(&input, &whole_year(&mixed(), &five())).unwrap_err(), Error::DeductionWithoutCost);
}

#[test]
fn what_the_others_pay_when_one_leaves() {
    let kinds = kinds(&["OFFICE"]);
    let lines = [1_000_000, 2_000_000].map(|amount_cents| Line { kind: 0, service: year(), amount_cents });
    let input = Input { kinds: &kinds, lines: &lines, deductions: &[], member_grants: &[], advances: &[] };
    let present_segments = whole_year(&mixed(), &five());
    let present = settle(&input, &present_segments).unwrap();
    let leaving = ars("073120000000");
    let then = one_segment(what_if::without(&mixed(), 12, &five(), leaving).unwrap());
    let changes = what_if::beside(&present, &kinds, &lines, &[], &then).unwrap();
    assert_eq!(changes.iter().map(what_if::Change::difference_cents).sum::<i64>(), 0);
    for change in &changes {
        assert_eq!(change.difference_cents() < 0, change.party == leaving, "{change:?}");
    }
    let since = what_if::since_line(&kinds, &lines, &present_segments, &then).unwrap();
    assert!(since.values().all(|line| *line == Some(0)), "{since:?}");
    let stranger = what_if::without(&mixed(), 12, &five(), ars("010000000001"));
    assert!(matches!(stranger, Err(Error::NotAParty(_))));
}

#[test]
fn vat_goes_by_the_day_of_supply_and_the_switch_is_pointed_out() {
    let decision = |treatment, from, to| vat::Decision {
        treatment,
        valid_from: from,
        valid_to: to,
        evidence: "Option vom 12.12.2016".into(),
        decided_by: PersonId(1),
    };
    let new_year = vat::OLD_LAW_ENDS;
    let old = decision(Treatment::OldLawUntil2026, day(1, 1), new_year.pred_opt());
    assert!(vat::check(&old).is_ok());
    assert_eq!(vat::check(&decision(Treatment::OldLawUntil2026, day(1, 1), None)), Err(vat::Error::OldLawOver));
    assert_eq!(vat::on(std::slice::from_ref(&old), day(12, 31)).unwrap().treatment, Treatment::OldLawUntil2026);
    assert_eq!(vat::on(std::slice::from_ref(&old), new_year), Err(vat::Error::Undecided(new_year)));
    assert!(vat::needs_review(std::slice::from_ref(&old), None));
    assert!(!vat::needs_review(std::slice::from_ref(&old), Some(day(12, 31))));
    let both = [old, decision(Treatment::Taxable19, new_year, None)];
    assert!(!vat::needs_review(&both, None));
    assert_eq!(vat::vat_cents(Treatment::Taxable19, 2_866_542), Ok(544_643));
    assert_eq!(vat::vat_cents(Treatment::Taxable19, -2_866_542), Ok(-544_643));
    assert_eq!(Treatment::NotTaxable2b.to_string(), "NOT_TAXABLE_2B");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn statements_sum_to_the_net_costs(
        amounts in proptest::collection::vec((0_usize..4, 1_u32..=12, -10_000_i64..500_000), 1..60),
        grant in 0_i64..50_000, capped in any::<bool>(),
    ) {
        let kinds = kinds(&["A", "B", "C", "D"]);
        let lines: Vec<_> = amounts
            .iter()
            .map(|(kind, month, cents)| Line { kind: *kind, service: span((1, 1), (*month, 20)), amount_cents: *cents })
            .collect();
        let mut parties = five();
        if capped {
            parties[0].limits.cap = Some("1/4".parse().unwrap());
        }
        let deductions = [Deduction { kind: None, service: year(), amount_cents: grant }];
        let input = Input { kinds: &kinds, lines: &lines, deductions: &deductions, member_grants: &[], advances: &[] };
        let split = Segments::new(
            vec![
                Segment { span: span((1, 1), (4, 30)), plan: Plan::new(&mixed(), 12, &parties).unwrap() },
                Segment { span: span((5, 1), (12, 31)), plan: Plan::new(&mixed(), 12, &parties[..4]).unwrap() },
            ],
            year(),
        ).unwrap();
        for segments in [whole_year(&mixed(), &parties), split] {
            let Ok(settlement) = settle(&input, &segments) else { continue };
            let net = amounts.iter().map(|(_, _, cents)| cents).sum::<i64>() - grant;
            prop_assert_eq!(shares_of(&settlement).iter().sum::<i64>(), net);
            prop_assert_eq!(settlement.postings().map(|p| p.cents).sum::<i64>(), net);
            for kind in &settlement.kinds {
                prop_assert_eq!(kind.shares.iter().sum::<i64>(), kind.gross_cents - kind.deducted_cents);
            }
            prop_assert_eq!(settle(&input, &segments).unwrap(), settlement);
        }
    }

    #[test]
    fn instalments_sum_to_the_share(share in any::<i64>(), count in 1_u32..13) {
        let days: Vec<_> = (1..=count).map(|month| day(month, 15)).collect();
        let sum: i128 = advance::cut(share, &advance::equal(&days).unwrap()).unwrap().iter().map(|a| i128::from(a.cents)).sum();
        prop_assert_eq!(sum, i128::from(share));
    }
}
