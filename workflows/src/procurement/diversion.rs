//! Withdrawal and refund: messages that take a procurement off its way (handbook 11.1, 11.4).
//! Before the order it simply ends; after it the supplier must agree; after payment money is
//! claimed back. Which of these is allowed when, the use case has decided before it sent word.

use domain::{procurement::phase::Phase, wake::Wake};
use serde_json::Value;

use super::state::ProcurementState;

/// Message types that end the wait for a task.
pub(super) const TYPES: [&str; 3] = ["WITHDRAWN", "WITHDRAWAL_REQUESTED", "REFUND_CLAIMED"];

/// Where a message leads; `None`: it is none of ours.
pub(super) fn divert(state: &mut ProcurementState, body: &Value) -> Option<Phase> {
    match serde_json::from_value(body.clone()).ok()? {
        Wake::Withdrawn => Some(Phase::Withdrawn),
        Wake::WithdrawalRequested => {
            if state.phase != Phase::WithdrawalConfirmation {
                state.resume = Some(state.phase);
            }
            Some(Phase::WithdrawalConfirmation)
        }
        Wake::RefundClaimed => Some(Phase::Refund),
        Wake::TaskClosed { .. } | Wake::IncidentResolved { .. } | Wake::NoticeWithdrawn => None,
    }
}

/// What follows an outcome; the one outcome that leads back to where the case stood is ours,
/// because only the process knows that place.
pub(super) fn after(state: &mut ProcurementState, outcome: &str) -> Result<Phase, domain::procurement::phase::Error> {
    match (state.phase, outcome, state.resume) {
        (Phase::WithdrawalConfirmation, "REFUSED", Some(stood)) => {
            state.resume = None;
            Ok(stood)
        }
        (phase, outcome, _) => phase.after(outcome),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use serde_json::json;

    fn at(phase: Phase) -> ProcurementState {
        ProcurementState { phase, resume: None }
    }

    #[test]
    fn every_type_waited_for_leads_somewhere() {
        for kind in TYPES {
            assert!(divert(&mut at(Phase::Quotes), &json!({ "type": kind })).is_some(), "{kind}");
        }
    }

    #[test]
    fn a_refused_withdrawal_leads_back_to_where_the_case_stood() {
        let mut state = at(Phase::Receipt);
        state.phase = divert(&mut state, &json!({ "type": "WITHDRAWAL_REQUESTED" })).unwrap();
        // asked twice: the place is not forgotten
        state.phase = divert(&mut state, &json!({ "type": "WITHDRAWAL_REQUESTED" })).unwrap();
        assert_eq!(state.phase, Phase::WithdrawalConfirmation);
        assert_eq!(after(&mut state, "REFUSED").unwrap(), Phase::Receipt);
        assert_eq!(state.resume, None);
    }

    #[test]
    fn a_confirmed_withdrawal_ends_the_case() {
        let mut state = at(Phase::Receipt);
        state.phase = divert(&mut state, &json!({ "type": "WITHDRAWAL_REQUESTED" })).unwrap();
        assert_eq!(after(&mut state, "CONFIRMED").unwrap(), Phase::Withdrawn);
    }

    #[test]
    fn what_is_not_ours_diverts_nothing() {
        for body in
            [json!(null), json!({ "type": "NOTE" }), json!({ "type": "TASK_CLOSED", "taskId": 1, "outcome": "X" })]
        {
            assert_eq!(divert(&mut at(Phase::Quotes), &body), None);
        }
    }
}
