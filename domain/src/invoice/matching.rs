//! The three-way match: order – goods receipt – invoice (handbook 7.2).
//!
//! Why here: whether an invoice may go on to certification without a person looking at a
//! difference is the one question that saves clerks most time, and it must be answered the same
//! way for typed-in invoices and files.
//!
//! What must stay true: quantities are compared **cumulated**: what all invoices of the order
//! bill together never passes what was received, nor what was ordered. Prices are compared in
//! money: billed quantity × order price against the billed net amount.

use super::duplicate::{self, Seen};
use super::{Invoice, Line, arithmetic::price_cents};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A line of our order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// What invoice lines name in `order_line`.
    pub reference: String,
    pub quantity_milli: i64,
    /// Net, ten-thousandths of a euro per `price_base_milli`.
    pub unit_price_e4: i64,
    pub price_base_milli: i64,
}

/// Goods or services accepted for one order line; returns are negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub order_line: String,
    pub quantity_milli: i64,
}

/// Quantity an earlier invoice of this order billed; credited quantities are negative. Rejected
/// invoices do not belong here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billed {
    pub order_line: String,
    pub quantity_milli: i64,
}

/// Everything the invoice is held against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// `None`: there is no order.
    pub order: Option<&'a [OrderLine]>,
    pub receipts: &'a [Receipt],
    /// What earlier invoices of the same order billed.
    pub billed: &'a [Billed],
    /// Earlier invoices of the same supplier, for the duplicate check.
    pub seen: &'a [Seen],
}

/// What difference a body lets pass without a person; 0 unless its service instruction says more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerance {
    /// Net cents a line may differ from quantity × order price, in either direction.
    pub price_cents: i64,
    /// Thousandths of a unit billed above what was received or ordered.
    pub quantity_milli: i64,
}

/// The result, the gravest first; the derived order is that gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    Duplicate,
    NoOrder,
    NoReceipt,
    QtyDiff,
    PriceDiff,
    Matched,
}

impl Outcome {
    /// Stable code for machines.
    pub fn code(self) -> &'static str {
        match self {
            Self::Duplicate => "DUPLICATE",
            Self::NoOrder => "NO_ORDER",
            Self::NoReceipt => "NO_RECEIPT",
            Self::QtyDiff => "QTY_DIFF",
            Self::PriceDiff => "PRICE_DIFF",
            Self::Matched => "MATCHED",
        }
    }
}

/// The match with what was found on each line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    pub outcome: Outcome,
    pub findings: Vec<Finding>,
}

/// One difference. Amounts are net cents, quantities thousandths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "code")]
pub enum Finding {
    /// An earlier invoice is this one.
    AlreadyReceived { earlier: duplicate::Likeness },
    /// There is no order at all.
    OrderMissing,
    /// The line names no line of the order.
    LineNotOrdered { line: String },
    /// Nothing was received on this order line.
    NothingReceived { order_line: String },
    /// All invoices together bill more than was received.
    AboveReceived { order_line: String, billed_milli: i64, received_milli: i64 },
    /// All invoices together bill more than was ordered.
    AboveOrdered { order_line: String, billed_milli: i64, ordered_milli: i64 },
    /// The line costs something else than quantity × order price.
    PriceDiffers { line: String, expected_cents: i64, billed_cents: i64 },
    /// A charge on the whole document that no order line covers.
    ChargeNotOrdered { amount_cents: i64 },
}

impl Finding {
    /// What this finding makes of the match.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::AlreadyReceived { .. } => Outcome::Duplicate,
            Self::OrderMissing | Self::LineNotOrdered { .. } => Outcome::NoOrder,
            Self::NothingReceived { .. } => Outcome::NoReceipt,
            Self::AboveReceived { .. } | Self::AboveOrdered { .. } => Outcome::QtyDiff,
            Self::PriceDiffers { .. } | Self::ChargeNotOrdered { .. } => Outcome::PriceDiff,
        }
    }
}

/// Holds an invoice against order, receipts and what was billed before.
pub fn three_way(invoice: &Invoice, evidence: &Evidence<'_>, tolerance: Tolerance) -> Match {
    let mut findings: Vec<Finding> = duplicate::find(invoice, evidence.seen)
        .map(|earlier| Finding::AlreadyReceived { earlier })
        .into_iter()
        .collect();
    match evidence.order {
        None => findings.push(Finding::OrderMissing),
        Some(order) => {
            findings.extend(prices(invoice, order, tolerance));
            findings.extend(quantities(invoice, order, evidence, tolerance));
        }
    }
    let outcome = findings.iter().map(Finding::outcome).min().unwrap_or(Outcome::Matched);
    Match { outcome, findings }
}

/// The order line an invoice line bills. A line without reference is matched only when invoice
/// and order have one line each; anything else would be guessed.
fn ordered<'a>(invoice: &Invoice, line: &Line, order: &'a [OrderLine]) -> Option<&'a OrderLine> {
    match (&line.order_line, order) {
        (Some(reference), _) => order.iter().find(|o| o.reference.trim() == reference.trim()),
        (None, [only]) if invoice.facts.lines.len() == 1 => Some(only),
        (None, _) => None,
    }
}

fn prices(invoice: &Invoice, order: &[OrderLine], tolerance: Tolerance) -> Vec<Finding> {
    let mut found = Vec::new();
    for line in &invoice.facts.lines {
        let Some(ordered) = ordered(invoice, line, order) else {
            found.push(Finding::LineNotOrdered { line: line.reference.clone() });
            continue;
        };
        let expected = price_cents(line.quantity_milli, ordered.unit_price_e4, ordered.price_base_milli);
        let differs = expected.is_none_or(|e| beyond(e, line.net_cents, tolerance.price_cents));
        if differs {
            found.push(Finding::PriceDiffers {
                line: line.reference.clone(),
                expected_cents: expected.unwrap_or_default(),
                billed_cents: line.net_cents,
            });
        }
    }
    let charges: i128 = invoice.facts.adjustments.iter().map(|a| i128::from(a.amount_cents)).filter(|c| *c > 0).sum();
    if charges > i128::from(tolerance.price_cents.max(0)) {
        found.push(Finding::ChargeNotOrdered { amount_cents: i64::try_from(charges).unwrap_or(i64::MAX) });
    }
    found
}

fn beyond(expected_cents: i64, billed_cents: i64, tolerance_cents: i64) -> bool {
    (i128::from(expected_cents) - i128::from(billed_cents)).abs() > i128::from(tolerance_cents.max(0))
}

fn quantities(invoice: &Invoice, order: &[OrderLine], evidence: &Evidence<'_>, tolerance: Tolerance) -> Vec<Finding> {
    let mut now: BTreeMap<&str, i128> = BTreeMap::new();
    for line in &invoice.facts.lines {
        if let Some(o) = ordered(invoice, line, order) {
            *now.entry(o.reference.as_str()).or_default() += i128::from(line.quantity_milli);
        }
    }
    let slack = i128::from(tolerance.quantity_milli.max(0));
    let shown = |milli: i128| i64::try_from(milli).unwrap_or(if milli < 0 { i64::MIN } else { i64::MAX });
    let mut found = Vec::new();
    for o in order {
        let Some(billed_now) = now.get(o.reference.as_str()) else {
            continue;
        };
        let earlier: i128 =
            evidence.billed.iter().filter(|b| b.order_line == o.reference).map(|b| i128::from(b.quantity_milli)).sum();
        let received: i128 = evidence
            .receipts
            .iter()
            .filter(|r| r.order_line == o.reference)
            .map(|r| i128::from(r.quantity_milli))
            .sum();
        let billed = billed_now + earlier;
        let order_line = o.reference.clone();
        if received <= 0 && billed > 0 {
            found.push(Finding::NothingReceived { order_line });
        } else if billed > received + slack {
            found.push(Finding::AboveReceived {
                order_line,
                billed_milli: shown(billed),
                received_milli: shown(received),
            });
        } else if billed > i128::from(o.quantity_milli) + slack {
            found.push(Finding::AboveOrdered {
                order_line,
                billed_milli: shown(billed),
                ordered_milli: o.quantity_milli,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests;
