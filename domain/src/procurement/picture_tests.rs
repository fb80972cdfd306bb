//! The picture of a case: every phase appears, once, and what is drawn follows from the procedure itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::ids::PersonId;
use proptest::prelude::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + minute * 60, 0).unwrap()
}

/// Goes where the outcomes lead and draws what is seen from there.
fn after(outcomes: &[&str]) -> (Standing, Vec<Visit>) {
    let mut standing = Standing { now: Phase::default(), stood: None, ordered: false, paid: false };
    let mut visits = Vec::new();
    for (minute, outcome) in (0..).zip(outcomes) {
        let Ok(next) = standing.now.after(outcome) else { continue };
        let hands = standing.now.task().map(|_| Hands::own(PersonId(minute + 1)));
        let left = Left { at: at(minute + 1), hands, outcome: (*outcome).to_owned() };
        visits.push(Visit { phase: standing.now, entered_at: at(minute), left: Some(left), task: None });
        standing.ordered |= next == Phase::Receipt;
        standing.paid |= next == Phase::Booking;
        standing.now = next;
    }
    visits.push(Visit { phase: standing.now, entered_at: at(999), left: None, task: None });
    (standing, visits)
}

fn state(outcomes: &[&str], phase: Phase) -> StepState {
    let (standing, visits) = after(outcomes);
    draw(standing, &visits).steps.into_iter().find(|s| s.phase == phase).unwrap().state
}

#[test]
fn a_new_case_stands_at_the_release_of_funds_and_sees_its_way_to_the_file() {
    assert_eq!(state(&[], Phase::BudgetRelease), StepState::Now);
    for ahead in [Phase::ProcedureChoice, Phase::Quotes, Phase::Ordering, Phase::PaymentRelease, Phase::Closed] {
        assert_eq!(state(&[], ahead), StepState::Next, "{ahead}");
    }
    for detour in [Phase::Revision, Phase::Difference, Phase::TenderNeeded, Phase::Withdrawn, Phase::Aborted] {
        assert_eq!(state(&[], detour), StepState::Possible, "{detour}");
    }
}

#[test]
fn what_was_sent_back_lies_ahead_again_and_remembers_its_first_time() {
    let (standing, visits) = after(&["RELEASE", "CHOSEN", "CHOSEN", "RETURN"]);
    let step = |phase| draw(standing, &visits).steps.into_iter().find(|s| s.phase == phase).unwrap();
    assert_eq!(step(Phase::Quotes).state, StepState::Now);
    assert_eq!(step(Phase::OrderRelease).state, StepState::Next);
    assert_eq!(step(Phase::OrderRelease).times, 1);
    assert_eq!(step(Phase::ProcedureChoice).state, StepState::Done);
}

#[test]
fn once_ordered_the_request_cannot_be_revised_any_more() {
    let ordered = ["RELEASE", "CHOSEN", "CHOSEN", "RELEASE", "ORDERED"];
    assert_eq!(state(&ordered, Phase::Revision), StepState::Skipped);
    assert_eq!(state(&ordered, Phase::WithdrawalConfirmation), StepState::Possible);
    assert_eq!(state(&["RELEASE"], Phase::Revision), StepState::Possible);
}

#[test]
fn a_closed_file_shows_what_was_needed_and_what_was_not() {
    let all = [
        "RELEASE", "CHOSEN", "CHOSEN", "RELEASE", "ORDERED", "COMPLETE", "RECORDED", "MATCHED", "CERTIFY", "CERTIFY",
        "ORDER", "ACCEPT", "RELEASE", "FINISHED", "CLOSE",
    ];
    assert_eq!(state(&all, Phase::Closed), StepState::Done);
    assert_eq!(state(&all, Phase::Booking), StepState::Done);
    assert_eq!(state(&all, Phase::Difference), StepState::Skipped);
    let (standing, visits) = after(&all);
    let picture = draw(standing, &visits);
    assert!(picture.edges.iter().filter(|e| e.usual).all(|e| e.walked));
}

#[test]
fn the_usual_way_has_no_side_step() {
    let usual = way(Phase::default(), Phase::Closed);
    assert_eq!(usual.len(), 16);
    assert!(!usual.contains(&Phase::Difference) && usual.contains(&Phase::Matching));
}

proptest! {
    #[test]
    fn every_phase_appears_once_and_nothing_is_drawn_that_cannot_be(
        outcomes in proptest::collection::vec(
            prop::sample::select(Phase::iter().flat_map(|p| p.ways_out()).map(|(code, _)| code).collect::<Vec<_>>()), 0..80)
    ) {
        let (standing, visits) = after(&outcomes);
        let picture = draw(standing, &visits);
        prop_assert_eq!(picture.steps.iter().map(|s| s.phase).collect::<Vec<_>>(), Phase::iter().collect::<Vec<_>>());
        let present = picture.steps.iter().filter(|s| s.state == StepState::Now).count();
        prop_assert_eq!(present, usize::from(!standing.now.is_end()));
        let may_come = reachable(standing);
        for step in &picture.steps {
            let visited = step.times > 0 || step.phase == standing.now;
            match step.state {
                StepState::Done => prop_assert!(visited, "{} was never there", step.phase),
                StepState::Next | StepState::Possible => prop_assert!(may_come.contains(&step.phase), "{}", step.phase),
                StepState::Skipped => prop_assert!(!visited && !may_come.contains(&step.phase), "{}", step.phase),
                StepState::Now => prop_assert_eq!(step.phase, standing.now),
            }
        }
        for edge in picture.edges.iter().filter(|e| e.walked) {
            prop_assert!(visits.iter().any(|v| v.phase == edge.from));
        }
    }
}
