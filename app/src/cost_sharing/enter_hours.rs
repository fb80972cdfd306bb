//! Hours of pooled clerks per body served: entered and corrected by the clerk alone until the year closes. Everybody
//! else sees sums.

use super::desk::open_year;
use super::reader::{days_of, may_read};
use crate::{App, Error, Refusal, Result};
use chrono::{Datelike, NaiveDate};
use domain::cooperation::{Area, Role, Session};
use domain::ids::{BodyId, CooperationId, HourEntryId};
use store::Scope;
use store::cost_sharing::{agreements, hours};

pub use store::cost_sharing::hours::Minutes;
pub use store::entity::hour_entry;

/// Who enters hours: whoever works in the pooled office.
const CLERKS: &[Role] = &[Role::Clerk, Role::Buyer, Role::Lead, Role::Budget];

/// One entry.
#[derive(Debug, Clone)]
pub struct Entered {
    /// Cooperation.
    pub cooperation: CooperationId,
    /// Whom the work was for.
    pub served: BodyId,
    /// When.
    pub worked_on: NaiveDate,
    /// How long, 1 to 1,440.
    pub minutes: i32,
    /// What for.
    pub note: Option<String>,
}

/// Enters hours.
///
/// # Errors
/// Not found for a cooperation the session knows nothing of; `NO_RIGHT` outside the pooled office, `MINUTES_INVALID`,
/// `WORKED_IN_THE_FUTURE`, `NOT_A_MEMBER`, `PERIOD_CLOSED`, `TEXT_TOO_LONG`.
pub async fn enter(app: &App, session: &Session, new: &Entered) -> Result<HourEntryId> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let agreement = agreements::on(&tx, new.cooperation, new.worked_on).await?.ok_or(Error::NotFound)?;
    let office = BodyId(agreement.office_body_id);
    if !session.bodies().contains(&office) {
        may_read(&tx, session, new.cooperation, None).await?;
    }
    session.act_as(office, Area::CostSharing, CLERKS)?;
    check(new.minutes, 1, new.note.as_deref())?;
    if new.worked_on > session.today() {
        return Err(Refusal::at("workedOn", "WORKED_IN_THE_FUTURE", "the day has not come").into());
    }
    open_year(&tx, new.cooperation, "workedOn", new.worked_on.year()).await?;
    let members = agreements::members(&tx, new.cooperation, new.worked_on, new.worked_on).await?;
    if !members.iter().any(|m| m.body_id == new.served.0) {
        return Err(Refusal::at("servedId", "NOT_A_MEMBER", "no member on this day").into());
    }
    let row = hour_entry::Model {
        id: 0,
        cooperation_id: new.cooperation.0,
        body_id: office.0,
        served_body_id: new.served.0,
        person_id: session.person().0,
        worked_on: new.worked_on,
        minutes: new.minutes,
        note: new.note.clone(),
        entered_at: app.now(),
        version: 1,
    };
    let row = hours::insert(&tx, row).await?;
    tx.commit().await?;
    Ok(HourEntryId(row.id))
}

/// Corrects an own entry over the version that was seen; 0 minutes take it back.
///
/// # Errors
/// Not found for anybody else's; `MINUTES_INVALID`, `PERIOD_CLOSED`, `HOURS_CHANGED`, `TEXT_TOO_LONG`.
pub async fn correct(
    app: &App,
    session: &Session,
    id: HourEntryId,
    version: i64,
    minutes: i32,
    note: Option<&str>,
) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = hours::find(&tx, id).await?.filter(|r| r.person_id == session.person().0).ok_or(Error::NotFound)?;
    check(minutes, 0, note)?;
    open_year(&tx, CooperationId(row.cooperation_id), "id", row.worked_on.year()).await?;
    if row.version != version || !hours::correct(&tx, &row, minutes, note, app.now()).await? {
        return Err(Refusal::at("version", "HOURS_CHANGED", "changed meanwhile").into());
    }
    Ok(tx.commit().await?)
}

fn check(minutes: i32, least: i32, note: Option<&str>) -> Result<()> {
    if !(least..=1_440).contains(&minutes) {
        return Err(Refusal::at("minutes", "MINUTES_INVALID", "1 to 1,440 minutes").into());
    }
    if note.is_some_and(|n| n.chars().count() > 500 || n.contains('\0')) {
        return Err(Refusal::at("note", "TEXT_TOO_LONG", "more than 500 characters").into());
    }
    Ok(())
}

/// The session's own entries of a year.
///
/// # Errors
/// Not found for a year no calendar has; when the database fails.
pub async fn own(
    app: &App,
    session: &Session,
    cooperation: CooperationId,
    year: i32,
) -> Result<Vec<hour_entry::Model>> {
    let (first, last) = days_of(year)?;
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(hours::own(&tx, cooperation, session.person(), first, last).await?)
}

/// One own entry.
///
/// # Errors
/// Not found for anybody else's.
pub async fn one(app: &App, session: &Session, id: HourEntryId) -> Result<hour_entry::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    hours::find(&tx, id).await?.filter(|r| r.person_id == session.person().0).ok_or(Error::NotFound)
}

/// Minutes of a year by body served.
///
/// # Errors
/// Not found for a cooperation the session may not read.
pub async fn sums(app: &App, session: &Session, cooperation: CooperationId, year: i32) -> Result<Vec<Minutes>> {
    let (first, last) = days_of(year)?;
    let tx = app.people().read(&Scope::of(session)).await?;
    may_read(&tx, session, cooperation, Some(year)).await?;
    // single entries are hidden from members; their sums are theirs to know
    let tx = app.machine().read(&Scope::Machine).await?;
    Ok(hours::sums(&tx, cooperation, first, last).await?)
}
