//! The award report (Vergabevermerk): the twelve contents of § 8(2) VgV, held against what has happened.
//!
//! Why a checklist: the report can be printed at any moment and says itself what is still missing; a content that does
//! not apply says why.

use strum::IntoEnumIterator;

closed_list! {
    /// The twelve contents (handbook 3.3, in its order; § 8(2) VgV).
    Content {
        /// Name and address of the buyer, subject and value.
        BuyerSubjectValue,
        /// Considered applicants or bidders and why they were chosen.
        ConsideredBidders,
        /// Rejected ones and why.
        RejectedBidders,
        /// Why unusually low bids were rejected.
        LowBidRejections,
        /// The winner with reasons, and the share for subcontractors if known.
        WinnerAndSubcontracting,
        /// Grounds for a negotiated procedure or competitive dialogue.
        NegotiationGround,
        /// Grounds for a negotiated procedure without competition.
        NoContestGround,
        /// Why there was no award.
        NoAwardReasons,
        /// Why other than electronic means were used.
        NonElectronicReasons,
        /// Conflicts of interest and what was done.
        ConflictsOfInterest,
        /// Why lots were awarded together.
        CombinedLotsReasons,
        /// Why criteria have no weights.
        MissingWeightsReasons,
    }
}

/// How a content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Recorded.
    Present,
    /// Not part of this tender; the report says so.
    NotApplicable,
    /// Due by now and missing.
    Missing,
    /// Belongs to a later step.
    NotYet,
}

/// What the events of a tender tell; each field follows from the journal. `None`: has not happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Happened {
    /// Buyer, subject and estimate are recorded.
    pub estimated: bool,
    /// Bids were opened, with how many in the evaluation.
    pub considered: Option<u32>,
    /// Each considered bidder has its recorded reasons.
    pub considered_reasoned: bool,
    /// Bids or applications rejected, and how many of them without reasons.
    pub rejected: u32,
    /// Of these, without recorded reasons.
    pub rejected_without_reasons: u32,
    /// Rejected as unusually low.
    pub low_rejected: u32,
    /// Of these, without recorded reasons.
    pub low_without_reasons: u32,
    /// A decision for a winner is made; true with reasons.
    pub winner_reasoned: Option<bool>,
    /// The way negotiates and a ground is needed.
    pub negotiates: bool,
    /// It has no competition for participation though negotiated.
    pub without_contest: bool,
    /// The ground is stated.
    pub ground_stated: bool,
    /// Cancelled; true with reasons.
    pub cancelled_reasoned: Option<bool>,
    /// Paper was allowed or used; true with reasons.
    pub paper_reasoned: Option<bool>,
    /// How many must declare on conflicts of interest, and how many have.
    pub declarations: (u32, u32),
    /// A conflict was found; true when a remedy is recorded.
    pub conflict_remedied: Option<bool>,
    /// Lots were combined; true with reasons.
    pub combination_reasoned: Option<bool>,
    /// Criteria have no weights; true with reasons.
    pub no_weights_reasoned: Option<bool>,
}

/// The state of all twelve, in the order of the law.
#[must_use]
pub fn checklist(happened: &Happened) -> Vec<(Content, State)> {
    Content::iter().map(|content| (content, state(content, happened))).collect()
}

/// Whether the report is complete at this moment: nothing that should be there is missing.
#[must_use]
pub fn is_complete(happened: &Happened) -> bool {
    checklist(happened).iter().all(|(_, state)| *state != State::Missing)
}

fn state(content: Content, it: &Happened) -> State {
    let there = |is: bool| if is { State::Present } else { State::Missing };
    let if_any = |found: Option<bool>| found.map_or(State::NotApplicable, there);
    match content {
        Content::BuyerSubjectValue => there(it.estimated),
        Content::ConsideredBidders => it.considered.map_or(State::NotYet, |_| there(it.considered_reasoned)),
        Content::RejectedBidders => match (it.considered, it.rejected) {
            (None, 0) => State::NotYet,
            (Some(_), 0) => State::NotApplicable,
            _ => there(it.rejected_without_reasons == 0),
        },
        Content::LowBidRejections => match (it.considered, it.low_rejected) {
            (None, 0) => State::NotYet,
            (Some(_), 0) => State::NotApplicable,
            _ => there(it.low_without_reasons == 0),
        },
        Content::WinnerAndSubcontracting => match (it.winner_reasoned, it.cancelled_reasoned) {
            (Some(reasoned), _) => there(reasoned),
            (None, Some(_)) => State::NotApplicable,
            (None, None) => State::NotYet,
        },
        Content::NegotiationGround => if_any(it.negotiates.then_some(it.ground_stated)),
        Content::NoContestGround => if_any(it.without_contest.then_some(it.ground_stated)),
        Content::NoAwardReasons => if_any(it.cancelled_reasoned),
        Content::NonElectronicReasons => if_any(it.paper_reasoned),
        Content::ConflictsOfInterest => {
            let (needed, given) = it.declarations;
            there(given >= needed && it.conflict_remedied != Some(false))
        }
        Content::CombinedLotsReasons => if_any(it.combination_reasoned),
        Content::MissingWeightsReasons => if_any(it.no_weights_reasoned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(happened: &Happened, content: Content) -> State {
        state(content, happened)
    }

    #[test]
    fn there_are_twelve_and_an_awarded_tender_has_them_all() {
        let done = Happened {
            estimated: true,
            considered: Some(12),
            considered_reasoned: true,
            rejected: 2,
            low_rejected: 1,
            winner_reasoned: Some(true),
            declarations: (5, 5),
            ..Happened::default()
        };
        assert_eq!(checklist(&done).len(), 12);
        assert!(is_complete(&done));
        assert_eq!(of(&done, Content::NoAwardReasons), State::NotApplicable);
        assert!(!is_complete(&Happened { rejected_without_reasons: 1, ..done }));
        assert!(!is_complete(&Happened { declarations: (5, 4), ..done }));
        assert!(!is_complete(&Happened { conflict_remedied: Some(false), ..done }));
        assert!(!is_complete(&Happened { combination_reasoned: Some(false), ..done }));
    }

    #[test]
    fn the_report_of_a_running_tender_is_complete_as_far_as_it_has_come() {
        let begun = Happened { estimated: true, negotiates: true, ground_stated: true, ..Happened::default() };
        assert!(is_complete(&begun));
        assert_eq!(of(&begun, Content::WinnerAndSubcontracting), State::NotYet);
        assert_eq!(of(&begun, Content::NoContestGround), State::NotApplicable);
        assert!(!is_complete(&Happened { ground_stated: false, ..begun }));
        let cancelled = Happened { cancelled_reasoned: Some(true), ..begun };
        assert_eq!(of(&cancelled, Content::WinnerAndSubcontracting), State::NotApplicable);
    }
}
