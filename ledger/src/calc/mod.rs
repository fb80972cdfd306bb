//! The auditor's desk calculator for shares: JSON lines in, JSON lines out, by the arithmetic that statements use.
//!
//! Reading and answering lines is `domain::calc`; here stands what is asked of the ledger.

pub mod allocation;
