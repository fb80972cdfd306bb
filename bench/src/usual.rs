//! What is usually done with each task of a procurement: who does it, with which outcome and form.

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use domain::cooperation::Role;
use domain::ids::BodyId;
use domain::tasks::TaskKind;
use serde_json::{Value, json};
use store::entity::task;

/// One order line of five pieces.
pub const NET_CENTS: i64 = 50_000;

/// What the forms name.
#[derive(Clone, Debug)]
pub struct Town {
    pub body: BodyId,
    pub firms: Vec<i64>,
    pub budget_line: i64,
}

/// Role, outcome and form for a task.
pub fn usual(row: &task::Model, town: &Town, today: NaiveDate) -> Result<(Role, &'static str, Value)> {
    let kind = i16::try_from(row.kind).ok().and_then(TaskKind::from_repr).context("a task of unknown kind")?;
    let [a, b, c] = town.firms[..] else { bail!("three firms are needed") };
    Ok(match kind {
        TaskKind::ReleaseBudget => (Role::Budget, "RELEASE", json!({ "budgetLineId": town.budget_line })),
        TaskKind::ChooseProcedure => {
            (Role::Buyer, "CHOSEN", json!({ "procedure": "DIRECT_ORDER", "ground": "unter der Wertgrenze" }))
        }
        TaskKind::CollectQuotes => (
            Role::Buyer,
            "CHOSEN",
            json!({
                "invited": [a, b, c], "chosenSupplierId": b,
                "quotes": [{ "supplierId": a, "netCents": NET_CENTS + 500, "receivedOn": today }, { "supplierId": b, "netCents": NET_CENTS, "receivedOn": today }],
                "reason": "der günstigste",
            }),
        ),
        TaskKind::ReleaseOrder => (Role::Decider, "RELEASE", json!({})),
        TaskKind::PlaceOrder => (
            Role::Buyer,
            "ORDERED",
            json!({ "orderedOn": today, "lines": [
            { "description": "Schreibtisch", "quantityMilli": 5000, "unit": "C62", "unitPriceCents": NET_CENTS / 5, "vatRateBp": 1900 },
        ] }),
        ),
        TaskKind::RecordReceipt => (
            Role::Requester,
            "COMPLETE",
            json!({ "receivedOn": today, "lines": [{ "lineNo": 1, "quantityMilli": 5000 }] }),
        ),
        TaskKind::RecordInvoice => (Role::Clerk, "RECORDED", invoice(row.case_id, today)?),
        TaskKind::CertifyFactual => (Role::CertifierFactual, "CERTIFY", json!({})),
        TaskKind::CertifyArithmetic => (Role::CertifierArithmetic, "CERTIFY", json!({})),
        TaskKind::OrderPayment => (Role::Orderer, "ORDER", json!({})),
        TaskKind::AcceptPayment => (Role::Treasury1, "ACCEPT", json!({})),
        TaskKind::ReleasePayment => (Role::Treasury2, "RELEASE", json!({})),
        TaskKind::CloseFile => (Role::Clerk, "CLOSE", json!({})),
        other => bail!("case {}: {other} is not usual here", row.case_id),
    })
}

fn invoice(case: i64, today: NaiveDate) -> Result<Value> {
    let gross_cents = domain::money::with_vat(NET_CENTS, 1900)?.gross_cents;
    Ok(json!({ "receivedOn": today, "typed": {
        "number": format!("R-{case}"), "issuedOn": today, "netCents": NET_CENTS, "vatCents": gross_cents - NET_CENTS, "grossCents": gross_cents,
        "lines": [{ "orderLineNo": 1, "description": "Schreibtisch", "quantityMilli": 5000, "unitPriceCents": NET_CENTS / 5, "vatRateBp": 1900 }],
    } }))
}
