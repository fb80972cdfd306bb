//! A leader gives what one person holds to others, or back to the pool: each task by itself, the fewest first.

use super::assign_task;
use super::loading::{kind_of, load};
use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Area, Role, Session};
use domain::ids::{BodyId, PersonId, TaskId};
use domain::tasks::Verb;
use serde_json::json;
use std::collections::BTreeMap;
use store::Scope;
use store::entity::task;

/// Most tasks of one call.
pub const MOST: u64 = 200;

/// What became of one task.
#[derive(Debug)]
pub struct Moved {
    /// Which.
    pub task: TaskId,
    /// Who has it now; none: the pool. Or why it stayed.
    pub to: Result<Option<PersonId>>,
}

/// Gives what `from` holds, in bodies the session leads, to `to`; to nobody: back to the pool.
///
/// # Errors
/// Not found when the session leads no body the person holds a task of; when the database fails.
pub async fn redistribute(
    app: &App,
    session: &Session,
    from: PersonId,
    only: &[BodyId],
    to: &[PersonId],
) -> Result<Vec<Moved>> {
    let rows = held(app, session, from, only).await?;
    let mut given: BTreeMap<PersonId, usize> = to.iter().map(|p| (*p, 0)).collect();
    let mut moved = Vec::with_capacity(rows.len());
    for row in rows {
        let task = TaskId(row.id);
        let result = if to.is_empty() {
            pool(app, session, task, row.version).await.map(|()| None)
        } else {
            hand_to_the_freest(app, session, &row, &mut given).await.map(Some)
        };
        moved.push(Moved { task, to: result });
    }
    Ok(moved)
}

/// Open tasks the person holds in bodies the session leads.
async fn held(app: &App, session: &Session, from: PersonId, only: &[BodyId]) -> Result<Vec<task::Model>> {
    let leads = |body: BodyId| session.act_as(body, Area::Procurement, &[Role::Lead]).is_ok();
    let tx = app.people().read(&Scope::of(session)).await?;
    let rows = store::tasks::rows::held_by(&tx, from, MOST).await?;
    let fits =
        |row: &task::Model| leads(BodyId(row.body_id)) && (only.is_empty() || only.contains(&BodyId(row.body_id)));
    let rows: Vec<_> = rows.into_iter().filter(fits).collect();
    if rows.is_empty() { Err(Error::NotFound) } else { Ok(rows) }
}

/// Tries the persons by how few they were given; the first who may do the task gets it.
async fn hand_to_the_freest(
    app: &App,
    session: &Session,
    row: &task::Model,
    given: &mut BTreeMap<PersonId, usize>,
) -> Result<PersonId> {
    let mut order: Vec<_> = given.iter().map(|(person, n)| (*n, *person)).collect();
    order.sort_unstable();
    let mut version = row.version;
    if row.delegated_by.is_some() {
        pool(app, session, TaskId(row.id), version).await?;
        version += 1;
    }
    for (_, person) in order {
        match assign_task::assign(app, session, TaskId(row.id), person, version).await {
            Ok(_) => {
                *given.entry(person).or_default() += 1;
                return Ok(person);
            }
            // this one may not; the next one perhaps
            Err(Error::Refused(why)) if why.iter().all(|r| PASSES_ON.contains(&r.code)) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Refusal::new("NOBODY_MAY", format!("none of these persons may do a {}", kind_of(row)?)).into())
}

/// Refusals that concern the person, not the task.
const PASSES_ON: &[&str] = &["NOT_A_CANDIDATE", "FOUR_EYES", "ALREADY_SIGNED"];

/// Takes a task from its holder and puts it back into its lane.
///
/// # Errors
/// `NO_RIGHT` for everybody but a lead; refused when closed, free or changed.
async fn pool(app: &App, session: &Session, id: TaskId, version: i64) -> Result<()> {
    let mut loaded = load(app, session, id, &[Role::Lead]).await?;
    let lead = loaded.acting.iter().copied().find(|a| a.role() == Role::Lead);
    let Some(acting) = lead else { return Err(domain::cooperation::Error::NoRight.into()) };
    let change = loaded.facts.decide(Verb::Unassign, acting.hands(), version)?;
    if !store::tasks::rows::set_holder(&loaded.tx, id, version, &change).await? {
        return Err(loaded.stale());
    }
    store::tasks::requests::withdraw(&loaded.tx, id, true, loaded.case.at()).await?;
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "from": loaded.row.assignee });
    loaded.case.journal(&loaded.tx, Some(acting.hands()), "TASK_PUT_BACK", facts).await?;
    loaded.case.announce_task(&loaded.tx, &loaded.row, version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(())
}
