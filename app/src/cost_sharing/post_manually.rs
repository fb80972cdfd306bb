//! Postings by hand: one person proposes, a second one approves; only then is anything booked. A booked entry is
//! taken back by a reversal, proposed and approved in the same way.

use super::desk::second_person;
use super::text;
use crate::{App, Error, Refusal, Result};
use chrono::{Datelike, NaiveDate};
use domain::cooperation::{Acting, Area, Role, Session};
use domain::ids::{BodyId, CaseId, CooperationId, ManualPostingId};
use ledger::posting::{Account, AccountKind, Cause, Draft, Entry, Leg, Shared, Side};
use store::cost_sharing::books;
use store::entity::manual_posting;
use store::{Scope, Tx};

/// Who proposes and approves.
const BOOKERS: &[Role] = &[Role::Budget, Role::Treasury1, Role::Treasury2, Role::Lead];

/// A leg of a posting.
#[derive(Debug, Clone)]
pub struct NewLeg {
    /// Kind of account.
    pub account: AccountKind,
    /// For expense and revenue.
    pub cost_centre: Option<String>,
    /// For shared costs: whose share.
    pub member: Option<BodyId>,
    /// Of which kind.
    pub cost_kind: Option<String>,
    /// Debit or credit.
    pub side: Side,
    /// Above zero.
    pub amount_cents: i64,
}

/// A posting.
#[derive(Debug, Clone)]
pub struct NewPosting {
    /// Whose books.
    pub body: BodyId,
    /// Cooperation of the shares in it.
    pub cooperation: Option<CooperationId>,
    /// Why.
    pub reason: String,
    /// From which day it counts.
    pub value_on: NaiveDate,
    /// Its legs.
    pub legs: Vec<NewLeg>,
}

/// Proposes a posting.
///
/// # Errors
/// Not found for a body the session knows nothing of; `NO_RIGHT`, `TEXT_MISSING`, `PERIOD_CLOSED`, and whatever makes
/// it no entry.
pub async fn propose(app: &App, session: &Session, new: &NewPosting) -> Result<ManualPostingId> {
    let acting = books_of(session, new.body)?;
    let draft = draft_of(new, session.today());
    keep(app, session, acting, new.body, new.cooperation, &new.reason, draft).await
}

/// Proposes to take back the entry with number `no` of a body's chain.
///
/// # Errors
/// As [`propose`]; not found for a number there is not.
pub async fn propose_reversal(
    app: &App,
    session: &Session,
    body: BodyId,
    no: i64,
    reason: &str,
) -> Result<ManualPostingId> {
    let acting = books_of(session, body)?;
    let tx = app.people().read(&Scope::of(session)).await?;
    let found = store::ledger::chained(&tx, body, no.saturating_sub(1), 1).await?;
    let (entry, lines) = found.into_iter().next().filter(|(e, _)| e.chain_no == Some(no)).ok_or(Error::NotFound)?;
    drop(tx);
    let damaged = || store::Error::Damaged(format!("entry {no} of body {body} has an unknown account"));
    let mut legs = Vec::with_capacity(lines.len());
    for line in &lines {
        let kind = AccountKind::from_code(&line.account).ok_or_else(damaged)?;
        let shared = line.cooperation_id.zip(line.member_id).map(|(cooperation, member)| Shared {
            cooperation: CooperationId(cooperation),
            member: BodyId(member),
            cost_kind: line.cost_kind.clone(),
        });
        legs.push(Leg {
            account: Account {
                body,
                kind,
                cost_centre: kind.needs_cost_centre().then(|| line.cost_centre.clone()),
                shared,
            },
            side: if line.amount_cents < 0 { Side::Debit } else { Side::Credit },
            amount_cents: line.amount_cents.checked_abs().ok_or_else(damaged)?,
        });
    }
    let cooperation = lines.iter().find_map(|l| l.cooperation_id).map(CooperationId);
    let draft = Draft {
        // of two reversals of one entry the second finds it taken back
        idempotency_key: format!("reversal/{body}/{no}"),
        value_on: entry.value_on,
        booked_on: session.today(),
        cause: Cause::Reversal { no },
        legs,
    };
    keep(app, session, acting, body, cooperation, reason, draft).await
}

fn books_of(session: &Session, body: BodyId) -> Result<Acting> {
    if !session.bodies().contains(&body) {
        return Err(Error::NotFound);
    }
    Ok(session.act_as(body, Area::CostSharing, BOOKERS)?)
}

fn draft_of(new: &NewPosting, today: NaiveDate) -> Draft {
    let leg = |leg: &NewLeg| Leg {
        account: Account {
            body: new.body,
            kind: leg.account,
            cost_centre: leg.cost_centre.clone(),
            shared: new.cooperation.zip(leg.member).map(|(cooperation, member)| Shared {
                cooperation,
                member,
                cost_kind: leg.cost_kind.clone(),
            }),
        },
        side: leg.side,
        amount_cents: leg.amount_cents,
    };
    Draft {
        idempotency_key: "manual".to_owned(), // its own number, once it has one
        value_on: new.value_on,
        booked_on: today,
        cause: Cause::Manual { posting: ManualPostingId(0) },
        legs: new.legs.iter().map(leg).collect(),
    }
}

async fn keep(
    app: &App,
    session: &Session,
    acting: Acting,
    body: BodyId,
    cooperation: Option<CooperationId>,
    reason: &str,
    draft: Draft,
) -> Result<ManualPostingId> {
    let reason = text("reason", reason, 2_000)?;
    let entry = Entry::new(draft)?;
    let tx = app.people().write(&Scope::of(session)).await?;
    open(&tx, cooperation, &entry).await?;
    let row = manual_posting::Model {
        id: 0,
        body_id: body.0,
        cooperation_id: cooperation.map(|c| c.0),
        draft: serde_json::to_string(&entry)?,
        reason: reason.to_owned(),
        state: "PROPOSED".to_owned(),
        proposed_by: acting.hands().actor.0,
        proposed_for: acting.hands().represented.0,
        proposed_at: app.now(),
        decided_by: None,
        decided_for: None,
        decided_at: None,
    };
    let row = books::propose(&tx, row).await?;
    tx.commit().await?;
    app.ring();
    Ok(ManualPostingId(row.id))
}

/// Closed years take no posting, neither by the day it counts from nor by the day it is booked.
async fn open(tx: &Tx, cooperation: Option<CooperationId>, entry: &Entry) -> Result<()> {
    let Some(cooperation) = cooperation else { return Ok(()) };
    let reversal = matches!(entry.cause(), Cause::Reversal { .. });
    let days = [Some(entry.booked_on()), Some(entry.value_on()).filter(|_| !reversal)];
    for day in days.into_iter().flatten() {
        super::desk::open_year(tx, cooperation, "valueOn", day.year()).await?;
    }
    Ok(())
}

/// Approves (and books) or refuses a proposed posting.
///
/// # Errors
/// Not found; `NO_RIGHT`, `FOUR_EYES`, `POSTING_DECIDED`, `PERIOD_CLOSED`, `ENTRY_KNOWN` for a second reversal.
pub async fn decide(app: &App, session: &Session, id: ManualPostingId, approve: bool) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = books::posting(&tx, id).await?.ok_or(Error::NotFound)?;
    let acting = books_of(session, BodyId(row.body_id))?;
    second_person((Some(row.proposed_by), Some(row.proposed_for)), acting.hands())?;
    let state = if approve { "BOOKED" } else { "REFUSED" };
    if row.state != "PROPOSED" || !books::decide(&tx, id, state, acting.hands(), app.now()).await? {
        return Err(Refusal::new("POSTING_DECIDED", "it was decided already").into());
    }
    if approve {
        let mut draft = Draft::from(serde_json::from_str::<Entry>(&row.draft)?);
        draft.booked_on = session.today();
        if matches!(draft.cause, Cause::Manual { .. }) {
            draft.cause = Cause::Manual { posting: id };
            draft.idempotency_key = format!("manual/{id}");
        }
        let entry = Entry::new(draft)?;
        open(&tx, row.cooperation_id.map(CooperationId), &entry).await?;
        if !store::ledger::book(&tx, CaseId(0), &entry).await? {
            return Err(Refusal::new("ENTRY_KNOWN", "it was taken back already").into());
        }
    }
    tx.commit().await?;
    app.ring();
    Ok(())
}
