//! What the process does by itself: each once per (case, step, round), in one transaction with the saved state.

mod book_cost;
mod end_case;
mod match_invoice;

pub use book_cost::book_cost;
pub use end_case::end_case;
pub use match_invoice::match_invoice;

use crate::Result;
use serde_json::Value;
use store::Error as StoreError;

/// The outcome code a step gave.
fn code(result: Value) -> Result<String> {
    match result {
        Value::String(code) => Ok(code),
        other => Err(StoreError::Damaged(format!("a step gave {other}")).into()),
    }
}
