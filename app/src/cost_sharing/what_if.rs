//! What if: another key, another membership, any year, beside the present one. Nothing is ever written.

use super::draft_key::{Draft, version_of};
use super::reader::may_read;
use super::year_plan::{Instead, YearPlan, costs, load};
use crate::{App, Error, Result};
use domain::cooperation::Session;
use domain::ids::{BodyId, CooperationId, KeyVersionId};
use ledger::cost_sharing::settlement::{Input, Settlement, settle};
use ledger::cost_sharing::{KeyVersion, PartyKey, what_if};
use std::collections::BTreeMap;
use store::Scope;
use store::cost_sharing::keys;

/// The key to ask about.
#[derive(Debug, Clone)]
pub enum OtherKey {
    /// A version that is there, frozen or drafted.
    Version(KeyVersionId),
    /// One that stands nowhere.
    Drafted(Box<Draft>),
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// Cooperation.
    pub cooperation: CooperationId,
    /// Year.
    pub year: i32,
    /// Who leaves or joins when.
    pub members: Instead,
    /// Another key; none: the present one.
    pub key: Option<OtherKey>,
}

/// What one member pays now and then, after its own grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Member.
    pub body: BodyId,
    /// Now.
    pub present_cents: i64,
    /// Then.
    pub then_cents: i64,
}

/// Shares of a year as they stand, with nothing changed: what the settlement would say today.
///
/// # Errors
/// As [`ask`].
pub async fn present(
    app: &App,
    session: &Session,
    cooperation: CooperationId,
    year: i32,
) -> Result<(Settlement, YearPlan)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    may_read(&tx, session, cooperation, Some(year)).await?;
    let plan = load(app, &tx, cooperation, year, &Instead::default()).await?;
    let costs = costs(&tx, cooperation, year, &plan).await?;
    Ok((settled(&costs, &plan)?, plan))
}

/// Compares, by official key.
///
/// # Errors
/// Not found for a cooperation the session may not read; `KEY_MISSING`; what key or measures lack.
pub async fn ask(app: &App, session: &Session, question: &Question) -> Result<Vec<Change>> {
    let (cooperation, year) = (question.cooperation, question.year);
    let tx = app.people().read(&Scope::of(session)).await?;
    may_read(&tx, session, cooperation, Some(year)).await?;
    let mut instead = question.members.clone();
    instead.version = match &question.key {
        None => None,
        Some(OtherKey::Version(id)) => {
            let row = keys::find(&tx, *id).await?.filter(|k| k.cooperation_id == cooperation.0);
            Some(version_of(&row.ok_or(Error::NotFound)?)?)
        }
        Some(OtherKey::Drafted(draft)) => Some(version(draft)?),
    };
    let now = load(app, &tx, cooperation, year, &Instead::default()).await?;
    let then = load(app, &tx, cooperation, year, &instead).await?;
    let mut numbers: BTreeMap<PartyKey, BodyId> = BTreeMap::new();
    for (key, body) in now.bodies.iter().chain(&then.bodies) {
        numbers.insert(*key, BodyId(body.id));
    }
    let present = settled(&costs(&tx, cooperation, year, &now).await?, &now)?;
    let other = settled(&costs(&tx, cooperation, year, &then).await?, &then)?;
    let changes = what_if::compare(&present, &other)?;
    let named = changes.iter().filter_map(|c| {
        let body = numbers.get(&c.party).copied()?;
        Some(Change { body, present_cents: c.present_cents, then_cents: c.then_cents })
    });
    Ok(named.collect())
}

fn settled(costs: &super::year_plan::Costs, plan: &YearPlan) -> Result<Settlement> {
    let input = Input {
        kinds: &costs.kinds,
        lines: &costs.lines,
        deductions: &costs.deductions,
        member_grants: &costs.member_grants,
        advances: &[],
    };
    Ok(settle(&input, &plan.segments)?)
}

fn version(draft: &Draft) -> Result<KeyVersion> {
    draft.key.check()?;
    Ok(KeyVersion {
        number: 0,
        key: draft.key.clone(),
        membership: draft.membership,
        valid_from: draft.valid_from,
        valid_to: draft.valid_to,
        legal_basis: draft.legal_basis.clone(),
        references: draft.references.clone(),
        containment: draft.containment.clone(),
        frozen: None,
    })
}
