//! The engine on real servers: Temporal's dev server, and its time-skipping test server where
//! months must pass.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod approval;
mod bench;
mod desk;

mod deadlines;
mod delivery;
mod incidents;
mod recovery;
mod replay;
