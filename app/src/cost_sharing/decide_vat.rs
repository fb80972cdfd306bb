//! VAT on a flow between the seat and its members (§ 2b UStG): decided by a person, with evidence, from day to day.

use super::desk::Desk;
use super::text;
use crate::{App, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::{Role, Session};
use domain::ids::CooperationId;
use ledger::cost_sharing::vat::{OLD_LAW_ENDS, Treatment};
use serde_json::json;
use store::cost_sharing::agreements;
use store::entity::vat_decision;

/// A decision.
#[derive(Debug, Clone)]
pub struct NewDecision {
    /// Cooperation.
    pub cooperation: CooperationId,
    /// Name of the flow, e.g. `RECHARGE`.
    pub flow: String,
    /// Treatment.
    pub treatment: Treatment,
    /// Why.
    pub evidence: String,
    /// First day of supply.
    pub valid_from: NaiveDate,
    /// Last day; open when absent.
    pub valid_to: Option<NaiveDate>,
}

/// Decides.
///
/// # Errors
/// `NO_RIGHT`, `TEXT_MISSING`, `COST_KIND_INVALID` for a flow that is no code, `VALIDITY_INVALID`, `VAT_OLD_LAW_OVER`,
/// `VAT_OVERLAP`.
pub async fn decide(app: &App, session: &Session, new: &NewDecision) -> Result<()> {
    let desk = Desk::open(app, session, new.cooperation, &[Role::Lead, Role::Budget]).await?;
    let evidence = text("evidence", &new.evidence, 2_000)?;
    let flow = super::cost_kind("flow", &new.flow)?;
    if new.valid_to.is_some_and(|end| end < new.valid_from) {
        return Err(Refusal::at("validTo", "VALIDITY_INVALID", "it ends before it begins").into());
    }
    if new.treatment == Treatment::OldLawUntil2026 && new.valid_to.is_none_or(|end| end >= OLD_LAW_ENDS) {
        return Err(Refusal::at("validTo", "VAT_OLD_LAW_OVER", "the old law ends with 2026-12-31").into());
    }
    let agreement = domain::ids::AgreementId(desk.agreement.id);
    let meets = |d: &vat_decision::Model| {
        d.flow == flow
            && d.valid_to.is_none_or(|end| end >= new.valid_from)
            && new.valid_to.is_none_or(|end| end >= d.valid_from)
    };
    if agreements::vat(&desk.tx, agreement).await?.iter().any(meets) {
        return Err(Refusal::at("validFrom", "VAT_OVERLAP", "another decision holds in this time").into());
    }
    let row = vat_decision::Model {
        id: 0,
        cooperation_id: desk.agreement.cooperation_id,
        body_id: desk.agreement.body_id,
        agreement_id: desk.agreement.id,
        flow: flow.to_owned(),
        treatment: new.treatment.to_string(),
        evidence: evidence.to_owned(),
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        decided_by: session.person().0,
        decided_at: desk.case.at(),
    };
    agreements::insert_vat(&desk.tx, row).await?;
    let facts = json!({ "flow": flow, "treatment": new.treatment, "on": new.valid_from });
    desk.finish(app, "VAT_DECIDED", facts).await
}
