//! `verbund relay`: carries outbox rows to Temporal, looks for what has stopped moving, and seals
//! the journal.
//! Any number of relays may run side by side: leases keep them apart.

use std::sync::Arc;
use std::time::Duration;

use host::reconciler::Reconciler;
use host::relay::{Options, Relay};
use tokio_util::sync::CancellationToken;

use super::journal;
use super::rebuild::unreachable_temporal;
use crate::config::Settings;
use crate::mail::{self, Mailer};
use crate::wiring::Parts;
use crate::wiring::outbox::EngineStore;
use crate::wiring::parts::TASK_QUEUE;

/// How often the reconciler makes its round.
const RECONCILE_EVERY: Duration = Duration::from_secs(15);

/// Relays until `stopping`. Waits for Temporal as long as it takes.
pub async fn run(
    settings: &Settings,
    parts: &Parts,
    temporal: Option<String>,
    stopping: CancellationToken,
) -> anyhow::Result<()> {
    let seals = journal::seal_file(settings);
    // Sealing needs the database only: it does not wait for Temporal.
    let sealing = tokio::spawn(journal::keep_sealing(parts.app.clone(), seals, stopping.clone()));
    // Neither does mail.
    let mailing = tokio::spawn(mail::keep_mailing(parts.app.clone(), Mailer::new(settings)?, stopping.clone()));
    let temporal = parts.temporal(temporal, "relay");
    let client = tokio::select! {
        client = host::connect_patiently(&temporal) => client.map_err(unreachable_temporal)?,
        () = stopping.cancelled() => return Ok(tokio::try_join!(sealing, mailing).map(|_| ())?),
    };
    let store = Arc::new(EngineStore(parts.app.clone()));
    let options = Options::new(holder()?, TASK_QUEUE);
    let relay = Relay::spawn(client.clone(), store.clone(), parts.app.changed(), options);
    let reconciler = Reconciler::spawn(client, store, RECONCILE_EVERY);
    tracing::info!("relay is running");
    stopping.cancelled().await;
    reconciler.stop().await;
    relay.stop().await;
    Ok(tokio::try_join!(sealing, mailing).map(|_| ())?)
}

/// A name no other relay has: process ids repeat across machines and containers.
fn holder() -> anyhow::Result<String> {
    let mut random = [0u8; 8];
    aws_lc_rs::rand::fill(&mut random)?;
    Ok(format!("relay-{}-{}", std::process::id(), hex::encode(random)))
}
