//! A person settles a difference: accepts it with a reason, sends the invoice back, or sets it aside until the
//! goods are there.

use super::invoice_chain::{advance, current};
use super::{Finishing, facts};
use crate::Result;
use domain::invoice::{Event, Open};
use domain::procurement::guards::{self, Quantities};
use serde_json::json;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let mut invoice = current(step.tx, step.case).await?;
    let reason = step.reason().map(ToOwned::to_owned);
    // a certifier's return finds it matched; for this task it is a difference again
    super::invoice_chain::back_to(&mut invoice, Open::Difference);
    let events: &[Event] = match step.outcome {
        "ACCEPT" => &[Event::Clarify],
        "AWAIT_RECEIPT" => {
            something_outstanding(step).await?;
            &[Event::Dispute]
        }
        _ => &[Event::Dispute, Event::Reject],
    };
    advance(&mut invoice, events, reason.as_deref())?;
    let facts = json!({ "invoiceId": invoice.id, "state": invoice.state, "matchResult": invoice.match_result });
    store::invoice::save(step.tx, invoice).await?;
    step.note("DIFFERENCE_CLARIFIED", facts).await?;
    Ok(step.outcome.to_owned())
}

async fn something_outstanding(step: &Finishing<'_>) -> Result<()> {
    let (lines, receipts) = facts::order_and_receipts(step.tx, step.case).await?;
    let all = guards::receive(&facts::ordered(&lines), &facts::arrived(&receipts), &Quantities::new())?;
    if all { Err(guards::Error::NothingOutstanding.into()) } else { Ok(()) }
}
