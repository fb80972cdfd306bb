//! The processes, one folder each: the procedure as straight-line code and its typed activity
//! contracts. What is allowed and what follows what stands in `domain`; here only the order of
//! waiting and doing. Everything must replay: no clock, no tokio, no randomness, no I/O.

#![deny(clippy::expect_used, clippy::panic)]

pub mod cooperation;
pub mod cost_sharing;
pub mod procurement;

/// The engine's own contracts, for those who carry them out.
pub use process;
