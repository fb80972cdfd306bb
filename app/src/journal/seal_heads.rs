//! Each minute the heads of changed cases are chained into a seal, which the caller also writes outside the database.

use crate::{App, Result};
use chrono::TimeDelta;
use domain::journal::sha256;
use serde_json::json;
use store::entity::journal_seal;
use store::{Scope, journal};

/// Entries are dated when their transaction begins: one that commits after a seal may be dated before it.
const OVERLAP: TimeDelta = TimeDelta::minutes(2);

/// Seals what changed since the last seal; nothing when nothing did.
///
/// # Errors
/// When the database fails.
pub async fn seal(app: &App) -> Result<Option<journal_seal::Model>> {
    let tx = app.machine().write(&Scope::Machine).await?;
    journal::seal_alone(&tx).await?;
    let last = journal::last_seal(&tx).await?;
    let heads = journal::heads_since(&tx, last.as_ref().map(|s| s.at - OVERLAP)).await?;
    if heads.is_empty() {
        return Ok(None);
    }
    let text = json!(heads).to_string();
    let previous = last.map_or_else(|| journal::hex(&domain::journal::GENESIS), |s| s.hash);
    let hash = journal::hex(&sha256(format!("{previous}{text}").as_bytes()));
    let row = journal::seal(&tx, app.now(), &text, &hash).await?;
    tx.commit().await?;
    Ok(Some(row))
}
