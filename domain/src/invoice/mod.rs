//! Invoices: what they say, whether they are right, and how they come to be paid.
//!
//! Why here: the municipal cash law of RP (§ 25 GemHVO), § 286 and § 271a BGB and EN 16931 give
//! rules that hold whatever the screen looks like. Handbook 7 and 11.4.
//!
//! What must stay true: facts are what the supplier wrote and are never corrected here; checks
//! return findings beside them. All amounts are integer cents; every rounding is half away from
//! zero ("half up" on the absolute value) and happens once per stated amount.
//!
//! | file | one thing |
//! |---|---|
//! | `facts` | what an invoice says |
//! | `state` | the states of 11.4 and what may happen in each |
//! | `arithmetic` | does it add up |
//! | `matching` | order – receipt – invoice |
//! | `duplicate` | have we seen it before |
//! | `due` | until when to pay |
//! | `skonto` | cash discount lines (BR-DE-18) |
//! | `leitweg` | the Leitweg-ID and its check digits |
//! | `guards` | who may certify, order, pay |

pub mod arithmetic;
pub mod due;
pub mod duplicate;
mod error;
mod facts;
pub mod guards;
pub mod leitweg;
pub mod matching;
pub mod skonto;
mod state;

pub use error::Error;
pub use facts::{Adjustment, Facts, Invoice, Kind, Line, VatCategory, VatGroup};
pub use state::{Event, Open, State, next};

/// `numerator / denominator`, half away from zero; `None` for a denominator of 0 or less, or a
/// result that leaves `i64`.
pub(crate) fn half_up(numerator: i128, denominator: i128) -> Option<i64> {
    if denominator <= 0 {
        return None;
    }
    let doubled = numerator.checked_abs()?.checked_mul(2)?.checked_add(denominator)?;
    let rounded = doubled / denominator.checked_mul(2)?;
    i64::try_from(if numerator < 0 { -rounded } else { rounded }).ok()
}
