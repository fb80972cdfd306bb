//! Deputies (Vertretung): set by oneself or a leader, dated, for all or parts of the rights, within and across bodies.
//!
//! A leader sets deputies for the people of its bodies, within these bodies, and never itself as one.

use crate::{App, Error, Result};
use domain::cooperation::{Area, Deputyship, Role, Session};
use domain::ids::{BodyId, DeputyshipId, PersonId};
use domain::tasks::Hands;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::cooperation::{administration, bodies, deputies, rights};
use store::{Scope, Tx};

pub use store::entity::deputyship;

/// Bodies the session leads people of.
fn led(session: &Session) -> Vec<BodyId> {
    let leads = |body: &BodyId| session.act_as(*body, Area::Cooperation, &[Role::Lead]).is_ok();
    session.bodies().into_iter().filter(leads).collect()
}

/// Bodies in which the session may decide for `person`: none: for itself, in all; else the ones it leads and the
/// person works for.
///
/// # Errors
/// Not found when it may not at all.
pub(super) async fn may_decide_for(tx: &Tx, session: &Session, person: PersonId) -> Result<Option<Vec<BodyId>>> {
    if person == session.person() {
        return Ok(None);
    }
    let led = led(session);
    let theirs = deputies::own_bodies(tx, person, session.today()).await?;
    let both: Vec<_> = theirs.into_iter().filter(|b| led.contains(b)).collect();
    if both.is_empty() { Err(Error::NotFound) } else { Ok(Some(both)) }
}

/// Keeps a deputyship.
///
/// # Errors
/// Refused by period, persons, or a deputy nobody works with; not found for a principal the session does not lead.
pub async fn set(app: &App, session: &Session, mut wanted: Deputyship) -> Result<DeputyshipId> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let within = may_decide_for(&tx, session, wanted.principal).await?;
    wanted.check(session.person(), session.today())?;
    let theirs = deputies::own_bodies(&tx, wanted.principal, session.today()).await?;
    if let Some(led) = within {
        // a leader lends only what belongs to the bodies it leads
        if wanted.extent.bodies.is_empty() {
            wanted.extent.bodies = led;
        } else if !wanted.extent.bodies.iter().all(|b| led.contains(b)) {
            return Err(Error::NotFound);
        }
    }
    if !deputies::works_beside(&tx, wanted.deputy, &theirs, session.today()).await? {
        return Err(domain::cooperation::deputy::Error::DeputyUnknown.into());
    }
    let id = deputies::insert(&tx, &wanted, session.person()).await?;
    let facts = json!({
        "deputyshipId": id.0, "principalId": wanted.principal.0, "holder": wanted.deputy.0,
        "on": wanted.valid_from, "dueOn": wanted.valid_to, "roles": wanted.extent.roles, "areas": wanted.extent.areas,
    });
    let concerned = if wanted.extent.bodies.is_empty() { theirs } else { wanted.extent.bodies };
    journal(app, &tx, session, &concerned, "DEPUTY_SET", &facts).await?;
    tx.commit().await?;
    app.ring();
    Ok(id)
}

/// Ends a deputyship now; one that had not begun is gone.
///
/// # Errors
/// Not found for everybody but the principal and who leads it. The deputy cannot lay down what others need.
pub async fn end(app: &App, session: &Session, id: DeputyshipId) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = deputies::find(&tx, id).await?.ok_or(Error::NotFound)?;
    may_decide_for(&tx, session, PersonId(row.principal_id)).await?;
    deputies::end(&tx, id, session.today()).await?;
    let ended = deputies::read(&row)?;
    let theirs = deputies::own_bodies(&tx, ended.principal, session.today()).await?;
    let concerned = if ended.extent.bodies.is_empty() { theirs } else { ended.extent.bodies };
    let facts = json!({ "deputyshipId": id.0, "principalId": ended.principal.0, "holder": ended.deputy.0 });
    journal(app, &tx, session, &concerned, "DEPUTY_ENDED", &facts).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}

/// Writes into the administration records of the bodies concerned, as far as the session serves them.
async fn journal(
    app: &App,
    tx: &Tx,
    session: &Session,
    concerned: &[BodyId],
    event: &str,
    facts: &Value,
) -> Result<()> {
    let own = session.bodies();
    for body in concerned.iter().filter(|b| own.contains(b)) {
        let Some(row) = bodies::find(tx, *body).await? else { continue };
        let mut record = administration::record(tx, &row, app.now()).await?;
        record.journal(tx, Some(Hands::own(session.person())), event, facts.clone()).await?;
        record.save(tx).await?;
    }
    Ok(())
}

/// Deputyships that have not ended: of and for the session's person, and of the people it leads.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, session: &Session) -> Result<Vec<deputyship::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let people = people(&tx, session).await?;
    Ok(deputies::of_persons(&tx, &people, session.today()).await?)
}

/// The session's person and the people of the bodies it leads.
pub(super) async fn people(tx: &Tx, session: &Session) -> Result<BTreeSet<i64>> {
    let led: Vec<_> = led(session).iter().map(|b| b.0).collect();
    let mut people = BTreeSet::from([session.person().0]);
    if !led.is_empty() {
        people.extend(rights::holders_of(tx, &led, session.today()).await?.into_iter().map(|(_, _, p)| p.0));
    }
    Ok(people)
}

/// What a stored deputyship lends.
///
/// # Errors
/// When it is damaged.
pub fn read(row: &deputyship::Model) -> Result<Deputyship> {
    Ok(deputies::read(row)?)
}
