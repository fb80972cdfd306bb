//! The API from outside: documents through `schema.execute`, on SQLite and PostgreSQL, no mocks of our own house.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod administration;
mod authorisation;
mod bad_input;
mod house;
mod nodes;
mod purchase;
mod schema_file;
mod source_codes;
mod statements;
mod subscriptions;
mod tasks;
mod views;
mod walk;
