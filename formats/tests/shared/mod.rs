//! Where the official test data lies, and how a test says that it is not there.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

/// The folder `data/<name>`; `None` (said aloud) when the shared test data is missing. On CI that
/// is a failure: a suite that tests nothing must not be green.
pub fn data(name: &str) -> Option<PathBuf> {
    // Asked at run time: clones of the repository share compiled tests, and a path baked in at
    // compile time would point into whichever clone compiled them.
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".to_owned());
    let root = std::env::var_os("VERBUND_SHARED").map_or_else(|| Path::new(&here).join("../../shared"), PathBuf::from);
    let folder = root.join("data").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the shared test data is missing on CI: {name}");
    eprintln!("skipped: the shared test data is missing: {name}");
    None
}

/// Every `.xml` file in a folder, sorted by name.
pub fn xml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("readable folder");
    let mut files: Vec<PathBuf> =
        entries.map(|e| e.expect("entry").path()).filter(|p| p.extension().is_some_and(|x| x == "xml")).collect();
    files.sort();
    files
}

pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
