//! The three-way match of the invoice at hand, with its sums; result and findings are kept on the invoice.

use super::code;
use crate::engine::begin_step::{Begun, StepRef, begin};
use crate::procurement::invoice_chain::{advance, facts_of};
use crate::{App, Result, procurement::facts};
use domain::ids::{InvoiceId, SupplierId};
use domain::invoice::duplicate::Seen;
use domain::invoice::matching::{Billed, Evidence, Match, OrderLine, Outcome, Receipt, Tolerance, three_way};
use domain::invoice::{Event, Facts, Invoice, Kind, arithmetic};
use serde_json::json;
use store::case_file::Case;
use store::entity::invoice;
use store::{Error as StoreError, Tx};

/// Matches the invoice: `MATCHED` or `DIFFERENCE`.
///
/// # Errors
/// When the database fails, or there is no invoice.
pub async fn match_invoice(app: &App, at: &StepRef<'_>) -> Result<String> {
    let mut step = match begin(app, at).await? {
        Begun::Before(result) => return code(result),
        Begun::Now(step) => step,
    };
    let row = store::invoice::current(&step.tx, step.case.id()).await?;
    let mut row = row.ok_or_else(|| StoreError::Damaged(format!("case {} has no invoice to match", at.case)))?;
    let written = facts_of(&step.tx, &step.case, &row).await?;
    let sums = arithmetic::check(&written);
    let found = held_against(&step.tx, &step.case, &row, written).await?;
    let matched = found.outcome == Outcome::Matched && sums.is_empty();
    let result = if found.outcome == Outcome::Matched && !matched { "ARITHMETIC" } else { found.outcome.code() };
    row.match_result = Some(result.to_owned());
    row.match_findings = Some(json!({ "match": found.findings, "arithmetic": sums }).to_string());
    advance(&mut row, &[if matched { Event::Match } else { Event::Differ }], None)?;
    let facts = json!({ "invoiceId": row.id, "result": result, "findings": found.findings.len() + sums.len() });
    store::invoice::save(&step.tx, row).await?;
    at.step.clone_into(&mut step.case.row.phase);
    let outcome = if matched { "MATCHED" } else { "DIFFERENCE" };
    code(step.finish(app, "INVOICE_MATCHED", facts, json!(outcome)).await?)
}

async fn held_against(tx: &Tx, case: &Case, row: &invoice::Model, written: Facts) -> Result<Match> {
    let supplier = SupplierId(row.supplier_id);
    let (lines, receipts) = facts::order_and_receipts(tx, case).await?;
    let reference = |line_no: i32| line_no.to_string();
    let order: Vec<_> = lines
        .iter()
        .map(|l| OrderLine {
            reference: reference(l.line_no),
            quantity_milli: l.quantity_milli,
            unit_price_e4: l.unit_price_cents.saturating_mul(100),
            price_base_milli: 1_000,
        })
        .collect();
    let receipts: Vec<_> = receipts
        .iter()
        .map(|r| Receipt { order_line: reference(r.line_no), quantity_milli: r.quantity_milli })
        .collect();
    let billed = billed_before(tx, case, row).await?;
    let seen: Vec<_> = store::invoice::alike(tx, case, supplier, row.gross_cents).await?.iter().map(seen_of).collect();
    let invoice = Invoice { id: InvoiceId(row.id), supplier, received_on: row.received_on, facts: written };
    let evidence = Evidence {
        order: (!order.is_empty()).then_some(order.as_slice()),
        receipts: &receipts,
        billed: &billed,
        seen: &seen,
    };
    Ok(three_way(&invoice, &evidence, Tolerance::default()))
}

/// What the case's other invoices billed; rejected ones and those set aside do not count.
async fn billed_before(tx: &Tx, case: &Case, row: &invoice::Model) -> Result<Vec<Billed>> {
    let others = store::invoice::of_case(tx, case.id()).await?;
    let counts = |i: &&invoice::Model| i.id != row.id && !matches!(i.state.as_str(), "REJECTED" | "DISPUTED");
    let ids: Vec<_> = others.iter().filter(counts).map(|i| i.id).collect();
    let lines = store::invoice::lines(tx, &ids).await?;
    let billed = lines
        .iter()
        .filter_map(|l| Some(Billed { order_line: l.order_line_no?.to_string(), quantity_milli: l.quantity_milli }));
    Ok(billed.collect())
}

fn seen_of(row: &invoice::Model) -> Seen {
    let number = row.number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    Seen {
        id: InvoiceId(row.id),
        key: domain::invoice::duplicate::Key {
            supplier: SupplierId(row.supplier_id),
            number,
            gross_cents: row.gross_cents,
        },
        issued_on: row.issued_on,
        kind: Kind::Invoice,
    }
}
