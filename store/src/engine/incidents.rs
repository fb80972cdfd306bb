//! Incidents: what went wrong and waits for a person.

use crate::entity::incident;
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{BodyId, CaseId, IncidentId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// What a new incident says.
#[derive(Debug)]
pub struct NewIncident<'a> {
    /// Step it happened in.
    pub step: &'a str,
    /// Round of the step.
    pub round: i32,
    /// Failure 1, 2, … of this step in this round; 0: found from outside, one open at a time.
    pub failure_no: i32,
    /// Kind code.
    pub kind: &'a str,
    /// Cause in words for an engineer; no personal data.
    pub cause: &'a str,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Opens an incident, or finds the one of the same failure (from outside: the one still open). The flag says
/// whether it is new.
///
/// # Errors
/// When the database fails.
pub async fn open(
    tx: &Tx,
    case: CaseId,
    body: BodyId,
    new: &NewIncident<'_>,
) -> Result<(incident::Model, bool), Error> {
    let same = tx
        .find::<incident::Entity>()
        .filter(incident::Column::CaseId.eq(case.0))
        .filter(incident::Column::Kind.eq(new.kind))
        .filter(incident::Column::Step.eq(new.step))
        .filter(incident::Column::Round.eq(new.round))
        .filter(incident::Column::FailureNo.eq(new.failure_no));
    let same = if new.failure_no == 0 { same.filter(incident::Column::State.eq("OPEN")) } else { same };
    if let Some(row) = same.one(tx.conn()).await? {
        return Ok((row, false));
    }
    let row = incident::ActiveModel {
        case_id: Set(case.0),
        body_id: Set(body.0),
        step: Set(new.step.to_owned()),
        round: Set(new.round),
        failure_no: Set(new.failure_no),
        kind: Set(new.kind.to_owned()),
        cause: Set(new.cause.chars().take(2_000).collect()),
        state: Set("OPEN".to_owned()),
        opened_at: Set(new.at),
        closed_at: Set(None),
        closed_by: Set(None),
        reason: Set(None),
        ..Default::default()
    };
    Ok((row.insert(tx.conn()).await?, true))
}

/// An incident of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: IncidentId) -> Result<Option<incident::Model>, Error> {
    Ok(tx.find::<incident::Entity>().filter(incident::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Incidents of the scope, newest first.
///
/// # Errors
/// When the database fails.
pub async fn page(
    tx: &Tx,
    open_only: bool,
    case: Option<CaseId>,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<incident::Model>, Error> {
    let mut query = tx.find::<incident::Entity>().order_by_desc(incident::Column::Id).limit(limit);
    if open_only {
        query = query.filter(incident::Column::State.eq("OPEN"));
    }
    if let Some(case) = case {
        query = query.filter(incident::Column::CaseId.eq(case.0));
    }
    if let Some(before) = before {
        query = query.filter(incident::Column::Id.lt(before));
    }
    Ok(query.all(tx.conn()).await?)
}

/// Closes an open incident. `false`: somebody else did.
///
/// # Errors
/// When the database fails.
pub async fn close(
    tx: &Tx,
    id: IncidentId,
    state: &str,
    by: i64,
    reason: Option<&str>,
    at: DateTime<Utc>,
) -> Result<bool, Error> {
    let sql =
        "UPDATE incident SET state = $1, closed_by = $2, reason = $3, closed_at = $4 WHERE id = $5 AND state = 'OPEN'";
    let values = [state.into(), by.into(), reason.map(ToOwned::to_owned).into(), at.into(), id.0.into()];
    Ok(tx.execute(sql, values).await? == 1)
}
