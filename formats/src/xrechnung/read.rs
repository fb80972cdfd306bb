//! File → facts: what [`domain::invoice`] works with.
//!
//! Why here: the library's model is wide (all of EN 16931); ours is what matching, certification
//! and booking need. Amounts become integer cents, quantities thousandths, prices ten-thousandths.
//!
//! What must stay true: nothing is rounded in silence. A price with more decimals is held exactly
//! by a larger price base; a quantity with more than three is rounded and noted; anything else
//! our integers cannot hold refuses the file with the term's name.

use super::{Error, Finding, Severity, Syntax};
use crate::xml_gate;
use chrono::NaiveDate;
use domain::invoice::{Adjustment, Facts, Kind, Line, VatCategory, VatGroup, skonto};
use en16931::invoice as model;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An invoice file as facts, with what routing and payment need beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadInvoice {
    pub syntax: Syntax,
    /// Specification the file claims (BT-24).
    pub specification: Option<String>,
    pub facts: Facts,
    /// Leitweg-ID or other reference of ours (BT-10).
    pub buyer_reference: Option<String>,
    pub buyer_name: Option<String>,
    pub seller: Seller,
    pub payment: Payment,
    /// Discount offers of the payment terms; empty when they are prose or malformed.
    pub discounts: Vec<skonto::Discount>,
    /// Number of embedded or linked documents (BG-24).
    pub attachment_count: usize,
    /// What was not taken over exactly, in German.
    pub notes: Vec<Finding>,
}

/// Who sent it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    pub name: Option<String>,
    /// BT-31, e.g. `DE123456789`.
    pub vat_id: Option<String>,
    /// BT-32.
    pub tax_number: Option<String>,
    pub post_code: Option<String>,
    pub city: Option<String>,
    pub contact_name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// How to pay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// UNTDID 4461 (BT-81): 30 and 58 transfer, 59 direct debit, 48, 54, 55 card.
    pub means_code: Option<String>,
    /// BT-84 without blanks.
    pub iban: Option<String>,
    pub bic: Option<String>,
    pub account_name: Option<String>,
    /// Purpose the supplier asks for (BT-83).
    pub remittance: Option<String>,
    /// Mandate of a direct debit (BT-89).
    pub mandate: Option<String>,
}

/// Reads a file into facts, whether or not it follows every rule.
///
/// # Errors
/// See [`Error`]: not an invoice, or a term missing or not representable.
pub fn read(bytes: &[u8]) -> Result<ReadInvoice, Error> {
    xml_gate::pass(bytes)?;
    catch_unwind(AssertUnwindSafe(|| {
        let read = en16931_formats::read(bytes)?;
        convert(Syntax::of(read.syntax)?, &read.invoice)
    }))
    .unwrap_or(Err(Error::ReaderFailed))
}

fn convert(syntax: Syntax, invoice: &model::Invoice) -> Result<ReadInvoice, Error> {
    let mut notes = Vec::new();
    let facts = facts(invoice, &mut notes)?;
    let discounts = facts.payment_terms.as_deref().map(skonto::parse).and_then(Result::ok).unwrap_or_default();
    Ok(ReadInvoice {
        syntax,
        specification: invoice.specification_id.clone(),
        buyer_reference: invoice.buyer_reference.clone(),
        buyer_name: invoice.buyer.name.clone(),
        seller: seller(&invoice.seller),
        payment: invoice.payment.as_ref().map(payment).unwrap_or_default(),
        discounts,
        attachment_count: invoice.attachments.len(),
        facts,
        notes,
    })
}

fn facts(invoice: &model::Invoice, notes: &mut Vec<Finding>) -> Result<Facts, Error> {
    let totals = &invoice.totals;
    let cents = |a: en16931::InvoiceAmount| a.to_minor_units();
    let optional = |a: Option<en16931::InvoiceAmount>| a.map_or(0, cents);
    let due_on = invoice.due_date.map(|d| date(d, "BT-9")).transpose()?;
    Ok(Facts {
        kind: kind(invoice),
        number: invoice.number.clone().ok_or(Error::TermMissing { term: "BT-1" })?,
        issued_on: date(invoice.issue_date.ok_or(Error::TermMissing { term: "BT-2" })?, "BT-2")?,
        currency: code(invoice.currency.as_ref()).ok_or(Error::TermMissing { term: "BT-5" })?,
        order_reference: invoice.purchase_order_reference.as_ref().map(|r| r.as_str().to_owned()),
        lines: invoice.lines.iter().map(|l| line(l, notes)).collect::<Result<_, _>>()?,
        adjustments: adjustments(invoice)?,
        vat: invoice.vat_breakdown.iter().map(group).collect::<Result<_, _>>()?,
        net_cents: cents(totals.taxable_total),
        vat_cents: optional(totals.vat_total),
        gross_cents: cents(totals.gross_total),
        paid_cents: optional(totals.paid),
        rounding_cents: optional(totals.rounding),
        payable_cents: cents(totals.due),
        payment_terms: invoice.payment_terms.clone(),
        stated_due_on: due_on,
    })
}

fn kind(invoice: &model::Invoice) -> Kind {
    match invoice.type_code.as_ref().map(model::Code::as_str) {
        Some("384") => Kind::Correction,
        Some("381" | "261" | "262" | "296" | "308" | "396" | "420" | "458" | "532" | "81" | "83") => Kind::CreditNote,
        _ if invoice.kind == model::DocumentKind::CreditNote => Kind::CreditNote,
        _ => Kind::Invoice,
    }
}

fn line(line: &model::InvoiceLine, notes: &mut Vec<Finding>) -> Result<Line, Error> {
    let base = line.price.base_quantity.map_or(Decimal::ONE, en16931::Quantity::into_decimal);
    let (unit_price_e4, price_base_milli) = price(line.price.net_price.into_decimal(), base)?;
    let adjustment = total(line.charges.iter().map(|c| c.amount), "BT-141")?
        .checked_sub(total(line.allowances.iter().map(|a| a.amount), "BT-136")?)
        .ok_or(Error::NotRepresentable { term: "BT-136" })?;
    Ok(Line {
        reference: line.id.clone(),
        order_line: line.order_line_reference.as_ref().map(|r| r.as_str().to_owned()),
        description: line.item.name.clone().or_else(|| line.item.description.clone()).unwrap_or_default(),
        quantity_milli: quantity(line, notes)?,
        unit: line.unit_code.as_str().to_owned(),
        unit_price_e4,
        price_base_milli,
        adjustment_cents: adjustment,
        vat_category: category(&line.vat.category, "BT-151")?,
        vat_rate_bp: rate(line.vat.rate, "BT-152")?,
        net_cents: line.net_amount.to_minor_units(),
    })
}

fn quantity(line: &model::InvoiceLine, notes: &mut Vec<Finding>) -> Result<i64, Error> {
    let exact = line.quantity.into_decimal();
    let rounded = exact.round_dp_with_strategy(3, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    if rounded != exact {
        notes.push(Finding {
            rule: "QUANTITY_ROUNDED".to_owned(),
            severity: Severity::Information,
            message: format!("Die Menge der Position {} wurde von {exact} auf {rounded} gerundet.", line.id),
        });
    }
    scaled(rounded, 3).ok_or(Error::NotRepresentable { term: "BT-129" })
}

/// Price and base without loss: what exceeds four decimals moves into the base.
fn price(net_price: Decimal, base: Decimal) -> Result<(i64, i64), Error> {
    let exceeds = net_price.normalize().scale().saturating_sub(4);
    let factor = 10i64.checked_pow(exceeds).ok_or(Error::NotRepresentable { term: "BT-146" })?;
    let raised = net_price.checked_mul(Decimal::from(factor)).and_then(|p| scaled(p, 4));
    let base_milli = scaled(base, 3).and_then(|b| b.checked_mul(factor)).filter(|b| *b > 0);
    Ok((
        raised.ok_or(Error::NotRepresentable { term: "BT-146" })?,
        base_milli.ok_or(Error::NotRepresentable { term: "BT-149" })?,
    ))
}

/// `value × 10^places` when that is a whole number within `i64`.
fn scaled(value: Decimal, places: u32) -> Option<i64> {
    let value = value.normalize();
    let missing = places.checked_sub(value.scale())?;
    i64::try_from(value.mantissa().checked_mul(10i128.checked_pow(missing)?)?).ok()
}

fn adjustments(invoice: &model::Invoice) -> Result<Vec<Adjustment>, Error> {
    let allowances = invoice.allowances.iter().map(|a| (a, -1, "BT-92"));
    let charges = invoice.charges.iter().map(|c| (c, 1, "BT-99"));
    allowances
        .chain(charges)
        .map(|(item, sign, term)| {
            let cents = item.amount.to_minor_units().checked_mul(sign);
            Ok(Adjustment {
                amount_cents: cents.ok_or(Error::NotRepresentable { term })?,
                vat_category: category(&item.vat.category, term)?,
                vat_rate_bp: rate(item.vat.rate, term)?,
                reason: item.reason.clone(),
            })
        })
        .collect()
}

fn group(group: &model::VatBreakdown) -> Result<VatGroup, Error> {
    Ok(VatGroup {
        category: category(&group.category, "BT-118")?,
        rate_bp: rate(group.rate, "BT-119")?,
        net_cents: group.taxable_amount.to_minor_units(),
        vat_cents: group.tax_amount.to_minor_units(),
    })
}

fn category(code: &model::Code, term: &'static str) -> Result<VatCategory, Error> {
    VatCategory::from_code(code.as_str()).ok_or(Error::NotRepresentable { term })
}

/// Basis points; an absent rate (category O) is 0.
fn rate(rate: Option<en16931::Percentage>, term: &'static str) -> Result<i64, Error> {
    rate.map_or(Some(0), |r| scaled(r.into_decimal(), 2)).ok_or(Error::NotRepresentable { term })
}

fn total(amounts: impl Iterator<Item = en16931::InvoiceAmount>, term: &'static str) -> Result<i64, Error> {
    let mut sum = 0i64;
    for amount in amounts {
        sum = sum.checked_add(amount.to_minor_units()).ok_or(Error::NotRepresentable { term })?;
    }
    Ok(sum)
}

fn date(date: en16931::Date, term: &'static str) -> Result<NaiveDate, Error> {
    NaiveDate::from_ymd_opt(date.year(), u32::from(date.month()), u32::from(date.day()))
        .ok_or(Error::NotRepresentable { term })
}

fn code(code: Option<&model::Code>) -> Option<String> {
    code.map(|c| c.as_str().to_owned())
}

fn seller(party: &model::Party) -> Seller {
    Seller {
        name: party.name.clone(),
        vat_id: party.vat_identifier.clone(),
        tax_number: party.tax_registration.clone(),
        post_code: party.address.post_code.clone(),
        city: party.address.city.clone(),
        contact_name: party.contact.name.clone(),
        phone: party.contact.phone.clone(),
        email: party.contact.email.clone(),
    }
}

fn payment(instructions: &model::PaymentInstructions) -> Payment {
    let transfer = match &instructions.means {
        Some(model::PaymentMeans::CreditTransfer(accounts)) => accounts.first(),
        _ => None,
    };
    let blankless = |s: &String| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    Payment {
        means_code: code(instructions.means_code.as_ref()),
        iban: transfer.and_then(|t| t.account_identifier.as_ref()).map(blankless),
        bic: transfer.and_then(|t| t.provider_identifier.clone()),
        account_name: transfer.and_then(|t| t.account_name.clone()),
        remittance: instructions.remittance_information.clone(),
        mandate: instructions.mandate_reference().map(str::to_owned),
    }
}
