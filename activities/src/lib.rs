//! The activity contracts carried out, each by one use case of `app`: the same rules for the
//! machine as for people. Nothing is decided here; shapes are turned into each other.

mod cooperation;
mod cost_sharing;
mod engine;
mod failure;
mod procurement;
mod step;

pub use app::cost_sharing::settlement::deliver::{Keep, Kept};
pub use cooperation::MembershipActivities;
pub use cost_sharing::SettlementActivities;
pub use engine::EngineActivities;
pub use procurement::ProcurementActivities;

use app::App;
use temporalio_sdk::{WorkerOptionsBuilder, WorkflowRegistrationError};

/// Adds every workflow and every activity to a worker: the closed list of what runs. `keep` puts papers into the vault.
///
/// # Errors
/// When two workflows share a name.
pub fn register(
    worker: WorkerOptionsBuilder,
    app: &App,
    keep: &Keep,
) -> Result<WorkerOptionsBuilder, WorkflowRegistrationError> {
    Ok(worker
        .register_workflow::<workflows::procurement::Procurement>()?
        .register_workflow::<workflows::cooperation::Membership>()?
        .register_workflow::<workflows::cost_sharing::Settlement>()?
        .register_activities(EngineActivities::new(app.clone()))
        .register_activities(ProcurementActivities::new(app.clone()))
        .register_activities(MembershipActivities::new(app.clone()))
        .register_activities(SettlementActivities::new(app.clone(), keep.clone())))
}
