//! Where cases stand, as pictures of their process: tasks and machine steps become visits, `domain` draws.

use crate::{App, Result};
use domain::cooperation::Session;
use domain::ids::{PersonId, TaskId};
use domain::procurement::phase::Phase;
use domain::procurement::picture::{self, Left, Picture, Standing, Visit};
use domain::tasks::{Hands, State};
use std::collections::BTreeMap;
use store::entity::{case_file, procurement, step_result, task};
use store::{Scope, engine::states, procurement::rows, tasks};

/// The pictures of these cases, by case; cases of another process or body have none.
///
/// # Errors
/// When the database fails.
pub async fn draw(app: &App, session: &Session, cases: &[i64]) -> Result<BTreeMap<i64, Picture>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let files = store::case_file::find_many(&tx, cases).await?;
    let facts = rows::find_many(&tx, cases).await?;
    let tasks = tasks::rows::of_cases(&tx, cases).await?;
    let steps = states::results_of_cases(&tx, cases).await?;
    let of = |file: &case_file::Model| {
        let row = facts.iter().find(|r| r.case_id == file.id)?;
        let visits = visits(file, &tasks, &steps);
        Some((file.id, picture::draw(standing(file, row)?, &visits)))
    };
    Ok(files.iter().filter_map(of).collect())
}

fn standing(file: &case_file::Model, row: &procurement::Model) -> Option<Standing> {
    Some(Standing {
        now: file.phase.parse().ok()?,
        stood: row.interrupted_phase.as_deref().and_then(|p| p.parse().ok()),
        ordered: row.ordered_on.is_some(),
        paid: row.spent_cents > 0,
    })
}

fn visits(file: &case_file::Model, tasks: &[task::Model], steps: &[step_result::Model]) -> Vec<Visit> {
    let by_people = tasks.iter().filter(|t| t.case_id == file.id).filter_map(by_person);
    let by_machine = steps.iter().filter(|s| s.case_id == file.id).filter_map(by_machine);
    let mut visits: Vec<_> = by_people.chain(by_machine).collect();
    // an end has no task and no step of its own
    let ended = file.ended_at.zip(file.phase.parse::<Phase>().ok()).filter(|(_, phase)| phase.is_end());
    visits.extend(ended.map(|(at, phase)| Visit {
        phase,
        entered_at: at,
        left: Some(Left { at, hands: None, outcome: String::new() }),
        task: None,
    }));
    visits.sort_by_key(|v| v.entered_at);
    visits
}

fn by_person(row: &task::Model) -> Option<Visit> {
    let done = i16::try_from(row.state).ok().and_then(State::from_repr) == Some(State::Done);
    let hands = row
        .closed_by
        .map(|actor| Hands { actor: PersonId(actor), represented: PersonId(row.closed_for.unwrap_or(actor)) });
    let left = row.closed_at.zip(row.outcome.clone()).filter(|_| done);
    Some(Visit {
        phase: row.step.parse().ok()?,
        entered_at: row.opened_at,
        left: left.map(|(at, outcome)| Left { at, hands, outcome }),
        task: Some(TaskId(row.id)),
    })
}

/// Steps that are no phase (a reminder, an invoice that was read) are nobody's place.
fn by_machine(row: &step_result::Model) -> Option<Visit> {
    let outcome = serde_json::from_str::<String>(&row.result).unwrap_or_default();
    Some(Visit {
        phase: row.step.parse().ok()?,
        entered_at: row.at,
        left: Some(Left { at: row.at, hands: None, outcome }),
        task: None,
    })
}
