//! The clerks' page (`ui/`): its packages and its build, each only when something changed.
//!
//! What the last install and the last build saw is kept as a hash beside the packages, so that a fresh
//! checkout, a switched branch or a deleted `dist` are all noticed, and nothing else costs time.
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use test_servers::found::{on_path, workspace_root};

use crate::progress::quietly;

/// Oldest Node.js the page's packages run on: major, minor.
const NODE_MIN: (u32, u32) = (20, 19);
const MEND: &str = "`apt-get install nodejs npm` brings it on Debian 13 and newer";

/// The folder of the page.
pub fn folder() -> PathBuf {
    workspace_root().join("ui")
}

/// Installs the packages the lock file names, if others are there.
pub fn ensure_packages() -> Result<()> {
    let npm = npm()?;
    let lock = std::fs::read(folder().join("package-lock.json")).context("ui/package-lock.json")?;
    let (stamp, wanted) = (folder().join("node_modules/.verbund-packages"), digest(|hasher| lock.hash(hasher)));
    if holds(&stamp, &wanted) {
        return Ok(());
    }
    let mut install = Command::new(npm);
    install.args(["ci", "--no-audit", "--no-fund", "--prefer-offline"]).current_dir(folder());
    quietly("Installing the page's packages", &mut install)?;
    keep(&stamp, &wanted)
}

/// Builds `ui/dist` if a source of it changed.
pub fn ensure_built() -> Result<()> {
    ensure_packages()?;
    let wanted = sources()?;
    let stamp = folder().join("node_modules/.verbund-built");
    if holds(&stamp, &wanted) && folder().join("dist/index.html").is_file() {
        return Ok(());
    }
    let mut build = Command::new(npm()?);
    build.args(["run", "build"]).current_dir(folder());
    quietly("Building the page", &mut build)?;
    keep(&stamp, &wanted)
}

/// npm, when Node.js beside it is new enough.
pub fn npm() -> Result<PathBuf> {
    let node = on_path("node").with_context(|| format!("Node.js is not on this machine; {MEND}"))?;
    let said = Command::new(node).arg("--version").output().context("starting node")?;
    let said = String::from_utf8_lossy(&said.stdout).trim().to_owned();
    if !is_new_enough(&said) {
        bail!("Node.js {said} is too old for the page, it needs {}.{}; {MEND}", NODE_MIN.0, NODE_MIN.1);
    }
    on_path("npm").with_context(|| format!("npm is not on this machine; {MEND}"))
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().ok());
    matches!((numbers.next().flatten(), numbers.next().flatten()), (Some(major), Some(minor)) if (major, minor) >= NODE_MIN)
}

/// All a build reads: the page's own files, and the schema its queries are checked against.
fn sources() -> Result<String> {
    let mut files = vec![workspace_root().join("graphql/schema.graphql")];
    collect(&folder(), &mut files)?;
    files.sort();
    let mut contents = Vec::with_capacity(files.len());
    for file in &files {
        contents.push((file, std::fs::read(file).with_context(|| file.display().to_string())?));
    }
    Ok(digest(|hasher| contents.hash(hasher)))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    const NOT_READ: [&str; 5] = ["node_modules", "dist", "browser", "coverage", "generated"];
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match path.is_dir() {
            true if !NOT_READ.contains(&name.as_str()) => collect(&path, files)?,
            false if !name.ends_with(".tsbuildinfo") => files.push(path),
            _ => {}
        }
    }
    Ok(())
}

/// Another Rust may count differently: then something is done once too often.
fn digest(feed: impl FnOnce(&mut DefaultHasher)) -> String {
    let mut hasher = DefaultHasher::new();
    feed(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn holds(stamp: &Path, wanted: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|text| text == wanted)
}

fn keep(stamp: &Path, value: &str) -> Result<()> {
    std::fs::write(stamp, value).with_context(|| stamp.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_that_is_too_old_is_noticed() {
        for fits in ["v20.19.0", "v20.20.2", "v22.12.0", "v24.1.0"] {
            assert!(is_new_enough(fits), "{fits}");
        }
        for old in ["v18.20.4", "v20.18.9", "", "nonsense"] {
            assert!(!is_new_enough(old), "{old}");
        }
    }
}
