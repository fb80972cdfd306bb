//! Joining and leaving a cooperation, also in mid-year: from the first resolution to the first day, from the last day to
//! the hand-over (handbook 9.7, 11.6).

pub mod contract;
mod procedure;
mod state;
mod workflow;

pub use state::MembershipState;
pub use workflow::{Membership, WORKFLOW_TYPE};
