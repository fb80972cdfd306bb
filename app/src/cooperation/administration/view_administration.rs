//! What the page of administration shows of a body: persons, rights, limits, and where its changes are journalled.

use crate::{App, Error, Result};
use domain::cooperation::{Area, Grant, Role, Session};
use domain::ids::{BodyId, CaseId};
use store::Scope;
use store::cooperation::{administration as rows, bodies, persons};

pub use store::entity::{body, cooperation_member, ordering_limit, person};

/// Who may look: whoever may change it, and who audits or supervises.
const READERS: &[Role] = &[Role::Lead, Role::Auditor, Role::Supervisor];

/// The administration of one body.
#[derive(Debug)]
pub struct View {
    /// The body.
    pub body: body::Model,
    /// Whether the session may change it.
    pub may_change: bool,
    /// Persons the body knows, by number.
    pub persons: Vec<(person::Model, Option<String>)>,
    /// Every right, with its number.
    pub grants: Vec<(i64, Grant)>,
    /// Powers to order payments.
    pub limits: Vec<ordering_limit::Model>,
    /// The record of changes; none: nothing was changed yet.
    pub record: Option<CaseId>,
}

/// The administration of a body.
///
/// # Errors
/// Not found for a body the session knows nothing of; `NO_RIGHT`.
pub async fn view(app: &App, session: &Session, body: BodyId) -> Result<View> {
    if !session.bodies().contains(&body) {
        return Err(Error::NotFound);
    }
    session.act_as(body, Area::Cooperation, READERS)?;
    let tx = app.people().read(&Scope::of(session)).await?;
    let ids = rows::persons_of(&tx, body).await?;
    let names = persons::names(&tx, &ids).await?;
    let known = rows::persons(&tx, &ids).await?;
    Ok(View {
        may_change: super::administering(session, body).is_ok(),
        persons: known.into_iter().map(|p| (p.clone(), names.get(&p.id).cloned())).collect(),
        grants: rows::grants_of(&tx, body).await?,
        limits: rows::limits_of(&tx, body).await?,
        record: rows::record_of(&tx, body).await?,
        body: bodies::find(&tx, body).await?.ok_or(Error::NotFound)?,
    })
}
