//! What a procurement's process knows. Everything else stands in the database under the case.

use domain::procurement::phase::Phase;
use process::CaseState;
use serde::{Deserialize, Serialize};

/// Saved with every step and carried through continue-as-new: add fields only with a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ProcurementState {
    pub phase: Phase,
    /// Where the case stood when a withdrawal was asked for; it goes on there if that is refused.
    pub resume: Option<Phase>,
}

/// Enters a phase: what is done there is done in a round of its own.
pub(super) fn enter(case: &mut CaseState<ProcurementState>, phase: Phase) {
    case.state.phase = phase;
    case.enter(phase.into());
}

/// The first phase counts as entered.
pub(super) fn begin(mut case: CaseState<ProcurementState>) -> CaseState<ProcurementState> {
    let phase: &'static str = case.state.phase.into();
    case.rounds.entry(phase.to_owned()).or_insert(1);
    case
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_case_that_never_made_a_step_starts_with_its_number_alone() {
        let case = begin(serde_json::from_value(json!({ "caseId": 7, "lastNo": 1 })).unwrap());
        assert_eq!((case.state.phase, case.round("BUDGET_RELEASE")), (Phase::BudgetRelease, 1));
    }

    #[test]
    fn coming_back_to_a_phase_is_a_new_round_and_starting_anew_is_not() {
        let mut case = begin(CaseState::default());
        enter(&mut case, Phase::Revision);
        enter(&mut case, Phase::BudgetRelease);
        assert_eq!((case.round("REVISION"), case.round("BUDGET_RELEASE")), (1, 2));
        let again = begin(serde_json::from_value(serde_json::to_value(&case).unwrap()).unwrap());
        assert_eq!(again, case);
    }
}
