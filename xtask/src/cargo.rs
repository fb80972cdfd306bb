//! Child cargo calls, all with the same target folder.
//!
//! Without `CARGO_TARGET_DIR` the build lies in a cache outside the clone: a fresh clone of the same
//! repository then builds in a minute instead of twenty.
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use test_servers::found::workspace_root;

/// `cargo ARGS…` in the workspace root.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(workspace_root()).env("CARGO_TARGET_DIR", target_dir());
    command
}

/// `CARGO_TARGET_DIR`, else `$XDG_CACHE_HOME/verbund/target`, else `~/.cache/verbund/target`.
pub fn target_dir() -> PathBuf {
    let named = |variable: &str| std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = || {
        named("XDG_CACHE_HOME")
            .or_else(|| Some(named("HOME")?.join(".cache")))
            .map(|cache| cache.join("verbund/target"))
    };
    let folder = named("CARGO_TARGET_DIR").or_else(cache).unwrap_or_else(|| "target".into());
    workspace_root().join(folder)
}

/// The built `verbund`.
pub fn verbund_binary() -> PathBuf {
    target_dir().join("debug/verbund")
}

/// Runs to the end, output to the terminal.
pub fn must_succeed(mut command: Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {:?}", command.get_program()))?;
    if !status.success() {
        bail!("{:?} ended with {status}; its messages stand above", command.get_program());
    }
    Ok(())
}
