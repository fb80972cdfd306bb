//! The second person certifies a voucher: from now on its lines are shared.

use super::desk::{Desk, second_person};
use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Role, Session};
use domain::ids::{CooperationId, VoucherId};
use serde_json::json;
use store::Scope;
use store::cost_sharing::vouchers;

/// Who certifies.
pub const CERTIFIERS: &[Role] = &[Role::Lead, Role::Budget, Role::CertifierFactual];

/// Certifies.
///
/// # Errors
/// Not found; `NO_RIGHT`, `FOUR_EYES`, `VOUCHER_CERTIFIED`, `PERIOD_CLOSED`.
pub async fn certify(app: &App, session: &Session, id: VoucherId) -> Result<()> {
    let row = {
        let tx = app.people().read(&Scope::of(session)).await?;
        vouchers::find(&tx, id).await?.ok_or(Error::NotFound)?
    };
    let desk = Desk::open(app, session, CooperationId(row.cooperation_id), CERTIFIERS).await?;
    desk.open_year("id", row.year).await?;
    second_person((row.entered_by, row.entered_for), desk.hands())?;
    if !vouchers::certify(&desk.tx, id, Some(desk.hands()), desk.case.at()).await? {
        return Err(Refusal::new("VOUCHER_CERTIFIED", "it was certified already").into());
    }
    let facts = json!({ "voucherId": id.0, "amountCents": row.amount_cents });
    desk.finish(app, "COST_VOUCHER_CERTIFIED", facts).await
}
