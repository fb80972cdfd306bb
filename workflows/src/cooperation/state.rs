//! What the process of a membership change knows. Everything else stands in the database under the case.

use domain::cooperation::change::Phase;
use process::CaseState;
use serde::{Deserialize, Serialize};

/// Saved with every step and carried through continue-as-new: add fields only with a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MembershipState {
    pub phase: Phase,
}

/// Enters a phase: what is done there is done in a round of its own.
pub(super) fn enter(case: &mut CaseState<MembershipState>, phase: Phase) {
    case.state.phase = phase;
    case.enter(phase.into());
}

/// The first phase counts as entered.
pub(super) fn begin(mut case: CaseState<MembershipState>) -> CaseState<MembershipState> {
    let phase: &'static str = case.state.phase.into();
    case.rounds.entry(phase.to_owned()).or_insert(1);
    case
}
