//! The phases of a settlement's year and what follows what: how it runs as a process (handbook 9.3, 11.5).
//!
//! The legal states stand in [`super::settlement`]; a phase is what is being done to get from one to the next. The
//! workflow is a loop over these phases; [`Phase::after`] is the only place that knows their order.

use crate::tasks::TaskKind;
use serde::{Deserialize, Serialize};

/// Where a settlement stands as a process. Also the step name of what is done there. No code is one of another process.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Phase {
    /// The machine looks whether it is a year or the correction of one.
    #[default]
    SettlementOpening,
    /// The budget is set, the frozen key checked, the advances cut.
    YearPlanning,
    /// The machine waits for the day of the next instalment.
    AdvanceDay,
    /// What came in of an instalment is recorded.
    AdvancePayments,
    /// The machine waits until the year is over.
    YearEnd,
    /// All vouchers are certified; shares are calculated.
    CostCompletion,
    /// What is corrected after closing; shares are calculated.
    CorrectionEntry,
    /// A second person approves.
    SettlementApproval,
    /// Somebody sends the statements.
    StatementIssue,
    /// The machine makes the statements and asks every member.
    StatementDelivery,
    /// Members answer; the machine waits for them or for the end of the period.
    MemberAnswers,
    /// An objection is decided.
    ObjectionDecision,
    /// The machine books one entry a member.
    ShareBooking,
    /// Balances are paid.
    BalancePayments,
    /// The year is closed.
    YearClosing,
    /// End: closed for ever.
    YearClosed,
    /// End: aborted by an operator after an incident.
    SettlementAborted,
}

/// Why a phase cannot be left that way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{phase} knows no outcome {outcome}")]
pub struct UnknownOutcome {
    /// Phase.
    pub phase: Phase,
    /// Code that came.
    pub outcome: String,
}

impl Phase {
    /// The human task of this phase; none: the machine does it or it is an end.
    #[must_use]
    pub const fn task(self) -> Option<TaskKind> {
        Some(match self {
            Self::YearPlanning => TaskKind::PlanYear,
            Self::AdvancePayments => TaskKind::RecordAdvances,
            Self::CostCompletion => TaskKind::CompleteCosts,
            Self::CorrectionEntry => TaskKind::EnterCorrection,
            Self::SettlementApproval => TaskKind::ApproveSettlement,
            Self::StatementIssue => TaskKind::IssueStatements,
            Self::ObjectionDecision => TaskKind::DecideObjection,
            Self::BalancePayments => TaskKind::RecordBalances,
            Self::YearClosing => TaskKind::CloseSettlement,
            Self::SettlementOpening
            | Self::AdvanceDay
            | Self::YearEnd
            | Self::StatementDelivery
            | Self::MemberAnswers
            | Self::ShareBooking
            | Self::YearClosed
            | Self::SettlementAborted => return None,
        })
    }

    /// Whether the case has ended.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::YearClosed | Self::SettlementAborted)
    }

    /// What follows this phase after `outcome`.
    ///
    /// # Errors
    /// [`UnknownOutcome`].
    pub fn after(self, outcome: &str) -> Result<Self, UnknownOutcome> {
        Ok(match (self, outcome) {
            (Self::SettlementOpening, "YEAR") => Self::YearPlanning,
            (Self::SettlementOpening, "CORRECTION") => Self::CorrectionEntry,
            (Self::YearPlanning, "PLANNED") | (Self::AdvancePayments, "RECORDED") => Self::AdvanceDay,
            (Self::AdvanceDay, "DUE") => Self::AdvancePayments,
            (Self::AdvanceDay, "DONE") => Self::YearEnd,
            // returned to who calculated: of a correction, its lines
            (Self::YearEnd, "OVER") | (Self::SettlementApproval, "RETURN") | (Self::ObjectionDecision, "GRANTED") => {
                Self::CostCompletion
            }
            (Self::SettlementApproval, "RETURN_CORRECTION") | (Self::ObjectionDecision, "GRANTED_CORRECTION") => {
                Self::CorrectionEntry
            }
            (Self::CostCompletion | Self::CorrectionEntry, "CALCULATED") => Self::SettlementApproval,
            (Self::SettlementApproval, "APPROVED") => Self::StatementIssue,
            (Self::StatementIssue, "ISSUED") => Self::StatementDelivery,
            (Self::StatementDelivery, "DELIVERED") | (Self::ObjectionDecision, "WITHDRAWN") => Self::MemberAnswers,
            (Self::MemberAnswers, "OBJECTED") => Self::ObjectionDecision,
            (Self::MemberAnswers, "FINAL") => Self::ShareBooking,
            (Self::ShareBooking, "BOOKED") | (Self::BalancePayments, "RECORDED") => Self::BalancePayments,
            (Self::BalancePayments, "PAID") => Self::YearClosing,
            (Self::YearClosing, "CLOSED") => Self::YearClosed,
            (phase, outcome) => return Err(UnknownOutcome { phase, outcome: outcome.to_owned() }),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use strum::IntoEnumIterator;

    fn walk(outcomes: &[&str]) -> Phase {
        outcomes.iter().fold(Phase::default(), |phase, outcome| phase.after(outcome).unwrap())
    }

    const END: [&str; 8] = ["CALCULATED", "APPROVED", "ISSUED", "DELIVERED", "FINAL", "BOOKED", "PAID", "CLOSED"];

    #[test]
    fn a_year_and_its_correction_run_to_their_ends() {
        let year = ["YEAR", "PLANNED", "DUE", "RECORDED", "DUE", "RECORDED", "DONE", "OVER"];
        assert_eq!(walk(&[&year[..], &END].concat()), Phase::YearClosed);
        assert_eq!(walk(&[&["CORRECTION"][..], &END].concat()), Phase::YearClosed);
    }

    #[test]
    fn a_granted_objection_is_calculated_approved_and_issued_anew() {
        let objected = walk(&["CORRECTION", "CALCULATED", "APPROVED", "ISSUED", "DELIVERED", "OBJECTED"]);
        assert_eq!(objected.after("GRANTED").unwrap(), Phase::CostCompletion);
        assert_eq!(objected.after("GRANTED_CORRECTION").unwrap(), Phase::CorrectionEntry);
        assert_eq!(objected.after("WITHDRAWN").unwrap(), Phase::MemberAnswers);
    }

    #[test]
    fn nothing_is_booked_before_it_is_final_and_nothing_sent_before_a_second_person_approved() {
        for phase in Phase::iter() {
            for outcome in ["FINAL", "APPROVED"] {
                let Ok(next) = phase.after(outcome) else { continue };
                let expected = if outcome == "FINAL" { Phase::MemberAnswers } else { Phase::SettlementApproval };
                assert_eq!((phase, next.is_end()), (expected, false));
            }
        }
    }

    #[test]
    fn every_outcome_a_task_offers_leads_somewhere() {
        for phase in Phase::iter() {
            for outcome in phase.task().map(TaskKind::outcomes).unwrap_or_default() {
                assert!(phase.after(outcome.code).is_ok(), "{phase} {}", outcome.code);
            }
        }
    }
}
