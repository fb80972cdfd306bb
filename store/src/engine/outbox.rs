//! The outbox: rows numbered per case, delivered in order, at least once, by one leased relay per case at a time.

use crate::entity::outbox;
use crate::{Error, Tx};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{CaseId, IncidentId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Value};

/// How long a relay keeps a case before another may take it over.
pub const LEASE: TimeDelta = TimeDelta::seconds(30);

#[derive(FromQueryResult)]
struct Waiting {
    case_id: i64,
}

#[derive(FromQueryResult)]
struct Candidate {
    case_id: i64,
    own_until: Option<DateTime<Utc>>,
}

/// Cases with rows that are due, or whose process shall be started anew, that `holder` may carry: each with whether
/// its lease must be written first. A case whose first waiting row is held back (undo) or by an incident is left
/// out: order within a case is never broken.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &Tx, holder: &str, now: DateTime<Utc>, limit: u32) -> Result<Vec<(i64, bool)>, Error> {
    let own = "CASE WHEN r.holder = $2 THEN r.until_at END";
    let sql = format!(
        "SELECT case_id, own_until FROM (SELECT o.case_id, o.not_before, {own} AS own_until FROM outbox o LEFT JOIN relay_lease r ON r.case_id = o.case_id \
         WHERE o.delivered_at IS NULL AND o.not_before <= $1 AND o.held_by_incident IS NULL \
         AND (r.case_id IS NULL OR r.holder = $2 OR r.until_at <= $1) \
         AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.case_id = o.case_id AND e.no < o.no AND e.delivered_at IS NULL) \
         UNION SELECT c.id, c.started_at, {own} FROM case_file c LEFT JOIN relay_lease r ON r.case_id = c.id WHERE c.restart_wanted \
         AND (r.case_id IS NULL OR r.holder = $2 OR r.until_at <= $1)) w ORDER BY not_before, case_id LIMIT {limit}"
    );
    let rows = tx.conn().query_all_raw(tx.statement(sql, [now.into(), holder.into()])).await?;
    let mut found: Vec<(i64, bool)> = Vec::with_capacity(rows.len());
    for row in &rows {
        let Candidate { case_id, own_until } = Candidate::from_query_result(row, "")?;
        if found.iter().all(|(known, _)| *known != case_id) {
            found.push((case_id, own_until.is_none_or(|until| until < now + LEASE / 2)));
        }
    }
    Ok(found)
}

/// Leases a case to `holder` until [`LEASE`] from now. `false`: another relay has it.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &Tx, case_id: i64, holder: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let sql = "INSERT INTO relay_lease (case_id, holder, until_at) VALUES ($1, $2, $3) ON CONFLICT (case_id) DO UPDATE \
               SET holder = excluded.holder, until_at = excluded.until_at WHERE relay_lease.holder = excluded.holder OR relay_lease.until_at <= $4";
    Ok(tx.execute(sql, [case_id.into(), holder.into(), (now + LEASE).into(), now.into()]).await? == 1)
}

/// Whether `holder` still has the case: asked again right before each delivery is written down.
///
/// # Errors
/// When the database fails.
pub async fn holds(tx: &Tx, case: CaseId, holder: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let sql = "UPDATE relay_lease SET until_at = $1 WHERE case_id = $2 AND holder = $3 AND until_at > $4";
    Ok(tx.execute(sql, [(now + LEASE).into(), case.0.into(), holder.into(), now.into()]).await? == 1)
}

/// Rows of these cases that are due, in order, up to the first that is held back.
///
/// # Errors
/// When the database fails.
pub async fn due(tx: &Tx, cases: &[i64], now: DateTime<Utc>) -> Result<Vec<outbox::Model>, Error> {
    let rows = tx
        .find::<outbox::Entity>()
        .filter(outbox::Column::CaseId.is_in(cases.iter().copied()))
        .filter(outbox::Column::DeliveredAt.is_null())
        .order_by_asc(outbox::Column::CaseId)
        .order_by_asc(outbox::Column::No)
        .all(tx.conn())
        .await?;
    let mut blocked = std::collections::BTreeSet::new();
    let ready = rows.into_iter().filter(|row| {
        if row.not_before > now || row.held_by_incident.is_some() {
            blocked.insert(row.case_id);
        }
        !blocked.contains(&row.case_id)
    });
    let mut ready: Vec<_> = ready.collect();
    if tx.backend() == DbBackend::Postgres && ready.iter().any(was_held_back) {
        let locked = still_there(tx, cases).await?;
        ready.retain(|row| !was_held_back(row) || locked.contains(&(row.case_id, row.no)));
    }
    Ok(ready)
}

fn was_held_back(row: &outbox::Model) -> bool {
    row.not_before > row.created_at
}

/// Rows that were held back, locked: an undo that is taking one of them back at this moment is waited for, and a
/// later one finds the lease.
async fn still_there(tx: &Tx, cases: &[i64]) -> Result<std::collections::BTreeSet<(i64, i64)>, Error> {
    let held_back = Expr::col(outbox::Column::NotBefore).gt(Expr::col(outbox::Column::CreatedAt));
    let rows = tx
        .find::<outbox::Entity>()
        .filter(outbox::Column::CaseId.is_in(cases.iter().copied()))
        .filter(outbox::Column::DeliveredAt.is_null())
        .filter(held_back)
        .lock_exclusive()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.case_id, row.no)).collect())
}

/// Notes delivery of everything up to these numbers, and gives the leases back; a case that `holder` no longer has
/// is left as it is.
///
/// # Errors
/// When the database fails.
pub async fn delivered(tx: &Tx, through: &[(CaseId, i64)], holder: &str, now: DateTime<Utc>) -> Result<(), Error> {
    if through.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = vec![now.into(), holder.into()];
    let mut rows = Vec::with_capacity(through.len());
    for (case, no) in through {
        rows.push(format!("(case_id = ${} AND no <= ${})", values.len() + 1, values.len() + 2));
        values.extend([case.0.into(), (*no).into()]);
    }
    let sql = format!(
        "UPDATE outbox SET delivered_at = $1, last_error = NULL WHERE delivered_at IS NULL AND ({}) \
         AND case_id IN (SELECT case_id FROM relay_lease WHERE holder = $2 AND until_at > $1)",
        rows.join(" OR ")
    );
    tx.execute(sql, values).await?;
    let cases = through.iter().map(|(case, _)| case.0.to_string()).collect::<Vec<_>>().join(",");
    tx.execute(format!("DELETE FROM relay_lease WHERE holder = $1 AND case_id IN ({cases})"), [holder.into()]).await?;
    Ok(())
}

/// Gives the lease back.
///
/// # Errors
/// When the database fails.
pub async fn release(tx: &Tx, case: CaseId, holder: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM relay_lease WHERE case_id = $1 AND holder = $2", [case.0.into(), holder.into()]).await?;
    Ok(())
}

/// Notes a failed attempt; the row waits until `not_before`.
///
/// # Errors
/// When the database fails.
pub async fn failed(tx: &Tx, case: CaseId, no: i64, cause: &str, not_before: DateTime<Utc>) -> Result<(), Error> {
    let sql =
        "UPDATE outbox SET attempts = attempts + 1, last_error = $1, not_before = $2 WHERE case_id = $3 AND no = $4";
    tx.execute(sql, [cause.into(), not_before.into(), case.0.into(), no.into()]).await?;
    Ok(())
}

/// Holds a row that cannot be delivered until its incident is resolved.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &Tx, case: CaseId, no: i64, incident: IncidentId) -> Result<(), Error> {
    tx.execute(
        "UPDATE outbox SET held_by_incident = $1 WHERE case_id = $2 AND no = $3",
        [incident.0.into(), case.0.into(), no.into()],
    )
    .await?;
    Ok(())
}

/// Lets rows go that an incident held.
///
/// # Errors
/// When the database fails.
pub async fn unhold(tx: &Tx, case: CaseId, incident: IncidentId) -> Result<u64, Error> {
    tx.execute(
        "UPDATE outbox SET held_by_incident = NULL WHERE case_id = $1 AND held_by_incident = $2",
        [case.0.into(), incident.0.into()],
    )
    .await
}

/// Takes back the held row that says `payload`. `false`: it has gone out or was tried, another came behind it, or
/// the case's last row says something else.
///
/// # Errors
/// When the database fails.
pub async fn take_back(tx: &Tx, case: CaseId, no: i64, payload: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    if tx.backend() == DbBackend::Postgres {
        // a relay that is taking the case at this moment is waited for; the next statement sees its lease
        let sql = "SELECT 1 FROM outbox WHERE case_id = $1 AND no = $2 FOR UPDATE";
        tx.execute(sql, [case.0.into(), no.into()]).await?;
    }
    // a failed attempt may have reached the process all the same: its number must not be given again
    let sql = "DELETE FROM outbox WHERE case_id = $1 AND no = $2 AND delivered_at IS NULL AND not_before > $3 \
               AND payload = $4 AND attempts = 0 \
               AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = $1 AND o.no > $2) \
               AND NOT EXISTS (SELECT 1 FROM relay_lease r WHERE r.case_id = $1 AND r.until_at > $3)";
    Ok(tx.execute(sql, [case.0.into(), no.into(), now.into(), payload.into()]).await? == 1)
}

/// Makes everything after `applied_no` undelivered again: after Temporal's store was lost.
///
/// # Errors
/// When the database fails.
pub async fn redeliver_after(tx: &Tx, case: CaseId, applied_no: i64) -> Result<u64, Error> {
    let sql = "UPDATE outbox SET delivered_at = NULL, held_by_incident = NULL WHERE case_id = $1 AND no > $2";
    tx.execute(sql, [case.0.into(), applied_no.into()]).await
}

/// Cases the reconciler asks about: running, with everything delivered, and no step since `before`, although a
/// message came after the last step or a deadline of an open task has passed.
///
/// # Errors
/// When the database fails.
pub async fn silent_since(tx: &Tx, before: DateTime<Utc>, limit: u32) -> Result<Vec<i64>, Error> {
    let sql = format!(
        "SELECT c.id AS case_id FROM case_file c LEFT JOIN workflow_state s ON s.case_id = c.id WHERE c.ended_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.case_id = c.id AND i.state = 'OPEN') \
         AND COALESCE(s.saved_at, c.started_at) < $1 \
         AND (EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = c.id AND o.no > COALESCE(s.applied_no, 0) AND o.delivered_at < $1) \
         OR EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 0 AND ((t.remind_at < $1 AND t.reminded_at IS NULL) \
         OR (t.escalate_at < $1 AND t.escalated_at IS NULL)))) ORDER BY c.id LIMIT {limit}"
    );
    let rows = tx.conn().query_all_raw(tx.statement(sql, [before.into()])).await?;
    rows.iter().map(|r| Ok(Waiting::from_query_result(r, "")?.case_id)).collect()
}

/// The process of a case was started anew: the wish is fulfilled.
///
/// # Errors
/// When the database fails.
pub async fn restarted(tx: &Tx, case: CaseId) -> Result<(), Error> {
    let sql = "UPDATE case_file SET restart_wanted = $1 WHERE id = $2 AND restart_wanted";
    tx.execute(sql, [false.into(), case.0.into()]).await?;
    Ok(())
}

/// Leaves out what held rows say and lets them go: the process must still hear their numbers, for it takes only
/// the one that follows the last.
///
/// # Errors
/// When the database fails.
pub async fn blank_held(tx: &Tx, case: CaseId, incident: IncidentId) -> Result<(), Error> {
    let sql = "UPDATE outbox SET payload = '{\"type\":\"LEFT_OUT\"}', held_by_incident = NULL WHERE case_id = $1 AND held_by_incident = $2";
    tx.execute(sql, [case.0.into(), incident.0.into()]).await?;
    Ok(())
}

/// Nothing more is delivered to a case that was aborted.
///
/// # Errors
/// When the database fails.
pub async fn drop_undelivered(tx: &Tx, case: CaseId, now: DateTime<Utc>) -> Result<(), Error> {
    let sql =
        "UPDATE outbox SET delivered_at = $1, held_by_incident = NULL WHERE case_id = $2 AND delivered_at IS NULL";
    tx.execute(sql, [now.into(), case.0.into()]).await?;
    Ok(())
}

/// Whether a row is there and waits to be delivered.
///
/// # Errors
/// When the database fails.
pub async fn waits(tx: &Tx, case: CaseId, no: i64) -> Result<bool, Error> {
    let query = tx.find::<outbox::Entity>().filter(outbox::Column::CaseId.eq(case.0)).filter(outbox::Column::No.eq(no));
    Ok(query.filter(outbox::Column::DeliveredAt.is_null()).one(tx.conn()).await?.is_some())
}

/// How often a row was tried.
///
/// # Errors
/// When the database fails.
pub async fn attempts(tx: &Tx, case: CaseId, no: i64) -> Result<i32, Error> {
    let query = tx.find::<outbox::Entity>().filter(outbox::Column::CaseId.eq(case.0)).filter(outbox::Column::No.eq(no));
    Ok(query.one(tx.conn()).await?.map_or(0, |r| r.attempts))
}
