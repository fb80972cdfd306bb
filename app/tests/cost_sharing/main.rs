//! Shared costs through their use cases: five members of handbook 12.1, their agreement, key, costs and books.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod books;
mod key;
mod ring;
mod settlement;
mod shares;
mod vouchers;
