//! Procurement: from need to closed award file (handbook 2–4, 11.1, 11.4).

pub mod estimate;
pub mod forms;
pub mod guards;
pub mod phase;
pub mod picture;
pub mod quotes;
pub mod regime;
pub mod rules;
pub mod splitting;
