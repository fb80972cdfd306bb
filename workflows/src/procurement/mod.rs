//! Procurement by direct order: from need to closed award file (handbook 11.1 as far as ORDERED,
//! then 11.4).

pub mod contract;
mod diversion;
mod procedure;
mod state;
mod workflow;

pub use state::ProcurementState;
pub use workflow::{Procurement, WORKFLOW_TYPE};
