//! Why a tender does not move.

use super::{Act, Phase};
use chrono::NaiveDate;

/// What stands in the way, each to be mended by somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not in the table.
    #[error("there is no {act} from {from}")]
    NoSuchStep {
        /// Where it stands.
        from: Phase,
        /// What was tried.
        act: Act,
    },
    /// People cannot do what only time does.
    #[error("{act} comes by time alone")]
    OnlyTime {
        /// What was tried.
        act: Act,
    },
    /// Another role does this.
    #[error("this role may not do {act}")]
    WrongRole {
        /// What was tried.
        act: Act,
    },
    /// Four eyes.
    #[error("{act} needs {needed} different persons")]
    TooFewPersons {
        /// What was tried.
        act: Act,
        /// How many.
        needed: u8,
    },
    /// Approved by who prepared it.
    #[error("another person must approve what this person prepared")]
    OwnWork,
    /// § 127(5) GWB.
    #[error("freeze award criteria and matrix first")]
    CriteriaNotFrozen,
    /// § 6 VgV.
    #[error("a declaration on conflicts of interest is missing")]
    ConflictsNotDeclared,
    /// § 41 VgV.
    #[error("the documents are not complete")]
    DocumentsIncomplete,
    /// A member's gate is not passed.
    #[error("a member's gate is still open")]
    MembersNotReady,
    /// §§ 15–20 VgV.
    #[error("the deadline is shorter than the minimum")]
    DeadlineTooShort,
    /// An extension that does not extend, or comes after the end.
    #[error("the new deadline must be later than the old one, and the old one must not have passed")]
    NotLater,
    /// A correction is a new notice.
    #[error("send the correction notice first")]
    CorrectionWithoutNotice,
    /// § 55(1) VgV.
    #[error("bids stay sealed until the deadline has passed")]
    BeforeDeadline,
    /// A bid is neither checked nor excluded.
    #[error("not every bid is checked")]
    ChecksOpen,
    /// § 17(11), (14) VgV.
    #[error("call for final bids first; an award on first bids was not reserved")]
    FinalBidsMissing,
    /// A vote or the consensus is missing.
    #[error("not every evaluator has voted, or the consensus is missing")]
    VotesMissing,
    /// § 6(1) WRegG.
    #[error("ask the competition register about the intended winner first")]
    RegisterNotAsked,
    /// § 134 GWB.
    #[error("inform every loser first")]
    LosersNotInformed,
    /// § 134(2) GWB.
    #[error("the contract may not be made before {contract_from:?}")]
    StandstillRuns {
        /// First day.
        contract_from: Option<NaiveDate>,
    },
    /// A complaint or review.
    #[error("a complaint is unanswered or a review forbids the award")]
    AwardBlocked,
    /// Agreed among the members.
    #[error("the members have not consented to the award")]
    AwardConsentMissing,
    /// The chamber has not decided.
    #[error("the review has not ended")]
    ReviewPending,
    /// Award notice or statistics.
    #[error("award notice or statistics are still open")]
    NoticesOpen,
    /// Too early for the archive.
    #[error("the contract has not ended")]
    ContractRuns,
    /// § 63 VgV.
    #[error("cancelling needs a ground and information of the bidders")]
    CancellationWithoutGround,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSuchStep { .. } => "TENDER_NO_SUCH_STEP",
            Self::OnlyTime { .. } => "TENDER_ONLY_TIME",
            Self::WrongRole { .. } => "TENDER_WRONG_ROLE",
            Self::TooFewPersons { .. } => "TENDER_TOO_FEW_PERSONS",
            Self::OwnWork => "TENDER_OWN_WORK",
            Self::CriteriaNotFrozen => "CRITERIA_NOT_FROZEN",
            Self::ConflictsNotDeclared => "CONFLICTS_NOT_DECLARED",
            Self::DocumentsIncomplete => "DOCUMENTS_INCOMPLETE",
            Self::MembersNotReady => "MEMBERS_NOT_READY",
            Self::DeadlineTooShort => "DEADLINE_TOO_SHORT",
            Self::NotLater => "DEADLINE_NOT_LATER",
            Self::CorrectionWithoutNotice => "CORRECTION_WITHOUT_NOTICE",
            Self::BeforeDeadline => "BIDS_STILL_SEALED",
            Self::ChecksOpen => "BID_CHECKS_OPEN",
            Self::FinalBidsMissing => "FINAL_BIDS_MISSING",
            Self::VotesMissing => "VOTES_MISSING",
            Self::RegisterNotAsked => "REGISTER_NOT_ASKED",
            Self::LosersNotInformed => "LOSERS_NOT_INFORMED",
            Self::StandstillRuns { .. } => "STANDSTILL_RUNS",
            Self::AwardBlocked => "AWARD_BLOCKED",
            Self::AwardConsentMissing => "AWARD_CONSENT_MISSING",
            Self::ReviewPending => "REVIEW_PENDING",
            Self::NoticesOpen => "AWARD_NOTICES_OPEN",
            Self::ContractRuns => "CONTRACT_STILL_RUNS",
            Self::CancellationWithoutGround => "CANCELLATION_WITHOUT_GROUND",
        }
    }
}
