//! The journal: read as a history, verified link by link, sealed every minute.

pub mod audit_case;
pub mod read_history;
pub mod seal_heads;
pub mod verify_journal;
