//! Budget lines: imported, shown, and moved by procurements.

pub mod import_budget;
pub mod list_budget;
mod movement;

pub(crate) use movement::book;
