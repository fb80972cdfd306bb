//! Makes a failure visible: from a step that gave up, from the relay, or from the reconciler.

use super::begin_step::{StepRef, enter};
use crate::{App, Error, Result};
use domain::ids::{CaseId, IncidentId};
use domain::wake::Resolution;
use serde_json::json;
use store::case_file::Case;
use store::engine::incidents::{self, NewIncident};
use store::entity::incident;
use store::{Scope, Tx};

/// A step failed for good. Gives the incident, and its resolution if it was resolved before.
///
/// # Errors
/// Not found when the case does not exist; when the database fails.
pub async fn from_step(
    app: &App,
    at: &StepRef<'_>,
    kind: &str,
    failure_no: i32,
    cause: &str,
) -> Result<(IncidentId, Option<Resolution>)> {
    let (tx, mut case) = enter(app, at).await?;
    let new = NewIncident { step: at.step, round: at.round, failure_no, kind, cause, at: case.at() };
    let row = open(&tx, &mut case, &new).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok((IncidentId(row.id), resolution_of(&row)))
}

/// Something found from outside the process (relay, reconciler): one open incident a case and kind.
///
/// # Errors
/// Not found when the case does not exist; when the database fails.
pub async fn from_outside(app: &App, case: CaseId, kind: &str, cause: &str) -> Result<IncidentId> {
    let tx = app.machine().write(&Scope::Machine).await?;
    let mut case = Case::lock(&tx, case, app.now()).await?.ok_or(Error::NotFound)?;
    let new = NewIncident { step: "", round: 0, failure_no: 0, kind, cause, at: case.at() };
    let row = open(&tx, &mut case, &new).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(IncidentId(row.id))
}

pub(super) async fn open(tx: &Tx, case: &mut Case, new: &NewIncident<'_>) -> Result<incident::Model> {
    let (row, is_new) = incidents::open(tx, case.id(), case.body(), new).await?;
    if is_new {
        let facts = json!({ "incidentId": row.id, "kind": new.kind, "step": new.step, "round": new.round });
        case.journal(tx, None, "INCIDENT_OPENED", facts).await?;
        case.announce(tx, "INCIDENT", row.id, 1).await?;
    }
    Ok(row)
}

fn resolution_of(row: &incident::Model) -> Option<Resolution> {
    match row.state.as_str() {
        "RETRIED" => Some(Resolution::Retry),
        "SKIPPED" => Some(Resolution::Skip),
        "ABORTED" => Some(Resolution::Abort),
        _ => None,
    }
}
