//! The phases of a procurement by direct order and what follows what (handbook 11.1 to `ORDERED`, then 11.4).
//!
//! The workflow is a loop over these phases; [`Phase::after`] is the only place that knows the order.

use crate::tasks::TaskKind;
use serde::{Deserialize, Serialize};

/// Where a procurement stands. Also the step name of what is done there.
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
    /// Returned to its author.
    Revision,
    /// SUBMITTED: funds are to be released.
    #[default]
    BudgetRelease,
    /// BUDGETED: procedure to be chosen.
    ProcedureChoice,
    /// No rule for the day: a person decides.
    RuleDecision,
    /// PLANNED: quotes are obtained.
    Quotes,
    /// A second person releases.
    OrderRelease,
    /// The order goes out.
    Ordering,
    /// Above the limit of a direct order.
    TenderNeeded,
    /// ORDERED: goods receipt awaited.
    Receipt,
    /// An invoice is awaited.
    Invoice,
    /// Three-way match, done by the machine.
    Matching,
    /// The match found a difference.
    Difference,
    /// Factual certification.
    FactualCertification,
    /// Arithmetic certification.
    ArithmeticCertification,
    /// Payment order.
    PaymentOrder,
    /// Treasury, first person.
    PaymentAcceptance,
    /// Treasury, second person.
    PaymentRelease,
    /// Cost is booked to its cost centre, by the machine.
    Booking,
    /// The award file is closed.
    FileClosing,
    /// The supplier is asked about a withdrawal.
    WithdrawalConfirmation,
    /// Money claimed back is awaited.
    Refund,
    /// End: paid, booked, filed.
    Closed,
    /// End: withdrawn.
    Withdrawn,
    /// End: aborted by an operator after an incident.
    Aborted,
}

/// Outcomes that no form offers: what the machine finds, and what a choice of procedure becomes by the rules.
const OUTCOMES_OF_THE_MACHINE: [&str; 6] = ["TENDER", "MATCHED", "DIFFERENCE", "FINISHED", "MORE", "MORE_INVOICES"];

/// Why a phase cannot be left that way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The phase knows no such outcome.
    #[error("{phase} knows no outcome {outcome}")]
    UnknownOutcome {
        /// Phase.
        phase: Phase,
        /// Code that came.
        outcome: String,
    },
}

impl Phase {
    /// The human task of this phase; none: the machine does it or it is an end.
    #[must_use]
    pub const fn task(self) -> Option<TaskKind> {
        Some(match self {
            Self::Revision => TaskKind::ReviseRequest,
            Self::BudgetRelease => TaskKind::ReleaseBudget,
            Self::ProcedureChoice => TaskKind::ChooseProcedure,
            Self::RuleDecision => TaskKind::DecideWithoutRule,
            Self::Quotes => TaskKind::CollectQuotes,
            Self::OrderRelease => TaskKind::ReleaseOrder,
            Self::Ordering => TaskKind::PlaceOrder,
            Self::TenderNeeded => TaskKind::PrepareTender,
            Self::Receipt => TaskKind::RecordReceipt,
            Self::Invoice => TaskKind::RecordInvoice,
            Self::Difference => TaskKind::ClarifyDifference,
            Self::FactualCertification => TaskKind::CertifyFactual,
            Self::ArithmeticCertification => TaskKind::CertifyArithmetic,
            Self::PaymentOrder => TaskKind::OrderPayment,
            Self::PaymentAcceptance => TaskKind::AcceptPayment,
            Self::PaymentRelease => TaskKind::ReleasePayment,
            Self::FileClosing => TaskKind::CloseFile,
            Self::WithdrawalConfirmation => TaskKind::ConfirmWithdrawal,
            Self::Refund => TaskKind::ReceiveRefund,
            Self::Matching | Self::Booking | Self::Closed | Self::Withdrawn | Self::Aborted => return None,
        })
    }

    /// Whether the case has ended.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Closed | Self::Withdrawn | Self::Aborted)
    }

    /// Every way out of this phase by an outcome: its code and where it leads. Read off [`Phase::after`], which
    /// stays the only list of what follows what.
    #[must_use]
    pub fn ways_out(self) -> Vec<(&'static str, Self)> {
        let offered = self.task().map(TaskKind::outcomes).unwrap_or_default().iter().map(|o| o.code);
        let all = offered.chain(OUTCOMES_OF_THE_MACHINE);
        all.filter_map(|code| self.after(code).ok().map(|next| (code, next))).collect()
    }

    /// What follows this phase after `outcome`. Machine phases give `MATCHED`/`DIFFERENCE` and `FINISHED`/`MORE`.
    /// `TENDER` is the outcome code the procedure tasks get when the chosen procedure is not a direct order or
    /// negotiated award by quotes: the use case that closes the task decides it by the rules.
    ///
    /// # Errors
    /// [`Error::UnknownOutcome`].
    pub fn after(self, outcome: &str) -> Result<Self, Error> {
        Ok(match (self, outcome) {
            (Self::Revision, "SUBMIT") => Self::BudgetRelease,
            (Self::BudgetRelease, "RELEASE") => Self::ProcedureChoice,
            (Self::BudgetRelease | Self::ProcedureChoice, "RETURN") => Self::Revision,
            (Self::ProcedureChoice | Self::RuleDecision, "CHOSEN") => Self::Quotes,
            (Self::ProcedureChoice | Self::RuleDecision, "TENDER") => Self::TenderNeeded,
            (Self::ProcedureChoice, "NO_RULE") => Self::RuleDecision,
            (Self::RuleDecision | Self::Quotes | Self::TenderNeeded, "RETURN") => Self::ProcedureChoice,
            (Self::Quotes, "CHOSEN") => Self::OrderRelease,
            (Self::OrderRelease, "RELEASE") => Self::Ordering,
            (Self::OrderRelease | Self::Ordering, "RETURN") => Self::Quotes,
            (Self::Ordering, "ORDERED") | (Self::Receipt, "PARTIAL") | (Self::Difference, "AWAIT_RECEIPT") => {
                Self::Receipt
            }
            (Self::Receipt, "PARTIAL_INVOICED" | "COMPLETE")
            | (Self::Invoice, "REJECTED")
            | (Self::Difference, "REJECT") => Self::Invoice,
            (Self::Invoice, "RECORDED") => Self::Matching,
            (Self::Matching, "DIFFERENCE") => Self::Difference,
            (Self::Matching, "MATCHED") | (Self::Difference, "ACCEPT") => Self::FactualCertification,
            (Self::FactualCertification | Self::ArithmeticCertification, "RETURN") => Self::Difference,
            (Self::FactualCertification, "CERTIFY") => Self::ArithmeticCertification,
            (Self::ArithmeticCertification, "CERTIFY") => Self::PaymentOrder,
            (Self::PaymentOrder, "RETURN") => Self::FactualCertification,
            (Self::PaymentOrder, "ORDER") => Self::PaymentAcceptance,
            (Self::PaymentAcceptance | Self::PaymentRelease, "RETURN") => Self::PaymentOrder,
            (Self::PaymentAcceptance, "ACCEPT") => Self::PaymentRelease,
            (Self::PaymentRelease, "RELEASE") => Self::Booking,
            (Self::Booking, "MORE") => Self::Receipt,
            (Self::Booking, "MORE_INVOICES") => Self::Invoice,
            (Self::Booking, "FINISHED") | (Self::Refund, "RECEIVED" | "DROPPED") => Self::FileClosing,
            (Self::FileClosing, "CLOSE") => Self::Closed,
            (Self::WithdrawalConfirmation, "CONFIRMED") => Self::Withdrawn,
            (phase, outcome) => return Err(Error::UnknownOutcome { phase, outcome: outcome.to_owned() }),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    #[test]
    fn a_direct_order_goes_from_need_to_the_closed_file() {
        let outcomes = [
            "RELEASE", "CHOSEN", "CHOSEN", "RELEASE", "ORDERED", "COMPLETE", "RECORDED", "MATCHED", "CERTIFY",
            "CERTIFY", "ORDER", "ACCEPT", "RELEASE", "FINISHED", "CLOSE",
        ];
        let end = outcomes.iter().fold(Phase::default(), |phase, outcome| phase.after(outcome).unwrap());
        assert_eq!(end, Phase::Closed);
    }

    #[test]
    fn every_outcome_a_task_offers_leads_somewhere() {
        for phase in Phase::iter() {
            let Some(kind) = phase.task() else { continue };
            for outcome in kind.outcomes() {
                let resumes = (phase, outcome.code) == (Phase::WithdrawalConfirmation, "REFUSED");
                assert!(resumes || phase.after(outcome.code).is_ok(), "{phase} {}", outcome.code);
            }
        }
    }

    #[test]
    fn every_phase_is_reached_by_an_outcome_or_by_a_message() {
        // where a withdrawal, a claim or an operator leads (workflows, diversion)
        let mut reached = vec![Phase::default(), Phase::WithdrawalConfirmation, Phase::Refund, Phase::Aborted];
        reached.extend(Phase::iter().flat_map(Phase::ways_out).map(|(_, next)| next));
        let lost: Vec<_> = Phase::iter().filter(|phase| !reached.contains(phase)).collect();
        assert!(lost.is_empty(), "{lost:?}: is an outcome missing in OUTCOMES_OF_THE_MACHINE?");
    }

    proptest! {
        #[test]
        fn money_leaves_only_after_order_certification_payment_order_and_two_treasurers(
            codes in proptest::collection::vec(prop_oneof![
                Just("RELEASE"), Just("RETURN"), Just("CHOSEN"), Just("ORDERED"), Just("COMPLETE"), Just("RECORDED"),
                Just("MATCHED"), Just("DIFFERENCE"), Just("ACCEPT"), Just("CERTIFY"), Just("ORDER"), Just("SUBMIT"),
            ], 0..60)
        ) {
            let (mut phase, mut seen) = (Phase::default(), vec![Phase::default()]);
            for code in codes {
                if let Ok(next) = phase.after(code) { phase = next; seen.push(next); }
                if phase == Phase::Booking {
                    for needed in [Phase::BudgetRelease, Phase::OrderRelease, Phase::Ordering, Phase::FactualCertification,
                        Phase::ArithmeticCertification, Phase::PaymentOrder, Phase::PaymentAcceptance, Phase::PaymentRelease] {
                        prop_assert!(seen.contains(&needed), "{} was left out", needed);
                    }
                }
            }
        }
    }
}
