//! Values → XRechnung 3.0, in UBL or CII.
//!
//! What must stay true: nothing is written that the rules refuse. The library's typed proof stands
//! before the writing, and our own check of incoming invoices reads the bytes afterwards: what we send
//! is held to what we ask of others.

use super::recharge::{Kind, Participant, Recharge, RechargeLine, Treatment};
use super::{Finding, Severity, Syntax, check};
use chrono::NaiveDate;
use en16931::invoice as model;
use en16931::profiles::XRechnung;
use en16931::validation::profile::Validated;
use en16931::{Identifier, InvoiceAmount, Percentage, Quantity, Reconciler, UnitPriceAmount};
use rust_decimal::Decimal;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Process identifier of plain invoicing.
const BUSINESS_PROCESS: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
/// Reason code of category O.
const NOT_SUBJECT: &str = "VATEX-EU-O";

/// Why no invoice was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A value has no place in an invoice.
    #[error("{term} has a value an invoice cannot carry")]
    NotRepresentable { term: &'static str },
    /// Rules of EN 16931 or XRechnung would be broken; the findings say which, in German.
    #[error("the invoice would break {} rules", findings.len())]
    RulesBroken { findings: Vec<Finding> },
    /// A fault of the writing library on these values.
    #[error("the writer failed on these values")]
    WriterFailed,
}

impl WriteError {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotRepresentable { .. } => "VALUE_NOT_REPRESENTABLE",
            Self::RulesBroken { .. } => "INVOICE_RULES_BROKEN",
            Self::WriterFailed => "WRITER_FAILED",
        }
    }
}

/// The invoice as XML bytes.
///
/// # Errors
/// See [`WriteError`].
pub fn write(recharge: &Recharge, syntax: Syntax) -> Result<Vec<u8>, WriteError> {
    let xml = catch_unwind(AssertUnwindSafe(|| written(recharge, syntax))).unwrap_or(Err(WriteError::WriterFailed))?;
    let report = check(&xml);
    if report.valid {
        return Ok(xml);
    }
    let findings = report.findings.into_iter().filter(|f| f.severity == Severity::Fatal).collect();
    Err(WriteError::RulesBroken { findings })
}

fn written(recharge: &Recharge, syntax: Syntax) -> Result<Vec<u8>, WriteError> {
    let mut invoice = document(recharge)?;
    reconciler(recharge).apply(&mut invoice).map_err(|_| WriteError::NotRepresentable { term: "BG-22" })?;
    let proof: Validated<XRechnung> = Validated::new(invoice).map_err(|rejected| {
        let broken = rejected.report().fatal();
        let findings = broken.map(|f| Finding {
            rule: f.rule.to_string(),
            severity: Severity::Fatal,
            message: super::messages::of_rule(&f.rule, &f.message),
        });
        WriteError::RulesBroken { findings: findings.collect() }
    })?;
    let target = match syntax {
        Syntax::Ubl => en16931_formats::Syntax::Ubl,
        Syntax::Cii => en16931_formats::Syntax::Cii,
    };
    Ok(en16931_formats::write(&proof, target).xml.into_bytes())
}

fn document(r: &Recharge) -> Result<model::Invoice, WriteError> {
    let code = match r.kind {
        Kind::Invoice => "380",
        Kind::Correction { .. } => "384",
    };
    let taxable = !r.lines.iter().any(|l| matches!(l.treatment, Treatment::NotTaxable { .. }));
    let profile = en16931::profiles::XRECHNUNG.specification_id;
    let mut invoice = model::Invoice::builder(profile, &*r.number, day(r.issued_on, "BT-2")?, code, "EUR")
        .seller(seller(&r.seller, taxable)?)
        .buyer(buyer(&r.buyer, taxable)?)
        .payment(payment(r))
        .due_date(day(r.due_on, "BT-9")?)
        .invoicing_period(model::Period {
            start: Some(day(r.period_from, "BT-73")?),
            end: Some(day(r.period_to, "BT-74")?),
        })
        .build();
    invoice.business_process = Some(BUSINESS_PROCESS.to_owned());
    invoice.buyer_reference = filled(&r.buyer_reference);
    invoice.contract_reference = filled(&r.contract_reference).map(en16931::DocumentReference::new);
    invoice.notes =
        filled(&r.note).map(|note| model::InvoiceNote { subject_code: None, note: Some(note) }).into_iter().collect();
    if let Kind::Correction { of_number, of_issued_on } = &r.kind {
        invoice.preceding_invoices = vec![model::PrecedingInvoice {
            reference: en16931::DocumentReference::new(of_number),
            issue_date: Some(day(*of_issued_on, "BT-26")?),
        }];
    }
    invoice.lines = r.lines.iter().enumerate().map(|(at, l)| line(at + 1, l)).collect::<Result<_, WriteError>>()?;
    Ok(invoice)
}

fn reconciler(r: &Recharge) -> Reconciler {
    let mut reconciler = Reconciler::new();
    for line in &r.lines {
        reconciler = match &line.treatment {
            Treatment::Taxable { .. } => reconciler,
            Treatment::NotTaxable { reason } => reconciler.exemption("O", Some(reason), Some(NOT_SUBJECT)),
            Treatment::Exempt { reason } => reconciler.exemption("E", Some(reason), None),
        };
    }
    if r.paid_cents == 0 { reconciler } else { reconciler.paid(InvoiceAmount::from_minor_units(r.paid_cents)) }
}

/// A quantity of one: the share. A negative share is minus one of a positive price (BR-27).
fn line(number: usize, line: &RechargeLine) -> Result<model::InvoiceLine, WriteError> {
    let (category, rate) = match line.treatment {
        Treatment::Taxable { rate_bp } => ("S", Some(Percentage::new(Decimal::new(rate_bp, 2).normalize()))),
        Treatment::NotTaxable { .. } => ("O", None),
        Treatment::Exempt { .. } => ("E", Some(Percentage::new(Decimal::ZERO))),
    };
    let size =
        i64::try_from(line.net_cents.unsigned_abs()).map_err(|_| WriteError::NotRepresentable { term: "BT-131" })?;
    let quantity = Quantity::new(if line.net_cents < 0 { Decimal::NEGATIVE_ONE } else { Decimal::ONE });
    let net = InvoiceAmount::from_minor_units(line.net_cents);
    let price = model::PriceDetails {
        net_price: UnitPriceAmount::new(Decimal::new(size, 2)),
        ..model::PriceDetails::default()
    };
    let mut made = model::InvoiceLine::new(number.to_string(), &*line.name, quantity, "C62", net, category, rate)
        .with_price(price);
    made.item.description = filled(&line.description);
    Ok(made)
}

fn payment(r: &Recharge) -> model::PaymentInstructions {
    let iban: String = r.account.iban.chars().filter(|c| !c.is_whitespace()).collect();
    let mut payment = model::PaymentInstructions::sepa_credit_transfer(iban, r.account.bic.as_deref());
    payment.remittance_information = filled(&r.remittance);
    if let Some(model::PaymentMeans::CreditTransfer(transfers)) = &mut payment.means {
        for transfer in transfers {
            transfer.account_name = filled(&r.account.holder);
        }
    }
    payment
}

fn seller(p: &Participant, taxable: bool) -> Result<model::Party, WriteError> {
    let mut party = party(p, taxable, "BT-34")?;
    party.contact = model::Contact { name: filled(&p.contact_name), phone: filled(&p.phone), email: filled(&p.email) };
    Ok(party)
}

fn buyer(p: &Participant, taxable: bool) -> Result<model::Party, WriteError> {
    let mut party = party(p, taxable, "BT-49")?;
    party.tax_registration = None;
    Ok(party)
}

fn party(p: &Participant, taxable: bool, term: &'static str) -> Result<model::Party, WriteError> {
    let address = model::PostalAddress::new(&*p.street, &*p.city, &*p.post_code, "DE")
        .map_err(|_| WriteError::NotRepresentable { term: "BT-40" })?;
    let (scheme, value) = &p.electronic_address;
    let electronic = Identifier::eas(&**value, scheme).map_err(|_| WriteError::NotRepresentable { term })?;
    let mut party = model::Party::new(&*p.name, address).with_electronic_address(electronic);
    party.identifiers = p.identifier.as_deref().and_then(filled).map(Identifier::new).into_iter().collect();
    party.vat_identifier = p.vat_id.clone().filter(|_| taxable);
    party.tax_registration = p.tax_number.clone();
    Ok(party)
}

fn day(day: NaiveDate, term: &'static str) -> Result<en16931::Date, WriteError> {
    en16931::Date::try_from(day).map_err(|_| WriteError::NotRepresentable { term })
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
