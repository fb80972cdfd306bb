//! Random histories: the machine never leaves the table, and no path opens a bid early.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{all_done, at};
use super::*;
use chrono::Duration;
use proptest::prelude::*;
use strum::IntoEnumIterator;

/// One attempt: an act by up to three persons in any roles, after some hours, with some facts turned.
#[derive(Clone, Debug)]
struct Attempt {
    act: Act,
    actors: Vec<Actor>,
    hours: i64,
    shift_due_hours: Option<i64>,
    openers: u8,
    spoiled: u32,
    return_to: Option<Phase>,
}

fn any_actor() -> impl Strategy<Value = Actor> {
    let roles: Vec<Role> = Role::iter().collect();
    prop_oneof![
        1 => Just(Actor::System),
        6 => (0i64..3, proptest::sample::select(roles)).prop_map(|(person, role)| Actor::Person(PersonId(person), role)),
    ]
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    let acts = proptest::sample::select(Act::iter().collect::<Vec<_>>());
    let phases = proptest::option::of(proptest::sample::select(Phase::iter().collect::<Vec<_>>()));
    let fitting = any::<bool>();
    (
        acts,
        proptest::collection::vec(any_actor(), 0..4),
        fitting,
        0i64..400,
        proptest::option::of(-200i64..400),
        0u8..3,
        any::<u32>(),
        phases,
    )
        .prop_map(|(act, random, fitting, hours, shift_due_hours, openers, spoiled, return_to)| {
            // half of the attempts come from the right people, so that histories get somewhere
            let right = || {
                may_do(act).first().map_or(vec![Actor::System], |role| {
                    vec![Actor::Person(PersonId(1), *role), Actor::Person(PersonId(2), *role)]
                })
            };
            let actors = if fitting { right() } else { random };
            // most facts hold most of the time
            let spoiled = if spoiled.is_multiple_of(3) { spoiled } else { 0 };
            Attempt { act, actors, hours, shift_due_hours, openers, spoiled, return_to }
        })
}

fn facts(attempt: &Attempt, now: chrono::DateTime<chrono::Utc>, due: chrono::DateTime<chrono::Utc>) -> Facts {
    let ok = |bit: u32| attempt.spoiled >> bit & 1 == 0;
    Facts {
        now,
        today: now.date_naive(),
        criteria_frozen: ok(0),
        conflicts_declared: ok(1),
        deadline_long_enough: ok(2),
        documents_complete: ok(3),
        due_at: if ok(4) { Some(due) } else { None },
        new_due_at: attempt.shift_due_hours.map(|hours| due + Duration::hours(hours)),
        correction_notice: ok(5),
        openers_needed: attempt.openers,
        all_votes_in: ok(6),
        award_blocked: !ok(7),
        contract_from: ok(8).then(|| now.date_naive()),
        return_to: attempt.return_to,
        review_ended: ok(9),
        cancellation_grounded: ok(10),
        ..all_done()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn no_path_of_events_opens_a_bid_early_or_leaves_the_table(
        procedure in proptest::sample::select(ProcedureType::iter().collect::<Vec<_>>()),
        attempts in proptest::collection::vec(any_attempt(), 1..80),
    ) {
        let mut standing = Standing::planned(procedure);
        let mut now = at("2026-11-02T08:00:00Z");
        let mut due = now + Duration::days(30);
        for attempt in &attempts {
            now += Duration::hours(attempt.hours);
            if matches!(attempt.act, Act::Publish | Act::PublishContest | Act::Invite | Act::CallFinalBids) && standing.phase != Phase::Suspended {
                // a period is announced with the act that begins it; refused acts announce nothing
                let announced = now + Duration::days(20);
                if let Ok(next) = advance(standing, attempt.act, &attempt.actors, &facts(attempt, now, announced)) {
                    check_move(standing, attempt, next)?;
                    standing = next;
                    due = announced;
                }
                continue;
            }
            let given = facts(attempt, now, due);
            let Ok(next) = advance(standing, attempt.act, &attempt.actors, &given) else { continue };
            check_move(standing, attempt, next)?;
            if next.opened > standing.opened {
                prop_assert!(now > due, "opened before the deadline");
                prop_assert_eq!((attempt.act, standing.phase), (Act::Open, Phase::ClosedForBids));
                let persons = attempt.actors.iter().filter_map(|a| match a { Actor::Person(p, Role::Opener) => Some(*p), _ => None });
                let persons: std::collections::BTreeSet<_> = persons.collect();
                prop_assert!(persons.len() >= usize::from(attempt.openers.max(1)));
            }
            if next.phase == Phase::Awarded {
                prop_assert!(!given.award_blocked && given.award_consented);
            }
            if matches!(attempt.act, Act::Extend | Act::Correct) && let Some(new) = given.new_due_at {
                prop_assert!(new > due && now <= due);
                due = new;
            }
            standing = next;
        }
    }
}

/// The step is in the table of the handbook, by its own words here.
fn check_move(from: Standing, attempt: &Attempt, to: Standing) -> Result<(), TestCaseError> {
    let known = match attempt.act {
        Act::Cancel => to.phase == Phase::Cancelled && from.phase < Phase::Awarded,
        Act::FileReview => {
            to.phase == Phase::Suspended && to.suspended_from == Some(from.phase) && from.phase < Phase::Suspended
        }
        Act::Resume => from.phase == Phase::Suspended && Some(to.phase) == from.suspended_from,
        Act::ReturnTo => {
            from.phase == Phase::Suspended && Some(to.phase) <= from.suspended_from && to.phase >= Phase::Opened
        }
        act => TABLE.contains(&(from.phase, act, to.phase)),
    };
    prop_assert!(known, "{:?} {} {:?}", from, attempt.act, to);
    prop_assert!(to.opened <= to.bidding && to.opened >= from.opened && to.bidding >= from.bidding);
    prop_assert!((to.phase == Phase::Suspended) == to.suspended_from.is_some());
    let needs_opened = [
        Phase::Opened,
        Phase::Checked,
        Phase::Negotiation,
        Phase::Scored,
        Phase::Cleared,
        Phase::AwardDecided,
        Phase::Standstill,
        Phase::Awarded,
    ];
    prop_assert!(!needs_opened.contains(&to.phase) || (to.opened == to.bidding && to.opened > 0), "{:?}", to);
    Ok(())
}
