//! The Rust files of the house, without what is built or fetched.
use std::path::Path;

use anyhow::{Context, Result};

pub struct Source {
    /// From the workspace root, with `/`.
    pub path: String,
    pub text: String,
}

/// Folders that hold nothing of ours.
pub const NOT_OURS: [&str; 6] = [".git", ".tools", ".verbund", "node_modules", "target", "dist"];

pub fn rust_files(root: &Path) -> Result<Vec<Source>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            let path = entry.path();
            let name = entry.file_name();
            if entry.file_type()?.is_dir() {
                if !NOT_OURS.iter().any(|not_ours| name == *not_ours) {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                let path = path.strip_prefix(root)?.to_string_lossy().into_owned();
                files.push(Source { path, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
