//! Joining and leaving a cooperation: what starts it, what finishing each task does, what the machine does by itself.
//!
//! The states and their guards stand in `domain::cooperation::membership`; here they meet the rows.

mod finish_task;
pub mod start_change;
pub mod steps;
pub mod withdraw_notice;

pub(crate) use finish_task::finish;
pub(crate) use steps::abort;

use crate::Result;
use domain::cooperation::membership::{Event, State};
use domain::cost_sharing::LegalForm;
use domain::ids::{BodyId, CooperationId};
use domain::tasks::TaskKind;
use std::collections::BTreeSet;
use std::str::FromStr;
use store::case_file::Case;
use store::cooperation::memberships;
use store::entity::membership_change;
use store::{Error as StoreError, Tx};

/// Name of the process.
pub const PROCESS: &str = "MEMBERSHIP";

/// The filing-plan unit of membership changes; our default, a setting of each office later.
const PLAN_NUMBER: &str = "02.40.01";

async fn row(tx: &Tx, case: &Case) -> Result<membership_change::Model> {
    let row = memberships::of_case(tx, case).await?;
    Ok(row.ok_or_else(|| StoreError::Damaged(format!("case {} has no membership change", case.id())))?)
}

fn code<T: FromStr>(text: &str, what: &str) -> Result<T> {
    Ok(text.parse().map_err(|_| StoreError::Damaged(format!("unknown {what} {text}")))?)
}

/// Goes to the state that follows `event`, by the rules of the legal form.
fn advance(row: &mut membership_change::Model, event: Event) -> Result<State> {
    let state: State = code(&row.state, "membership state")?;
    let form: LegalForm = code(&row.legal_form, "legal form")?;
    let next = state.after(event, form)?;
    row.state = next.to_string();
    Ok(next)
}

/// Members on the day that are not among `consenting`; the body the change is about is never asked.
async fn missing(
    tx: &Tx,
    row: &membership_change::Model,
    on: chrono::NaiveDate,
    consenting: impl Iterator<Item = BodyId>,
) -> Result<u32> {
    let consenting: BTreeSet<i64> = consenting.map(|body| body.0).collect();
    let members = store::cooperation::administration::members(tx, CooperationId(row.cooperation_id)).await?;
    let asked = members.iter().filter(|m| m.valid_from <= on && on <= m.valid_to && m.body_id != row.party_body_id);
    let absent: BTreeSet<i64> = asked.map(|m| m.body_id).filter(|body| !consenting.contains(body)).collect();
    Ok(u32::try_from(absent.len()).unwrap_or(u32::MAX))
}

/// Whose task a kind is, where it is not the case's body's: the joining body records its own resolution.
pub(crate) async fn task_body(tx: &Tx, case: &Case, kind: TaskKind) -> Result<Option<BodyId>> {
    if kind != TaskKind::RecordOwnResolution {
        return Ok(None);
    }
    Ok(Some(BodyId(row(tx, case).await?.party_body_id)))
}
