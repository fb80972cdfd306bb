//! The outbox as the relay sees it: cases leased, rows handed out in order, delivery and failure written down.

use super::open_incident;
use crate::{App, Error, Result};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::CaseId;
use serde_json::{Value, json};
use store::case_file::Case;
use store::engine::incidents::NewIncident;
use store::engine::{outbox, states};
use store::entity::{case_file, outbox as outbox_row, workflow_state};
use store::{Scope, Tx, case_file as cases};

/// Longest wait between attempts.
const LONGEST_WAIT_SECONDS: i64 = 60;

/// What a row wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Start the process.
    Start,
    /// Start it anew from its saved state, whatever runs now.
    Restart,
    /// Tell it something.
    Signal,
}

/// One row to deliver.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Number within the case.
    pub no: i64,
    /// What it wants.
    pub kind: RowKind,
    /// The message.
    pub payload: Value,
}

/// Rows of one leased case, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Case.
    pub case: CaseId,
    /// Process name.
    pub process: String,
    /// Rows.
    pub rows: Vec<Row>,
}

/// Leases cases with due rows to `holder`. It looks before it takes the writer's place: most bells ring for
/// somebody else, and cases under way are found again and again while their lease is fresh.
///
/// # Errors
/// When the database fails.
pub async fn lease(app: &App, holder: &str, limit: u32) -> Result<Vec<Batch>> {
    let now = app.now();
    let look = app.machine().read(&Scope::Machine).await?;
    let waiting = outbox::waiting(&look, holder, now, limit).await?;
    if waiting.iter().all(|(_, to_take)| !to_take) {
        let ids: Vec<_> = waiting.into_iter().map(|(id, _)| id).collect();
        return batches(&look, &ids, now).await;
    }
    drop(look);
    let tx = app.machine().write(&Scope::Machine).await?;
    let batches = take(&tx, waiting, holder, now).await?;
    tx.commit().await?;
    Ok(batches)
}

/// Rows of these cases up to these numbers are through, and cases with due rows are leased to `holder`, in one
/// transaction: a busy relay books and leases all the time. A case whose lease is no longer the holder's is not
/// booked.
///
/// # Errors
/// When the database fails; then nothing is booked, and all of it will be delivered again.
pub async fn turn(app: &App, holder: &str, through: &[(CaseId, i64)], limit: u32) -> Result<Vec<Batch>> {
    if through.is_empty() {
        return lease(app, holder, limit).await;
    }
    let now = app.now();
    let tx = app.machine().write(&Scope::Machine).await?;
    outbox::delivered(&tx, through, holder, now).await?;
    let batches = if limit == 0 {
        Vec::new()
    } else {
        let waiting = outbox::waiting(&tx, holder, now, limit).await?;
        take(&tx, waiting, holder, now).await?
    };
    tx.commit().await?;
    Ok(batches)
}

/// Writes the leases that must be written and reads the due rows of all that are the holder's then.
async fn take(tx: &Tx, waiting: Vec<(i64, bool)>, holder: &str, now: DateTime<Utc>) -> Result<Vec<Batch>> {
    let mut leased = Vec::with_capacity(waiting.len());
    let mut taken = Vec::new();
    for (id, to_take) in waiting {
        if !to_take {
            leased.push(id);
        } else if outbox::take(tx, id, holder, now).await? {
            leased.push(id);
            taken.push(id);
        }
    }
    let batches = batches(tx, &leased, now).await?;
    for id in taken {
        // another relay was done with it between our look and our taking it
        if batches.iter().all(|batch| batch.case.0 != id) {
            outbox::release(tx, CaseId(id), holder).await?;
        }
    }
    Ok(batches)
}

/// The due rows of leased cases.
async fn batches(tx: &Tx, ids: &[i64], now: DateTime<Utc>) -> Result<Vec<Batch>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = outbox::due(tx, ids, now).await?;
    let mut batches = Vec::with_capacity(ids.len());
    for case in cases::find_many(tx, ids).await? {
        let own = rows.iter().filter(|r| r.case_id == case.id);
        let kind = |text: &str| if text == "START" { RowKind::Start } else { RowKind::Signal };
        let row = |r: &outbox_row::Model| {
            Ok(Row { no: r.no, kind: kind(&r.kind), payload: serde_json::from_str(&r.payload)? })
        };
        let mut batch: Vec<_> = own.map(row).collect::<Result<_>>()?;
        if case.restart_wanted {
            let applied = states::find(tx, CaseId(case.id)).await?.map_or(0, |s| s.applied_no);
            batch.insert(0, Row { no: applied, kind: RowKind::Restart, payload: json!({}) });
        }
        if !batch.is_empty() {
            batches.push(Batch { case: CaseId(case.id), process: case.process.clone(), rows: batch });
        }
    }
    Ok(batches)
}

/// Rows up to `up_to_no` are through; ignored when the lease is no longer the holder's.
///
/// # Errors
/// When the database fails.
pub async fn delivered(app: &App, case: CaseId, holder: &str, up_to_no: i64) -> Result<()> {
    turn(app, holder, &[(case, up_to_no)], 0).await.map(drop)
}

/// The process was started anew, as was wished; a wish made while other rows were under way stands.
///
/// # Errors
/// When the database fails.
pub async fn restarted(app: &App, case: CaseId) -> Result<()> {
    let tx = app.machine().write(&Scope::Machine).await?;
    outbox::restarted(&tx, case).await?;
    Ok(tx.commit().await?)
}

/// A row did not go through: it waits and is tried again, or, when it never will, an incident holds it.
///
/// # Errors
/// When the database fails.
pub async fn failed(app: &App, case: CaseId, holder: &str, no: i64, cause: &str, permanent: bool) -> Result<()> {
    let now = app.now();
    let tx = app.machine().write(&Scope::Machine).await?;
    let Some(mut locked) = Case::lock(&tx, case, now).await? else { return Err(Error::NotFound) };
    if !outbox::holds(&tx, case, holder, now).await? {
        return Ok(tx.commit().await?);
    }
    let attempts = outbox::attempts(&tx, case, no).await?;
    // a wished restart is no row of its own: it bears the number of the last message that was applied
    let restart = locked.row.restart_wanted && !outbox::waits(&tx, case, no).await?;
    if !restart {
        outbox::failed(&tx, case, no, cause, now + wait_after(attempts)).await?;
    }
    if restart && permanent {
        let new = NewIncident { step: "", round: 0, failure_no: 0, kind: "WORKFLOW_RESTART_FAILED", cause, at: now };
        open_incident::open(&tx, &mut locked, &new).await?;
        locked.row.restart_wanted = false; // retrying the incident wishes it again
    } else if permanent {
        let new = NewIncident { step: "", round: 0, failure_no: 0, kind: "OUTBOX_UNDELIVERABLE", cause, at: now };
        let row = open_incident::open(&tx, &mut locked, &new).await?;
        outbox::hold(&tx, case, no, domain::ids::IncidentId(row.id)).await?;
    }
    outbox::release(&tx, case, holder).await?;
    locked.save(&tx).await?;
    Ok(tx.commit().await?)
}

fn wait_after(attempts: i32) -> TimeDelta {
    let doubled = 1_i64 << attempts.clamp(0, 10);
    TimeDelta::milliseconds((doubled * 250).min(LONGEST_WAIT_SECONDS * 1_000))
}

/// The saved state a process starts with.
///
/// # Errors
/// Not found when the case does not exist; when the database fails.
pub async fn start_input(app: &App, case: CaseId) -> Result<Value> {
    let tx = app.machine().read(&Scope::Machine).await?;
    let row = cases::find(&tx, case).await?.ok_or(Error::NotFound)?;
    state_of(&row, states::find(&tx, case).await?)
}

/// Makes everything above `last_no` undelivered again.
///
/// # Errors
/// When the database fails.
pub async fn rewind(app: &App, case: CaseId, last_no: i64) -> Result<()> {
    let tx = app.machine().write(&Scope::Machine).await?;
    outbox::redeliver_after(&tx, case, last_no).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}

/// A running case: what `rebuild` starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// Case.
    pub case: CaseId,
    /// Process name.
    pub process: String,
    /// Saved state, or the first one.
    pub state: Value,
}

/// Every running case with the state to start it from.
///
/// # Errors
/// When the database fails.
pub async fn running(app: &App) -> Result<Vec<Running>> {
    let tx = app.machine().read(&Scope::Machine).await?;
    let all = states::running(&tx).await?;
    all.into_iter()
        .map(|(case, state)| {
            Ok(Running { case: CaseId(case.id), process: case.process.clone(), state: state_of(&case, state)? })
        })
        .collect()
}

/// A case that never made a step starts with its number alone: every field of the process's state has a default,
/// and the row that starts it is number 1.
fn state_of(case: &case_file::Model, saved: Option<workflow_state::Model>) -> Result<Value> {
    match saved {
        Some(row) => Ok(serde_json::from_str(&row.state)?),
        None => Ok(json!({ "caseId": case.id, "lastNo": 1 })),
    }
}

/// Running cases that should have moved since `before` and did not.
///
/// # Errors
/// When the database fails.
pub async fn suspects(app: &App, before: DateTime<Utc>, limit: u32) -> Result<Vec<(CaseId, String)>> {
    let tx = app.machine().read(&Scope::Machine).await?;
    let ids = outbox::silent_since(&tx, before, limit).await?;
    let rows = cases::find_many(&tx, &ids).await?;
    Ok(rows.into_iter().map(|c| (CaseId(c.id), c.process)).collect())
}

/// The id a case's process has in the engine: its business key.
#[must_use]
pub fn workflow_id(process: &str, case: CaseId) -> String {
    format!("{}-{case}", process.to_lowercase())
}
