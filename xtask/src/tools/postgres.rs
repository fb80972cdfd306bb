//! PostgreSQL's server from Debian's packages. Only the programs are wanted: tests run clusters of their own.
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use test_servers::found::{on_path, postgres_bin};

use crate::progress::quietly;

/// While this file denies, Debian's packages install without starting services (Debian policy 9.3.3.2).
const POLICY: &str = "/usr/sbin/policy-rc.d";

pub fn ensure() -> Result<()> {
    let Err(missing) = postgres_bin() else {
        return Ok(());
    };
    let root = std::fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0);
    if !root || on_path("apt-get").is_none() {
        bail!("{missing} (as root); tests on PostgreSQL need it");
    }
    let ours = !Path::new(POLICY).exists();
    if ours {
        std::fs::write(POLICY, "#!/bin/sh\nexit 101\n").context("keeping Debian from starting a cluster")?;
        std::fs::set_permissions(POLICY, std::fs::Permissions::from_mode(0o755))?;
    }
    let done = quietly("Reading Debian's package lists", &mut apt(&["update"])).and_then(|()| {
        quietly("Installing PostgreSQL", &mut apt(&["install", "-y", "--no-install-recommends", "postgresql"]))
    });
    if ours {
        std::fs::remove_file(POLICY).with_context(|| format!("removing {POLICY}"))?;
    }
    done?;
    postgres_bin().map(|_| ()).context("PostgreSQL was installed, but is older than Verbund needs")
}

fn apt(args: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(["-q", "-o", "DPkg::Lock::Timeout=300"]).args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
