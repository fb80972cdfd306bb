//! What banks send: account statements.
//!
//! What must stay true: nothing is booked from here. A statement is read whole or refused with the
//! lines that are wrong; which claim an entry pays is decided by `domain::cost_sharing::matching` and,
//! where that is unsure, by a person.

pub mod camt053;
