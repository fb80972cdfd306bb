//! Closes a year of a cooperation: nothing of it is entered, corrected or booked any more.

use super::desk::Desk;
use super::reader::days_of;
use crate::{App, Refusal, Result};
use domain::cooperation::{Role, Session};
use domain::ids::CooperationId;
use serde_json::json;
use store::cost_sharing::{books, vouchers};

/// Closes a year. Closing it again changes nothing.
///
/// # Errors
/// `NO_RIGHT`; `PERIOD_OPEN_ENDED` while the year runs; `VOUCHERS_UNCERTIFIED`.
pub async fn close(app: &App, session: &Session, cooperation: CooperationId, year: i32) -> Result<()> {
    let desk = Desk::open(app, session, cooperation, &[Role::Lead]).await?;
    let (_, last) = days_of(year)?;
    if session.today() <= last {
        return Err(Refusal::at("year", "PERIOD_OPEN_ENDED", "the year has not ended").into());
    }
    let mut after = 0;
    loop {
        let page = vouchers::page(&desk.tx, cooperation, year, after, 1_000).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        if page.iter().any(|v| v.certified_at.is_none()) {
            return Err(Refusal::at("year", "VOUCHERS_UNCERTIFIED", "a voucher waits for its second person").into());
        }
    }
    let hands = desk.hands();
    if books::close(&desk.tx, cooperation, desk.seat(), year, Some(hands), desk.case.at()).await? {
        return desk.finish(app, "COST_YEAR_CLOSED", json!({ "year": year })).await;
    }
    Ok(())
}
