//! How many tasks wait: counted exactly from the lane indexes; four-eyes exclusions are taken off.

use super::lanes::{Values, Who, cte};
use crate::{Error, Tx};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Counts of one clerk's work list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// Open, held by nobody, open to this clerk.
    pub unassigned: i64,
    /// Of these, past their due date.
    pub overdue: i64,
    /// Held by this clerk.
    pub mine: i64,
    /// Of these, past their due date.
    pub mine_overdue: i64,
}

/// Counts for a clerk.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &Tx, who: &Who) -> Result<Counts, Error> {
    let mut values = Values::default();
    let lanes = cte(who, &mut values, tx.backend());
    let free = "t.body_id = l.body_id AND t.role_set = l.role_set AND t.state = 0 AND t.assignee IS NULL";
    let kept_off = "SELECT COUNT(*) FROM (SELECT DISTINCT e.task_id FROM task_exclusion e JOIN lane l ON l.body_id = e.body_id AND l.role_set = e.role_set \
                    JOIN task t ON t.id = e.task_id WHERE e.person_id IN (SELECT person_id FROM p) AND t.state = 0 AND t.assignee IS NULL";
    let mine = "SELECT COUNT(*) FROM task t WHERE t.assignee = $1 AND t.state = 0 AND t.body_id IN (SELECT body_id FROM lane)";
    let sum = |extra: &str| format!("(SELECT COALESCE(SUM((SELECT COUNT(*) FROM task t WHERE {free}{extra})), 0) FROM lane l)");
    let (all, late) = (sum(""), sum(" AND t.due_on < $2"));
    let sql = format!(
        "WITH {lanes} SELECT CAST({all} - ({kept_off}) x) AS BIGINT) AS unassigned, \
         CAST({late} - ({kept_off} AND t.due_on < $2) x) AS BIGINT) AS overdue, \
         ({mine}) AS mine, ({mine} AND t.due_on < $2) AS mine_overdue"
    );
    let row = tx.conn().query_one_raw(tx.statement(sql, values.0)).await?;
    Ok(row.as_ref().map(|r| Counts::from_query_result(r, "")).transpose()?.unwrap_or_default())
}
