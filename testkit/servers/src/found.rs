//! Where programs are on this machine. One rule for tests, xtask and the message when something is missing.
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// The workspace root of the checkout we run for. Cargo tells it at run time; what was compiled in comes
/// last, for a build folder may serve several checkouts.
pub fn workspace_root() -> PathBuf {
    let told = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = std::env::current_dir().ok();
    let compiled = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let starts = told.into_iter().chain(here).chain([compiled]);
    starts
        .filter_map(|start| start.ancestors().find(|folder| folder.join("Cargo.lock").is_file()).map(Path::to_path_buf))
        .next()
        .unwrap_or_default()
}

/// First executable of that name on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| is_executable(file))
}

pub fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// The Temporal CLI, which holds the real server: `VERBUND_TEMPORAL`, else `.tools/bin`, else PATH.
pub fn temporal() -> Result<PathBuf> {
    tool("VERBUND_TEMPORAL", "temporal")
}

/// The time-skipping test server: `VERBUND_TEMPORAL_TEST_SERVER`, else `.tools/bin`, else PATH.
pub fn temporal_test_server() -> Result<PathBuf> {
    tool("VERBUND_TEMPORAL_TEST_SERVER", "temporal-test-server")
}

fn tool(variable: &str, program: &'static str) -> Result<PathBuf> {
    let named = std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    named
        .into_iter()
        .chain([workspace_root().join(".tools/bin").join(program)])
        .find(|file| is_executable(file))
        .or_else(|| on_path(program))
        .ok_or(Error::Missing { program, mend: "cargo xtask tools" })
}

/// A Chromium for the browser tests: `VERBUND_CHROMIUM`, else PATH.
pub fn chromium() -> Result<PathBuf> {
    let named = std::env::var_os("VERBUND_CHROMIUM").filter(|value| !value.is_empty()).map(PathBuf::from);
    named
        .filter(|file| is_executable(file))
        .or_else(|| on_path("chromium"))
        .or_else(|| on_path("google-chrome"))
        .ok_or(Error::Missing { program: "Chromium", mend: "apt-get install --no-install-recommends chromium" })
}

/// Oldest PostgreSQL we support (handed to operators in the chart and README as well).
pub const POSTGRES_MAJOR_MIN: u32 = 15;

/// Folder with `initdb` and `postgres`: the newest of Debian's, else where `initdb` on PATH really lives.
pub fn postgres_bin() -> Result<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").ok().and_then(|entries| {
        entries
            .flatten()
            .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
            .filter(|(major, bin)| *major >= POSTGRES_MAJOR_MIN && holds_a_server(bin))
            .max()
            .map(|(_, bin)| bin)
    });
    let elsewhere = || {
        let initdb = on_path("initdb")?.canonicalize().ok()?;
        initdb.parent().map(Path::to_path_buf).filter(|bin| holds_a_server(bin))
    };
    debian.or_else(elsewhere).ok_or(Error::Missing {
        program: "PostgreSQL's server",
        mend: "apt-get install --no-install-recommends postgresql",
    })
}

fn holds_a_server(bin: &Path) -> bool {
    is_executable(&bin.join("initdb")) && is_executable(&bin.join("postgres"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn the_workspace_root_holds_the_lock_file() {
        assert!(workspace_root().join("Cargo.lock").is_file());
    }

    #[test]
    fn what_is_missing_names_the_command_that_brings_it() {
        let message = tool("VERBUND_NO_SUCH_VARIABLE", "no-such-temporal").unwrap_err().to_string();
        assert!(message.contains("cargo xtask tools"), "{message}");
    }

    #[test]
    fn a_plain_file_is_no_program() {
        assert!(!is_executable(&workspace_root().join("Cargo.toml")));
        assert!(on_path("sh").is_some());
    }
}
