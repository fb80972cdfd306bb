//! Memberships of a cooperation, dated, each with the resolution it rests on; and which body leads it.
//!
//! A lead of the leading body decides. Where no body leads yet, only somebody who leads every member does.

use super::{Change, administering, at};
use crate::{App, Error, Result};
use chrono::NaiveDate;
use domain::cooperation::{Session, administration};
use domain::ids::{BodyId, CooperationId};
use serde_json::json;
use store::Scope;
use store::cooperation::{administration as rows, bodies};
use store::entity::{cooperation, cooperation_member};

/// The body in whose record changes of a cooperation are journalled, if this session may make them.
///
/// # Errors
/// Not found for a cooperation none of the session's bodies belongs to; `NO_RIGHT`.
pub async fn leading(app: &App, session: &Session, id: CooperationId) -> Result<(cooperation::Model, BodyId)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = rows::cooperation(&tx, id).await?.ok_or(Error::NotFound)?;
    let today = session.today();
    let present = |m: &cooperation_member::Model| m.valid_from <= today && today <= m.valid_to;
    let members: Vec<_> =
        rows::members(&tx, id).await?.into_iter().filter(present).map(|m| BodyId(m.body_id)).collect();
    let own = session.bodies();
    if !members.iter().chain(&row.lead_body_id.map(BodyId)).any(|b| own.contains(b)) {
        return Err(Error::NotFound);
    }
    let no_right = || Error::from(domain::cooperation::Error::NoRight);
    if let Some(lead) = row.lead_body_id.map(BodyId) {
        administering(session, lead).map_err(|_| no_right())?;
        return Ok((row, lead));
    }
    for member in &members {
        administering(session, *member).map_err(|_| no_right())?;
    }
    let first = members.first().copied().ok_or_else(no_right)?;
    Ok((row, first))
}

/// Adds a member.
///
/// # Errors
/// As [`leading`]; not found for an unknown body; `SOURCE_MISSING`, `BACKDATED`, `ENDS_BEFORE_IT_BEGINS`,
/// `RIGHT_ALREADY_THERE`.
pub async fn add(app: &App, session: &Session, member: cooperation_member::Model, source: &str) -> Result<()> {
    let id = CooperationId(member.cooperation_id);
    let (_, record) = leading(app, session, id).await?;
    let source = administration::source(source).map_err(|e| at("source", e))?;
    administration::period(member.valid_from, member.valid_to, session.today()).map_err(|e| at("validFrom", e))?;
    let mut change = Change::begin(app, session, record).await?;
    bodies::find(&change.tx, BodyId(member.body_id)).await?.ok_or(Error::NotFound)?;
    let there = rows::members(&change.tx, id).await?;
    let overlaps = |m: &&cooperation_member::Model| {
        m.body_id == member.body_id && m.valid_from <= member.valid_to && member.valid_from <= m.valid_to
    };
    if there.iter().any(|m| overlaps(&m)) {
        return Err(at("bodyId", administration::Error::AlreadyThere));
    }
    rows::insert_member(&change.tx, member.clone()).await?;
    let facts = json!({
        "cooperationId": id.0, "memberBodyId": member.body_id, "on": member.valid_from, "until": member.valid_to, "source": source,
    });
    change.journal("MEMBER_ADDED", facts).await?;
    change.commit(app).await
}

/// Ends a membership with a last day.
///
/// # Errors
/// As [`leading`]; not found when the body is no member; `SOURCE_MISSING`, `BACKDATED`, `LEAD_BODY`.
pub async fn end(
    app: &App,
    session: &Session,
    id: CooperationId,
    body: BodyId,
    last_on: NaiveDate,
    source: &str,
) -> Result<()> {
    let (cooperation, record) = leading(app, session, id).await?;
    let source = administration::source(source).map_err(|e| at("source", e))?;
    if last_on < session.today() {
        return Err(at("lastOn", administration::Error::Backdated));
    }
    if cooperation.lead_body_id == Some(body.0) {
        return Err(at("bodyId", administration::Error::LeadBody));
    }
    let mut change = Change::begin(app, session, record).await?;
    let fits = |m: &cooperation_member::Model| m.body_id == body.0 && m.valid_from <= last_on && last_on < m.valid_to;
    let row = rows::members(&change.tx, id).await?.into_iter().find(fits).ok_or(Error::NotFound)?;
    rows::end_member(&change.tx, &row, last_on).await?;
    let facts = json!({ "cooperationId": id.0, "memberBodyId": body.0, "on": last_on, "source": source });
    change.journal("MEMBER_ENDED", facts).await?;
    change.commit(app).await
}

/// Changes name and leading body of a cooperation.
///
/// # Errors
/// As [`leading`]; `NAME_INVALID`; not found when the new leading body is no member today.
pub async fn change(
    app: &App,
    session: &Session,
    id: CooperationId,
    name: &str,
    lead: Option<BodyId>,
) -> Result<cooperation::Model> {
    let (before, record) = leading(app, session, id).await?;
    let name = administration::name(name).map_err(|e| at("name", e))?;
    let mut change = Change::begin(app, session, record).await?;
    if let Some(lead) = lead {
        let today = session.today();
        let fits = |m: &cooperation_member::Model| m.body_id == lead.0 && m.valid_from <= today && today <= m.valid_to;
        if !rows::members(&change.tx, id).await?.iter().any(fits) {
            return Err(Error::NotFound);
        }
    }
    let row = cooperation::Model { name: name.to_owned(), lead_body_id: lead.map(|b| b.0), ..before.clone() };
    rows::save_cooperation(&change.tx, row.clone()).await?;
    let facts = json!({
        "cooperationId": id.0, "before": { "name": before.name, "leadBodyId": before.lead_body_id },
        "after": { "name": row.name, "leadBodyId": row.lead_body_id },
    });
    change.journal("COOPERATION_CHANGED", facts).await?;
    change.commit(app).await?;
    Ok(row)
}

/// Every membership of a cooperation that one of the session's bodies belongs to.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, session: &Session, id: CooperationId) -> Result<Vec<cooperation_member::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let members = rows::members(&tx, id).await?;
    let own = session.bodies();
    let concerned = members.iter().any(|m| own.contains(&BodyId(m.body_id)));
    Ok(if concerned { members } else { Vec::new() })
}
