//! What was typed or uploaded, as the facts of an invoice.

use super::Finishing;
use crate::{Error, Refusal, Result, efile};
use domain::ids::DocumentId;
use domain::invoice::skonto::Discount;
use domain::invoice::{Facts, Kind, Line, VatCategory, VatGroup};
use domain::money::{line_cents, vat_cents};
use domain::procurement::forms::{InvoiceEntry, TypedInvoice};
use formats::xrechnung::Severity;
use std::collections::BTreeMap;
use store::efile::documents;
use store::entity::order_line;
use store::procurement::suppliers;

/// An invoice as it came in.
pub(super) struct Entered {
    pub facts: Facts,
    pub discounts: Vec<Discount>,
    /// `TYPED`, `UBL` or `CII`.
    pub source: String,
    pub document: Option<DocumentId>,
}

/// Reads the form: exactly one of document and typed invoice.
pub(super) async fn read(step: &Finishing<'_>, entry: &InvoiceEntry, order: &[order_line::Model]) -> Result<Entered> {
    let entered = match (&entry.document_id, &entry.typed) {
        (None, Some(typed)) => Ok(from_typed(typed, order)?),
        (Some(document), None) => from_document(step, *document).await,
        _ => Err(Refusal::new("INVOICE_SOURCE", "either a document or a typed invoice is needed").into()),
    }?;
    if entered.facts.currency != "EUR" {
        return Err(Refusal::new("INVOICE_CURRENCY", format!("{} is not paid", entered.facts.currency)).into());
    }
    if entered.facts.kind == Kind::CreditNote {
        return Err(Refusal::new("CREDIT_NOTE", "a credit note asks for no money; claim a refund").into());
    }
    Ok(entered)
}

fn from_typed(typed: &TypedInvoice, order: &[order_line::Model]) -> Result<Entered> {
    let (mut lines, mut bases) = (Vec::new(), BTreeMap::<u16, i64>::new());
    for (line, no) in typed.lines.iter().zip(1_u32..) {
        let net_cents = line_cents(line.quantity_milli, line.unit_price_cents)?;
        let base = bases.entry(line.vat_rate_bp).or_default();
        *base = base.saturating_add(net_cents);
        let ordered = order.iter().find(|o| u32::try_from(o.line_no).ok() == line.order_line_no);
        lines.push(Line {
            reference: no.to_string(),
            order_line: line.order_line_no.map(|n| n.to_string()),
            description: line.description.clone(),
            quantity_milli: line.quantity_milli,
            unit: ordered.map_or_else(|| "C62".to_owned(), |o| o.unit.clone()),
            unit_price_e4: line.unit_price_cents.saturating_mul(100),
            price_base_milli: 1_000,
            adjustment_cents: 0,
            vat_category: category(line.vat_rate_bp),
            vat_rate_bp: line.vat_rate_bp.into(),
            net_cents,
        });
    }
    let group = |(rate_bp, net_cents): (u16, i64)| -> Result<VatGroup> {
        Ok(VatGroup {
            category: category(rate_bp),
            rate_bp: rate_bp.into(),
            net_cents,
            vat_cents: vat_cents(net_cents, rate_bp)?,
        })
    };
    let facts = Facts {
        kind: Kind::Invoice,
        number: typed.number.trim().to_owned(),
        issued_on: typed.issued_on,
        currency: "EUR".to_owned(),
        order_reference: None,
        lines,
        adjustments: Vec::new(),
        vat: bases.into_iter().map(group).collect::<Result<_>>()?,
        net_cents: typed.net_cents,
        vat_cents: typed.vat_cents,
        gross_cents: typed.gross_cents,
        paid_cents: 0,
        rounding_cents: 0,
        payable_cents: typed.gross_cents,
        payment_terms: None,
        stated_due_on: None,
    };
    let discounts = match (typed.discount_days, typed.discount_bp) {
        (Some(days), Some(bp)) => vec![Discount { days, percent_bp: bp.into(), base_cents: None }],
        (None, None) => Vec::new(),
        _ => {
            return Err(
                Refusal::at("typed/discountDays", "DISCOUNT_INCOMPLETE", "a discount has days and a rate").into()
            );
        }
    };
    Ok(Entered { facts, discounts, source: "TYPED".to_owned(), document: None })
}

const fn category(rate_bp: u16) -> VatCategory {
    if rate_bp == 0 { VatCategory::Z } else { VatCategory::S }
}

async fn from_document(step: &Finishing<'_>, id: DocumentId) -> Result<Entered> {
    let unknown = || Refusal::at("documentId", "DOCUMENT_UNKNOWN", "no such document in this case");
    let document = documents::find(step.tx, id).await?.filter(|d| d.case_id == step.case.row.id).ok_or_else(unknown)?;
    let version = documents::versions(step.tx, &[document.id]).await?.last().map_or(0, |v| v.version);
    let kept = efile::kept(step.tx, step.case.id(), id, version).await?;
    let not_read = || Refusal::at("documentId", "DOCUMENT_IS_NO_INVOICE", "the document is no XRechnung (UBL or CII)");
    let kept = kept.ok_or_else(not_read)?;
    if !kept.report.valid {
        let fatal = kept.report.findings.into_iter().filter(|f| f.severity == Severity::Fatal);
        return Err(Error::Refused(
            fatal.map(|f| Refusal::at("documentId", "INVOICE_INVALID", format!("{}: {}", f.rule, f.message))).collect(),
        ));
    }
    let read = kept.invoice.ok_or_else(not_read)?;
    same_seller(step, read.seller.vat_id.as_deref()).await?;
    let source = format!("{:?}", read.syntax).to_uppercase();
    Ok(Entered { facts: read.facts, discounts: read.discounts, source, document: Some(id) })
}

/// Money goes to whom we ordered from: where both VAT ids are known they must agree.
async fn same_seller(step: &Finishing<'_>, vat_id: Option<&str>) -> Result<()> {
    let row = step.row().await?;
    let Some(supplier) = row.supplier_id else { return Ok(()) };
    let ours = suppliers::find(step.tx, domain::ids::SupplierId(supplier)).await?.and_then(|s| s.vat_id);
    let plain = |id: &str| id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect::<String>();
    match (ours, vat_id) {
        (Some(ours), Some(theirs)) if plain(&ours) != plain(theirs) => Err(Refusal::at(
            "documentId",
            "INVOICE_OTHER_SELLER",
            "the seller's VAT id is not that of the firm ordered from",
        )
        .into()),
        _ => Ok(()),
    }
}
