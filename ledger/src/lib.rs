//! Double entry for municipal books: what was booked, on which account, because of what.
//!
//! Why here: cost shares and settlements rest on entries that balance and never change. Pure
//! arithmetic and types; who may book is decided elsewhere, rows are written elsewhere.
//!
//! What must stay true: an [`posting::Entry`] that exists balances. Corrections are new entries.

pub mod account;
pub mod calc;
pub mod cost_sharing;
pub mod invoice;
pub mod posting;
