//! Drafts the next version of a cooperation's key. It counts for nothing before two persons froze it.

use super::desk::Desk;
use super::text;
use crate::{App, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::{Role, Session};
use domain::ids::{CooperationId, KeyVersionId};
use ledger::cost_sharing::containment::Decision;
use ledger::cost_sharing::key::Reference;
use ledger::cost_sharing::{ComponentKind, Key, KeyVersion, MembershipHandling};
use serde_json::json;
use store::cost_sharing::keys;
use store::entity::key_version;

/// The source of measures that come from our own records: closed cases, entered hours. They are taken for the settled
/// time itself, not for a day before.
pub const ENGINE: &str = "ENGINE";

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Cooperation.
    pub cooperation: CooperationId,
    /// What is computed with.
    pub key: Key,
    /// Part-year membership.
    pub membership: MembershipHandling,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when absent.
    pub valid_to: Option<NaiveDate>,
    /// Resolution or clause.
    pub legal_basis: String,
    /// Day and source of the measures of each proportional component.
    pub references: Vec<Reference>,
    /// About members that lie within one another.
    pub containment: Vec<Decision>,
}

/// Whether measures of this kind can come from our own records.
#[must_use]
pub const fn from_engine(kind: ComponentKind) -> bool {
    matches!(kind, ComponentKind::Cases | ComponentKind::WeightedCases | ComponentKind::UsageHours)
}

/// Drafts a version.
///
/// # Errors
/// `NO_RIGHT`, `TEXT_MISSING`, `VALIDITY_INVALID`, `REFERENCE_MISSING`, and what the key itself lacks.
pub async fn draft(app: &App, session: &Session, new: &Draft) -> Result<KeyVersionId> {
    let desk = Desk::open(app, session, new.cooperation, &[Role::Lead, Role::Budget]).await?;
    let legal_basis = text("legalBasis", &new.legal_basis, 2_000)?;
    if new.valid_to.is_some_and(|end| end < new.valid_from) {
        return Err(Refusal::at("validTo", "VALIDITY_INVALID", "it ends before it begins").into());
    }
    new.key.check()?;
    references(new)?;
    let last = keys::list(&desk.tx, new.cooperation).await?.first().map_or(0, |k| k.number);
    let number = last + 1;
    let content = KeyVersion {
        number: u32::try_from(number).unwrap_or_default(),
        key: new.key.clone(),
        membership: new.membership,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        legal_basis: legal_basis.to_owned(),
        references: new.references.clone(),
        containment: new.containment.clone(),
        frozen: None,
    };
    let row = key_version::Model {
        id: 0,
        cooperation_id: desk.agreement.cooperation_id,
        body_id: desk.agreement.body_id,
        agreement_id: desk.agreement.id,
        number,
        content: serde_json::to_string(&content)?,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        drafted_by: session.person().0,
        drafted_at: desk.case.at(),
        first_by: None,
        first_for: None,
        first_at: None,
        second_by: None,
        second_for: None,
        frozen_at: None,
        version: 1,
    };
    let row = keys::insert(&desk.tx, row).await?;
    desk.finish(app, "KEY_DRAFTED", json!({ "keyVersionId": row.id, "number": number, "on": new.valid_from })).await?;
    Ok(KeyVersionId(row.id))
}

/// Every proportional component but the equal share says where its measures come from; our own records serve only
/// what they hold.
fn references(new: &Draft) -> Result<()> {
    let proportional = new.key.components.iter().filter(|c| c.kind != ComponentKind::Equal);
    let kinds = proportional.flat_map(|c| [Some(c.kind), c.fallback.filter(|k| *k != ComponentKind::Equal)]);
    for kind in kinds.flatten() {
        let Some(reference) = new.references.iter().find(|r| r.kind == kind) else {
            return Err(Refusal::at("references", "REFERENCE_MISSING", format!("{kind}: no day and source")).into());
        };
        text("references", &reference.source, 500)?;
        if reference.source == ENGINE && !from_engine(kind) {
            return Err(Refusal::at("references", "REFERENCE_MISSING", format!("{kind} is not counted here")).into());
        }
    }
    Ok(())
}

/// The version as the ledger knows it.
///
/// # Errors
/// When what is stored cannot be read.
pub fn version_of(row: &key_version::Model) -> Result<KeyVersion> {
    use domain::ids::PersonId;
    let mut version: KeyVersion = serde_json::from_str(&row.content)?;
    if let (Some(first), Some(second), Some(at)) = (row.first_by, row.second_by, row.frozen_at) {
        version.frozen = Some(ledger::cost_sharing::key::Frozen {
            first: PersonId(first),
            second: PersonId(second),
            frozen_on: at.with_timezone(&chrono_tz::Europe::Berlin).date_naive(),
        });
    }
    Ok(version)
}
