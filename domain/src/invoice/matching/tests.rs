//! The three-way match by example and by property.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::ids::{InvoiceId, SupplierId};
use crate::invoice::Adjustment;
use crate::invoice::VatCategory;
use crate::invoice::arithmetic::tests::right;
use chrono::NaiveDate;
use proptest::prelude::*;

fn invoice(lines: &[(i64, i64)]) -> Invoice {
    Invoice {
        id: InvoiceId(1),
        supplier: SupplierId(1),
        received_on: NaiveDate::from_ymd_opt(2026, 11, 4).unwrap(),
        facts: right(lines),
    }
}

fn order(lines: &[(i64, i64)]) -> Vec<OrderLine> {
    let one = |(i, (quantity_milli, unit_price_e4)): (usize, &(i64, i64))| OrderLine {
        reference: (i + 1).to_string(),
        quantity_milli: *quantity_milli,
        unit_price_e4: *unit_price_e4,
        price_base_milli: 1000,
    };
    lines.iter().enumerate().map(one).collect()
}

fn received(line: &str, quantity_milli: i64) -> Receipt {
    Receipt { order_line: line.into(), quantity_milli }
}

fn outcome(inv: &Invoice, order: &[OrderLine], receipts: &[Receipt], billed: &[Billed]) -> Outcome {
    let evidence = Evidence { order: Some(order), receipts, billed, seen: &[] };
    three_way(inv, &evidence, Tolerance::default()).outcome
}

#[test]
fn what_was_ordered_received_and_billed_alike_is_matched() {
    let o = order(&[(10_000, 25_000)]);
    assert_eq!(outcome(&invoice(&[(10_000, 25_000)]), &o, &[received("1", 10_000)], &[]), Outcome::Matched);
}

#[test]
fn two_partial_invoices_fit_and_a_third_is_too_much() {
    let o = order(&[(10_000, 25_000)]);
    let r = [received("1", 6_000), received("1", 4_000)];
    let billed = |q| [Billed { order_line: "1".into(), quantity_milli: q }];
    assert_eq!(outcome(&invoice(&[(4_000, 25_000)]), &o, &r, &billed(6_000)), Outcome::Matched);
    assert_eq!(outcome(&invoice(&[(1_000, 25_000)]), &o, &r, &billed(10_000)), Outcome::QtyDiff);
}

#[test]
fn a_credited_quantity_may_be_billed_again() {
    let o = order(&[(10_000, 25_000)]);
    let billed = [
        Billed { order_line: "1".into(), quantity_milli: 10_000 },
        Billed { order_line: "1".into(), quantity_milli: -10_000 },
    ];
    assert_eq!(outcome(&invoice(&[(10_000, 25_000)]), &o, &[received("1", 10_000)], &billed), Outcome::Matched);
}

#[test]
fn each_difference_has_its_outcome() {
    let o = order(&[(10_000, 25_000)]);
    let r = [received("1", 10_000)];
    assert_eq!(outcome(&invoice(&[(10_000, 26_000)]), &o, &r, &[]), Outcome::PriceDiff);
    assert_eq!(outcome(&invoice(&[(10_000, 25_000)]), &o, &[], &[]), Outcome::NoReceipt);
    assert_eq!(outcome(&invoice(&[(10_000, 25_000)]), &o, &[received("1", 9_999)], &[]), Outcome::QtyDiff);
    assert_eq!(outcome(&invoice(&[(11_000, 25_000)]), &o, &[received("1", 11_000)], &[]), Outcome::QtyDiff);
    assert_eq!(outcome(&invoice(&[(10_000, 25_000), (1_000, 1)]), &o, &r, &[]), Outcome::NoOrder);
    let none = three_way(&invoice(&[(1_000, 1)]), &Evidence::default(), Tolerance::default());
    assert_eq!(none.outcome, Outcome::NoOrder);
}

#[test]
fn freight_nobody_ordered_is_a_price_difference() {
    let mut inv = invoice(&[(10_000, 25_000)]);
    inv.facts.adjustments.push(Adjustment {
        amount_cents: 900,
        vat_category: VatCategory::S,
        vat_rate_bp: 1900,
        reason: Some("Fracht".into()),
    });
    let o = order(&[(10_000, 25_000)]);
    assert_eq!(outcome(&inv, &o, &[received("1", 10_000)], &[]), Outcome::PriceDiff);
}

#[test]
fn a_tolerance_is_met_by_its_last_cent() {
    let inv = invoice(&[(10_000, 25_100)]); // 25.10 instead of 25.00
    let (o, r) = (order(&[(10_000, 25_000)]), [received("1", 10_000)]);
    let evidence = Evidence { order: Some(&o), receipts: &r, billed: &[], seen: &[] };
    let at = |price_cents| three_way(&inv, &evidence, Tolerance { price_cents, quantity_milli: 0 }).outcome;
    assert_eq!((at(10), at(9)), (Outcome::Matched, Outcome::PriceDiff));
}

#[test]
fn an_invoice_seen_before_is_a_duplicate_whatever_else_it_is() {
    let inv = invoice(&[(10_000, 26_000)]);
    let seen = [Seen::of(&Invoice { id: InvoiceId(7), ..inv.clone() })];
    let evidence = Evidence { seen: &seen, ..Evidence::default() };
    assert_eq!(three_way(&inv, &evidence, Tolerance::default()).outcome, Outcome::Duplicate);
}

proptest! {
    #[test]
    fn a_match_never_lets_more_be_billed_than_received_or_ordered(
        ordered in 0i64..20, received_units in 0i64..20, earlier in 0i64..20, now in 1i64..20,
    ) {
        let o = order(&[(ordered * 1000, 10_000)]);
        let billed = [Billed { order_line: "1".into(), quantity_milli: earlier * 1000 }];
        let got = outcome(&invoice(&[(now * 1000, 10_000)]), &o, &[received("1", received_units * 1000)], &billed);
        prop_assert_eq!(got == Outcome::Matched, earlier + now <= received_units && earlier + now <= ordered);
    }
}
