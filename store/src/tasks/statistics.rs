//! What leads need to see where work stands still: closed and open tasks by step, body and span of days.
//!
//! The statements also group by person, because small groups have to be hidden; the persons never leave
//! `domain::tasks::statistics`.

use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{BodyId, PersonId};
use domain::tasks::TaskKind;
use domain::tasks::statistics::Piece;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};

#[derive(FromQueryResult)]
struct Row {
    span: i64,
    body_id: i64,
    kind: i32,
    person: Option<i64>,
    tasks: i64,
    seconds: i64,
}

/// Tasks finished within spans `[from, to)`, by span, body, step and person, with the time they were open.
///
/// # Errors
/// When the database fails.
pub async fn finished(
    tx: &Tx,
    bodies: &[BodyId],
    spans: &[(DateTime<Utc>, DateTime<Utc>)],
) -> Result<Vec<Piece>, Error> {
    let mut all = Vec::new();
    for (span, (from, to)) in (0_i64..).zip(spans) {
        let sql = format!(
            "SELECT CAST({span} AS BIGINT) AS span, t.body_id, t.kind, t.closed_by AS person, COUNT(*) AS tasks, \
             CAST(SUM({seconds}) AS BIGINT) AS seconds FROM task t WHERE t.state = 1 AND t.body_id IN ({bodies}) \
             AND t.closed_at >= $1 AND t.closed_at < $2 GROUP BY t.body_id, t.kind, t.closed_by",
            seconds = between(tx.backend(), "t.opened_at", "t.closed_at"),
            bodies = list(bodies),
        );
        all.extend(pieces(tx, &sql, [(*from).into(), (*to).into()]).await?);
    }
    Ok(all)
}

/// Tasks open at `at`, by body, step and holder, with their age. Those nobody holds belong to nobody.
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &Tx, bodies: &[BodyId], at: DateTime<Utc>) -> Result<Vec<Piece>, Error> {
    let now = if tx.backend() == DbBackend::Postgres { "$1::timestamptz" } else { "$1" };
    let sql = format!(
        "SELECT CAST(0 AS BIGINT) AS span, t.body_id, t.kind, t.assignee AS person, COUNT(*) AS tasks, \
         CAST(SUM({seconds}) AS BIGINT) AS seconds FROM task t WHERE t.state = 0 AND t.body_id IN ({bodies}) \
         GROUP BY t.body_id, t.kind, t.assignee",
        seconds = between(tx.backend(), "t.opened_at", now),
        bodies = list(bodies),
    );
    pieces(tx, &sql, [at.into()]).await
}

async fn pieces(tx: &Tx, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<Piece>, Error> {
    let rows = tx.conn().query_all_raw(tx.statement(sql, values)).await?;
    let read = |row: Row| {
        let kind = i16::try_from(row.kind).ok().and_then(TaskKind::from_repr);
        Ok(Piece {
            span: usize::try_from(row.span).unwrap_or_default(),
            body: BodyId(row.body_id),
            kind: kind.ok_or_else(|| Error::Damaged(format!("task kind {} is unknown", row.kind)))?,
            person: row.person.map(PersonId),
            tasks: row.tasks,
            seconds: row.seconds,
        })
    };
    rows.iter().map(|r| read(Row::from_query_result(r, "")?)).collect()
}

/// Whole seconds between two instants.
fn between(backend: DbBackend, from: &str, to: &str) -> String {
    if backend == DbBackend::Postgres {
        format!("FLOOR(EXTRACT(EPOCH FROM ({to} - {from})))::bigint")
    } else {
        format!("CAST((julianday({to}) - julianday({from})) * 86400.0 + 0.0005 AS INTEGER)")
    }
}

fn list(bodies: &[BodyId]) -> String {
    // numbers of our own; none: no row
    let all: Vec<_> = bodies.iter().map(|b| b.0.to_string()).collect();
    if all.is_empty() { "NULL".to_owned() } else { all.join(",") }
}
