//! Scalars of our own.

mod json;
mod money;
mod row_number;

pub use json::Json;
pub use money::Money;
pub use row_number::RowNumber;
