//! Bodies, persons, dated rights, sessions.

pub mod administration;
pub mod bodies;
pub mod deputies;
pub mod memberships;
pub mod persons;
pub mod rights;
pub mod sessions;
pub mod words;
