//! Bodies, cooperations and names as the API shows them.

use crate::{App, Result};
use domain::cooperation::{Role, Session};
use domain::ids::{BodyId, PersonId};
use std::collections::{BTreeMap, BTreeSet};
use store::Scope;

pub use store::entity::{body, cooperation};

/// Bodies by id.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(app: &App, session: &Session, ids: &[i64]) -> Result<Vec<body::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::cooperation::bodies::find_many(&tx, ids).await?)
}

/// Cooperations with their members of today.
///
/// # Errors
/// When the database fails.
pub async fn cooperations(app: &App, session: &Session) -> Result<Vec<(cooperation::Model, Vec<i64>)>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::cooperation::bodies::cooperations(&tx, session.today()).await?)
}

/// Cooperations one of the session's bodies belongs to today, with all their members.
///
/// # Errors
/// When the database fails.
pub async fn own_cooperations(app: &App, session: &Session) -> Result<Vec<(cooperation::Model, Vec<i64>)>> {
    let own = session.bodies();
    let all = cooperations(app, session).await?;
    Ok(all.into_iter().filter(|(_, members)| own.iter().any(|b| members.contains(&b.0))).collect())
}

/// Display names by person; an erased person has none.
///
/// # Errors
/// When the database fails.
pub async fn names(app: &App, session: &Session, ids: &[i64]) -> Result<BTreeMap<i64, String>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::cooperation::persons::names(&tx, ids).await?)
}

/// Whether the session may see that there is such a person: itself, and whoever has to do with a body it serves.
///
/// # Errors
/// When the database fails.
pub async fn knows(app: &App, session: &Session, person: PersonId) -> Result<bool> {
    if person == session.person() {
        return Ok(true);
    }
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::cooperation::persons::known_to(&tx, person, &session.bodies()).await?)
}

/// Who holds which role for these bodies today, by person: candidates to assign tasks to. Bodies the session has
/// no right for give nothing.
///
/// # Errors
/// When the database fails.
pub async fn holders(app: &App, session: &Session, bodies: &[BodyId]) -> Result<Vec<(BodyId, Role, PersonId)>> {
    let own = session.bodies();
    let asked: Vec<_> = bodies.iter().filter(|b| own.contains(b)).map(|b| b.0).collect();
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::cooperation::rights::holders_of(&tx, &asked, session.today()).await?)
}

/// Who holds which role today for a body of the session, or for another member of a cooperation one of them belongs
/// to: whom one can name as a deputy.
///
/// # Errors
/// When the database fails.
pub async fn holders_in_cooperations(app: &App, session: &Session) -> Result<Vec<(BodyId, Role, PersonId)>> {
    let mut bodies: BTreeSet<_> = session.bodies().iter().map(|b| b.0).collect();
    for (_, members) in own_cooperations(app, session).await? {
        bodies.extend(members);
    }
    let asked: Vec<_> = bodies.into_iter().collect();
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::cooperation::rights::holders_of(&tx, &asked, session.today()).await?)
}
