//! Where the rooms of the house are put together: settings become databases, use cases, vault and
//! Temporal client; the engine's and the sign-in's small traits are answered by use cases of `app`.

pub mod audit;
pub mod calendar;
pub mod documents;
pub mod outbox;
pub mod papers;
pub mod parts;
pub mod prepare;
pub mod readiness;
pub mod sign_in;

pub use parts::{Error, Parts};
