//! The second person certifies a grant or income: from now on it is taken off.

use super::desk::{Desk, second_person};
use crate::{App, Error, Refusal, Result};
use domain::cooperation::Session;
use domain::ids::{CooperationId, DeductionId};
use serde_json::json;
use store::Scope;
use store::cost_sharing::vouchers;

/// Certifies.
///
/// # Errors
/// Not found; `NO_RIGHT`, `FOUR_EYES`, `VOUCHER_CERTIFIED`, `PERIOD_CLOSED`.
pub async fn certify(app: &App, session: &Session, id: DeductionId) -> Result<()> {
    let row = {
        let tx = app.people().read(&Scope::of(session)).await?;
        vouchers::deduction(&tx, id).await?.ok_or(Error::NotFound)?
    };
    let desk = Desk::open(app, session, CooperationId(row.cooperation_id), super::certify_voucher::CERTIFIERS).await?;
    desk.open_year("id", row.year).await?;
    second_person((Some(row.entered_by), Some(row.entered_for)), desk.hands())?;
    if !vouchers::certify_deduction(&desk.tx, id, desk.hands(), desk.case.at()).await? {
        return Err(Refusal::new("VOUCHER_CERTIFIED", "it was certified already").into());
    }
    let facts = json!({ "deductionId": id.0, "amountCents": row.granted_cents });
    desk.finish(app, "DEDUCTION_CERTIFIED", facts).await
}
