//! Starts a membership change: its case, shared with the body it is about, and the process. The same request key starts
//! it once.

use super::{PLAN_NUMBER, PROCESS, advance};
use crate::efile::share_case;
use crate::{App, Error, Refusal, Result};
use chrono::{Datelike, NaiveDate};
use domain::cooperation::change::{Direction, Phase};
use domain::cooperation::membership::{Event, State};
use domain::cooperation::{Acting, Area, Role, Session};
use domain::cost_sharing::LegalForm;
use domain::efile::PartyRole;
use domain::ids::{BodyId, CaseId, CooperationId};
use serde_json::json;
use store::case_file::{self, Case, FreeText, NewCase};
use store::cooperation::{administration, bodies, memberships};
use store::entity::membership_change;
use store::{Error as StoreError, Scope, Tx};

/// What a person asks for.
#[derive(Debug, Clone)]
pub struct Start {
    /// The body that leads the cooperation.
    pub body: BodyId,
    /// Which cooperation.
    pub cooperation: CooperationId,
    /// Who joins or leaves.
    pub party: BodyId,
    /// Which way.
    pub direction: Direction,
    /// Decides which steps the law asks for.
    pub legal_form: LegalForm,
    /// Joining: the agreed first day. Leaving: the last day of membership.
    pub agreed_on: NaiveDate,
    /// Leaving: the day the notice came.
    pub notice_on: Option<NaiveDate>,
    /// Leaving: the earliest last day that the notice period of the agreement allows.
    pub earliest_on: Option<NaiveDate>,
    /// For cause: written reasons (§ 60 VwVfG); kept in the journal as what can be erased.
    pub reasons: Option<String>,
    /// For cause: the member was heard.
    pub heard: bool,
    /// Names this start: repeated, it finds the case of the first time.
    pub request_key: Option<String>,
    /// Random salt for free text in the journal.
    pub salt: [u8; 16],
}

/// Starts a membership change.
///
/// # Errors
/// Not found for bodies or cooperations the session knows nothing of; `NO_RIGHT`, `ALREADY_MEMBER`, `NOT_A_MEMBER`,
/// and what the rules of leaving refuse.
pub async fn start(app: &App, session: &Session, start: Start) -> Result<CaseId> {
    if !session.bodies().contains(&start.body) {
        return Err(Error::NotFound);
    }
    let roles: &[Role] =
        if start.direction == Direction::ForCause { &[Role::Lead, Role::Steering] } else { &[Role::Lead] };
    let acting = session.act_as(start.body, Area::Cooperation, roles)?;
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
    let party = bodies::find(&tx, start.party).await?.ok_or(Error::NotFound)?;
    let lead = bodies::find(&tx, start.body).await?.ok_or(Error::NotFound)?;
    check_membership(&tx, start, today).await?;
    let verb = if start.direction == Direction::Join { "Beitritt" } else { "Austritt" };
    let new = NewCase {
        body: start.body,
        office: BodyId(lead.office_body_id.unwrap_or(lead.id)),
        process: PROCESS,
        plan_number: PLAN_NUMBER,
        year: today.year(),
        subject: &format!("{verb}: {}", party.name),
        phase: &Phase::default().to_string(),
        request_key: start.request_key.as_deref(),
        at: app.now(),
    };
    let mut case = Case::create(&tx, new).await?;
    let row = first_row(&case, start, today)?;
    let facts = json!({
        "fileReference": case.row.file_reference, "direction": start.direction, "bodyId": start.party.0,
        "legalForm": start.legal_form, "on": start.agreed_on, "role": acting.role(),
    });
    memberships::insert(&tx, row).await?;
    let reasons = start.reasons.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let texts: Vec<_> = reasons
        .map(|text| FreeText { field: "reasons", text, person: session.person().0, salt: start.salt })
        .into_iter()
        .collect();
    case.journal_with(&tx, Some(acting.hands()), "MEMBERSHIP_CHANGE_STARTED", facts, &texts).await?;
    if start.party != start.body {
        share_case::join(&tx, &mut case, Some(acting.hands()), start.party, PartyRole::Member, today).await?;
    }
    case.start_process(&tx).await?;
    let id = case.id();
    case.announce(&tx, "CASE", id.0, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(id)
}

/// The leading body is a member; who joins is none, who leaves is one.
async fn check_membership(tx: &Tx, start: &Start, today: NaiveDate) -> Result<()> {
    let members = administration::members(tx, start.cooperation).await?;
    let is_member = |body: BodyId, on: NaiveDate| {
        members.iter().any(|m| m.body_id == body.0 && m.valid_from <= on && on <= m.valid_to)
    };
    if !is_member(start.body, today) {
        return Err(Error::NotFound);
    }
    match start.direction {
        Direction::Join if is_member(start.party, start.agreed_on) => {
            Err(Refusal::at("partyBodyId", "ALREADY_MEMBER", "the body is a member on that day").into())
        }
        Direction::Leave | Direction::ForCause if !is_member(start.party, today) => {
            Err(Refusal::at("partyBodyId", "NOT_A_MEMBER", "the body is no member today").into())
        }
        _ => Ok(()),
    }
}

/// The row as it stands at the start: a notice is judged here, an exclusion when its machine step ends the membership.
fn first_row(case: &Case, start: &Start, today: NaiveDate) -> Result<membership_change::Model> {
    let joins = start.direction == Direction::Join;
    let mut row = membership_change::Model {
        case_id: case.row.id,
        body_id: case.row.body_id,
        cooperation_id: start.cooperation.0,
        party_body_id: start.party.0,
        direction: start.direction.to_string(),
        legal_form: start.legal_form.to_string(),
        state: if joins { State::Applied } else { State::Active }.to_string(),
        agreed_on: start.agreed_on,
        notice_on: start.notice_on,
        published_on: None,
        effective_on: None,
        version: 1,
    };
    match start.direction {
        Direction::Join => {}
        Direction::Leave => {
            let on = start.notice_on.unwrap_or(today);
            let earliest = start.earliest_on.unwrap_or(on);
            row.notice_on = Some(on);
            advance(&mut row, Event::GiveNotice { on, last_day: start.agreed_on, earliest })?;
        }
        Direction::ForCause => {
            let with_reasons = start.reasons.as_deref().is_some_and(|reasons| reasons.trim().chars().count() >= 3);
            row.agreed_on = today;
            advance(&mut row, Event::ExcludeForCause { with_reasons, heard: start.heard })?;
        }
    }
    Ok(row)
}
