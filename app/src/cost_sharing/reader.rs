//! Who reads shared things: people of the seat and of members, for the years in which their body was a member.

use crate::{Error, Result};
use chrono::NaiveDate;
use domain::cooperation::{Area, Role, Session};
use domain::ids::{BodyId, CooperationId};
use store::Tx;
use store::cost_sharing::agreements;
use store::entity::agreement;

/// Roles that read what a cooperation shares.
pub const READERS: &[Role] = &[
    Role::Lead,
    Role::Budget,
    Role::Decider,
    Role::Treasury1,
    Role::Treasury2,
    Role::Auditor,
    Role::Member,
    Role::Steering,
    Role::Supervisor,
];

/// First and last day of a year.
///
/// # Errors
/// Not found for a year that no calendar has.
pub(super) fn days_of(year: i32) -> Result<(NaiveDate, NaiveDate)> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    match (1900..=2200).contains(&year).then(|| (day(1, 1), day(12, 31))) {
        Some((Some(first), Some(last))) => Ok((first, last)),
        _ => Err(Error::NotFound),
    }
}

/// The agreement of a cooperation that the session may read things of `year` under; of today when none is named.
///
/// # Errors
/// Not found for everybody else.
pub(super) async fn may_read(
    tx: &Tx,
    session: &Session,
    cooperation: CooperationId,
    year: Option<i32>,
) -> Result<agreement::Model> {
    let (first, last) = match year {
        Some(year) => days_of(year)?,
        None => (session.today(), session.today()),
    };
    let all = agreements::list(tx, cooperation).await?;
    let holds = |a: &&agreement::Model| a.valid_from <= last && a.valid_to.is_none_or(|end| end >= first);
    let agreement = all.iter().find(holds).or_else(|| all.first()).cloned().ok_or(Error::NotFound)?;
    let reads = |body: i64| session.act_as(BodyId(body), Area::CostSharing, READERS).is_ok();
    if reads(agreement.body_id) {
        return Ok(agreement);
    }
    let members = agreements::members(tx, cooperation, first, last).await?;
    if members.iter().any(|m| reads(m.body_id)) { Ok(agreement) } else { Err(Error::NotFound) }
}
