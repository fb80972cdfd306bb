//! Freezes a key version: the first person signs, a second one freezes it with the measures of that moment.

use super::desk::{Desk, second_person};
use super::draft_key::{ENGINE, version_of};
use super::year_plan::{imported_measures, parties_of_day};
use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Role, Session};
use domain::ids::{CooperationId, KeyVersionId};
use ledger::cost_sharing::{Plan, containment};
use serde_json::json;
use store::cost_sharing::keys;
use store::entity::{key_measure, key_version};

/// Who may sign.
const SIGNERS: &[Role] = &[Role::Lead, Role::Budget, Role::Steering];

/// How far a signature brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// A second person must sign.
    First,
    /// It is frozen.
    Frozen,
}

/// Signs: the first signature checks everything, the second freezes.
///
/// # Errors
/// `NO_RIGHT`, `KEY_FROZEN`, `FOUR_EYES`, `KEY_CHANGED`, and what key or measures lack.
pub async fn freeze(app: &App, session: &Session, id: KeyVersionId) -> Result<Signed> {
    let row = {
        let tx = app.people().read(&store::Scope::of(session)).await?;
        keys::find(&tx, id).await?.ok_or(Error::NotFound)?
    };
    let desk = Desk::open(app, session, CooperationId(row.cooperation_id), SIGNERS).await?;
    let row = keys::find(&desk.tx, id).await?.ok_or(Error::NotFound)?;
    if row.frozen_at.is_some() {
        return Err(ledger::cost_sharing::Error::KeyFrozen.into());
    }
    let measures = checked(&desk, &row).await?;
    let changed = || Error::from(Refusal::new("KEY_CHANGED", "somebody else signed meanwhile"));
    let facts = json!({ "keyVersionId": row.id, "number": row.number });
    let at = desk.case.at();
    if row.first_by.is_none() {
        if !keys::sign_first(&desk.tx, &row, desk.hands(), at).await? {
            return Err(changed());
        }
        desk.finish(app, "KEY_SIGNED", facts).await?;
        return Ok(Signed::First);
    }
    second_person((row.first_by, row.first_for), desk.hands())?;
    keys::keep_measures(&desk.tx, measures).await?;
    if !keys::freeze(&desk.tx, &row, desk.hands(), at).await? {
        return Err(changed());
    }
    desk.finish(app, "KEY_FROZEN", facts).await?;
    Ok(Signed::Frozen)
}

/// The measures the version would be frozen with; refused when one is missing, members lie within one another
/// undecided, or nothing could be shared with them.
async fn checked(desk: &Desk, row: &key_version::Model) -> Result<Vec<key_measure::Model>> {
    let version = version_of(row)?;
    let rows = imported_measures(&desk.tx, desk.cooperation(), &version).await?;
    let mut parties = parties_of_day(&desk.tx, desk.cooperation(), version.valid_from, &rows).await?;
    // what our own records will say is not known yet: any number above zero lets the rest be checked
    for reference in version.references.iter().filter(|r| r.source == ENGINE) {
        for party in &mut parties {
            party.measures.set(reference.kind, 1);
        }
    }
    let settled = containment::settle(&parties, &version.containment)?;
    Plan::new(&version.key, 12, &settled)?;
    let kept = rows.into_iter().map(|m| key_measure::Model {
        key_version_id: row.id,
        member_id: m.member_id,
        kind: m.kind,
        cooperation_id: row.cooperation_id,
        body_id: row.body_id,
        value: m.value,
        reference_on: m.reference_on,
        source: m.source,
    });
    Ok(kept.collect())
}
