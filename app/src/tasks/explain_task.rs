//! Why a person can, or cannot, finish a task: the rules of claim and complete, asked without doing anything.
//!
//! The page greys out what would be refused and says why; the verbs themselves decide again under the lock.

use super::complete_task::UNDO;
use super::loading::kind_of;
use crate::{App, Error, Refusal, Result};
use chrono::{DateTime, Utc};
use domain::cooperation::Session;
use domain::ids::{BodyId, PersonId};
use domain::tasks::{Hands, Holder, State, Task, Verb};
use std::collections::{BTreeMap, BTreeSet};
use store::cooperation::deputies;
use store::entity::task;
use store::tasks::{approvals, rows};
use store::{Scope, Tx};

/// For each task why the session cannot finish it now; none: it can. One query, however many tasks.
///
/// # Errors
/// When the database fails.
pub async fn why_not(app: &App, session: &Session, tasks: &[task::Model]) -> Result<BTreeMap<i64, Option<Refusal>>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let facts = facts_of(&tx, session, tasks).await?;
    let of = |row: &task::Model| match facts.get(&row.id) {
        Some(facts) => Ok((row.id, refusal(session, row, facts)?)),
        None => Err(Error::NotFound),
    };
    tasks.iter().map(of).collect()
}

/// The facts the rules decide on, of many tasks: absences and signatures are read only where there are any.
pub(super) async fn facts_of(tx: &Tx, session: &Session, tasks: &[task::Model]) -> Result<BTreeMap<i64, Task>> {
    let ids: Vec<_> = tasks.iter().map(|t| t.id).collect();
    let excluded = rows::exclusions(tx, &ids).await?;
    let several: Vec<_> = tasks.iter().filter(|t| t.signatures_needed > 1).map(|t| t.id).collect();
    let signed = if several.is_empty() { Vec::new() } else { approvals::signatures(tx, &several).await? };
    let others = tasks.iter().filter_map(|t| t.assignee).filter(|p| *p != session.person().0);
    let others: BTreeSet<_> = others.collect();
    let absent =
        if others.is_empty() { BTreeSet::new() } else { deputies::absent(tx, &others, session.today()).await? };
    let of = |row: &task::Model| Task {
        state: if row.state == i32::from(State::Open as i16) { State::Open } else { State::Done },
        holder: row.assignee.map_or(Holder::Free, |p| Holder::Person(PersonId(p))),
        version: row.version,
        excluded: excluded.iter().filter(|(id, _)| *id == row.id).map(|(_, p)| Hands::own(*p)).collect(),
        delegator: row.delegated_by.map(PersonId),
        holder_absent: row.assignee.is_some_and(|p| absent.contains(&p)),
        needed: u32::try_from(row.signatures_needed).unwrap_or(u32::MAX),
        signed: signed.iter().filter(|s| s.task_id == row.id).map(approvals::hands).collect(),
    };
    Ok(tasks.iter().map(|row| (row.id, of(row))).collect())
}

fn refusal(session: &Session, row: &task::Model, facts: &Task) -> Result<Option<Refusal>> {
    let acting = session.all_acting(BodyId(row.body_id), kind_of(row)?.area(), kind_of(row)?.roles());
    let decided: Vec<_> = acting.iter().map(|a| facts.decide(Verb::Complete, a.hands(), row.version)).collect();
    let error: Error = match decided.into_iter().reduce(|one, other| one.or(other)) {
        Some(Ok(_)) => return Ok(None),
        Some(Err(why)) => why.into(),
        None => domain::cooperation::Error::NoRight.into(),
    };
    match error {
        Error::Refused(mut why) => Ok(why.pop()),
        fault => Err(fault),
    }
}

/// Until when this session's person can take back the completion of a task; none: it cannot.
///
/// # Errors
/// When the stored kind is unknown.
pub fn undo_until(app: &App, session: &Session, row: &task::Model) -> Result<Option<DateTime<Utc>>> {
    let own = row.closed_by == Some(session.person().0) && row.state == i32::from(State::Done as i16);
    let until = row.closed_at.map(|at| at + UNDO).filter(|until| *until > app.now());
    Ok(until.filter(|_| own).filter(|_| kind_of(row).is_ok_and(domain::tasks::TaskKind::undoable)))
}
