//! The state of each running process, saved by every step's transaction; losing Temporal's store costs nothing.

use crate::entity::{case_file, step_result, workflow_state};
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{BodyId, CaseId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Where a process stands, as its own activity input says it.
#[derive(Debug)]
pub struct Snapshot<'a> {
    /// Step it is at.
    pub step: &'a str,
    /// The whole case state as JSON: a workflow started with it runs on from there.
    pub state: &'a str,
    /// Number of the last message it has applied.
    pub applied_no: i64,
    /// Rises with every step: a late attempt must not overwrite a newer state.
    pub snapshot_no: i64,
}

/// Saves where a process stands, unless a newer snapshot is there.
///
/// # Errors
/// When the database fails.
pub async fn save(
    tx: &Tx,
    case: CaseId,
    body: BodyId,
    snapshot: &Snapshot<'_>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let sql = "INSERT INTO workflow_state (case_id, body_id, step, state, applied_no, snapshot_no, saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
               ON CONFLICT (case_id) DO UPDATE SET step = excluded.step, state = excluded.state, applied_no = excluded.applied_no, \
               snapshot_no = excluded.snapshot_no, saved_at = excluded.saved_at WHERE workflow_state.snapshot_no <= excluded.snapshot_no";
    let Snapshot { step, state, applied_no, snapshot_no } = *snapshot;
    let values =
        [case.0.into(), body.0.into(), step.into(), state.into(), applied_no.into(), snapshot_no.into(), at.into()];
    tx.execute(sql, values).await?;
    Ok(())
}

/// The saved state of a case.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, case: CaseId) -> Result<Option<workflow_state::Model>, Error> {
    Ok(tx.find::<workflow_state::Entity>().filter(workflow_state::Column::CaseId.eq(case.0)).one(tx.conn()).await?)
}

/// Every running case with its saved state (none: it never made a step); records without a process left out.
///
/// # Errors
/// When the database fails.
pub async fn running(tx: &Tx) -> Result<Vec<(case_file::Model, Option<workflow_state::Model>)>, Error> {
    let cases = tx
        .find::<case_file::Entity>()
        .filter(case_file::Column::EndedAt.is_null())
        .filter(case_file::Column::Process.ne(domain::efile::ADMINISTRATION))
        .order_by_asc(case_file::Column::Id)
        .all(tx.conn())
        .await?;
    let mut states: std::collections::BTreeMap<i64, workflow_state::Model> =
        tx.find::<workflow_state::Entity>().all(tx.conn()).await?.into_iter().map(|s| (s.case_id, s)).collect();
    Ok(cases
        .into_iter()
        .map(|c| {
            let s = states.remove(&c.id);
            (c, s)
        })
        .collect())
}

/// What a machine step gave when it was done, so that doing it again gives the same and does nothing.
///
/// # Errors
/// When the database fails.
pub async fn result(tx: &Tx, case: CaseId, step: &str, round: i32) -> Result<Option<String>, Error> {
    let query = tx
        .find::<step_result::Entity>()
        .filter(step_result::Column::CaseId.eq(case.0))
        .filter(step_result::Column::Step.eq(step));
    Ok(query.filter(step_result::Column::Round.eq(round)).one(tx.conn()).await?.map(|r| r.result))
}

/// Keeps what a machine step gave.
///
/// # Errors
/// [`Error::Duplicate`] when it was kept before.
pub async fn keep_result(
    tx: &Tx,
    case: CaseId,
    body: BodyId,
    step: &str,
    round: i32,
    result: &str,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let row = step_result::Model {
        case_id: case.0,
        step: step.to_owned(),
        round,
        body_id: body.0,
        result: result.to_owned(),
        at,
    };
    step_result::Entity::insert(sea_orm::IntoActiveModel::into_active_model(row))
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// What machine steps gave in these cases, in the order in which they were done.
///
/// # Errors
/// When the database fails.
pub async fn results_of_cases(tx: &Tx, cases: &[i64]) -> Result<Vec<step_result::Model>, Error> {
    let query = tx.find::<step_result::Entity>().filter(step_result::Column::CaseId.is_in(cases.iter().copied()));
    Ok(query.order_by_asc(step_result::Column::At).order_by_asc(step_result::Column::Round).all(tx.conn()).await?)
}
