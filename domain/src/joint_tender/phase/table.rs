//! The table of steps: from, act, to, and who may do it.

use super::{Act, Error, Facts, Phase, Standing};
use crate::cooperation::Role;
use crate::procurement::regime::Regime;

/// One step of the table.
pub type Move = (Phase, Act, Phase);

/// Every step there is. Review and cancellation are written out, so that the table is the whole truth.
#[rustfmt::skip]
pub const TABLE: &[Move] = &[
    (Phase::Planned, Act::Approve, Phase::Ready),
    (Phase::Ready, Act::Publish, Phase::Published),
    (Phase::Ready, Act::PublishContest, Phase::PublishedTnw),
    (Phase::Ready, Act::Invite, Phase::Invited),
    (Phase::PublishedTnw, Act::Extend, Phase::PublishedTnw),
    (Phase::PublishedTnw, Act::Correct, Phase::PublishedTnw),
    (Phase::PublishedTnw, Act::OpenApplications, Phase::ApplicationsOpened),
    (Phase::ApplicationsOpened, Act::Invite, Phase::Invited),
    (Phase::Invited, Act::Extend, Phase::Invited),
    (Phase::Invited, Act::Correct, Phase::Invited),
    (Phase::Invited, Act::Deadline, Phase::ClosedForBids),
    (Phase::Published, Act::Extend, Phase::Published),
    (Phase::Published, Act::Correct, Phase::Published),
    (Phase::Published, Act::Deadline, Phase::ClosedForBids),
    (Phase::ClosedForBids, Act::Open, Phase::Opened),
    (Phase::Opened, Act::Check, Phase::Checked),
    (Phase::Checked, Act::Negotiate, Phase::Negotiation),
    (Phase::Negotiation, Act::Negotiate, Phase::Negotiation),
    (Phase::Negotiation, Act::CallFinalBids, Phase::FinalBids),
    (Phase::FinalBids, Act::Extend, Phase::FinalBids),
    (Phase::FinalBids, Act::Deadline, Phase::ClosedForBids),
    (Phase::Checked, Act::Score, Phase::Scored),
    (Phase::Scored, Act::Clear, Phase::Cleared),
    (Phase::Cleared, Act::Decide, Phase::AwardDecided),
    (Phase::AwardDecided, Act::Inform, Phase::Standstill),
    (Phase::AwardDecided, Act::Award, Phase::Awarded),
    (Phase::Standstill, Act::Award, Phase::Awarded),
    (Phase::Awarded, Act::Report, Phase::Contract),
    (Phase::Contract, Act::Archive, Phase::Archived),
];

/// Phases in which a review can be filed and in which a tender can be cancelled: after the start, before the award.
pub(super) const RUNNING: &[Phase] = &[
    Phase::PublishedTnw,
    Phase::ApplicationsOpened,
    Phase::Invited,
    Phase::Published,
    Phase::ClosedForBids,
    Phase::Opened,
    Phase::Checked,
    Phase::Negotiation,
    Phase::FinalBids,
    Phase::Scored,
    Phase::Cleared,
    Phase::AwardDecided,
    Phase::Standstill,
];

/// Where a review chamber may send a tender back to: what can be repeated without unsealing or re-sealing anything.
pub(super) const REPEATABLE: &[Phase] = &[Phase::Opened, Phase::Checked, Phase::Scored, Phase::Cleared];

/// The phase `act` leads to from here.
pub(super) fn target(standing: Standing, act: Act, facts: &Facts) -> Result<Phase, Error> {
    let from = standing.phase;
    let refused = Error::NoSuchStep { from, act };
    match act {
        Act::FileReview if RUNNING.contains(&from) => Ok(Phase::Suspended),
        Act::Cancel if RUNNING.contains(&from) => Ok(Phase::Cancelled),
        Act::Cancel if matches!(from, Phase::Planned | Phase::Ready | Phase::Suspended) => Ok(Phase::Cancelled),
        Act::Resume if from == Phase::Suspended => standing.suspended_from.ok_or(refused),
        Act::ReturnTo if from == Phase::Suspended => returned(standing, facts).ok_or(refused),
        _ => TABLE
            .iter()
            .find(|(start, on, _)| (*start, *on) == (from, act))
            .filter(|_| way_has(standing, act))
            .map(|(_, _, to)| *to)
            .ok_or(refused),
    }
}

/// Back, never forward: the phase named must be repeatable and not later than where the tender stood.
fn returned(standing: Standing, facts: &Facts) -> Option<Phase> {
    let stood = standing.suspended_from?;
    let all_opened = standing.opened == standing.bidding && standing.opened > 0;
    facts.return_to.filter(|to| all_opened && REPEATABLE.contains(to) && *to <= stood && stood >= Phase::Opened)
}

/// Whether the way the tender goes has this step at all.
fn way_has(standing: Standing, act: Act) -> bool {
    let way = standing.procedure;
    match act {
        Act::Publish => way.has_contract_notice() && !way.has_participation_contest(),
        Act::PublishContest => way.has_participation_contest(),
        Act::Invite if standing.phase == Phase::Ready => !way.has_contract_notice(),
        Act::Negotiate | Act::CallFinalBids => way.negotiates() && standing.bidding <= 1,
        _ => true,
    }
}

/// Roles that may do it; empty for what only time does.
#[must_use]
pub const fn may_do(act: Act) -> &'static [Role] {
    match act {
        Act::Approve | Act::Decide | Act::Award | Act::Cancel => &[Role::Decider],
        Act::Open | Act::OpenApplications => &[Role::Opener],
        Act::Score => &[Role::Evaluator],
        Act::Deadline => &[],
        Act::Publish
        | Act::PublishContest
        | Act::Invite
        | Act::Extend
        | Act::Correct
        | Act::Check
        | Act::Negotiate
        | Act::CallFinalBids
        | Act::Clear
        | Act::Inform
        | Act::FileReview
        | Act::Resume
        | Act::ReturnTo
        | Act::Report
        | Act::Archive => &[Role::Buyer],
    }
}

/// Whether losers must be informed and the contract must wait (§ 134 GWB, or where the Land asks for it).
pub(super) fn must_inform(standing: Standing, facts: &Facts) -> bool {
    (standing.procedure.regime() == Regime::Eu || facts.land_asks_to_wait) && !facts.standstill_waived
}
