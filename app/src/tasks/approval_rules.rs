//! How many must sign: a body's own dated rules with their source (Hauptsatzung, Dienstanweisung).
//!
//! A rule counts for tasks opened from its first day on; what is open keeps the number it was opened with.

use crate::{App, Error, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::{Area, Role, Session};
use domain::ids::BodyId;
use domain::tasks::TaskKind;
use store::Scope;
use store::tasks::approvals::{self, NewRule};

pub use store::entity::{approval_rule, task_signature};

/// Most persons a rule can ask for.
pub const MOST: u32 = 5;

/// A rule a leader wants.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Whose.
    pub body: BodyId,
    /// For which kind of task.
    pub kind: TaskKind,
    /// From this gross amount on.
    pub from_cents: i64,
    /// So many distinct persons, 2 to 5.
    pub needed: u32,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
    /// Where it is written.
    pub source: String,
}

/// Keeps a rule.
///
/// # Errors
/// `KIND_NOT_APPROVABLE`, `SIGNATURES_INVALID`, `AMOUNT_NEGATIVE`, `PERIOD_INVALID`, `SOURCE_EMPTY`; not found for a
/// body the session does not lead.
pub async fn add(app: &App, session: &Session, wanted: Wanted) -> Result<approval_rule::Model> {
    if session.act_as(wanted.body, Area::Cooperation, &[Role::Lead]).is_err() {
        return Err(Error::NotFound);
    }
    check(&wanted, session.today())?;
    let tx = app.people().write(&Scope::of(session)).await?;
    let new = NewRule {
        body: wanted.body,
        kind: wanted.kind,
        from_cents: wanted.from_cents,
        needed: wanted.needed,
        valid_from: wanted.valid_from,
        valid_to: wanted.valid_to,
        source: wanted.source.trim(),
    };
    let row = approvals::insert_rule(&tx, &new, session.person(), app.now()).await?;
    tx.commit().await?;
    Ok(row)
}

fn check(wanted: &Wanted, today: NaiveDate) -> Result<()> {
    let refused = |field: &str, code, detail: &str| Err(Refusal::at(field, code, detail).into());
    if !wanted.kind.approvable() {
        return refused("kind", "KIND_NOT_APPROVABLE", "tasks of this kind are signed by one person");
    }
    if !(2..=MOST).contains(&wanted.needed) {
        return refused("signaturesNeeded", "SIGNATURES_INVALID", "two to five persons can be asked for");
    }
    if wanted.from_cents < 0 {
        return refused("fromAmount", "AMOUNT_NEGATIVE", "the amount is negative");
    }
    if wanted.valid_from < today || wanted.valid_to < wanted.valid_from {
        return refused("validFrom", "PERIOD_INVALID", "a rule counts from today or later, to a day behind");
    }
    match wanted.source.trim().chars().count() {
        1..=400 => Ok(()),
        _ => refused("source", "SOURCE_EMPTY", "say in up to 400 characters where it is written"),
    }
}

/// Rules of the session's bodies.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, session: &Session) -> Result<Vec<approval_rule::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(approvals::rules(&tx).await?)
}

/// Signatures under tasks, in the order they were given.
///
/// # Errors
/// When the database fails.
pub async fn signatures(app: &App, session: &Session, tasks: &[i64]) -> Result<Vec<task_signature::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(approvals::signatures(&tx, tasks).await?)
}
