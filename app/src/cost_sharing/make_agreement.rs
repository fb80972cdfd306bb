//! Makes the agreement of a cooperation: legal form, seat, method, advances, objection. It has a file of its own,
//! into which everything about shared costs is written.

use super::text;
use crate::{App, Error, Refusal, Result};
use chrono::{Datelike, NaiveDate};
use domain::cooperation::{Area, Role, Session};
use domain::cost_sharing::LegalForm;
use domain::efile::COOPERATION_PLAN_NUMBER;
use domain::ids::{AgreementId, BodyId, CooperationId};
use ledger::cost_sharing::{MembershipHandling, Method};
use serde_json::json;
use store::Scope;
use store::case_file::{Case, NewCase};
use store::cost_sharing::agreements;
use store::entity::agreement;

/// The name under which an agreement's file stands among the cases; it has no process.
pub const PROCESS: &str = "AGREEMENT";

/// What was agreed.
#[derive(Debug, Clone)]
pub struct NewAgreement {
    /// Cooperation.
    pub cooperation: CooperationId,
    /// Seat: lead, association or institution.
    pub seat: BodyId,
    /// Whose office does the pooled work; its closed cases count.
    pub office: BodyId,
    /// Legal form.
    pub legal_form: LegalForm,
    /// Where cents are rounded.
    pub method: Method,
    /// Part-year membership.
    pub membership: MembershipHandling,
    /// Days of a year (month, day) on which instalments of the advance are due; equal parts, the last takes the rest.
    pub advances: Vec<(u32, u32)>,
    /// Days of the objection period; an association's notice ignores it.
    pub objection_days: u32,
    /// Whether silence counts as consent.
    pub silence_agrees: bool,
    /// Statute, agreement, resolution.
    pub legal_basis: String,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when absent.
    pub valid_to: Option<NaiveDate>,
}

/// Makes an agreement.
///
/// # Errors
/// Not found for a cooperation or body the session knows nothing of; `NO_RIGHT`, `NOT_A_MEMBER`, `TEXT_MISSING`,
/// `VALIDITY_INVALID`, `ADVANCES_INVALID`, `AGREEMENT_EXISTS`.
pub async fn make(app: &App, session: &Session, new: &NewAgreement) -> Result<AgreementId> {
    if !session.bodies().contains(&new.seat) {
        return Err(Error::NotFound);
    }
    let acting = session.act_as(new.seat, Area::CostSharing, &[Role::Lead])?;
    let legal_basis = text("legalBasis", &new.legal_basis, 2_000)?;
    check(new)?;
    let tx = app.people().write(&Scope::of(session)).await?;
    let members = agreements::members(&tx, new.cooperation, session.today(), store::tasks::rows::NEVER).await?;
    if !members.iter().any(|m| m.body_id == new.seat.0) {
        return Err(Error::NotFound);
    }
    if !members.iter().any(|m| m.body_id == new.office.0) {
        return Err(Refusal::at("officeId", "NOT_A_MEMBER", "the office is no member").into());
    }
    let first = agreements::list(&tx, new.cooperation).await?;
    if first.iter().any(|a| a.valid_from >= new.valid_from || a.body_id != new.seat.0) {
        return Err(Refusal::at("validFrom", "AGREEMENT_EXISTS", "a later one, or one of another seat").into());
    }
    let subject = format!("Kostenteilung: {legal_basis}").chars().take(200).collect::<String>();
    let file = NewCase {
        body: new.seat,
        office: new.seat,
        process: PROCESS,
        plan_number: COOPERATION_PLAN_NUMBER,
        year: session.today().year(),
        subject: &subject,
        phase: PROCESS,
        request_key: None,
        at: app.now(),
    };
    let mut case = Case::create(&tx, file).await?;
    // no process waits for anything here: the file is a record only
    case.row.ended_at = Some(case.at());
    let row = agreements::insert(&tx, row_of(new, legal_basis, &case, session)).await?;
    let facts = json!({
        "agreementId": row.id, "legalForm": new.legal_form, "method": new.method, "on": new.valid_from,
    });
    case.journal(&tx, Some(acting.hands()), "AGREEMENT_MADE", facts).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(AgreementId(row.id))
}

fn check(new: &NewAgreement) -> Result<()> {
    if new.valid_to.is_some_and(|end| end < new.valid_from) {
        return Err(Refusal::at("validTo", "VALIDITY_INVALID", "it ends before it begins").into());
    }
    let is_day = |(month, day): &(u32, u32)| NaiveDate::from_ymd_opt(2023, *month, *day).is_some();
    let ascending = new.advances.windows(2).all(|pair| pair[0] < pair[1]);
    if new.advances.len() > 12 || !ascending || !new.advances.iter().all(is_day) {
        return Err(Refusal::at("advances", "ADVANCES_INVALID", "at most 12 days of a year, ascending").into());
    }
    if new.objection_days > 366 {
        return Err(Refusal::at("objectionDays", "VALIDITY_INVALID", "more than a year").into());
    }
    Ok(())
}

fn row_of(new: &NewAgreement, legal_basis: &str, case: &Case, session: &Session) -> agreement::Model {
    agreement::Model {
        id: 0,
        case_id: case.row.id,
        cooperation_id: new.cooperation.0,
        body_id: new.seat.0,
        office_body_id: new.office.0,
        legal_form: new.legal_form.to_string(),
        method: new.method.to_string(),
        membership: membership_code(new.membership).to_owned(),
        advances: json!(new.advances).to_string(),
        objection_days: i32::try_from(new.objection_days).unwrap_or(i32::MAX),
        silence_agrees: new.silence_agrees,
        legal_basis: legal_basis.to_owned(),
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        made_by: session.person().0,
        made_at: case.at(),
    }
}

/// The stored name of a handling.
#[must_use]
pub const fn membership_code(handling: MembershipHandling) -> &'static str {
    use ledger::cost_sharing::TimeUnit;
    match handling {
        MembershipHandling::ProRata(TimeUnit::Months) => "PRO_RATA_MONTHS",
        MembershipHandling::ProRata(TimeUnit::Days) => "PRO_RATA_DAYS",
        MembershipHandling::PeriodSplit => "PERIOD_SPLIT",
    }
}
