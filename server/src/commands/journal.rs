//! `verbund journal verify`, and the sealing it stands on: each minute the heads of changed cases
//! are chained in the database, and the seal's hash is also written to a file outside of it. Who
//! rewrites the database cannot make it agree with that file.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use app::App;
use app::journal::{seal_heads, verify_journal};
use tokio::io::AsyncWriteExt as _;
use tokio_util::sync::CancellationToken;

use crate::config::Settings;

const SEAL_EVERY: Duration = Duration::from_secs(60);

/// Where seals are written outside the database: one `time hash` a line, oldest first.
pub fn seal_file(settings: &Settings) -> PathBuf {
    settings.data_dir.join("journal-seals.txt")
}

/// Verifies all chains and seals; true when they hold. Prints what was found.
pub async fn verify(app: &App, seals: &Path) -> anyhow::Result<bool> {
    let report = verify_journal::verify(app, &kept_outside(seals)?).await?;
    println!(
        "{} Vorgänge mit {} Einträgen geprüft; {} seit dem letzten Siegel geändert. {} Buchungen geprüft.",
        report.cases, report.entries, report.unsealed_cases, report.postings
    );
    match report.broken {
        None => {
            println!("✓ Das Journal ist unverändert.");
            Ok(true)
        }
        Some(link) => {
            println!("✗ Erstes gebrochenes Glied: {link}");
            Ok(false)
        }
    }
}

/// Seals each minute until `stopping`, and once more at the end.
pub async fn keep_sealing(app: App, seals: PathBuf, stopping: CancellationToken) {
    loop {
        let ending = tokio::select! {
            () = stopping.cancelled() => true,
            () = tokio::time::sleep(SEAL_EVERY) => false,
        };
        if let Err(error) = seal(&app, &seals).await {
            tracing::error!(%error, "the journal could not be sealed");
        }
        if ending {
            return;
        }
    }
}

async fn seal(app: &App, seals: &Path) -> anyhow::Result<()> {
    let Some(seal) = seal_heads::seal(app).await? else { return Ok(()) };
    // The log is a second place outside the database, often on another machine.
    tracing::info!(hash = seal.hash, "journal sealed");
    let mut file = tokio::fs::OpenOptions::new().create(true).append(true).open(seals).await?;
    file.write_all(format!("{} {}\n", seal.at.to_rfc3339(), seal.hash).as_bytes()).await?;
    file.sync_all().await?;
    Ok(())
}

fn kept_outside(seals: &Path) -> io::Result<Vec<String>> {
    match std::fs::read_to_string(seals) {
        Ok(text) => Ok(text.lines().filter_map(|line| line.split_whitespace().nth(1)).map(str::to_owned).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
