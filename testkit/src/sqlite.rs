//! A fresh SQLite file.
use anyhow::Result;
use tempfile::TempDir;

/// A folder that vanishes when dropped (keep it for as long as the URL is used) and the URL of a
/// database in it, created on first opening.
pub fn fresh() -> Result<(TempDir, String)> {
    let folder = tempfile::Builder::new().prefix("verbund-sqlite-").tempdir()?;
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("verbund.sqlite").display());
    Ok((folder, url))
}
