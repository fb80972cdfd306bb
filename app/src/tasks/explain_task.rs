//! Why a person can, or cannot, finish a task: the rules of claim and complete, asked without doing anything.
//!
//! The page greys out what would be refused and says why; the verbs themselves decide again under the lock.

use super::complete_task::UNDO;
use super::loading::kind_of;
use crate::{App, Error, Refusal, Result};
use chrono::{DateTime, Utc};
use domain::cooperation::{Area, Session};
use domain::ids::{BodyId, PersonId};
use domain::tasks::{Hands, Holder, State, Task, Verb};
use std::collections::BTreeMap;
use store::entity::task;
use store::{Scope, tasks::rows};

/// For each task why the session cannot finish it now; none: it can. One query, however many tasks.
///
/// # Errors
/// When the database fails.
pub async fn why_not(app: &App, session: &Session, tasks: &[task::Model]) -> Result<BTreeMap<i64, Option<Refusal>>> {
    let ids: Vec<_> = tasks.iter().map(|t| t.id).collect();
    let tx = app.people().read(&Scope::of(session)).await?;
    let excluded = rows::exclusions(&tx, &ids).await?;
    tasks.iter().map(|row| Ok((row.id, refusal(session, row, &excluded)?))).collect()
}

fn refusal(session: &Session, row: &task::Model, excluded: &[(i64, PersonId)]) -> Result<Option<Refusal>> {
    let acting = session.all_acting(BodyId(row.body_id), Area::Procurement, kind_of(row)?.roles());
    let facts = Task {
        state: if row.state == i32::from(State::Open as i16) { State::Open } else { State::Done },
        holder: row.assignee.map_or(Holder::Free, |p| Holder::Person(PersonId(p))),
        version: row.version,
        excluded: excluded.iter().filter(|(id, _)| *id == row.id).map(|(_, p)| Hands::own(*p)).collect(),
    };
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
