//! Published test data (norms, official lists, sample invoices) that stands beside the repository, not in it.
//!
//! `VERBUND_SHARED` names the folder; else it is `../shared` beside the workspace root. A developer may be
//! without it and sees which tests were skipped; the automatic check (`CI=true`) may not.
use std::path::{Path, PathBuf};

use test_servers::found::workspace_root;

/// `path("data/holidays/…")`, if it exists.
pub fn path(relative: impl AsRef<Path>) -> Option<PathBuf> {
    let base = match std::env::var_os("VERBUND_SHARED").filter(|value| !value.is_empty()) {
        Some(named) => workspace_root().join(named), // an absolute one replaces the root
        None => workspace_root().join("../shared"),
    };
    base.join(relative).canonicalize().ok()
}

/// As [`path`], for tests: `let Some(folder) = shared::require("data/…") else { return };`
///
/// # Panics
/// When it is missing and `CI=true`: there a skipped test would pass for a green one.
#[allow(clippy::panic, reason = "a test helper: failing the test is its purpose")]
pub fn require(relative: impl AsRef<Path>) -> Option<PathBuf> {
    let relative = relative.as_ref();
    let found = path(relative);
    if found.is_none() && std::env::var("CI").is_ok_and(|value| value == "true") {
        panic!("test data {} is missing; set VERBUND_SHARED to the folder that holds it", relative.display());
    }
    if found.is_none() {
        eprintln!("skipped: test data {} is missing (VERBUND_SHARED names its folder)", relative.display());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_exist_is_not_found() {
        assert!(path("data/no such folder").is_none());
    }
}
