//! Grants and income that are taken off shared costs, or off one member's share (handbook 9.5). A second person
//! certifies them.

use super::desk::Desk;
use super::reader::days_of;
use super::{cost_kind, text};
use crate::{App, Refusal, Result};
use chrono::{Datelike, NaiveDate};
use domain::cooperation::Session;
use domain::ids::{BodyId, CooperationId, DeductionId};
use domain::money;
use ledger::cost_sharing::voucher::DeductionKind;
use serde_json::json;
use store::cost_sharing::{agreements, vouchers};
use store::entity::deduction;

/// A grant or income.
#[derive(Debug, Clone)]
pub struct NewDeduction {
    /// Cooperation.
    pub cooperation: CooperationId,
    /// Kind.
    pub kind: DeductionKind,
    /// The cost kind it was given for; none: all in proportion to their costs.
    pub cost_kind: Option<String>,
    /// Whose grant, for a member's.
    pub member: Option<BodyId>,
    /// What was granted, or came in, for the time.
    pub granted_cents: i64,
    /// Eligible costs: no more than these is taken off.
    pub eligible_cents: i64,
    /// First day it is for.
    pub service_from: NaiveDate,
    /// Last day.
    pub service_to: NaiveDate,
    /// Grant notice or document; entered once.
    pub notice: String,
    /// When proof of use is due.
    pub proof_due_on: Option<NaiveDate>,
}

/// Enters a deduction.
///
/// # Errors
/// `NO_RIGHT`, `TEXT_MISSING`, `COST_KIND_INVALID`, `NOT_A_MEMBER`, `SERVICE_OUTSIDE_YEAR`, `PERIOD_CLOSED`,
/// `VOUCHER_KNOWN`, and what an amount may not be.
pub async fn enter(app: &App, session: &Session, new: &NewDeduction) -> Result<DeductionId> {
    let desk = Desk::open(app, session, new.cooperation, super::enter_voucher::ENTERERS).await?;
    let notice = text("notice", &new.notice, 500)?;
    let kind = new.cost_kind.as_deref().map(|k| cost_kind("costKind", k)).transpose()?;
    money::checked(new.granted_cents)?;
    money::checked(new.eligible_cents)?;
    let year = new.service_from.year();
    let (first, last) = days_of(year)?;
    if new.service_to < new.service_from || new.service_to > last || new.service_from < first {
        return Err(Refusal::at("serviceFrom", "SERVICE_OUTSIDE_YEAR", "it lies in one calendar year").into());
    }
    desk.open_year("serviceFrom", year).await?;
    let members = agreements::members(&desk.tx, new.cooperation, first, last).await?;
    let is_member = |body: BodyId| members.iter().any(|m| m.body_id == body.0);
    if (new.kind == DeductionKind::MemberGrant) != new.member.is_some_and(is_member) {
        return Err(Refusal::at("memberId", "NOT_A_MEMBER", "a member's grant names a member, others none").into());
    }
    let key = format!("deduction/{}/{year}/{notice}", new.cooperation);
    let hands = desk.hands();
    let row = deduction::Model {
        id: 0,
        cooperation_id: new.cooperation.0,
        body_id: desk.seat().0,
        key: key.clone(),
        year,
        kind: new.kind.to_string(),
        cost_kind: kind.map(ToOwned::to_owned),
        member_id: new.member.map(|m| m.0),
        granted_cents: new.granted_cents,
        eligible_cents: new.eligible_cents,
        service_from: new.service_from,
        service_to: new.service_to,
        notice: notice.to_owned(),
        proof_due_on: new.proof_due_on,
        entered_by: hands.actor.0,
        entered_for: hands.represented.0,
        entered_at: desk.case.at(),
        certified_by: None,
        certified_for: None,
        certified_at: None,
    };
    if vouchers::deductions(&desk.tx, new.cooperation, year).await?.iter().any(|d| d.key == key) {
        return Err(Refusal::at("notice", "VOUCHER_KNOWN", "this notice was entered already").into());
    }
    let row = vouchers::insert_deduction(&desk.tx, row).await?;
    let facts = json!({ "deductionId": row.id, "kind": new.kind, "amountCents": new.granted_cents, "year": year });
    desk.finish(app, "DEDUCTION_ENTERED", facts).await?;
    Ok(DeductionId(row.id))
}
