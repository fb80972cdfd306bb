//! Announcements for open browsers: ids and versions only; rights are checked again for each before it is told.
//!
//! Numbers are given before commit, so a later number can be seen first: the reader looks back a little and
//! remembers what it has told.

use crate::{App, Result};
use domain::ids::{BodyId, CaseId};
use std::collections::BTreeSet;
use store::Scope;

/// How far back a reader looks for rows that committed late.
const LOOK_BACK: i64 = 500;

/// One announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Whose.
    pub body: BodyId,
    /// `TASK`, `CASE` or `INCIDENT`.
    pub topic: String,
    /// The task, case or incident.
    pub subject_id: i64,
    /// The case.
    pub case: CaseId,
    /// Its version.
    pub version: i64,
}

/// Reads each announcement once, from when it was made on.
#[derive(Debug)]
pub struct Reader {
    newest: i64,
    told: BTreeSet<i64>,
}

impl Reader {
    /// Begins after what is there now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(app: &App) -> Result<Self> {
        let tx = app.people().read(&Scope::SignIn).await?;
        let newest = store::engine::announcements::newest(&tx).await?;
        let old = store::engine::announcements::after(&tx, newest - LOOK_BACK, 2_000).await?;
        Ok(Self { newest, told: old.into_iter().map(|a| a.id).collect() })
    }

    /// What is new since the last call.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&mut self, app: &App) -> Result<Vec<Announcement>> {
        let tx = app.people().read(&Scope::SignIn).await?;
        let rows = store::engine::announcements::after(&tx, self.newest - LOOK_BACK, 2_000).await?;
        let mut fresh = Vec::new();
        for row in rows {
            if self.told.insert(row.id) {
                self.newest = self.newest.max(row.id);
                fresh.push(Announcement {
                    body: BodyId(row.body_id),
                    topic: row.topic,
                    subject_id: row.subject_id,
                    case: CaseId(row.case_id),
                    version: row.version,
                });
            }
        }
        let keep_from = self.newest - 2 * LOOK_BACK;
        self.told = self.told.split_off(&keep_from);
        Ok(fresh)
    }
}
