//! Debian's packages, for those who may install them.
use std::os::unix::fs::MetadataExt;
use std::process::Command;

use anyhow::Result;
use test_servers::found::on_path;

use crate::progress::quietly;

/// Whether this process may install packages here.
pub fn can_install() -> bool {
    let root = std::fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0);
    root && on_path("apt-get").is_some()
}

/// Installs `packages` without what they merely recommend; `name` is what the person at the keyboard reads.
pub fn install(name: &str, packages: &[&str]) -> Result<()> {
    quietly("Reading Debian's package lists", &mut apt(&["update"]))?;
    let fixed = ["install", "-y", "--no-install-recommends"];
    quietly(&format!("Installing {name}"), &mut apt(&[&fixed, packages].concat()))
}

fn apt(args: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(["-q", "-o", "DPkg::Lock::Timeout=300"]).args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
