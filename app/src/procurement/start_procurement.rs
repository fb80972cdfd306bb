//! Starts a procurement: case, file reference, pinned rules, and the process. The same request key starts it once.

use super::{PROCESS, change_rules, facts::BUYER};
use crate::tasks::form;
use crate::{App, Error, Refusal, Result};
use chrono::Datelike;
use domain::cooperation::{Acting, Area, Land, Role, Session};
use domain::efile::PROCUREMENT_PLAN_NUMBER;
use domain::ids::{BodyId, CaseId};
use domain::procurement::forms;
use domain::procurement::phase::Phase;
use domain::procurement::rules::RuleSet;
use domain::procurement::splitting::commodity_key;
use domain::tasks::TaskKind;
use serde_json::json;
use store::case_file::{self, Case, NewCase};
use store::entity::procurement;
use store::procurement::{rows, rule_sets};
use store::{Error as StoreError, Scope, Tx};

/// What a person asks for.
#[derive(Debug, Clone)]
pub struct Start {
    /// Body whose need and money it is.
    pub body: BodyId,
    /// The request.
    pub request: forms::Request,
    /// Names this start: repeated, it finds the case of the first time.
    pub request_key: Option<String>,
}

/// Starts a procurement.
///
/// # Errors
/// Not found for a body the session knows nothing of; `NO_RIGHT`, `FORM_INVALID`, `REQUEST_KEY`.
pub async fn start(app: &App, session: &Session, start: Start) -> Result<CaseId> {
    if !session.bodies().contains(&start.body) {
        return Err(Error::NotFound);
    }
    let acting = session.act_as(start.body, Area::Procurement, &[Role::Requester])?;
    form::check(TaskKind::ReviseRequest, "SUBMIT", &serde_json::to_value(&start.request)?)?;
    if start.request_key.as_ref().is_some_and(|k| k.trim().is_empty() || k.chars().count() > 200) {
        return Err(Refusal::at("requestKey", "REQUEST_KEY", "1 to 200 characters").into());
    }
    match begin(app, session, acting, &start).await {
        // two at once with one key: the other one was first
        Err(Error::Store(StoreError::Duplicate(what))) => match known(app, session, &start).await? {
            Some(id) => Ok(id),
            None => Err(StoreError::Duplicate(what).into()),
        },
        done => done,
    }
}

/// Starts a procurement from what was typed: every violation of the form is named with its field.
///
/// # Errors
/// As [`start`].
pub async fn start_form(
    app: &App,
    session: &Session,
    body: BodyId,
    typed: &serde_json::Value,
    request_key: Option<String>,
) -> Result<CaseId> {
    if !session.bodies().contains(&body) {
        return Err(Error::NotFound);
    }
    form::check(TaskKind::ReviseRequest, "SUBMIT", typed)?;
    let request = form::read(typed)?;
    start(app, session, Start { body, request, request_key }).await
}

async fn known(app: &App, session: &Session, start: &Start) -> Result<Option<CaseId>> {
    let Some(key) = &start.request_key else { return Ok(None) };
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(case_file::by_request_key(&tx, start.body, key).await?.map(|c| CaseId(c.id)))
}

async fn begin(app: &App, session: &Session, acting: Acting, start: &Start) -> Result<CaseId> {
    let today = session.today();
    let tx = app.people().write(&Scope::of(session)).await?;
    if let Some(key) = &start.request_key
        && let Some(case) = case_file::by_request_key(&tx, start.body, key).await?
    {
        return Ok(CaseId(case.id));
    }
    let body = store::cooperation::bodies::find(&tx, start.body).await?.ok_or(Error::NotFound)?;
    let land: Land = body.land.parse().map_err(|_| StoreError::Damaged(format!("body {} has no Land", body.id)))?;
    let new = NewCase {
        body: start.body,
        office: BodyId(body.office_body_id.unwrap_or(body.id)),
        process: PROCESS,
        plan_number: PROCUREMENT_PLAN_NUMBER,
        year: today.year(),
        subject: start.request.subject.trim(),
        phase: &Phase::default().to_string(),
        request_key: start.request_key.as_deref(),
        at: app.now(),
    };
    let mut case = Case::create(&tx, new).await?;
    let rule_set_id = pin_rules(&tx, &case, land, today).await?;
    let mut row = blank(&case, rule_set_id, acting, today);
    write_request(&mut row, &start.request)?;
    let facts = json!({
        "fileReference": case.row.file_reference, "category": row.category, "ruleSetId": rule_set_id,
        "estimateNetCents": row.estimate_net_cents, "estimateGrossCents": row.estimate_gross_cents, "role": acting.role(),
    });
    rows::insert(&tx, row).await?;
    // asking for something is what a returned request asks anew: one kind for four eyes
    store::tasks::rows::note_hands(&tx, &case, TaskKind::ReviseRequest, acting.hands()).await?;
    case.journal(&tx, Some(acting.hands()), "PROCUREMENT_STARTED", facts).await?;
    case.start_process(&tx).await?;
    let id = case.id();
    case.announce(&tx, "CASE", id.0, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(id)
}

/// A procurement of which nothing is known but who asked, when, and by which rules it goes.
fn blank(case: &Case, rule_set_id: i64, acting: Acting, today: chrono::NaiveDate) -> procurement::Model {
    procurement::Model {
        case_id: case.row.id,
        body_id: case.row.body_id,
        request: String::new(),
        category: String::new(),
        commodity: String::new(),
        estimate_net_cents: 0,
        estimate_gross_cents: 0,
        cost_centre: String::new(),
        started_on: today,
        rule_set_id,
        requester_id: acting.hands().represented.0,
        procedure: None,
        regime: None,
        min_quotes: None,
        budget_line_id: None,
        reserved_cents: 0,
        committed_cents: 0,
        spent_cents: 0,
        refunded_cents: 0,
        supplier_id: None,
        quote_net_cents: None,
        order_net_cents: None,
        order_gross_cents: None,
        ordered_on: None,
        receipt_complete: false,
        withdrawal_reason: None,
        interrupted_phase: None,
        version: 1,
    }
}

/// Pins the rules of the day, those of the body's administrators among them: equal sets are kept once, under the hash of their content.
async fn pin_rules(tx: &Tx, case: &Case, land: Land, today: chrono::NaiveDate) -> Result<i64> {
    let rules = change_rules::set_of(tx, case.body()).await?;
    let pinned = rules.pinned(land, BUYER, today);
    let data = serde_json::to_string(&pinned)?;
    let builtin = RuleSet::builtin().pinned(land, BUYER, today) == pinned;
    let source = if builtin { "builtin" } else { "builtin, changed by the body" };
    let name = format!("{land}-{}", store::journal::hex(&domain::journal::sha256(data.as_bytes())));
    Ok(rule_sets::get_or_insert(tx, &name, &data, source, case.at()).await?)
}

/// Writes a request into its row: amounts computed, the commodity in the form in which it is compared.
pub(super) fn write_request(row: &mut procurement::Model, request: &forms::Request) -> Result<()> {
    let estimate = domain::money::with_vat(request.estimate_net_cents, request.vat_rate_bp)?;
    row.request = serde_json::to_string(request)?;
    row.category = request.category.to_string();
    row.commodity = commodity_key(&request.commodity);
    row.estimate_net_cents = estimate.net_cents;
    row.estimate_gross_cents = estimate.gross_cents;
    row.cost_centre.clone_from(&request.cost_centre);
    Ok(())
}
