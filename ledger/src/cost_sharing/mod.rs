//! Who pays what share of a common cost, to the cent and recomputable by hand.
//!
//! Why here: keys and settlements are arithmetic on the books. Sources: handbook 9.2 to 9.6, 10, 12.1.
//!
//! What must stay true: shares are exact rationals until one rounding by the largest remainder; parts always sum to
//! the whole; the order in which parties are given never matters; nothing here is a float.

pub mod advance;
pub mod allocation;
mod apportion;
pub mod booking;
pub mod containment;
mod error;
mod fraction;
pub mod key;
mod limits;
pub mod measure;
mod party;
pub mod payment;
pub mod period;
pub mod settlement;
pub mod trace;
pub mod vat;
pub mod voucher;
pub mod what_if;

pub use allocation::{Allocation, Plan};
pub use error::Error;
pub use fraction::Fraction;
pub use key::{Component, ComponentKind, Key, KeyVersion, Limits, MembershipHandling, Method, TimeUnit};
pub use measure::{Measures, Party};
pub use party::PartyKey;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod settlement_tests;
#[cfg(test)]
mod tests;
