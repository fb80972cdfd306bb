//! The `verbund` binary's parts: configuration, wiring, commands, sign-in and the HTTP outside.
//!
//! No rule of municipal work is here: this crate turns requests into calls of `app` and says who
//! asks. It is a library only so that tests can drive the real parts over real HTTP; no other
//! crate of the workspace but `tests` and `xtask` may import it.
// the API is one large type: its layout is deeper than the compiler's usual limit
#![recursion_limit = "256"]

pub mod auth;
pub mod commands;
pub mod config;
pub mod demo;
pub mod http;
pub mod keys;
pub mod listen;
pub mod mail;
pub mod telemetry;
pub mod wiring;

/// Installs the one cryptographic provider for TLS. Call first thing in every process.
pub fn install_crypto() {
    // A second call in the same process finds it installed, which is what we want.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
}
