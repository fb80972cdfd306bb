//! Operators decide about incidents, one or many: retry, skip with a reason, abort.

use crate::cooperation::membership;
use crate::cost_sharing::settlement;
use crate::{App, Error, Refusal, Result, procurement};
use domain::cooperation::{Area, Role, Session};
use domain::ids::{BodyId, CaseId, IncidentId};
use domain::wake::{Resolution, Wake};
use serde_json::json;
use store::case_file::{Case, FreeText};
use store::engine::{incidents, outbox, states};
use store::{Scope, Tx};

pub use store::entity::incident;

/// What a person decided.
#[derive(Debug)]
pub struct Decision<'a> {
    /// Retry, skip or abort.
    pub resolution: Resolution,
    /// Why; needed to skip or abort.
    pub reason: Option<&'a str>,
    /// Random salt for the reason in the journal.
    pub salt: [u8; 16],
}

/// Decides about each incident in a transaction of its own; gives the refusals by incident.
///
/// # Errors
/// `REASON_NEEDED`; when the database fails.
pub async fn resolve(
    app: &App,
    session: &Session,
    ids: &[IncidentId],
    decision: &Decision<'_>,
) -> Result<Vec<(IncidentId, Refusal)>> {
    let reason = decision.reason.map(str::trim).unwrap_or_default();
    if decision.resolution != Resolution::Retry && reason.chars().count() < 3 {
        return Err(Refusal::at("reason", "REASON_NEEDED", "skipping or aborting needs a reason").into());
    }
    if reason.chars().count() > 4_000 {
        return Err(Refusal::at("reason", "REASON_TOO_LONG", "more than 4000 characters").into());
    }
    let mut refusals = Vec::new();
    for id in ids {
        match one(app, session, *id, decision).await {
            Ok(()) => {}
            Err(Error::Refused(why)) => refusals.extend(why.into_iter().map(|r| (*id, r))),
            Err(Error::NotFound) => refusals.push((*id, Refusal::new("NOT_FOUND", "no such incident"))),
            Err(fault) => return Err(fault),
        }
    }
    app.ring();
    Ok(refusals)
}

async fn one(app: &App, session: &Session, id: IncidentId, decision: &Decision<'_>) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = incidents::find(&tx, id).await?.ok_or(Error::NotFound)?;
    let acting = session.act_as(BodyId(row.body_id), Area::Procurement, &[Role::Lead, Role::Operator])?;
    let mut case = Case::lock(&tx, CaseId(row.case_id), app.now()).await?.ok_or(Error::NotFound)?;
    let state = match decision.resolution {
        Resolution::Retry => "RETRIED",
        Resolution::Skip => "SKIPPED",
        Resolution::Abort => "ABORTED",
    };
    if !incidents::close(&tx, id, state, session.person().0, None, case.at()).await? {
        return Err(Refusal::new("INCIDENT_CLOSED", "somebody else decided about it").into());
    }
    let texts: Vec<_> = decision
        .reason
        .map(str::trim)
        .filter(|r| !r.is_empty())
        .map(|text| FreeText { field: "reason", text, person: session.person().0, salt: decision.salt })
        .into_iter()
        .collect();
    let facts = json!({ "incidentId": id.0, "kind": row.kind, "resolution": decision.resolution });
    case.journal_with(&tx, Some(acting.hands()), "INCIDENT_RESOLVED", facts, &texts).await?;
    take_effect(&tx, &mut case, &row, decision.resolution).await?;
    case.announce(&tx, "INCIDENT", id.0, 2).await?;
    case.save(&tx).await?;
    Ok(tx.commit().await?)
}

/// A failed step hears it by message; what was found from outside is mended here, for nobody listens there.
async fn take_effect(tx: &Tx, case: &mut Case, row: &incident::Model, resolution: Resolution) -> Result<()> {
    let (id, at) = (IncidentId(row.id), case.at());
    match (row.kind.as_str(), resolution) {
        ("OUTBOX_UNDELIVERABLE", Resolution::Retry) => {
            outbox::unhold(tx, case.id(), id).await?;
            Ok(())
        }
        ("OUTBOX_UNDELIVERABLE", Resolution::Skip) => Ok(outbox::blank_held(tx, case.id(), id).await?),
        (kind, Resolution::Retry) if kind.starts_with("WORKFLOW_") => {
            let applied = states::find(tx, case.id()).await?.map_or(0, |s| s.applied_no);
            outbox::redeliver_after(tx, case.id(), applied).await?;
            case.row.restart_wanted = true;
            Ok(())
        }
        (kind, Resolution::Skip) if kind.starts_with("WORKFLOW_") => Ok(()),
        ("OUTBOX_UNDELIVERABLE", Resolution::Abort) => abort(tx, case).await,
        (kind, Resolution::Abort) if kind.starts_with("WORKFLOW_") => abort(tx, case).await,
        _ => {
            case.wake(tx, &Wake::IncidentResolved { incident_id: id, resolution }, at).await?;
            Ok(())
        }
    }
}

/// Ends the case as its process would.
async fn abort(tx: &Tx, case: &mut Case) -> Result<()> {
    match case.row.process.as_str() {
        membership::PROCESS => membership::abort(tx, case).await,
        settlement::PROCESS => settlement::abort(tx, case).await,
        _ => procurement::abort(tx, case).await,
    }
}

/// Incidents the session may see, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    app: &App,
    session: &Session,
    open_only: bool,
    case: Option<CaseId>,
    before: Option<i64>,
    first: u64,
) -> Result<Vec<incident::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(incidents::page(&tx, open_only, case, before, first).await?)
}
