//! The server from outside: real HTTP against a real identity provider on loopback.
//!
//! Storage behind sign-in is a map here; over the real tables it is tried in the workspace's own
//! tests, together with everything else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendars;
mod documents;
mod graphql_http;
mod house;
mod local_login;
mod mail;
mod page;
mod provider;
mod provider_login;
mod sessions;
mod sockets;
mod tokens;
