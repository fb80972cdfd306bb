//! Shared costs: what was agreed, what was measured, what it cost.

pub mod agreements;
pub mod books;
pub mod hours;
pub mod keys;
pub mod measures;
pub mod settlements;
pub mod vouchers;
