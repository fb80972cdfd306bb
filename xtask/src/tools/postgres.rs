//! PostgreSQL's server from Debian's packages. Only the programs are wanted: tests run clusters of their own.
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Context, Result, bail};
use test_servers::found::postgres_bin;

use super::debian;

/// While this file denies, Debian's packages install without starting services (Debian policy 9.3.3.2).
const POLICY: &str = "/usr/sbin/policy-rc.d";

pub fn ensure() -> Result<()> {
    let Err(missing) = postgres_bin() else {
        return Ok(());
    };
    if !debian::can_install() {
        bail!("{missing} (as root); tests on PostgreSQL need it");
    }
    let ours = !Path::new(POLICY).exists();
    if ours {
        std::fs::write(POLICY, "#!/bin/sh\nexit 101\n").context("keeping Debian from starting a cluster")?;
        std::fs::set_permissions(POLICY, std::fs::Permissions::from_mode(0o755))?;
    }
    let done = debian::install("PostgreSQL", &["postgresql"]);
    if ours {
        std::fs::remove_file(POLICY).with_context(|| format!("removing {POLICY}"))?;
    }
    done?;
    postgres_bin().map(|_| ()).context("PostgreSQL was installed, but is older than Verbund needs")
}
