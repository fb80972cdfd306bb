//! One frame for every step the process takes: done once per (case, step, round), with the process's own state
//! saved in the same transaction as the effect.

use crate::{App, Error, Result};
use domain::ids::CaseId;
use serde_json::Value;
use store::case_file::Case;
use store::engine::states::{self, Snapshot};
use store::{Scope, Tx};

/// Which step, and where the process stands while asking for it.
#[derive(Debug, Clone, Copy)]
pub struct StepRef<'a> {
    /// Case.
    pub case: CaseId,
    /// Step name: a phase code.
    pub step: &'a str,
    /// Round of the step, from 1.
    pub round: i32,
    /// Last message the process has applied.
    pub last_no: i64,
    /// Number of this snapshot.
    pub snapshot_no: i64,
    /// The process's whole state.
    pub state: &'a Value,
}

/// A step begun: the case locked, the state saved, nothing lasting before [`Step::finish`].
pub struct Step {
    /// The transaction.
    pub tx: Tx,
    /// The case.
    pub case: Case,
    step: String,
    round: i32,
}

/// What beginning a step finds.
pub enum Begun {
    /// It was done before: this is what it gave.
    Before(Value),
    /// It is to be done now.
    Now(Box<Step>),
}

/// Locks the case and saves the state, without asking whether the step was done.
///
/// # Errors
/// Not found when the case does not exist; when the database fails.
pub async fn enter(app: &App, at: &StepRef<'_>) -> Result<(Tx, Case)> {
    let tx = app.machine().write(&Scope::Machine).await?;
    let case = Case::lock(&tx, at.case, app.now()).await?.ok_or(Error::NotFound)?;
    let text = at.state.to_string();
    let snapshot = Snapshot { step: at.step, state: &text, applied_no: at.last_no, snapshot_no: at.snapshot_no };
    states::save(&tx, at.case, case.body(), &snapshot, case.at()).await?;
    Ok((tx, case))
}

/// Begins a machine step.
///
/// # Errors
/// See [`enter`].
pub async fn begin(app: &App, at: &StepRef<'_>) -> Result<Begun> {
    let (tx, case) = enter(app, at).await?;
    if let Some(result) = states::result(&tx, at.case, at.step, at.round).await? {
        tx.commit().await?;
        return Ok(Begun::Before(serde_json::from_str(&result)?));
    }
    Ok(Begun::Now(Box::new(Step { tx, case, step: at.step.to_owned(), round: at.round })))
}

impl Step {
    /// Keeps what the step gave, journals it, and makes everything lasting.
    ///
    /// # Errors
    /// When the database fails; then nothing was done.
    pub async fn finish(mut self, app: &App, event: &str, facts: Value, result: Value) -> Result<Value> {
        self.case.journal(&self.tx, None, event, facts).await?;
        let text = result.to_string();
        states::keep_result(&self.tx, self.case.id(), self.case.body(), &self.step, self.round, &text, self.case.at())
            .await?;
        let (id, version) = (self.case.row.id, self.case.row.version + 1);
        self.case.announce(&self.tx, "CASE", id, version).await?;
        self.case.save(&self.tx).await?;
        self.tx.commit().await?;
        app.ring();
        Ok(result)
    }
}
