//! The nouns, state machines and rules of municipal back-office work.
//!
//! Pure: no I/O, no async, no clock, no randomness, no framework. Time, randomness and ids come in as
//! arguments, so every rule here can be read, tested and audited on its own. One folder per area; the same
//! names stand in every other crate.

pub mod budget;
pub mod calc;
pub mod calendar;
pub mod cooperation;
pub mod cost_sharing;
pub mod efile;
pub mod ids;
pub mod invoice;
pub mod joint_tender;
pub mod journal;
pub mod money;
pub mod procurement;
pub mod tasks;
pub mod wake;
