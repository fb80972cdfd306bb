//! `verbund work`: runs the processes and carries out their steps. Any number may run side by side.

use host::worker::{Spec, Worker};
use tokio_util::sync::CancellationToken;

use super::rebuild::unreachable_temporal;
use crate::wiring::parts::TASK_QUEUE;
use crate::wiring::{Parts, papers};

/// Works until `stopping`. Waits for Temporal as long as it takes.
pub async fn run(parts: &Parts, temporal: Option<String>, stopping: CancellationToken) -> anyhow::Result<()> {
    let temporal = parts.temporal(temporal, "worker");
    let client = tokio::select! {
        client = host::connect_patiently(&temporal) => client.map_err(unreachable_temporal)?,
        () = stopping.cancelled() => return Ok(()),
    };
    let (app, keep) = (parts.app.clone(), papers::keep_in(parts.vault.clone()));
    let spec = Spec::new(TASK_QUEUE, move |worker| activities::register(worker, &app, &keep));
    let worker = Worker::spawn(client, spec)?;
    tracing::info!("worker is running");
    stopping.cancelled().await;
    worker.stop().await;
    Ok(())
}
