//! Where a tender stands and what may happen next: the machine of handbook 11.1 from READY to the archive.
//!
//! Request, budget and choice of procedure (DRAFT to PLANNED) come before and are the neighbour's
//! (`procurement::phase`). Must stay true: a step not in [`table::TABLE`] does not exist; bids are opened only after
//! the deadline, by the openers the rule asks for, whatever happened before; what was opened is never sealed again,
//! what is not opened is read by nobody.

mod error;
mod guard;
mod table;

pub use error::Error;
pub use guard::Facts;
pub use table::{Move, TABLE, may_do};

use super::procedure::ProcedureType;
use crate::cooperation::Role;
use crate::ids::PersonId;
use serde::{Deserialize, Serialize};

closed_list! {
    /// Where a tender stands.
    Phase {
        /// Procedure chosen; criteria and documents are prepared.
        Planned,
        /// Approved, not yet published.
        Ready,
        /// Competition for participation is published.
        PublishedTnw,
        /// Applications are opened.
        ApplicationsOpened,
        /// Chosen firms are invited to bid.
        Invited,
        /// Published; bids come in.
        Published,
        /// The deadline has passed; bids are still sealed.
        ClosedForBids,
        /// Bids are opened.
        Opened,
        /// Form and suitability are checked.
        Checked,
        /// Negotiation runs, in rounds.
        Negotiation,
        /// Final bids come in.
        FinalBids,
        /// Scored by all evaluators.
        Scored,
        /// The competition register was asked where it must be.
        Cleared,
        /// The decision is made.
        AwardDecided,
        /// The losers are informed; the contract waits.
        Standstill,
        /// A review is pending.
        Suspended,
        /// Awarded.
        Awarded,
        /// Notices and statistics are out; the contract runs.
        Contract,
        /// Ended; kept until the retention ends.
        Archived,
        /// Ended without award.
        Cancelled,
    }
}

closed_list! {
    /// What somebody does, or time does.
    Act {
        /// Approve criteria and documents.
        Approve,
        /// Publish the contract notice.
        Publish,
        /// Publish the competition for participation.
        PublishContest,
        /// Open the applications after their deadline.
        OpenApplications,
        /// Invite firms to bid.
        Invite,
        /// Move the deadline to a later day.
        Extend,
        /// Correct notice or documents by a new notice.
        Correct,
        /// The bid deadline passed (by the machine).
        Deadline,
        /// Open the bids.
        Open,
        /// Finish formal check and suitability.
        Check,
        /// Begin or go on with a round of negotiation.
        Negotiate,
        /// Call for final bids.
        CallFinalBids,
        /// Finish the scoring.
        Score,
        /// Record the register query, or that none is needed.
        Clear,
        /// Decide on the award.
        Decide,
        /// Send the bidder information.
        Inform,
        /// Award.
        Award,
        /// A review was filed.
        FileReview,
        /// The review ended; go on where it stood.
        Resume,
        /// The review sends the tender back to an earlier phase.
        ReturnTo,
        /// Finish notice and statistics.
        Report,
        /// Contract ended.
        Archive,
        /// End without award.
        Cancel,
    }
}

/// A tender's standing. Made by [`Standing::planned`], changed by [`advance`] only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Where it stands.
    pub phase: Phase,
    /// Which way it goes.
    pub procedure: ProcedureType,
    /// Which bidding runs or ran last: 0 before any, 1 first bids, 2 and more final bids.
    pub bidding: u16,
    /// How many biddings are opened; never above `bidding`.
    pub opened: u16,
    /// Rounds of negotiation begun.
    pub rounds: u16,
    /// Where it stood when a review suspended it.
    pub suspended_from: Option<Phase>,
}

impl Standing {
    /// A tender whose procedure is chosen.
    #[must_use]
    pub const fn planned(procedure: ProcedureType) -> Self {
        Self { phase: Phase::Planned, procedure, bidding: 0, opened: 0, rounds: 0, suspended_from: None }
    }

    /// Whether the bids of bidding `nth` (from 1) are opened.
    #[must_use]
    pub const fn is_opened(&self, nth: u16) -> bool {
        nth >= 1 && nth <= self.opened
    }

    /// The phase as seen behind a suspension.
    #[must_use]
    pub fn underlying(&self) -> Phase {
        self.suspended_from.unwrap_or(self.phase)
    }
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// The machine: only time passing.
    System,
    /// A person in a role.
    Person(PersonId, Role),
}

/// The standing after `act`, if the table has the step, the actors may do it and its guard holds. Acts of two persons
/// (opening, decision) name both.
///
/// # Errors
/// [`Error`]; the standing then stays as it is.
pub fn advance(standing: Standing, act: Act, actors: &[Actor], facts: &Facts) -> Result<Standing, Error> {
    let target = table::target(standing, act, facts)?;
    guard::actors(standing, act, actors, facts)?;
    guard::holds(standing, act, facts)?;
    let mut next = Standing { phase: target, suspended_from: None, ..standing };
    match act {
        Act::Publish | Act::Invite => next.bidding = 1,
        Act::CallFinalBids => next.bidding = standing.bidding.saturating_add(1),
        Act::Open => next.opened = standing.bidding,
        Act::Negotiate => next.rounds = standing.rounds.saturating_add(1),
        Act::FileReview => next.suspended_from = Some(standing.phase),
        _ => {}
    }
    Ok(next)
}

#[cfg(test)]
mod model_tests;
#[cfg(test)]
mod tests;
