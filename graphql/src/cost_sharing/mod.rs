//! Shared costs: what was agreed, what it costs, who pays what share of it, and why.

mod settlement;
mod settlement_types;

pub use settlement::{SettlementMutations, SettlementQueries};
