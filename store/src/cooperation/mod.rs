//! Bodies, persons, dated rights, sessions.

pub mod bodies;
pub mod persons;
pub mod rights;
pub mod sessions;
pub mod words;
