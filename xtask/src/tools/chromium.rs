//! Debian's Chromium, in which the browser tests look at the page.
use anyhow::{Context, Result, bail};
use test_servers::found::chromium;

use super::debian;

pub fn ensure() -> Result<()> {
    let Err(missing) = chromium() else {
        return Ok(());
    };
    if !debian::can_install() {
        bail!("{missing} (as root); the browser tests need it");
    }
    debian::install("Chromium", &["chromium"])?;
    chromium().map(|_| ()).context("Chromium was installed, but is not found")
}
