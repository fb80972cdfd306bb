//! The API from outside: documents through `schema.execute`, on SQLite and PostgreSQL, no mocks of our own house.
// the API is one large type: its layout is deeper than the compiler's usual limit
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod administration;
mod authorisation;
mod bad_input;
mod colleagues;
mod house;
mod letters;
mod membership;
mod nodes;
mod purchase;
mod schema_file;
mod settlement;
mod source_codes;
mod statements;
mod subscriptions;
mod tasks;
mod views;
mod walk;
