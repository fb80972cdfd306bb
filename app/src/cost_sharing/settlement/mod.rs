//! The year of shared costs as a process: what starts it, what finishing each task does, what the machine does by itself.
//!
//! The states and their guards stand in `domain::cost_sharing::settlement`, the arithmetic in `ledger::cost_sharing`;
//! here they meet the rows. Shares are calculated by one person's hand, approved by a second one, booked only when final.

mod annex;
mod answer;
mod calculate;
pub mod deliver;
mod paper;
mod plan_year;
mod record_money;
pub mod start;
pub mod steps;
pub mod view;

pub(crate) use steps::abort;

use crate::Result;
use crate::tasks::finishing::Finishing;
use chrono::NaiveDate;
use domain::cost_sharing::legal_form::Remedy;
use domain::cost_sharing::settlement::{Answer, Event, State};
use domain::cost_sharing::{LegalForm, forms};
use domain::ids::{AgreementId, BodyId, CooperationId, PersonId};
use domain::tasks::TaskKind;
use serde_json::json;
use std::str::FromStr;
use store::case_file::Case;
use store::cost_sharing::{agreements, books, settlements};
use store::entity::{agreement, settlement};
use store::{Error as StoreError, Tx};

/// Name of the process.
pub const PROCESS: &str = "SETTLEMENT";

/// The filing-plan unit of settlements; our default, a setting of each office later.
const PLAN_NUMBER: &str = "02.40.02";

async fn row(tx: &Tx, case: &Case) -> Result<settlement::Model> {
    let row = settlements::of_case(tx, case).await?;
    Ok(row.ok_or_else(|| StoreError::Damaged(format!("case {} has no settlement", case.id())))?)
}

fn code<T: FromStr>(text: &str, what: &str) -> Result<T> {
    Ok(text.parse().map_err(|_| StoreError::Damaged(format!("unknown {what} {text}")))?)
}

fn state(row: &settlement::Model) -> Result<State> {
    code(&row.state, "settlement state")
}

fn answer_of(text: &str) -> Result<Answer> {
    code(text, "answer")
}

/// Goes to the state that follows `event`.
fn advance(row: &mut settlement::Model, event: &Event) -> Result<State> {
    let next = state(row)?.after(event)?;
    row.state = next.to_string();
    Ok(next)
}

const fn cooperation(row: &settlement::Model) -> CooperationId {
    CooperationId(row.cooperation_id)
}

/// Who did what the row says was done; four eyes are never counted against nobody.
fn person(id: Option<i64>, did: &str) -> Result<PersonId> {
    Ok(id.map(PersonId).ok_or_else(|| StoreError::Damaged(format!("nobody is recorded who {did}")))?)
}

/// First and last day of the settled year.
fn days(row: &settlement::Model) -> Result<(NaiveDate, NaiveDate)> {
    super::reader::days_of(row.year)
}

async fn agreement(tx: &Tx, row: &settlement::Model) -> Result<agreement::Model> {
    let found = agreements::find(tx, AgreementId(row.agreement_id)).await?;
    Ok(found.ok_or_else(|| StoreError::Damaged(format!("settlement {} has no agreement", row.case_id)))?)
}

fn remedy(agreement: &agreement::Model) -> Result<Remedy> {
    let form: LegalForm = code(&agreement.legal_form, "legal form")?;
    Ok(form.remedy(u32::try_from(agreement.objection_days).unwrap_or_default(), agreement.silence_agrees))
}

/// The cost centre of the seat at which what members pay is income.
async fn cost_centre(tx: &Tx, row: &settlement::Model) -> Result<String> {
    let shared = books::shared_centres(tx, cooperation(row)).await?;
    let own = shared.into_iter().find(|centre| centre.body_id == row.body_id);
    Ok(own.map_or_else(|| "IKZ".to_owned(), |centre| centre.cost_centre))
}

/// Makes the effect of the task take place and gives the outcome the process goes on with.
///
/// # Errors
/// Refused by the rules of the settlement; then the caller writes nothing.
pub(crate) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let row = row(step.tx, step.case).await?;
    match step.kind {
        TaskKind::PlanYear => plan_year::finish(step, row).await,
        TaskKind::RecordAdvances => record_money::advances(step, &row).await,
        TaskKind::CompleteCosts => calculate::complete_costs(step, row).await,
        TaskKind::EnterCorrection => calculate::enter_correction(step, row).await,
        TaskKind::ApproveSettlement => approve(step, row).await,
        TaskKind::IssueStatements => issue(step, row).await,
        TaskKind::AnswerStatement => answer::finish(step, &row).await,
        TaskKind::DecideObjection => answer::decide(step, row).await,
        TaskKind::RecordBalances => record_money::balances(step, row).await,
        TaskKind::CloseSettlement => close(step, row).await,
        other => Err(StoreError::Damaged(format!("{other} is no task of a settlement")).into()),
    }
}

/// The second person approves what another one calculated, or returns it.
async fn approve(step: &mut Finishing<'_>, mut row: settlement::Model) -> Result<String> {
    let first = state(&row)? == State::Calculated;
    if step.outcome == "RETURN" {
        if first {
            advance(&mut row, &Event::Return)?;
        }
        let again = if row.corrects_case_id.is_some() { "RETURN_CORRECTION" } else { "RETURN" };
        settlements::save(step.tx, row).await?;
        step.note("SETTLEMENT_RETURNED", json!({})).await?;
        return Ok(again.to_owned());
    }
    calculate::unchanged(step, &row).await?;
    // without the first person there is no second one
    let calculated_by = person(row.calculated_by, "calculated it")?;
    let by = step.acting.hands().actor;
    if first {
        advance(&mut row, &Event::Approve { calculated_by, by })?;
    } else if calculated_by == by {
        return Err(domain::cost_sharing::settlement::Error::SecondPersonNeeded.into());
    }
    settlements::save(step.tx, row).await?;
    step.note("SETTLEMENT_APPROVED", json!({})).await?;
    Ok(step.outcome.to_owned())
}

/// Somebody sends the statements; the machine makes them next.
async fn issue(step: &mut Finishing<'_>, mut row: settlement::Model) -> Result<String> {
    let form: forms::Issue = step.read()?;
    let agreement = agreement(step.tx, &row).await?;
    let address = form.remedy_address.as_deref().map(str::trim).unwrap_or_default();
    if remedy(&agreement)? == Remedy::AdministrativeAppeal && address.is_empty() {
        let detail = "a notice says where an appeal is lodged";
        return Err(crate::Refusal::at("remedyAddress", "REMEDY_ADDRESS_MISSING", detail).into());
    }
    row.issue = Some(step.form.to_string());
    row.answers_until = None;
    row.issued_by = Some(step.acting.hands().actor.0);
    settlements::save(step.tx, row).await?;
    step.note("STATEMENTS_ORDERED", json!({ "dueOn": form.due_on })).await?;
    Ok(step.outcome.to_owned())
}

/// Closed for ever; with the first settlement of a year its books are closed too.
async fn close(step: &mut Finishing<'_>, mut row: settlement::Model) -> Result<String> {
    advance(&mut row, &Event::Close)?;
    let (cooperation, seat, year) = (cooperation(&row), BodyId(row.body_id), row.year);
    books::close(step.tx, cooperation, seat, year, Some(step.acting.hands()), step.case.at()).await?;
    settlements::save(step.tx, row).await?;
    step.note("SETTLEMENT_CLOSED", json!({ "year": year })).await?;
    Ok(step.outcome.to_owned())
}
