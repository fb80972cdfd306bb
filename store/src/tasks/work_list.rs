//! The work list: exact and fast at a million open tasks.
//!
//! Heads first: the first row of every lane the clerk may see, of those the lanes with the smallest heads, and
//! only these are opened. That is exact: a lane outside the first n + 1 heads has n + 1 better rows before it.
//! Two texts, because SQLite has no LATERAL.

use super::lanes::{Values, Who, cte};
use crate::entity::task;
use crate::{Error, Tx};
use chrono::NaiveDate;
use domain::tasks::TaskKind;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

pub use domain::tasks::{Shelf, Sort};

/// A word of a search: subject or file reference contain it, or the task is of a kind whose title does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as it was typed.
    pub text: String,
    /// Kinds whose title contains it.
    pub kinds: Vec<TaskKind>,
}

/// Where the page before ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// Its priority (sorted by priority only).
    pub priority: i32,
    /// Its due date.
    pub due_on: NaiveDate,
    /// Its id.
    pub id: i64,
}

/// One page wanted.
#[derive(Clone, Debug)]
pub struct Query {
    /// Whose lanes.
    pub who: Who,
    /// Which tasks.
    pub shelf: Shelf,
    /// Order (closed tasks are always latest first).
    pub sort: Sort,
    /// Only these kinds; empty: all.
    pub kinds: Vec<TaskKind>,
    /// Only tasks of cases that follow these processes; empty: all.
    pub processes: Vec<String>,
    /// Due on or before.
    pub due_until: Option<NaiveDate>,
    /// At least this urgent.
    pub priority_until: Option<i32>,
    /// Words that must all be found; empty: no search, and no cost.
    pub search: Vec<Word>,
    /// Start behind.
    pub after: Option<After>,
    /// Rows wanted; one more is read to see whether there is a next page.
    pub first: u32,
}

/// Rows of the page, and whether more follow.
///
/// # Errors
/// When the database fails.
pub async fn page(tx: &Tx, query: &Query) -> Result<(Vec<task::Model>, bool), Error> {
    let (sql, values) = text(query, tx.backend());
    let rows = tx.conn().query_all_raw(tx.statement(sql, values.0)).await?;
    let mut tasks = rows.iter().map(|row| task::Model::from_query_result(row, "")).collect::<Result<Vec<_>, _>>()?;
    let more = tasks.len() > query.first as usize;
    tasks.truncate(query.first as usize);
    Ok((tasks, more))
}

fn text(query: &Query, backend: DbBackend) -> (String, Values) {
    let mut values = Values::default();
    let lanes = cte(&query.who, &mut values, backend);
    let narrow = narrowed(query, &mut values, backend) + &behind(query, &mut values);
    let limit = query.first.saturating_add(1);
    let sql = match query.shelf {
        Shelf::Mine => mine(query, &lanes, &(narrow + AWAKE), limit),
        Shelf::FollowUp => mine(query, &lanes, &(narrow + ASLEEP), limit),
        Shelf::Closed => closed(&lanes, &narrow, limit),
        Shelf::Unassigned | Shelf::AllOpen => open(query, &lanes, &narrow, limit, backend),
    };
    (sql, values)
}

fn order(sort: Sort) -> (&'static str, &'static str, &'static str) {
    match sort {
        Sort::Due => ("t.due_on, t.id", "due_on, id", "t.due_on || printf('%020d', t.id)"),
        Sort::Priority => (
            "t.priority, t.due_on, t.id",
            "priority, due_on, id",
            "printf('%04d', t.priority) || t.due_on || printf('%020d', t.id)",
        ),
    }
}

/// What the filters leave of the lanes; nothing to add when nothing is filtered.
pub(super) fn narrowed(query: &Query, values: &mut Values, backend: DbBackend) -> String {
    let mut narrow = String::new();
    if !query.kinds.is_empty() {
        narrow += &format!(" AND t.kind IN ({})", values.list(query.kinds.iter().map(|k| i32::from(k.number()))));
    }
    if let Some(day) = query.due_until {
        narrow += &format!(" AND t.due_on <= {}", values.push(day));
    }
    if let Some(priority) = query.priority_until {
        narrow += &format!(" AND t.priority <= {}", values.push(priority));
    }
    if !query.processes.is_empty() {
        // a scalar subquery is looked up row by row: no plan can turn it into a join that leaves the lanes
        let wanted = values.list(query.processes.iter().map(String::as_str));
        narrow += &format!(" AND (SELECT c.process FROM case_file c WHERE c.id = t.case_id) IN ({wanted})");
    }
    for word in &query.search {
        narrow += &found(word, values, backend);
    }
    narrow
}

/// Rows that contain a word. Letters beyond ASCII stand for any one letter: neither database folds their case by
/// itself, and a search may find a little more.
fn found(word: &Word, values: &mut Values, backend: DbBackend) -> String {
    let mut pattern = String::from("%");
    for letter in word.text.chars() {
        match letter {
            '%' | '_' | '\\' => pattern.extend(['\\', letter]),
            letter if letter.is_ascii() => pattern.push(letter),
            _ => pattern.push('_'),
        }
    }
    pattern.push('%');
    let like = if backend == DbBackend::Postgres { "ILIKE" } else { "LIKE" };
    let pattern = values.push(pattern);
    let text = "(SELECT c.subject || ' ' || c.file_reference FROM case_file c WHERE c.id = t.case_id)";
    let kinds = values.list(word.kinds.iter().map(|k| i32::from(k.number())));
    let of_kind = if kinds.is_empty() { String::new() } else { format!("t.kind IN ({kinds}) OR ") };
    format!(" AND ({of_kind}{text} {like} {pattern} ESCAPE '\\')")
}

/// Not put away for a later day; of the clerk's own tasks only, for nobody else can put one away.
pub(super) const AWAKE: &str = " AND (t.follow_up_on IS NULL OR t.follow_up_on <= $2)";
/// Put away until a later day.
const ASLEEP: &str = " AND t.follow_up_on > $2";

/// Only rows behind the page before.
fn behind(query: &Query, values: &mut Values) -> String {
    let Some(after) = &query.after else { return String::new() };
    match (query.shelf, query.sort) {
        (Shelf::Closed, _) => format!(" AND t.id < {}", values.push(after.id)),
        (_, Sort::Due) => format!(" AND (t.due_on, t.id) > ({}, {})", values.push(after.due_on), values.push(after.id)),
        (_, Sort::Priority) => {
            let (priority, due, id) = (values.push(after.priority), values.push(after.due_on), values.push(after.id));
            format!(" AND (t.priority, t.due_on, t.id) > ({priority}, {due}, {id})")
        }
    }
}

fn mine(query: &Query, lanes: &str, narrow: &str, limit: u32) -> String {
    let (by, _, _) = order(query.sort);
    format!(
        "WITH {lanes} SELECT t.* FROM task t WHERE t.assignee = $1 AND t.state = 0 \
         AND t.body_id IN (SELECT body_id FROM lane){narrow} ORDER BY {by} LIMIT {limit}"
    )
}

fn closed(lanes: &str, narrow: &str, limit: u32) -> String {
    format!(
        "WITH {lanes} SELECT t.* FROM lane l JOIN task t ON t.body_id = l.body_id AND t.role_set = l.role_set \
         WHERE t.state <> 0{narrow} ORDER BY t.id DESC LIMIT {limit}"
    )
}

/// Open tasks that four eyes do not keep from this clerk.
pub(super) const NOT_EXCLUDED: &str =
    "t.id NOT IN (SELECT task_id FROM task_exclusion WHERE person_id IN (SELECT person_id FROM p))";

fn open(query: &Query, lanes: &str, narrow: &str, limit: u32, backend: DbBackend) -> String {
    let held = if query.shelf == Shelf::Unassigned { " AND t.assignee IS NULL" } else { "" };
    let (by, outer, key) = order(query.sort);
    let rows = format!(
        "t.body_id = l.body_id AND t.role_set = l.role_set AND t.state = 0{held} AND {NOT_EXCLUDED}{narrow} ORDER BY {by}"
    );
    // what absent holders left, for who stands in for them; most clerks stand in for nobody
    let left = if query.shelf == Shelf::Unassigned {
        absent_holders(narrow, query.sort, limit, backend)
    } else {
        String::new()
    };
    let with_left = if left.is_empty() { "SELECT id FROM k" } else { "SELECT id FROM k UNION ALL SELECT id FROM s" };
    if backend == DbBackend::Postgres {
        let heads = outer.split(", ").map(|c| format!("h.{c}")).collect::<Vec<_>>().join(", ");
        let opened = outer.split(", ").map(|c| format!("x.{c}")).collect::<Vec<_>>().join(", ");
        let columns = outer.split(", ").map(|c| format!("t.{c}")).collect::<Vec<_>>().join(", ");
        format!(
            "WITH {lanes}, head AS MATERIALIZED (SELECT l.body_id, l.role_set FROM lane l CROSS JOIN LATERAL \
             (SELECT {columns} FROM task t WHERE {rows} LIMIT 1) h ORDER BY {heads} LIMIT {limit}), \
             k AS MATERIALIZED (SELECT x.id FROM head l CROSS JOIN LATERAL (SELECT {columns} FROM task t WHERE {rows} LIMIT {limit}) x \
             ORDER BY {opened} LIMIT {limit}){left} SELECT t.* FROM ({with_left}) u JOIN task t USING (id) ORDER BY {by} LIMIT {limit}"
        )
    } else {
        format!(
            "WITH {lanes}, head AS MATERIALIZED (SELECT body_id, role_set FROM (SELECT l.body_id, l.role_set, \
             (SELECT {key} FROM task t WHERE {rows} LIMIT 1) AS first_key FROM lane l) WHERE first_key IS NOT NULL ORDER BY first_key LIMIT {limit}), \
             k AS MATERIALIZED (SELECT t.id FROM head l CROSS JOIN task t ON t.id IN (SELECT t.id FROM task t WHERE {rows} LIMIT {limit}) \
             ORDER BY {by} LIMIT {limit}){left} SELECT t.* FROM ({with_left}) u JOIN task t ON t.id = u.id ORDER BY {by} LIMIT {limit}"
        )
    }
}

/// `s(id)`: the first of the open tasks that absent holders left in the clerk's lanes.
fn absent_holders(narrow: &str, sort: Sort, limit: u32, backend: DbBackend) -> String {
    let (by, outer, _) = order(sort);
    let which = format!("{LEFT} AND {NOT_EXCLUDED}{AWAKE}{narrow}");
    if backend == DbBackend::Postgres {
        let columns = outer.split(", ").map(|c| format!("t.{c}")).collect::<Vec<_>>().join(", ");
        let opened = outer.split(", ").map(|c| format!("x.{c}")).collect::<Vec<_>>().join(", ");
        format!(
            ", s AS MATERIALIZED (SELECT x.id FROM away a CROSS JOIN LATERAL (SELECT {columns} FROM task t WHERE {which} \
             ORDER BY {by} LIMIT {limit}) x ORDER BY {opened} LIMIT {limit})"
        )
    } else {
        format!(
            ", s AS MATERIALIZED (SELECT t.id FROM away a CROSS JOIN task t INDEXED BY task_mine WHERE {which} ORDER BY {by} LIMIT {limit})"
        )
    }
}

/// Tasks `t` that the absent person `a` holds in the clerk's lanes.
pub(super) const LEFT: &str = "t.assignee = a.person_id AND t.assignee IS NOT NULL AND t.state = 0 AND t.delegated_by IS NULL \
     AND EXISTS (SELECT 1 FROM lane l WHERE l.body_id = t.body_id AND l.role_set = t.role_set)";
