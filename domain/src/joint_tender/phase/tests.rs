//! The ways of each procedure and each guard by name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use ProcedureType as P;
use chrono::{DateTime, Utc};

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn all_done() -> Facts {
    Facts {
        now: at("2026-11-27T09:00:00Z"),
        today: "2026-11-27".parse().unwrap(),
        criteria_frozen: true,
        conflicts_declared: true,
        deadline_long_enough: true,
        documents_complete: true,
        members_ready: true,
        due_at: Some(at("2026-12-28T11:00:00Z")),
        openers_needed: 2,
        all_checked: true,
        all_votes_in: true,
        register_cleared: true,
        deciders_needed: 2,
        all_losers_informed: true,
        contract_from: Some("2027-01-20".parse().unwrap()),
        award_consented: true,
        review_ended: true,
        notices_done: true,
        contract_ended: true,
        cancellation_grounded: true,
        ..Facts::default()
    }
}

fn two(role: Role) -> Vec<Actor> {
    vec![Actor::Person(PersonId(1), role), Actor::Person(PersonId(2), role)]
}

fn actors(act: Act) -> Vec<Actor> {
    may_do(act).first().map_or(vec![Actor::System], |role| two(*role))
}

fn walk(mut standing: Standing, acts: &[Act], facts: &mut Facts) -> Standing {
    for act in acts {
        if matches!(act, Act::Deadline | Act::OpenApplications) {
            facts.now = facts.due_at.unwrap() + chrono::Duration::seconds(1);
        }
        if matches!(act, Act::Invite | Act::CallFinalBids) {
            facts.due_at = Some(facts.now + chrono::Duration::days(30));
        }
        standing = advance(standing, *act, &actors(*act), facts).unwrap_or_else(|e| panic!("{act}: {e}"));
    }
    standing
}

const TO_CHECKED: [Act; 3] = [Act::Deadline, Act::Open, Act::Check];
const TO_DECIDED: [Act; 3] = [Act::Score, Act::Clear, Act::Decide];

#[test]
fn an_open_procedure_runs_from_approval_to_the_archive() {
    let mut facts = all_done();
    let mut standing = walk(Standing::planned(P::Open), &[Act::Approve, Act::Publish], &mut facts);
    standing = walk(standing, &TO_CHECKED, &mut facts);
    standing = walk(standing, &TO_DECIDED, &mut facts);
    standing = walk(standing, &[Act::Inform], &mut facts);
    assert_eq!(advance(standing, Act::Award, &actors(Act::Award), &facts).unwrap_err().code(), "STANDSTILL_RUNS");
    facts.today = "2027-01-20".parse().unwrap();
    standing = walk(standing, &[Act::Award, Act::Report, Act::Archive], &mut facts);
    assert_eq!((standing.phase, standing.opened), (Phase::Archived, 1));
}

#[test]
fn a_negotiated_procedure_has_contest_rounds_and_final_bids_sealed_anew() {
    let mut facts = all_done();
    let acts = [Act::Approve, Act::PublishContest, Act::OpenApplications, Act::Invite];
    let mut standing = walk(Standing::planned(P::NegotiatedTnw), &acts, &mut facts);
    standing = walk(standing, &TO_CHECKED, &mut facts);
    let early = advance(standing, Act::Score, &actors(Act::Score), &facts).unwrap_err();
    assert_eq!(early, Error::FinalBidsMissing);
    standing = walk(standing, &[Act::Negotiate, Act::Negotiate, Act::CallFinalBids], &mut facts);
    assert_eq!((standing.rounds, standing.bidding, standing.opened), (2, 2, 1));
    assert!(standing.is_opened(1) && !standing.is_opened(2));
    standing = walk(standing, &TO_CHECKED, &mut facts);
    assert!(standing.is_opened(2));
    assert!(advance(standing, Act::Negotiate, &actors(Act::Negotiate), &facts).is_err(), "final means final");
    standing = walk(standing, &TO_DECIDED, &mut facts);
    assert_eq!(standing.phase, Phase::AwardDecided);
}

#[test]
fn below_the_threshold_the_award_follows_the_decision_unless_the_land_asks_to_wait() {
    let mut facts = all_done();
    let mut standing = walk(Standing::planned(P::RestrictedCall), &[Act::Approve, Act::Invite], &mut facts);
    standing = walk(standing, &TO_CHECKED, &mut facts);
    standing = walk(standing, &TO_DECIDED, &mut facts);
    assert!(advance(standing, Act::Award, &actors(Act::Award), &facts).is_ok());
    facts.land_asks_to_wait = true;
    assert_eq!(advance(standing, Act::Award, &actors(Act::Award), &facts), Err(Error::LosersNotInformed));
}

#[test]
fn a_review_suspends_and_the_tender_goes_on_where_it_stood_or_back_but_never_forward() {
    let mut facts = all_done();
    let mut standing = walk(Standing::planned(P::Open), &[Act::Approve, Act::Publish], &mut facts);
    standing = walk(standing, &TO_CHECKED, &mut facts);
    standing = walk(standing, &[Act::Score, Act::FileReview], &mut facts);
    assert_eq!((standing.phase, standing.underlying()), (Phase::Suspended, Phase::Scored));
    facts.review_ended = false;
    assert_eq!(advance(standing, Act::Resume, &actors(Act::Resume), &facts), Err(Error::ReviewPending));
    facts.review_ended = true;
    assert_eq!(advance(standing, Act::Resume, &actors(Act::Resume), &facts).unwrap().phase, Phase::Scored);
    facts.return_to = Some(Phase::Opened);
    assert_eq!(advance(standing, Act::ReturnTo, &actors(Act::ReturnTo), &facts).unwrap().phase, Phase::Opened);
    for wrong in [Phase::Cleared, Phase::Awarded, Phase::Published] {
        facts.return_to = Some(wrong);
        assert!(advance(standing, Act::ReturnTo, &actors(Act::ReturnTo), &facts).is_err());
    }
}

#[test]
fn four_eyes_count_persons_and_nobody_approves_own_work() {
    let mut facts = all_done();
    let standing = Standing { phase: Phase::ClosedForBids, bidding: 1, ..Standing::planned(P::Open) };
    facts.now = at("2026-12-28T11:00:01Z");
    let same = [Actor::Person(PersonId(1), Role::Opener), Actor::Person(PersonId(1), Role::Opener)];
    assert_eq!(advance(standing, Act::Open, &same, &facts).unwrap_err().code(), "TENDER_TOO_FEW_PERSONS");
    facts.openers_needed = 0; // even a broken setting asks for one
    assert!(advance(standing, Act::Open, &[], &facts).is_err());
    facts.prepared_by = Some(PersonId(2));
    assert_eq!(advance(Standing::planned(P::Open), Act::Approve, &two(Role::Decider), &facts), Err(Error::OwnWork));
    assert_eq!(advance(standing, Act::Deadline, &two(Role::Buyer), &facts).unwrap_err().code(), "TENDER_NO_SUCH_STEP");
}

#[test]
fn every_guard_can_refuse() {
    let refused = |from: Phase, act: Act, spoil: fn(&mut Facts)| {
        let mut facts = all_done();
        facts.today = "2027-02-01".parse().unwrap();
        spoil(&mut facts);
        let standing = Standing { phase: from, bidding: 1, opened: 1, ..Standing::planned(P::Open) };
        advance(standing, act, &actors(act), &facts).unwrap_err().code()
    };
    assert_eq!(refused(Phase::Planned, Act::Approve, |f| f.criteria_frozen = false), "CRITERIA_NOT_FROZEN");
    assert_eq!(refused(Phase::Planned, Act::Approve, |f| f.conflicts_declared = false), "CONFLICTS_NOT_DECLARED");
    assert_eq!(refused(Phase::Ready, Act::Publish, |f| f.documents_complete = false), "DOCUMENTS_INCOMPLETE");
    assert_eq!(refused(Phase::Ready, Act::Publish, |f| f.members_ready = false), "MEMBERS_NOT_READY");
    assert_eq!(refused(Phase::Ready, Act::Publish, |f| f.deadline_long_enough = false), "DEADLINE_TOO_SHORT");
    assert_eq!(refused(Phase::Published, Act::Extend, |f| f.new_due_at = f.due_at), "DEADLINE_NOT_LATER");
    assert_eq!(refused(Phase::Published, Act::Correct, |_| {}), "CORRECTION_WITHOUT_NOTICE");
    assert_eq!(refused(Phase::Published, Act::Deadline, |_| {}), "BIDS_STILL_SEALED");
    assert_eq!(refused(Phase::Opened, Act::Check, |f| f.all_checked = false), "BID_CHECKS_OPEN");
    assert_eq!(refused(Phase::Checked, Act::Score, |f| f.all_votes_in = false), "VOTES_MISSING");
    assert_eq!(refused(Phase::Scored, Act::Clear, |f| f.register_cleared = false), "REGISTER_NOT_ASKED");
    assert_eq!(refused(Phase::AwardDecided, Act::Inform, |f| f.all_losers_informed = false), "LOSERS_NOT_INFORMED");
    assert_eq!(refused(Phase::Standstill, Act::Award, |f| f.award_blocked = true), "AWARD_BLOCKED");
    assert_eq!(refused(Phase::Standstill, Act::Award, |f| f.award_consented = false), "AWARD_CONSENT_MISSING");
    assert_eq!(refused(Phase::Awarded, Act::Report, |f| f.notices_done = false), "AWARD_NOTICES_OPEN");
    assert_eq!(refused(Phase::Contract, Act::Archive, |f| f.contract_ended = false), "CONTRACT_STILL_RUNS");
    assert_eq!(refused(Phase::Opened, Act::Cancel, |f| f.cancellation_grounded = false), "CANCELLATION_WITHOUT_GROUND");
}
