//! Procurements: the row beside the case, firms and quotes, order and receipts, pinned rules.
//!
//! All rows of a case are changed under the lock of that case.

pub mod orders;
pub mod quotes;
pub mod rows;
pub mod rule_changes;
pub mod rule_sets;
pub mod suppliers;
