//! Quotas, the total maximum, transfers and dates of framework agreements.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn four_by_seventy() -> Framework {
    let quotas = (1..=4).map(|body| (BodyId(body), 7_000_000)).collect();
    Framework::new(28_000_000, &quotas, day("2027-02-01"), day("2031-01-31"), false, false).unwrap()
}

#[test]
fn only_named_members_call_off_within_quota_and_term() {
    let framework = four_by_seventy();
    let call = |body, cents, on: &str| {
        framework.call_off(BodyId(body), cents, day(on)).map(|done| done.framework.used_cents())
    };
    assert_eq!(call(1, 7_000_000, "2027-02-01"), Ok(7_000_000));
    assert_eq!(call(5, 1, "2027-02-01"), Err(Error::NotNamed));
    assert_eq!(call(1, 7_000_001, "2027-02-01"), Err(Error::QuotaUsedUp { left_cents: 7_000_000 }));
    assert_eq!(call(1, 1, "2031-02-01").unwrap_err().code(), "FRAMEWORK_NOT_RUNNING");
    assert_eq!(call(1, 0, "2027-02-01"), Err(Error::Zero));
    assert_eq!(call(1, 30_000_000, "2027-02-01").unwrap_err().code(), "FRAMEWORK_MAXIMUM_REACHED");
}

#[test]
fn warnings_come_once_when_they_are_reached() {
    let first = four_by_seventy().call_off(BodyId(1), 5_600_000, day("2027-03-01")).unwrap();
    assert_eq!((first.warnings.clone(), first.member_warnings), (vec![], vec![80]));
    let rest = first.framework.call_off(BodyId(1), 1_400_000, day("2027-03-02")).unwrap();
    assert_eq!(rest.member_warnings, [90, 100]);
    assert_eq!(rest.framework.left_cents(BodyId(1)), 0);
}

#[test]
fn quota_moves_by_consent_of_both_and_only_what_is_unused() {
    let framework = four_by_seventy();
    let moved = framework.transfer(BodyId(1), BodyId(2), 2_000_000, (true, true)).unwrap();
    assert_eq!((moved.left_cents(BodyId(1)), moved.left_cents(BodyId(2))), (5_000_000, 9_000_000));
    assert_eq!(framework.transfer(BodyId(1), BodyId(2), 1, (true, false)), Err(Error::NoConsent));
    assert_eq!(framework.transfer(BodyId(1), BodyId(9), 1, (true, true)), Err(Error::NotNamed));
    assert_eq!(framework.transfer(BodyId(1), BodyId(2), 7_000_001, (true, true)).unwrap_err().code(), "QUOTA_USED_UP");
}

#[test]
fn an_agreement_longer_than_four_years_states_its_case() {
    let quotas = BTreeMap::from([(BodyId(1), 1)]);
    let until =
        |to: &str, social, special| Framework::new(1, &quotas, day("2027-02-01"), day(to), social, special).is_ok();
    assert!(until("2031-01-31", false, false) && !until("2031-02-01", false, false));
    assert!(until("2031-02-01", false, true) && until("2035-01-31", true, false));
    let over = BTreeMap::from([(BodyId(1), 2)]);
    assert_eq!(Framework::new(1, &over, day("2027-02-01"), day("2028-01-31"), false, false), Err(Error::Inconsistent));
}

#[test]
fn the_next_tender_begins_in_time() {
    let dates = end_dates(day("2031-01-31"), 11, Some(6));
    assert_eq!((dates.decide_by, dates.retender_by), (Some(day("2030-07-31")), day("2030-02-28")));
}

proptest! {
    #[test]
    fn no_history_uses_more_than_agreed(steps in proptest::collection::vec((0i64..6, 0i64..6, 0i64..9_000_000, any::<bool>()), 0..60)) {
        let mut framework = four_by_seventy();
        for (body, other, cents, call) in steps {
            let next = if call {
                framework.call_off(BodyId(body), cents, day("2028-01-01")).map(|done| done.framework)
            } else {
                framework.transfer(BodyId(body), BodyId(other), cents, (true, true))
            };
            framework = next.unwrap_or(framework);
            prop_assert!(framework.used_cents() <= framework.max_cents());
            prop_assert_eq!(framework.members().len(), 4);
            prop_assert!(framework.members().values().all(|q| (0..=q.max_cents).contains(&q.used_cents)));
            prop_assert_eq!(framework.members().values().map(|q| q.max_cents).sum::<i64>(), 28_000_000);
        }
    }
}
