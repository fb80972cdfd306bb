//! The year of shared costs: from the budget to the closed settlement, and its corrections (handbook 9.3, 11.5).

pub mod contract;
mod procedure;
mod state;
mod workflow;

pub use state::SettlementState;
pub use workflow::{Settlement, WORKFLOW_TYPE};
