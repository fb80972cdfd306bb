//! A procurement through its use cases, without the engine: the test walks the phases as the process does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attacks;
mod audit;
mod documents;
mod invoices;
mod membership;
mod money;
mod returns;
mod rules;
mod shared;
mod walk;
mod whole;
mod withdrawal;
mod world;
