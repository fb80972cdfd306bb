//! What tests share: databases, Temporal servers, test data, waiting. A dev-dependency only; `cargo xtask
//! tidy` refuses it anywhere else.
//!
//! Everything here is the real thing (PostgreSQL, SQLite files, Temporal's own servers), begun fresh for
//! the test that asks and gone with it. What is missing on the machine is an error that names the
//! command that brings it, never a silently skipped test.
pub mod binary;
pub mod databases;
pub mod postgres;
pub mod shared;
pub mod sqlite;
pub mod waiting;

pub use test_servers::ports::free as free_port;
pub use test_servers::temporal;
pub use waiting::{wait_until, wait_until_async};
