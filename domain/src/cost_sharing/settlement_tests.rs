//! The settlement never leaves its table; silence, periods and second persons.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::cost_sharing::LegalForm;
use proptest::prelude::*;

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, n).unwrap()
}

fn ends(today: u32, remedy: Remedy, answers: &[Answer]) -> Result<State, Error> {
    State::Issued.after(&Event::EndPeriod { today: day(today), until: day(15), remedy, answers: answers.to_vec() })
}

const AGREED: Remedy = Remedy::Objection { period_days: 28, silence_agrees: true };
const NOT_AGREED: Remedy = Remedy::Objection { period_days: 28, silence_agrees: false };

#[test]
fn a_year_goes_from_open_to_closed() {
    let person = PersonId;
    let events = [
        Event::FreezeKey { first: person(1), second: person(2) },
        Event::Collect { uncertified: 0 },
        Event::Calculate,
        Event::Return,
        Event::Calculate,
        Event::Approve { calculated_by: person(1), by: person(2) },
        Event::Issue,
        Event::Object { on: day(15), until: day(15), with_reasons: true },
        Event::Reissue,
        Event::EndPeriod { today: day(1), until: day(15), remedy: AGREED, answers: vec![Answer::Accepted] },
        Event::Paid { outstanding: 0 },
        Event::Close,
    ];
    let end = events.iter().fold(State::default(), |state, event| state.after(event).unwrap());
    assert_eq!(end, State::Closed);
}

#[test]
fn silence_counts_only_after_the_period_and_only_where_it_may() {
    let answers = [Answer::Accepted, Answer::Silent];
    assert_eq!(ends(15, AGREED, &answers), Err(Error::PeriodRuns(day(15))));
    assert_eq!(ends(16, AGREED, &answers), Ok(State::Final));
    assert_eq!(ends(16, NOT_AGREED, &answers), Err(Error::AnswersOutstanding(1)));
    assert_eq!(ends(16, LegalForm::Association.remedy(28, true), &answers), Ok(State::Final));
    assert_eq!(ends(1, NOT_AGREED, &[Answer::Accepted; 2]), Ok(State::Final));
    assert!(ends(16, AGREED, &[Answer::Objected]).is_err());
}

#[test]
fn an_objection_needs_reasons_and_comes_in_time() {
    let object = |on, with_reasons| State::Issued.after(&Event::Object { on: day(on), until: day(15), with_reasons });
    assert_eq!(object(16, true), Err(Error::TooLate(day(15))));
    assert_eq!(object(15, false), Err(Error::ReasonsMissing));
    assert_eq!(object(15, true), Ok(State::Objected));
}

#[test]
fn one_person_does_not_do_the_work_of_two() {
    let one = PersonId(1);
    let freeze = Event::FreezeKey { first: one, second: one };
    assert_eq!(State::OpenYear.after(&freeze), Err(Error::SecondPersonNeeded));
    let approve = Event::Approve { calculated_by: one, by: one };
    assert_eq!(State::Calculated.after(&approve), Err(Error::SecondPersonNeeded));
}

fn any_event() -> impl Strategy<Value = Event> {
    let person = || (0_i64..3).prop_map(PersonId);
    let answer = prop_oneof![Just(Answer::Accepted), Just(Answer::Objected), Just(Answer::Silent)];
    let remedy = prop_oneof![Just(AGREED), Just(NOT_AGREED), Just(Remedy::AdministrativeAppeal)];
    prop_oneof![
        (person(), person()).prop_map(|(first, second)| Event::FreezeKey { first, second }),
        (0_u32..2).prop_map(|uncertified| Event::Collect { uncertified }),
        Just(Event::Calculate),
        (person(), person()).prop_map(|(calculated_by, by)| Event::Approve { calculated_by, by }),
        Just(Event::Return),
        Just(Event::Issue),
        (10_u32..20, any::<bool>()).prop_map(|(on, with_reasons)| Event::Object {
            on: day(on),
            until: day(15),
            with_reasons
        }),
        Just(Event::Reissue),
        Just(Event::OpenDispute),
        Just(Event::DisputeWithoutChange),
        Just(Event::DisputeCorrects),
        (10_u32..20, remedy, proptest::collection::vec(answer, 0..4)).prop_map(|(today, remedy, answers)| {
            Event::EndPeriod { today: day(today), until: day(15), remedy, answers }
        }),
        (0_u32..2).prop_map(|outstanding| Event::Paid { outstanding }),
        Just(Event::Close),
    ]
}

/// The table of handbook 11.5.
const TABLE: &[(State, State)] = &[
    (State::OpenYear, State::KeyFrozen),
    (State::KeyFrozen, State::CostsComplete),
    (State::CostsComplete, State::Calculated),
    (State::Calculated, State::Approved),
    (State::Calculated, State::CostsComplete),
    (State::Approved, State::Issued),
    (State::Issued, State::Objected),
    (State::Issued, State::Final),
    (State::Objected, State::Issued),
    (State::Objected, State::Dispute),
    (State::Dispute, State::Issued),
    (State::Dispute, State::Final),
    (State::Final, State::Balanced),
    (State::Balanced, State::Closed),
];

proptest! {
    #[test]
    fn the_machine_never_leaves_the_table(events in proptest::collection::vec(any_event(), 0..120)) {
        let mut state = State::default();
        for event in events {
            if let Ok(next) = state.after(&event) {
                prop_assert!(TABLE.contains(&(state, next)), "{} -> {}", state, next);
                state = next;
            }
        }
    }

    #[test]
    fn closed_stays_closed(event in any_event()) {
        prop_assert_eq!(State::Closed.after(&event), Err(Error::NotNow { state: State::Closed }));
    }
}
