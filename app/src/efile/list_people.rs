//! Who had hands on a case, as its journal tells it: each natural person once for each one it acted for.

use crate::{App, Error, Result};
use chrono::{DateTime, Utc};
use domain::cooperation::Session;
use domain::ids::{CaseId, PersonId};
use domain::tasks::{Hands, TaskKind};
use std::collections::BTreeMap;
use store::Scope;
use store::journal::Line;

/// Entries looked at; far more than a case of four years has.
const MOST_ENTRIES: u64 = 20_000;

/// Somebody who had hands on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Who, and in whose right.
    pub hands: Hands,
    /// Kinds of tasks finished, in the order of the procedure.
    pub finished: Vec<TaskKind>,
    /// How often something was done.
    pub acts: usize,
    /// First time.
    pub first_at: DateTime<Utc>,
    /// Last time.
    pub last_at: DateTime<Utc>,
}

/// Everybody who had hands on a case, in the order in which they came to it.
///
/// # Errors
/// Not found for a case of another body; when the database fails.
pub async fn list(app: &App, session: &Session, case: CaseId) -> Result<Vec<Hand>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    store::case_file::find(&tx, case).await?.ok_or(Error::NotFound)?;
    Ok(gather(&store::journal::read(&tx, case, 0, MOST_ENTRIES).await?))
}

/// Reading for an audit is logged in the journal, but it is no hand on the case.
fn gather(lines: &[Line]) -> Vec<Hand> {
    let mut found: BTreeMap<(PersonId, PersonId), Hand> = BTreeMap::new();
    for entry in lines.iter().map(|line| &line.entry).filter(|e| e.event != "CASE_AUDITED") {
        let Some(hands) = entry.hands else { continue };
        let hand = found.entry((hands.actor, hands.represented)).or_insert_with(|| Hand {
            hands,
            finished: Vec::new(),
            acts: 0,
            first_at: entry.at,
            last_at: entry.at,
        });
        hand.acts += 1;
        hand.last_at = entry.at;
        let kind = entry.facts.get("kind").and_then(|k| k.as_str()).and_then(|k| k.parse::<TaskKind>().ok());
        if let Some(kind) = kind.filter(|k| entry.event == "TASK_COMPLETED" && !hand.finished.contains(k)) {
            hand.finished.push(kind);
        }
    }
    let mut all: Vec<_> = found.into_values().collect();
    all.iter_mut().for_each(|hand| hand.finished.sort_unstable());
    all.sort_by_key(|hand| hand.first_at);
    all
}
