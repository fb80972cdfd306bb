//! The system as its users meet it: processes, HTTP, databases, faults. One file per promise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bad_input;
mod databases_in_trouble;
mod documents;
mod erasure;
mod histories;
mod kills;
mod membership;
mod rolling_over;
mod settlement;
mod settlement_ground;
mod temporal_away;
mod two_servers;
mod up;
mod whole_procurement;
