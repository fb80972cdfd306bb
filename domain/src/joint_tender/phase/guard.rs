//! What must be true before a step: one function, each guard a line.

use super::{Act, Actor, Error, Phase, Standing, table};
use crate::ids::PersonId;
use chrono::{DateTime, NaiveDate, Utc};

/// Everything the guards ask, gathered by the caller. Default: nothing is done yet, nobody has decided.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The moment of the act.
    pub now: DateTime<Utc>,
    /// The local day of `now`.
    pub today: NaiveDate,
    /// Criteria and matrix are frozen.
    pub criteria_frozen: bool,
    /// All persons who will see bids declared that they have no conflict of interest.
    pub conflicts_declared: bool,
    /// Who chose the procedure; the approver is another person.
    pub prepared_by: Option<PersonId>,
    /// The deadline announced is at least the minimum, or appropriate where there is none.
    pub deadline_long_enough: bool,
    /// Documents are complete and free to read.
    pub documents_complete: bool,
    /// The members' gates are passed (always true for one buyer).
    pub members_ready: bool,
    /// When bids (or applications) are due.
    pub due_at: Option<DateTime<Utc>>,
    /// A later end announced with an extension or correction.
    pub new_due_at: Option<DateTime<Utc>>,
    /// A notice of the correction was sent.
    pub correction_notice: bool,
    /// How many persons open: two, or one where rules allow and so configured.
    pub openers_needed: u8,
    /// Every bid is checked, or excluded with reasons.
    pub all_checked: bool,
    /// Every vote is in and there is a consensus for each bid left.
    pub all_votes_in: bool,
    /// For a negotiated procedure: the notice reserved an award on first bids (§ 17(11) VgV).
    pub award_on_first_bids_reserved: bool,
    /// The register was asked, or the value is below the limit.
    pub register_cleared: bool,
    /// How many persons decide: as a rule two (§ 58(5) VgV).
    pub deciders_needed: u8,
    /// Every loser has a letter with name, reasons and earliest date.
    pub all_losers_informed: bool,
    /// First day the contract may be made, once the letters are out.
    pub contract_from: Option<NaiveDate>,
    /// The Land asks for prior information below the threshold too.
    pub land_asks_to_wait: bool,
    /// Extreme urgency or a call-off (§ 134(3) GWB).
    pub standstill_waived: bool,
    /// A complaint is unanswered or a review forbids the award.
    pub award_blocked: bool,
    /// The members consent to the award where agreed (always true for one buyer).
    pub award_consented: bool,
    /// Where a decision of the review chamber sends the tender.
    pub return_to: Option<Phase>,
    /// The review ended.
    pub review_ended: bool,
    /// Award notice and statistics are out.
    pub notices_done: bool,
    /// The contract has ended.
    pub contract_ended: bool,
    /// A ground for cancelling is stated and the bidders are told.
    pub cancellation_grounded: bool,
}

/// Whether the actors fit the act.
pub(super) fn actors(standing: Standing, act: Act, actors: &[Actor], facts: &Facts) -> Result<(), Error> {
    let allowed = table::may_do(act);
    if allowed.is_empty() {
        return if actors == [Actor::System] { Ok(()) } else { Err(Error::OnlyTime { act }) };
    }
    let mut persons: Vec<PersonId> = Vec::with_capacity(actors.len());
    for actor in actors {
        match actor {
            Actor::Person(person, role) if allowed.contains(role) => persons.push(*person),
            Actor::Person(..) | Actor::System => return Err(Error::WrongRole { act }),
        }
    }
    persons.sort_unstable();
    persons.dedup();
    let needed = match act {
        Act::Open | Act::OpenApplications => facts.openers_needed.max(1),
        Act::Decide => facts.deciders_needed.max(1),
        _ => 1,
    };
    if persons.len() < usize::from(needed) {
        return Err(Error::TooFewPersons { act, needed });
    }
    let approves_own = act == Act::Approve && facts.prepared_by.is_some_and(|own| persons.contains(&own));
    debug_assert!(standing.opened <= standing.bidding);
    if approves_own { Err(Error::OwnWork) } else { Ok(()) }
}

/// Whether the guard of the step holds.
pub(super) fn holds(standing: Standing, act: Act, facts: &Facts) -> Result<(), Error> {
    let ensure = |holds: bool, error: Error| if holds { Ok(()) } else { Err(error) };
    match act {
        Act::Approve => {
            ensure(facts.criteria_frozen, Error::CriteriaNotFrozen)?;
            ensure(facts.conflicts_declared, Error::ConflictsNotDeclared)
        }
        Act::Publish | Act::PublishContest | Act::Invite | Act::CallFinalBids => {
            ensure(facts.criteria_frozen, Error::CriteriaNotFrozen)?;
            ensure(facts.documents_complete, Error::DocumentsIncomplete)?;
            ensure(facts.members_ready, Error::MembersNotReady)?;
            ensure(facts.deadline_long_enough, Error::DeadlineTooShort)?;
            ensure(facts.due_at.is_some_and(|due| due > facts.now), Error::DeadlineTooShort)
        }
        Act::Extend => ensure(later(facts), Error::NotLater),
        Act::Correct => {
            ensure(facts.correction_notice, Error::CorrectionWithoutNotice)?;
            ensure(facts.new_due_at.is_none() || later(facts), Error::NotLater)
        }
        Act::Deadline | Act::OpenApplications | Act::Open => past(facts),
        Act::Check => ensure(facts.all_checked, Error::ChecksOpen),
        Act::Score => {
            let final_bids_due =
                standing.procedure.negotiates() && standing.bidding < 2 && !facts.award_on_first_bids_reserved;
            ensure(!final_bids_due, Error::FinalBidsMissing)?;
            ensure(facts.all_votes_in, Error::VotesMissing)
        }
        Act::Clear => ensure(facts.register_cleared, Error::RegisterNotAsked),
        Act::Inform => ensure(facts.all_losers_informed, Error::LosersNotInformed),
        Act::Award => award(standing, facts),
        Act::Resume | Act::ReturnTo => ensure(facts.review_ended, Error::ReviewPending),
        Act::Report => ensure(facts.notices_done, Error::NoticesOpen),
        Act::Archive => ensure(facts.contract_ended, Error::ContractRuns),
        Act::Cancel => ensure(facts.cancellation_grounded, Error::CancellationWithoutGround),
        Act::Negotiate | Act::Decide | Act::FileReview => Ok(()),
    }
}

fn award(standing: Standing, facts: &Facts) -> Result<(), Error> {
    if facts.award_blocked {
        return Err(Error::AwardBlocked);
    }
    if !facts.award_consented {
        return Err(Error::AwardConsentMissing);
    }
    if standing.phase == Phase::AwardDecided {
        return if table::must_inform(standing, facts) { Err(Error::LosersNotInformed) } else { Ok(()) };
    }
    match facts.contract_from {
        Some(from) if facts.today >= from => Ok(()),
        _ => Err(Error::StandstillRuns { contract_from: facts.contract_from }),
    }
}

/// Bids are due at an instant; the instant itself still belongs to the bidders.
fn past(facts: &Facts) -> Result<(), Error> {
    match facts.due_at {
        Some(due_at) if facts.now > due_at => Ok(()),
        _ => Err(Error::BeforeDeadline),
    }
}

/// A new end lies after the old one, and the old one has not passed: a closed period is not reopened.
fn later(facts: &Facts) -> bool {
    match (facts.due_at, facts.new_due_at) {
        (Some(old), Some(new)) => new > old && facts.now <= old,
        _ => false,
    }
}
