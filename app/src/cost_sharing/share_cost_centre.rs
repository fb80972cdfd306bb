//! A cost centre of the seat becomes shared: what is paid on it from that day on is a cost of the cooperation.

use super::desk::Desk;
use super::{cost_kind, text};
use crate::{App, Result};
use chrono::NaiveDate;
use domain::cooperation::{Role, Session};
use domain::ids::CooperationId;
use serde_json::json;
use store::cost_sharing::books;

/// Shares a cost centre.
///
/// # Errors
/// `NO_RIGHT`, `TEXT_MISSING`, `COST_KIND_INVALID`.
pub async fn share(
    app: &App,
    session: &Session,
    cooperation: CooperationId,
    cost_centre: &str,
    kind: &str,
    from: NaiveDate,
) -> Result<()> {
    let desk = Desk::open(app, session, cooperation, &[Role::Lead, Role::Budget]).await?;
    let cost_centre = text("costCentre", cost_centre, 60)?;
    let kind = cost_kind("costKind", kind)?;
    books::share_centre(&desk.tx, cooperation, desk.seat(), cost_centre, kind, from).await?;
    desk.finish(app, "COST_CENTRE_SHARED", json!({ "costCentre": cost_centre, "costKind": kind, "on": from })).await
}
