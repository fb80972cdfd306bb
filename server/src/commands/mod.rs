//! What `verbund` can be told to do: one file per command.

pub mod doctor;
