//! Brings what is missing. Idempotent, and quick when nothing is.
mod chromium;
mod debian;
mod poppler;
mod postgres;
mod saxonche;
mod wheels;

use anyhow::Result;

use crate::page;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// For `up`: the Temporal server and the page's packages.
    ToRun,
    /// For `test` as well: Temporal's test server, PostgreSQL and a browser.
    Everything,
}

pub fn ensure(wanted: Wanted) -> Result<()> {
    wheels::ensure(&wheels::TEMPORAL)?;
    page::ensure_packages()?;
    if wanted == Wanted::Everything {
        wheels::ensure(&wheels::TEMPORAL_TEST_SERVER)?;
        postgres::ensure()?;
        poppler::ensure()?;
        saxonche::ensure()?;
        chromium::ensure()?;
    }
    Ok(())
}
