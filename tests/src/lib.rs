//! The whole system from outside: the real `verbund` binary over HTTP and GraphQL, with Temporal's real
//! server, on SQLite and PostgreSQL. This library is what the tests in `tests/` share.
//!
//! [`house`] starts databases, Temporal and our own processes; [`client`] is a person at a browser;
//! [`office`] works procurements as the demo's persons do; [`books`] looks afterwards whether everything
//! happened, and happened once. What must stay true: nobody reaches past HTTP while a test runs, except
//! to begin (seed) and to look afterwards.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "only tests use this crate, and a failed expectation is to fail them"
)]

pub mod books;
pub mod chaos;
pub mod client;
pub mod documents;
pub mod forms;
pub mod ground;
pub mod house;
pub mod office;
pub mod process;
mod turn;

pub use client::{Answer, Person, Site};
pub use house::{Database, House, Part};
pub use office::Office;
pub use process::Process;
