//! Loading a task for a verb: the case locked, the right checked, the rules' facts read.
//!
//! A task of a body the person has no right for is "not found", never "forbidden".

use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Acting, Role, Session};
use domain::ids::{BodyId, TaskId};
use domain::tasks::{Task, TaskKind};
use std::collections::BTreeSet;
use store::case_file::Case;
use store::cooperation::deputies;
use store::entity::task;
use store::tasks::approvals;
use store::{Scope, Tx};
use strum::IntoEnumIterator;

/// A task ready to be decided on.
pub struct Loaded {
    pub tx: Tx,
    pub case: Case,
    pub row: task::Model,
    pub kind: TaskKind,
    pub facts: Task,
    /// Capabilities that fit, own ones first.
    pub acting: Vec<Acting>,
}

/// The kind of a stored task.
///
/// # Errors
/// When the stored number is unknown.
pub fn kind_of(row: &task::Model) -> std::result::Result<TaskKind, store::Error> {
    let kind = i16::try_from(row.kind).ok().and_then(TaskKind::from_repr);
    kind.ok_or_else(|| store::Error::Damaged(format!("task {} has the unknown kind {}", row.id, row.kind)))
}

/// Loads a task for somebody with one of the task's roles, or one of `also`.
pub async fn load(app: &App, session: &Session, id: TaskId, also: &[Role]) -> Result<Loaded> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let case = Case::lock_of_task(&tx, id, app.now()).await?.ok_or(Error::NotFound)?;
    // read under the lock: nobody changes it before this transaction ends
    let (row, mut facts) = store::tasks::rows::find_with_facts(&tx, id).await?.ok_or(Error::NotFound)?;
    let kind = kind_of(&row)?;
    if facts.needed > 1 {
        facts.signed = approvals::signatures(&tx, &[id.0]).await?.iter().map(approvals::hands).collect();
    }
    if let Some(holder) = row.assignee.filter(|p| *p != session.person().0) {
        let holders = BTreeSet::from([holder]);
        facts.holder_absent = !deputies::absent(&tx, &holders, session.today()).await?.is_empty();
    }
    let mut roles = kind.roles().to_vec();
    roles.extend_from_slice(also);
    let acting = session.all_acting(BodyId(row.body_id), kind.area(), &roles);
    if acting.is_empty() {
        return Err(domain::cooperation::Error::NoRight.into());
    }
    Ok(Loaded { tx, case, row, kind, facts, acting })
}

/// Loads a task for anybody with a right for its body: to answer what was asked.
pub async fn load_for_anybody(app: &App, session: &Session, id: TaskId) -> Result<Loaded> {
    let roles: Vec<_> = Role::iter().collect();
    load(app, session, id, &roles).await
}

impl Loaded {
    /// The capability whose hands four eyes allow, own ones first; if none do, the first (its refusal explains).
    ///
    /// For a task of somebody absent: the capability to act for that very person comes before all.
    #[must_use]
    pub fn best_acting(&self) -> Option<Acting> {
        let absent = self.row.assignee.filter(|_| self.facts.holder_absent);
        if let Some(holder) = absent {
            let instead = self.acting.iter().find(|a| a.hands().represented.0 == holder);
            if let Some(instead) = instead {
                return Some(*instead);
            }
        }
        let taken =
            |a: &&Acting| !self.facts.excludes(a.hands()) && !self.facts.signed.iter().any(|s| s.overlaps(&a.hands()));
        let free = self.acting.iter().find(taken);
        free.or_else(|| self.acting.first()).copied()
    }

    /// Like [`Loaded::best_acting`], as a refusal when there is none.
    ///
    /// # Errors
    /// `NO_RIGHT`.
    pub fn acting(&self) -> Result<Acting> {
        self.best_acting().ok_or_else(|| Refusal::new("NO_RIGHT", "no right for this task").into())
    }

    /// Somebody else was faster.
    #[must_use]
    pub fn stale(&self) -> Error {
        domain::tasks::Error::Stale { seen: self.row.version, actual: self.row.version + 1 }.into()
    }
}
