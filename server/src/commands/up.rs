//! `verbund up`: the embedded way, all in one process, with Temporal's dev server as a watched child and a demo
//! cooperation. What ran when it was stopped runs on at the next `up`.

use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use host::devserver::{self, DevServer};
use tokio_util::sync::CancellationToken;

use super::{migrate, rebuild, relay, serve, work};
use crate::config::{Mode, Settings};
use crate::demo;
use crate::wiring::Parts;
use crate::wiring::parts::open_database;

/// The dev server always has this namespace.
const NAMESPACE: &str = "default";
/// What `--fresh` deletes: only what we made ourselves.
const OURS: &[&str] =
    &["verbund.sqlite", "verbund.sqlite-wal", "verbund.sqlite-shm", "temporal", "documents", "journal-seals.txt"];

/// Brings everything up and keeps it until `stopping`.
pub async fn run(settings: &Settings, fresh: bool, stopping: CancellationToken) -> anyhow::Result<()> {
    if settings.mode != Mode::Embedded {
        bail!("`up` is the embedded way; in production run serve, work and relay");
    }
    std::fs::create_dir_all(&settings.data_dir)?;
    let _only_one = lock(&settings.data_dir)?;
    if fresh {
        clear(&settings.data_dir)?;
    }
    step("Datenbank");
    migrate::up(&open_database(settings).await?).await?;
    let parts = Parts::open(settings).await?;
    if demo::seed(&parts.app).await? {
        step("Demo-Verbünde angelegt: Südwest-Cluster und IKONE-DS");
    }
    step("Temporal");
    let folder = settings.data_dir.join("temporal");
    // written when every running case was brought into this store: whoever was stopped before begins again
    let complete = folder.join("complete");
    if !folder.join("temporal.sqlite").exists() && complete.exists() {
        std::fs::remove_file(&complete)?;
    }
    let store_is_new = !complete.exists();
    let temporal = DevServer::start(devserver::Settings::new(folder, NAMESPACE)).await?;
    let ended =
        everything(settings, &parts, temporal.address().to_owned(), store_is_new.then_some(complete), &stopping).await;
    stopping.cancel();
    temporal.stop().await;
    ended
}

async fn everything(
    settings: &Settings,
    parts: &Parts,
    temporal: String,
    not_complete: Option<PathBuf>,
    stopping: &CancellationToken,
) -> anyhow::Result<()> {
    if let Some(complete) = not_complete {
        let counts = rebuild::run(parts, Some(temporal.clone())).await?;
        if counts.failed.is_empty() {
            File::create(&complete).with_context(|| format!("{} cannot be made", complete.display()))?;
        }
        if counts.started > 0 {
            step(&format!("{} laufende Vorgänge wieder aufgenommen", counts.started));
        }
    }
    // when one part ends, for whatever reason, the others end too
    let part = |work: anyhow::Result<()>| {
        stopping.cancel();
        work
    };
    let (served, relayed, worked, demonstrated) = tokio::join!(
        async { part(serve::run(settings, parts, stopping.clone(), told).await) },
        async { part(relay::run(settings, parts, Some(temporal.clone()), stopping.clone()).await) },
        async { part(work::run(parts, Some(temporal.clone()), stopping.clone()).await) },
        work_demo(parts, stopping),
    );
    served?;
    relayed?;
    worked?;
    demonstrated
}

/// The demo is a convenience: if it cannot go on, everything else does.
async fn work_demo(parts: &Parts, stopping: &CancellationToken) -> anyhow::Result<()> {
    tokio::select! {
        done = demo::work_to_their_states(&parts.app) => match done {
            Ok(()) => step("Demo-Vorgänge stehen bereit"),
            Err(error) => tracing::warn!("the demo procurements could not be brought where they shall stand: {error:#}"),
        },
        () = stopping.cancelled() => {}
    }
    Ok(())
}

fn told(address: SocketAddr) {
    println!("\nVerbund läuft: http://{address}/  (Strg-C beendet; der nächste Start macht hier weiter)\n");
}

fn step(what: &str) {
    println!("· {what}");
}

/// Two `up` on one folder would stop each other's Temporal.
fn lock(data_dir: &Path) -> anyhow::Result<File> {
    let path = data_dir.join("up.lock");
    let file = File::create(&path).with_context(|| format!("{} cannot be made", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!("in {} läuft Verbund schon", data_dir.display()),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{} cannot be locked", path.display())),
    }
}

fn clear(data_dir: &Path) -> anyhow::Result<()> {
    for name in OURS {
        let path = data_dir.join(name);
        let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        match gone {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{} cannot be deleted", path.display()));
            }
            _ => {}
        }
    }
    step("Demo-Daten gelöscht");
    Ok(())
}
