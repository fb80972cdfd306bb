//! A membership never leaves its table; days, notices and consents.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use proptest::prelude::*;
use strum::IntoEnumIterator;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn joins(form: LegalForm, events: &[Event]) -> Result<State, Error> {
    events.iter().try_fold(State::default(), |state, event| state.after(*event, form))
}

fn begins(today: NaiveDate) -> Event {
    Event::TakeEffect { today, published_on: Some(day(4, 29)), agreed_on: day(5, 1) }
}

#[test]
fn a_join_in_may_takes_every_step_of_the_law() {
    let way = [Event::Resolve, Event::Consent { missing: 0 }, Event::Sign, Event::Approve, begins(day(5, 1))];
    assert_eq!(joins(LegalForm::PublicLawAgreement, &way), Ok(State::Active));
    assert_eq!(joins(LegalForm::WorkingGroup, &way[..4]), Err(Error::NotNow { state: State::Signed }));
}

#[test]
fn a_working_group_needs_no_approval_and_no_publication() {
    let begins = Event::TakeEffect { today: day(5, 1), published_on: None, agreed_on: day(5, 1) };
    let way = [Event::Resolve, Event::Consent { missing: 0 }, Event::Sign, begins];
    assert_eq!(joins(LegalForm::WorkingGroup, &way), Ok(State::Active));
    assert_eq!(joins(LegalForm::Association, &way), Err(Error::ApprovalMissing));
}

#[test]
fn nobody_is_a_member_before_the_day_after_publication() {
    let begin = |today, published| {
        let event = Event::TakeEffect { today, published_on: published, agreed_on: day(1, 1) };
        State::Approved.after(event, LegalForm::PublicLawAgreement)
    };
    assert_eq!(begin(day(4, 29), Some(day(4, 29))), Err(Error::DayNotReached(day(4, 30))));
    assert_eq!(begin(day(4, 30), Some(day(4, 29))), Ok(State::Active));
    assert_eq!(begin(day(4, 30), None), Err(Error::NotPublished));
}

#[test]
fn leaving_keeps_its_notice_and_ends_settled() {
    let form = LegalForm::PublicLawAgreement;
    let notice = |last_day| Event::GiveNotice { on: day(3, 1), last_day, earliest: day(9, 30) };
    assert_eq!(State::Active.after(notice(day(8, 31)), form), Err(Error::NoticeTooShort(day(9, 30))));
    assert_eq!(State::Active.after(notice(day(9, 30)), form), Ok(State::Leaving));
    let ends = |today| State::Leaving.after(Event::EndMembership { today, last_day: day(9, 30) }, form);
    assert_eq!(ends(day(9, 30)), Err(Error::DayNotReached(day(9, 30))));
    assert_eq!(ends(day(10, 1)), Ok(State::ExitSettlement));
    let leave = |unpaid, not_handed_over| State::ExitSettlement.after(Event::Leave { unpaid, not_handed_over }, form);
    assert!(leave(1, 0).is_err() && leave(0, 1).is_err());
    assert_eq!(leave(0, 0), Ok(State::Left));
}

const TABLE: &[(State, State)] = &[
    (State::Applied, State::Resolved),
    (State::Resolved, State::Consented),
    (State::Consented, State::Signed),
    (State::Signed, State::Approved),
    (State::Approved, State::Active),
    (State::Active, State::Leaving),
    (State::Leaving, State::Active),
    (State::Leaving, State::ExitSettlement),
    (State::Active, State::ExitSettlement),
    (State::ExitSettlement, State::Left),
];

fn any_event() -> impl Strategy<Value = Event> {
    let dates = || (1_u32..=12, 1_u32..=28).prop_map(|(m, d)| day(m, d));
    prop_oneof![
        Just(Event::Resolve),
        (0_u32..2).prop_map(|missing| Event::Consent { missing }),
        Just(Event::Sign),
        Just(Event::Approve),
        (dates(), proptest::option::of(dates()), dates())
            .prop_map(|(today, published_on, agreed_on)| Event::TakeEffect { today, published_on, agreed_on }),
        (dates(), dates(), dates()).prop_map(|(on, last_day, earliest)| Event::GiveNotice { on, last_day, earliest }),
        (0_u32..2).prop_map(|missing| Event::WithdrawNotice { missing }),
        (dates(), dates()).prop_map(|(today, last_day)| Event::EndMembership { today, last_day }),
        (any::<bool>(), any::<bool>()).prop_map(|(with_reasons, heard)| Event::ExcludeForCause { with_reasons, heard }),
        (0_u32..2, 0_u32..2).prop_map(|(unpaid, not_handed_over)| Event::Leave { unpaid, not_handed_over }),
    ]
}

proptest! {
    #[test]
    fn the_machine_never_leaves_the_table(
        form in (0_usize..4).prop_map(|n| LegalForm::iter().nth(n).unwrap()),
        events in proptest::collection::vec(any_event(), 0..120),
    ) {
        let mut state = State::default();
        for event in events {
            if let Ok(next) = state.after(event, form) {
                let skips = form == LegalForm::WorkingGroup && (state, next) == (State::Signed, State::Active);
                prop_assert!(skips || TABLE.contains(&(state, next)), "{} -> {}", state, next);
                prop_assert!(next != State::Approved || form.needs_supervisory_approval());
                state = next;
            }
        }
    }
}
