//! Sharing costs between municipalities: the states of a yearly settlement and of a dispute about it.
//!
//! Why here: which step may follow which is law and agreement, not arithmetic; that stands in the ledger. Sources:
//! handbook 9, 11.5, 11.7.

pub mod dispute;
pub mod forms;
pub mod legal_form;
pub mod matching;
pub mod measures_csv;
pub mod settlement;
pub mod year;

pub use legal_form::LegalForm;
