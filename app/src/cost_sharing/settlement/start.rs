//! Starts the settlement of a year, or the correction of one that is closed: its case, its row, its process.

use super::{PLAN_NUMBER, PROCESS, state};
use crate::cost_sharing::reader::{days_of, may_read};
use crate::{App, Error, Refusal, Result};
use chrono::Datelike;
use domain::cooperation::{Acting, Area, Role, Session};
use domain::cost_sharing::settlement::State;
use domain::cost_sharing::year::Phase;
use domain::ids::{BodyId, CaseId, CooperationId};
use serde_json::json;
use store::case_file::{self, Case, NewCase};
use store::cost_sharing::{agreements, settlements};
use store::entity::{agreement, settlement};
use store::{Error as StoreError, Scope, Tx};

/// What a person asks for.
#[derive(Debug, Clone)]
pub struct Start {
    /// Cooperation.
    pub cooperation: CooperationId,
    /// Year.
    pub year: i32,
    /// Names this start: repeated, it finds the case of the first time.
    pub request_key: Option<String>,
}

/// Starts the settlement of a year. There is one: started again it is found.
///
/// # Errors
/// Not found for a cooperation the session may not read; `NO_RIGHT`, `AGREEMENT_MISSING`, `PERIOD_CLOSED`.
pub async fn settlement(app: &App, session: &Session, start: &Start) -> Result<CaseId> {
    begin(app, session, start, false).await
}

/// Starts the correction of the year's last settlement, which is closed.
///
/// # Errors
/// As [`settlement`]; `SETTLEMENT_NOT_CLOSED`.
pub async fn correction(app: &App, session: &Session, start: &Start) -> Result<CaseId> {
    begin(app, session, start, true).await
}

async fn begin(app: &App, session: &Session, start: &Start, correction: bool) -> Result<CaseId> {
    if start.request_key.as_ref().is_some_and(|k| k.trim().is_empty() || k.chars().count() > 200) {
        return Err(Refusal::at("requestKey", "REQUEST_KEY", "1 to 200 characters").into());
    }
    match open(app, session, start, correction).await {
        // two at once: the other one was first
        Err(Error::Store(StoreError::Duplicate(_))) => open(app, session, start, correction).await,
        done => done,
    }
}

async fn open(app: &App, session: &Session, start: &Start, correction: bool) -> Result<CaseId> {
    let tx = app.people().write(&Scope::of(session)).await?;
    may_read(&tx, session, start.cooperation, Some(start.year)).await?;
    let agreement = agreement_of(&tx, start).await?;
    let acting = session.act_as(BodyId(agreement.body_id), Area::CostSharing, &[Role::Lead])?;
    if let Some(key) = &start.request_key
        && let Some(case) = case_file::by_request_key(&tx, BodyId(agreement.body_id), key).await?
    {
        return Ok(CaseId(case.id));
    }
    let all = settlements::of_year(&tx, start.cooperation, start.year).await?;
    let corrects = match (all.last(), correction) {
        (Some(first), false) => return Ok(CaseId(all.first().map_or(first.case_id, |s| s.case_id))),
        (Some(last), true) if state(last)? == State::Closed => Some(last.case_id),
        (None, false) => None,
        _ => {
            let detail = "only a closed settlement is corrected";
            return Err(Refusal::at("year", "SETTLEMENT_NOT_CLOSED", detail).into());
        }
    };
    let sequence = all.last().map_or(1, |s| s.sequence + 1);
    make(app, session, tx, start, acting, &agreement, (corrects, sequence)).await
}

/// The agreement that holds at the end of the year, or held last in it.
async fn agreement_of(tx: &Tx, start: &Start) -> Result<agreement::Model> {
    let (first, last) = days_of(start.year)?;
    let all = agreements::list(tx, start.cooperation).await?;
    let held = all.into_iter().find(|a| a.valid_from <= last && a.valid_to.is_none_or(|end| end >= first));
    Ok(held.ok_or_else(|| Refusal::at("year", "AGREEMENT_MISSING", "no agreement holds in that year"))?)
}

async fn make(
    app: &App,
    session: &Session,
    tx: Tx,
    start: &Start,
    acting: Acting,
    agreement: &agreement::Model,
    (corrects_case_id, sequence): (Option<i64>, i32),
) -> Result<CaseId> {
    let seat = store::cooperation::bodies::find(&tx, BodyId(agreement.body_id)).await?.ok_or(Error::NotFound)?;
    let what = if corrects_case_id.is_some() { "Berichtigung der Jahresabrechnung" } else { "Jahresabrechnung" };
    let new = NewCase {
        body: BodyId(seat.id),
        office: BodyId(seat.office_body_id.unwrap_or(seat.id)),
        process: PROCESS,
        plan_number: PLAN_NUMBER,
        year: session.today().year(),
        subject: &format!("{what} {}", start.year),
        phase: &Phase::default().to_string(),
        request_key: start.request_key.as_deref(),
        at: app.now(),
    };
    let mut case = Case::create(&tx, new).await?;
    settlements::insert(&tx, first_row(&case, start, agreement, corrects_case_id, sequence)).await?;
    let facts = json!({
        "fileReference": case.row.file_reference, "year": start.year, "sequence": sequence, "role": acting.role(),
    });
    let event = if corrects_case_id.is_some() { "CORRECTION_STARTED" } else { "SETTLEMENT_STARTED" };
    case.journal(&tx, Some(acting.hands()), event, facts).await?;
    case.start_process(&tx).await?;
    let id = case.id();
    case.announce(&tx, "CASE", id.0, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(id)
}

fn first_row(
    case: &Case,
    start: &Start,
    agreement: &agreement::Model,
    corrects_case_id: Option<i64>,
    sequence: i32,
) -> settlement::Model {
    settlement::Model {
        case_id: case.row.id,
        body_id: case.row.body_id,
        cooperation_id: start.cooperation.0,
        agreement_id: agreement.id,
        year: start.year,
        sequence,
        corrects_case_id,
        state: State::default().to_string(),
        version_no: 0,
        budget_cents: 0,
        calculated_by: None,
        issue: None,
        issued_no: 0,
        issued_by: None,
        answers_until: None,
        version: 1,
    }
}
