//! The activity contracts carried out, each by one use case of `app`: the same rules for the
//! machine as for people. Nothing is decided here; shapes are turned into each other.

mod engine;
mod failure;
mod procurement;
mod step;

pub use engine::EngineActivities;
pub use procurement::ProcurementActivities;

use app::App;
use temporalio_sdk::{WorkerOptionsBuilder, WorkflowRegistrationError};

/// Adds every workflow and every activity to a worker: the closed list of what runs.
///
/// # Errors
/// When two workflows share a name.
pub fn register(worker: WorkerOptionsBuilder, app: &App) -> Result<WorkerOptionsBuilder, WorkflowRegistrationError> {
    Ok(worker
        .register_workflow::<workflows::procurement::Procurement>()?
        .register_activities(EngineActivities::new(app.clone()))
        .register_activities(ProcurementActivities::new(app.clone())))
}
