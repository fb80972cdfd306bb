//! (b) claims and completions acknowledged, 32 clients at once: each takes a free task and finishes it.
//!
//! What counts is what a clerk gets an answer for: the transaction is committed. The task is the second
//! person's release of an order: a signature with its own check, two journal entries and a message for the process.

use std::collections::VecDeque;
use std::collections::btree_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use app::App;
use app::cooperation::sign_in::session_of;
use app::tasks::claim_task::claim;
use app::tasks::complete_task::{Completion, complete};
use domain::cooperation::{Role, Session};
use domain::ids::{PersonId, TaskId};
use domain::tasks::TaskKind;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::measure::{Figure, Samples, Target};
use crate::place::Place;

pub const CLIENTS: usize = 32;
/// The first moments fill caches and are not counted.
pub const WARM_UP: Duration = Duration::from_secs(1);

/// A free task and somebody who may do it.
#[derive(Clone, Copy, Debug)]
pub struct Free {
    pub task: i64,
    pub version: i64,
    pub person: i64,
}

/// What one client saw.
#[derive(Default)]
pub struct Seen {
    pub claims: Samples,
    pub completions: Samples,
    pub refused: usize,
    first_refusal: Option<String>,
}

/// Free tasks of all bodies with one who may release, scattered over the country.
pub async fn free_tasks(place: &Place, limit: usize) -> Result<VecDeque<Free>> {
    let (kind, role) = (TaskKind::ReleaseOrder.number(), Role::Decider.number());
    let sql = format!(
        "SELECT t.id AS id, t.version AS version, MIN(g.person_id) AS person FROM task t JOIN role_grant g ON g.body_id = t.body_id AND g.role = {role} \
         WHERE t.kind = {kind} AND t.state = 0 AND t.assignee IS NULL AND t.body_id > 1 \
         AND NOT EXISTS (SELECT 1 FROM task_exclusion e WHERE e.task_id = t.id) \
         GROUP BY t.id, t.version ORDER BY (t.id * 7919) % 65521, t.id LIMIT {limit}"
    );
    let db = place.filler().await?;
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let free = |row: &sea_orm::QueryResult| {
        Ok(Free {
            task: row.try_get("", "id")?,
            version: row.try_get("", "version")?,
            person: row.try_get("", "person")?,
        })
    };
    let found = rows.iter().map(free).collect::<Result<VecDeque<_>>>()?;
    db.close().await?;
    Ok(found)
}

/// The use cases called in this process, as the API's resolvers call them.
pub async fn in_process(place: &Place, lasting: Duration) -> Result<Vec<Figure>> {
    let app = App::new(place.people().await?, place.machine().await?, App::system_clock());
    let mut free = Vec::new();
    for task in free_tasks(place, 60_000).await? {
        free.push(task);
    }
    let sessions = sessions(&app, &free).await?;
    let work: Arc<Mutex<VecDeque<_>>> = Arc::new(Mutex::new(free.into_iter().zip(sessions).collect()));
    let (before, begun) = (app.people().statements(), Instant::now());
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let (app, work) = (app.clone(), Arc::clone(&work));
        clients.spawn(async move {
            let mut seen = Seen::default();
            while begun.elapsed() < WARM_UP + lasting {
                let next = work.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                let (task, session) = next.context("all prepared tasks are done: prepare more")?;
                one(&app, &session, task, begun + WARM_UP, &mut seen).await?;
            }
            anyhow::Ok(seen)
        });
    }
    let mut all = Seen::default();
    while let Some(seen) = clients.join_next().await {
        all.add(seen??);
    }
    let done = all.claims.len() + all.completions.len();
    let statements = (app.people().statements() - before) as f64 / done.max(1) as f64;
    Ok(figures(
        place,
        "in process",
        &all,
        lasting,
        &format!("about {statements:.1} statements each, begin and commit apart"),
    ))
}

async fn sessions(app: &App, free: &[Free]) -> Result<Vec<Arc<Session>>> {
    let mut known = std::collections::BTreeMap::new();
    let mut sessions = Vec::with_capacity(free.len());
    for task in free {
        if let Entry::Vacant(unknown) = known.entry(task.person) {
            unknown.insert(Arc::new(session_of(app, PersonId(task.person)).await?));
        }
        sessions.extend(known.get(&task.person).cloned());
    }
    Ok(sessions)
}

async fn one(app: &App, session: &Session, free: Free, counted_from: Instant, seen: &mut Seen) -> Result<()> {
    let id = TaskId(free.task);
    let begun = Instant::now();
    let version = claim(app, session, id, free.version).await?;
    let claimed = begun.elapsed();
    let completion = Completion { task: id, version, outcome: "RELEASE".to_owned(), form: json!({}), salt: [7; 16] };
    let again = Instant::now();
    complete(app, session, completion).await?;
    if begun >= counted_from {
        seen.claims.push(claimed);
        seen.completions.push(again.elapsed());
    }
    Ok(())
}

impl Seen {
    pub fn add(&mut self, other: Self) {
        self.claims.extend(other.claims);
        self.completions.extend(other.completions);
        self.refused += other.refused;
        self.first_refusal = self.first_refusal.take().or(other.first_refusal);
    }

    /// Not done, and the first reason is told.
    pub fn refused(&mut self, why: &serde_json::Value) {
        self.refused += 1;
        self.first_refusal.get_or_insert_with(|| why.to_string());
    }
}

/// Rate and p95 against the targets of the database.
pub fn figures(place: &Place, how: &str, seen: &Seen, lasting: Duration, note: &str) -> Vec<Figure> {
    let least = if place.name == "PostgreSQL" { 2000.0 } else { 1000.0 };
    let mut both = seen.claims.clone();
    both.extend(seen.completions.clone());
    let rate = both.len() as f64 / lasting.as_secs_f64();
    vec![
        Figure {
            part: 'b',
            what: format!("claims and completions, {how}"),
            on: place.name.to_owned(),
            value: rate,
            unit: "per second",
            target: Target::AtLeast(least),
            note: format!(
                "{CLIENTS} clients, {} refused{}, {note}",
                seen.refused,
                seen.first_refusal.as_deref().unwrap_or_default()
            ),
        },
        Figure::p95('b', format!("claim or completion, {how}"), place.name, &both, Some(40.0)),
        Figure::p95('b', format!("claim alone, {how}"), place.name, &seen.claims, None),
        Figure::p95('b', format!("completion alone, {how}"), place.name, &seen.completions, None),
    ]
}
