//! Incidents: what went wrong and waits for a person.

mod mutations;
mod types;

pub use mutations::IncidentMutations;
pub use types::{Incident, IncidentQueries, of_case, one};
