//! Sums for the start page: what a person asked for, and what stands in its bodies.

use crate::{Error, Tx};
use domain::ids::{BodyId, PersonId};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// How many running cases stand in a phase.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InPhase {
    /// Phase code.
    pub phase: String,
    /// All of them.
    pub cases: i64,
    /// Those the person asked for.
    pub asked: i64,
}

/// Running procurements of the scope's bodies by phase, and how many of them `person` asked for.
///
/// # Errors
/// When the database fails.
pub async fn by_phase(tx: &Tx, person: PersonId, bodies: &[BodyId]) -> Result<Vec<InPhase>, Error> {
    let sql = format!(
        "SELECT c.phase, COUNT(*) AS cases, COUNT(*) FILTER (WHERE p.requester_id = $1) AS asked FROM case_file c \
         JOIN procurement p ON p.case_id = c.id WHERE c.ended_at IS NULL AND c.body_id IN ({}) GROUP BY c.phase",
        list(bodies)
    );
    let rows = tx.conn().query_all_raw(tx.statement(sql, [person.0.into()])).await?;
    rows.iter().map(|r| Ok(InPhase::from_query_result(r, "")?)).collect()
}

/// Open tasks of these bodies that were escalated.
///
/// # Errors
/// When the database fails.
pub async fn escalated(tx: &Tx, bodies: &[BodyId]) -> Result<i64, Error> {
    count(tx, "task WHERE state = 0 AND escalated_at IS NOT NULL", bodies).await
}

/// Open incidents of these bodies.
///
/// # Errors
/// When the database fails.
pub async fn incidents(tx: &Tx, bodies: &[BodyId]) -> Result<i64, Error> {
    count(tx, "incident WHERE state = 'OPEN'", bodies).await
}

async fn count(tx: &Tx, what: &str, bodies: &[BodyId]) -> Result<i64, Error> {
    let sql = format!("SELECT COUNT(*) AS n FROM {what} AND body_id IN ({})", list(bodies));
    let row = tx.conn().query_one_raw(tx.statement(sql, [])).await?;
    Ok(row.map(|r| r.try_get("", "n")).transpose()?.unwrap_or_default())
}

fn list(bodies: &[BodyId]) -> String {
    let all: Vec<_> = bodies.iter().map(|b| b.0.to_string()).collect();
    if all.is_empty() { "NULL".to_owned() } else { all.join(",") }
}
