//! The weight with which closed cases of a process count, from a day on.

use super::desk::Desk;
use crate::{App, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::{Role, Session};
use domain::ids::CooperationId;
use serde_json::json;
use store::cost_sharing::measures;

/// Sets a weight in thousandths, 0 to 1,000,000. What was counted before keeps the weight it was counted with.
///
/// # Errors
/// `NO_RIGHT`, `WEIGHT_INVALID`, `COST_KIND_INVALID` for a process that is no code.
pub async fn set(
    app: &App,
    session: &Session,
    cooperation: CooperationId,
    process: &str,
    weight_milli: i64,
    from: NaiveDate,
) -> Result<()> {
    let desk = Desk::open(app, session, cooperation, &[Role::Lead]).await?;
    let process = super::cost_kind("process", process)?;
    if !(0..=1_000_000).contains(&weight_milli) {
        return Err(Refusal::at("weightMilli", "WEIGHT_INVALID", "0 to 1,000,000 thousandths").into());
    }
    measures::set_weight(&desk.tx, cooperation, desk.seat(), process, weight_milli, from).await?;
    let facts = json!({ "process": process, "weightMilli": weight_milli, "on": from });
    desk.finish(app, "PROCESS_WEIGHED", facts).await
}
