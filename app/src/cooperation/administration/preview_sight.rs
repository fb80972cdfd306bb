//! "What may this person see?" The rights a person has on a day, own and as deputy, and how many tasks stand in each
//! of its lanes; only for bodies the asking lead administers, so that nothing of another municipality shows.

use super::administering;
use crate::{App, Error, Result};
use chrono::NaiveDate;
use domain::cooperation::{Grant, Session};
use domain::ids::{BodyId, PersonId};
use std::collections::BTreeSet;
use store::Scope;
use store::cooperation::{persons, rights};
use store::tasks::Who;
use store::tasks::counts::{self, Counts};

/// Tasks of one body that are open to one role of the person.
#[derive(Debug)]
pub struct Lane {
    /// The right that opens it.
    pub grant: Grant,
    /// How many tasks stand there.
    pub counts: Counts,
}

/// What a person may see on a day.
#[derive(Debug)]
pub struct Sight {
    /// Whose.
    pub person: PersonId,
    /// On which day.
    pub on: NaiveDate,
    /// Rights of that day, own ones and those of whom the person stands in for.
    pub grants: Vec<Grant>,
    /// Bodies it sees anything of, ascending.
    pub bodies: Vec<BodyId>,
    /// Open tasks by body and role, as they stand now.
    pub lanes: Vec<Lane>,
}

/// What a person may see on `on` of the bodies the session administers.
///
/// # Errors
/// Not found for a person these bodies do not know; `NO_RIGHT` when the session administers none.
pub async fn preview(app: &App, session: &Session, person: PersonId, on: NaiveDate) -> Result<Sight> {
    let own: Vec<_> = session.bodies().into_iter().filter(|b| administering(session, *b).is_ok()).collect();
    if own.is_empty() {
        return Err(domain::cooperation::Error::NoRight.into());
    }
    let tx = app.people().read(&Scope::of(session)).await?;
    if !persons::known_to(&tx, person, &own).await? {
        return Err(Error::NotFound);
    }
    let grants: Vec<_> =
        rights::of_person(&tx, person, on).await?.into_iter().filter(|g| own.contains(&g.body)).collect();
    let bodies = Session::new(person, on, grants.clone()).bodies();
    let mut lanes = Vec::new();
    let mut seen = BTreeSet::new();
    for grant in grants.iter().filter(|g| seen.insert((g.body, g.role))) {
        let who = Who { person, today: on, bodies: vec![grant.body], roles: vec![grant.role] };
        lanes.push(Lane { grant: *grant, counts: counts::of(&tx, &who).await? });
    }
    Ok(Sight { person, on, grants, bodies, lanes })
}
