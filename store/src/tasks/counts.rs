//! How many tasks wait: counted exactly from the lane indexes; four-eyes exclusions are taken off.

use super::lanes::{Values, Who, cte};
use super::work_list::{AWAKE, LEFT, NOT_EXCLUDED, Query, narrowed};
use crate::{Error, Tx};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

/// Counts of one clerk's work list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// Open and free to take: held by nobody, or left by somebody absent whom this clerk stands in for.
    pub unassigned: i64,
    /// Of these, past their due date.
    pub overdue: i64,
    /// Held by this clerk.
    pub mine: i64,
    /// Of these, past their due date.
    pub mine_overdue: i64,
    /// Held by this clerk and put away for a later day; not among `mine`.
    pub follow_up: i64,
}

/// Counts for a clerk. Each lane is walked once for both numbers of it.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &Tx, who: &Who) -> Result<Counts, Error> {
    let mut values = Values::default();
    let lanes = cte(who, &mut values, tx.backend());
    count(tx, &lanes, "", values).await
}

/// Counts of what the filters of a work list leave; its shelf, order and page say nothing here.
///
/// # Errors
/// When the database fails.
pub async fn of_list(tx: &Tx, query: &Query) -> Result<Counts, Error> {
    let mut values = Values::default();
    let lanes = cte(&query.who, &mut values, tx.backend());
    let narrow = narrowed(query, &mut values, tx.backend());
    count(tx, &lanes, &narrow, values).await
}

async fn count(tx: &Tx, lanes: &str, narrow: &str, values: Values) -> Result<Counts, Error> {
    let sql = format!(
        "WITH {lanes} SELECT CAST(f.n - x.n + a.n AS BIGINT) AS unassigned, CAST(f.late - x.late + a.late AS BIGINT) AS overdue, \
         m.n AS mine, m.late AS mine_overdue, CAST(m.of_all - m.n AS BIGINT) AS follow_up FROM ({free}) f, ({kept_off}) x, ({left}) a, ({mine}) m",
        free = free(tx.backend(), narrow),
        kept_off = format_args!(
            "SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE due_on < $2) AS late FROM (SELECT DISTINCT t.id, t.due_on FROM task_exclusion e \
             JOIN lane l ON l.body_id = e.body_id AND l.role_set = e.role_set JOIN task t ON t.id = e.task_id \
             WHERE e.person_id IN (SELECT person_id FROM p) AND t.state = 0 AND t.assignee IS NULL{narrow}) e"
        ),
        left = left(tx.backend(), narrow),
        mine = format_args!(
            "SELECT COUNT(*) AS of_all, COUNT(*) FILTER (WHERE {awake}) AS n, \
             COUNT(*) FILTER (WHERE {awake} AND t.due_on < $2) AS late FROM task t \
             WHERE t.assignee = $1 AND t.state = 0 AND t.body_id IN (SELECT body_id FROM lane){narrow}",
            awake = AWAKE.trim_start_matches(" AND ")
        ),
    );
    let row = tx.conn().query_one_raw(tx.statement(sql, values.0)).await?;
    Ok(row.as_ref().map(|r| Counts::from_query_result(r, "")).transpose()?.unwrap_or_default())
}

/// All and late of the lanes. PostgreSQL: one aggregate a lane, so that no plan can turn to reading the whole
/// table. SQLite has no LATERAL, but keeps the order of a CROSS JOIN.
fn free(backend: DbBackend, narrow: &str) -> String {
    if backend == DbBackend::Postgres {
        format!(
            "SELECT COALESCE(SUM(c.n), 0) AS n, COALESCE(SUM(c.late), 0) AS late FROM lane l CROSS JOIN LATERAL \
             (SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE t.due_on < $2) AS late FROM task t \
             WHERE t.body_id = l.body_id AND t.role_set = l.role_set AND t.state = 0 AND t.assignee IS NULL{narrow}) c"
        )
    } else {
        format!(
            "SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE t.due_on < $2) AS late FROM lane l CROSS JOIN task t INDEXED BY task_open_unassigned \
             WHERE t.body_id = l.body_id AND t.role_set = l.role_set AND t.state = 0 AND t.assignee IS NULL{narrow}"
        )
    }
}

/// All and late of what absent holders left.
fn left(backend: DbBackend, narrow: &str) -> String {
    let which = format!("{LEFT} AND {NOT_EXCLUDED}{AWAKE}{narrow}");
    if backend == DbBackend::Postgres {
        format!(
            "SELECT COALESCE(SUM(c.n), 0) AS n, COALESCE(SUM(c.late), 0) AS late FROM away a CROSS JOIN LATERAL \
             (SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE t.due_on < $2) AS late FROM task t WHERE {which}) c"
        )
    } else {
        format!(
            "SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE t.due_on < $2) AS late FROM away a CROSS JOIN task t INDEXED BY task_mine WHERE {which}"
        )
    }
}
