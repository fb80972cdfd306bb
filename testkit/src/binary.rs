//! The `verbund` program itself, for tests that start it as a process.
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use test_servers::found::workspace_root;

/// `VERBUND_BIN` (set by `cargo xtask test`, which has built it), else builds it into the target folder
/// this test was built into.
pub fn verbund() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("VERBUND_BIN").filter(|value| !value.is_empty()) {
        return Ok(named.into());
    }
    // …/target/debug/deps/this_test-0123
    let this_test = std::env::current_exe()?;
    let profile = this_test.ancestors().nth(2).context("a test binary lies in target/<profile>/deps")?;
    let target = profile.parent().context("the profile folder lies in the target folder")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "server", "--bin", "verbund", "--target-dir"])
        .arg(target)
        .current_dir(workspace_root())
        .status()?;
    ensure!(built.success(), "`cargo build -p server` failed; see its messages above");
    Ok(profile.join("verbund"))
}
