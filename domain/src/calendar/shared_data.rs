//! Finds the shared test data; tests only.
//!
//! Looked for beside the repository (`../shared`) or where `VERBUND_SHARED` points. Missing data skips a
//! test with a printed line, except under `CI=true`, where a skipped test would be a silent hole.

#![allow(clippy::panic)]

use std::path::PathBuf;

/// The text of one file below `data/`, or `None` when the data is not on this machine.
pub(crate) fn read(path_below_data: &str) -> Option<String> {
    let root = std::env::var_os("VERBUND_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let file = root.join("data").join(path_below_data);
    match std::fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(error) if std::env::var("CI").is_ok_and(|ci| ci == "true") => {
            panic!("shared test data {} is missing: {error}", file.display())
        }
        Err(_) => {
            eprintln!("skipped: shared test data {} is not here", file.display());
            None
        }
    }
}
