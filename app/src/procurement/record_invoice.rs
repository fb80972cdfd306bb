//! An invoice came in: typed or as XRechnung. It is recorded as it is; what is wrong with it shows in the match.

use super::invoice_chain::keep_facts;
use super::invoice_entry::{self, Entered};
use super::refusing::at;
use super::{Finishing, facts};
use crate::{Refusal, Result};
use chrono::{Datelike, Days, NaiveDate};
use domain::ids::{InvoiceId, SupplierId};
use domain::invoice::due::{self, Agreement, Form};
use domain::invoice::skonto::{self, Discount};
use domain::invoice::{Event, Invoice, Open, State, duplicate, next};
use domain::procurement::{forms, guards};
use serde_json::json;
use store::entity::{invoice, invoice_line, order_line};

/// Years an invoice can be of; far outside them a database has no days.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2999;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    if step.outcome == "REJECTED" {
        return Ok("REJECTED".to_owned());
    }
    let form: forms::InvoiceEntry = step.read()?;
    guards::happened(form.received_on, step.today).map_err(|e| at("receivedOn", e.code(), &e))?;
    let (order, receipts) = facts::order_and_receipts(step.tx, step.case).await?;
    let entered = invoice_entry::read(step, &form, &order).await?;
    if !YEARS.contains(&entered.facts.issued_on.year()) {
        return Err(Refusal::at("typed/issuedOn", "DATE_ABSURD", "no invoice is of that year").into());
    }
    let supplier = SupplierId(step.row().await?.supplier_id.ok_or(guards::Error::NothingChosen)?);
    let performed_on = receipts.iter().map(|r| r.received_on).max();

    let mut row = match waiting(step, supplier, &entered).await? {
        // it may have come as a file this time, or been typed more carefully
        Some(row) => invoice::Model {
            issued_on: entered.facts.issued_on,
            source: entered.source.clone(),
            document_id: entered.document.map(|d| d.0),
            net_cents: domain::money::checked(entered.facts.net_cents)?,
            vat_cents: domain::money::checked(entered.facts.vat_cents)?,
            ..row
        },
        None => store::invoice::insert(step.tx, new_row(step, supplier, &entered, form.received_on)?).await?,
    };
    apply_dates(&mut row, &entered, performed_on, step.today)?;
    row.task_id = step.task.id;
    next(State::Open(Open::Received), Event::Accept, None)?.code().clone_into(&mut row.state);
    let lines = lines_of(&row, &entered, &order);
    store::invoice::set_lines(step.tx, &row, lines).await?;
    keep_facts(step.tx, step.case, step.task.id, &entered.facts).await?;
    let facts = json!({
        "invoiceId": row.id, "source": row.source, "documentId": row.document_id, "netCents": row.net_cents,
        "vatCents": row.vat_cents, "grossCents": row.gross_cents, "dueOn": row.due_on, "discountOn": row.discount_on,
    });
    store::invoice::save(step.tx, row).await?;
    step.note("INVOICE_RECORDED", facts).await?;
    Ok("RECORDED".to_owned())
}

/// This very invoice, set aside earlier because goods were missing: it keeps its row and its day of receipt.
async fn waiting(step: &Finishing<'_>, supplier: SupplierId, entered: &Entered) -> Result<Option<invoice::Model>> {
    let as_invoice = |received_on| Invoice { id: InvoiceId(0), supplier, received_on, facts: entered.facts.clone() };
    let key = duplicate::key(&as_invoice(step.today));
    let number =
        |text: &str| text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect::<String>();
    let rows = store::invoice::of_case(step.tx, step.case.id()).await?;
    let same = |r: &&invoice::Model| r.gross_cents == key.gross_cents && number(&r.number) == key.number;
    Ok(rows.iter().filter(|r| r.state == Open::Disputed.code()).find(same).cloned())
}

fn new_row(
    step: &Finishing<'_>,
    supplier: SupplierId,
    entered: &Entered,
    received_on: NaiveDate,
) -> Result<invoice::ActiveModel> {
    let facts = &entered.facts;
    for cents in [facts.net_cents, facts.vat_cents, facts.gross_cents] {
        domain::money::checked(cents)?;
    }
    let row = invoice::Model {
        id: 0,
        case_id: step.case.row.id,
        body_id: step.case.row.body_id,
        task_id: step.task.id,
        supplier_id: supplier.0,
        number: facts.number.chars().take(100).collect(),
        issued_on: facts.issued_on,
        received_on,
        source: entered.source.clone(),
        document_id: entered.document.map(|d| d.0),
        net_cents: facts.net_cents,
        vat_cents: facts.vat_cents,
        gross_cents: facts.gross_cents,
        due_on: received_on,
        discount_on: None,
        discount_cents: None,
        state: Open::Received.code().to_owned(),
        match_result: None,
        match_findings: None,
        version: 1,
    };
    Ok(store::invoice::without_id(row))
}

fn apply_dates(
    row: &mut invoice::Model,
    entered: &Entered,
    performed_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<()> {
    let due_on = due::due_on(row.received_on, performed_on, Agreement::Statutory, Form::Proper);
    let dates = due::dates(entered.facts.issued_on, due_on, &entered.discounts, today);
    let absurd = || Refusal::at("receivedOn", "DATE_ABSURD", "the due date leaves the calendar");
    row.due_on = dates.due_on.ok_or_else(absurd)?;
    row.discount_on = dates.discount_on;
    let last_day = |d: &Discount| entered.facts.issued_on.checked_add_days(Days::new(u64::from(d.days)));
    let offer = entered.discounts.iter().find(|d| dates.discount_on.is_some() && last_day(d) == dates.discount_on);
    let payable_cents = entered.facts.payable_cents;
    row.discount_cents = offer.and_then(|d| skonto::saving_cents(d, payable_cents));
    if row.discount_cents.is_none() {
        row.discount_on = None;
    }
    Ok(())
}

/// Lines as stored. A single line without reference bills the single order line, as the match reads it.
fn lines_of(row: &invoice::Model, entered: &Entered, order: &[order_line::Model]) -> Vec<invoice_line::Model> {
    let only = match (order, entered.facts.lines.as_slice()) {
        ([one], [_]) => Some(one.line_no),
        _ => None,
    };
    let known =
        |reference: &str| reference.trim().parse::<i32>().ok().filter(|n| order.iter().any(|o| o.line_no == *n));
    let lines = entered.facts.lines.iter().zip(1_i32..);
    lines
        .map(|(line, line_no)| invoice_line::Model {
            invoice_id: row.id,
            line_no,
            body_id: row.body_id,
            order_line_no: line.order_line.as_deref().map_or(only, known),
            description: line.description.clone(),
            quantity_milli: line.quantity_milli,
            unit_price_e4: line.unit_price_e4,
            vat_rate_bp: i32::try_from(line.vat_rate_bp).unwrap_or(i32::MAX),
            net_cents: line.net_cents,
        })
        .collect()
}
