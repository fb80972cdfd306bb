//! From the engine's step input to the use case's step reference.

use app::engine::begin_step::StepRef;
use domain::ids::CaseId;
use workflows::process::StepInput;

use crate::failure::Failure;

/// Borrows what the use case needs.
pub(crate) fn reference<T>(input: &StepInput<T>) -> Result<StepRef<'_>, Failure> {
    Ok(StepRef {
        case: CaseId(input.key.case_id),
        step: &input.key.step,
        round: input.key.round.try_into().map_err(Failure::number)?,
        last_no: input.last_no.try_into().map_err(Failure::number)?,
        snapshot_no: input.snapshot_no.try_into().map_err(Failure::number)?,
        state: &input.state,
    })
}
