//! `verbund rebuild`: starts every running case again from the state our database keeps, when
//! Temporal's store is gone. Safe to run at any time.

use host::rebuild::{Counts, rebuild};

use crate::wiring::Parts;
use crate::wiring::outbox::{EngineStore, running};
use crate::wiring::parts::TASK_QUEUE;

/// Starts what is not running.
pub async fn run(parts: &Parts, temporal: Option<String>) -> anyhow::Result<Counts> {
    let settings = parts.temporal(temporal, "rebuild");
    let client = host::connect(&settings).await.map_err(unreachable_temporal)?;
    let cases = running(&parts.app).await.map_err(anyhow::Error::from_boxed)?;
    let store = EngineStore(parts.app.clone());
    Ok(rebuild(&client, &store, TASK_QUEUE, cases, false).await)
}

/// Temporal's configuration error is neither Send nor Sync, so anyhow takes its words only.
pub(super) fn unreachable_temporal(error: host::ConnectError) -> anyhow::Error {
    anyhow::anyhow!("{error} [{}]", error.code())
}
