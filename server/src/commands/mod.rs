//! What `verbund` can be told to do: one file per command.

pub mod calc;
pub mod demo;
pub mod doctor;
pub mod invoice;
pub mod journal;
pub mod migrate;
pub mod person;
pub mod rebuild;
pub mod relay;
pub mod schema;
pub mod serve;
pub mod up;
pub mod work;
