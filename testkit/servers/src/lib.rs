//! The real servers tests run against (PostgreSQL, Temporal), as child processes.
//!
//! A crate of its own, without any dependency, because two very different callers need it: `testkit`
//! (inside tests) and `xtask` (which must compile within seconds on a fresh clone).
//! What must stay true: a server started here ends with the process that started it, even when that
//! process is killed; and nothing is ever ended by name, only by the process id we hold.
pub mod child;
pub mod found;
pub mod ports;
pub mod postgres;
mod preparing;
pub mod temporal;
pub mod wait;

use std::path::PathBuf;

/// A server could not be had. Each variant is something the person at the keyboard can act on.
#[derive(Debug)]
pub enum Error {
    /// A program is not on this machine; `mend` is the command that brings it.
    Missing { program: &'static str, mend: &'static str },
    /// A program was started and ended, or answered too late; `log` is the end of what it said.
    NotReady { program: &'static str, log: String },
    /// A preparing command (initdb, chown, …) failed.
    Command { command: String, output: String },
    /// No free port in our range.
    NoPort,
    /// A file or process could not be handled.
    Io { what: PathBuf, source: std::io::Error },
}

impl Error {
    /// Stable for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "PROGRAM_MISSING",
            Self::NotReady { .. } => "SERVER_NOT_READY",
            Self::Command { .. } => "COMMAND_FAILED",
            Self::NoPort => "NO_FREE_PORT",
            Self::Io { .. } => "IO",
        }
    }

    pub(crate) fn io(what: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing { program, mend } => {
                write!(f, "{program} is not on this machine; `{mend}` brings it")
            }
            Self::NotReady { program, log } => write!(f, "{program} did not become ready; the end of its log:\n{log}"),
            Self::Command { command, output } => write!(f, "`{command}` failed:\n{output}"),
            Self::NoPort => write!(f, "no free TCP port between 20000 and 32000 on 127.0.0.1"),
            Self::Io { what, source } => write!(f, "{}: {source}", what.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

pub type Result<T> = std::result::Result<T, Error>;
