//! Does the invoice add up? The arithmetical certification rests on this.
//!
//! Why here: whoever certifies "rechnerisch richtig" signs for exactly these sums, so the machine
//! shows each one that differs, with what it expected.
//!
//! Rounding: each stated amount is compared with the exact value of its factors rounded **once**,
//! half away from zero, to the cent: line = quantity × price ÷ price base + line adjustment; VAT
//! = sum of the nets of one category and rate × rate (EN 16931 BR-CO-10…16, BR-S-08/09). No
//! tolerance: EN 16931 lets some VAT amounts be off by less than one unit, a payment may not.

use super::{Facts, Line, VatCategory, half_up};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One sum that differs. `expected_cents` is what we computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "code")]
pub enum Finding {
    /// Quantity × price is not the line's net amount.
    LineNet { line: String, expected_cents: i64, stated_cents: i64 },
    /// The lines and adjustments are not the net total.
    NetTotal { expected_cents: i64, stated_cents: i64 },
    /// The lines of one rate are not the taxable amount of its group (absent group = 0).
    VatBase { category: VatCategory, rate_bp: i64, expected_cents: i64, stated_cents: i64 },
    /// Taxable amount × rate is not the VAT of the group.
    VatOfRate { category: VatCategory, rate_bp: i64, expected_cents: i64, stated_cents: i64 },
    /// The groups are not the VAT total.
    VatTotal { expected_cents: i64, stated_cents: i64 },
    /// Net + VAT is not the gross total.
    Gross { expected_cents: i64, stated_cents: i64 },
    /// Gross − paid + rounding is not the payable amount.
    Payable { expected_cents: i64, stated_cents: i64 },
    /// The figures are so large, or a price base so wrong, that nothing can be computed.
    NotComputable { line: Option<String> },
}

impl Finding {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::LineNet { .. } => "LINE_NET",
            Self::NetTotal { .. } => "NET_TOTAL",
            Self::VatBase { .. } => "VAT_BASE",
            Self::VatOfRate { .. } => "VAT_OF_RATE",
            Self::VatTotal { .. } => "VAT_TOTAL",
            Self::Gross { .. } => "GROSS",
            Self::Payable { .. } => "PAYABLE",
            Self::NotComputable { .. } => "NOT_COMPUTABLE",
        }
    }
}

/// Net cents of `quantity_milli` at `unit_price_e4` per `price_base_milli`, half away from zero;
/// `None` when the base is not positive or the result leaves `i64`.
pub fn price_cents(quantity_milli: i64, unit_price_e4: i64, price_base_milli: i64) -> Option<i64> {
    // quantity/1000 × price/10^4 ÷ (base/1000) euros = quantity × price ÷ (base × 100) cents
    let numerator = i128::from(quantity_milli).checked_mul(i128::from(unit_price_e4))?;
    half_up(numerator, i128::from(price_base_milli).checked_mul(100)?)
}

/// Every sum of the invoice that differs; empty when it is arithmetically right.
pub fn check(facts: &Facts) -> Vec<Finding> {
    let mut found: Vec<Finding> = facts.lines.iter().filter_map(line).collect();
    found.extend(groups(facts));
    let sum = |cents: &mut dyn Iterator<Item = i64>| i64::try_from(cents.map(i128::from).sum::<i128>()).ok();
    let net = sum(&mut facts.lines.iter().map(|l| l.net_cents).chain(facts.adjustments.iter().map(|a| a.amount_cents)));
    let vat = sum(&mut facts.vat.iter().map(|g| g.vat_cents));
    let gross = facts.net_cents.checked_add(facts.vat_cents);
    let payable = facts.gross_cents.checked_sub(facts.paid_cents).and_then(|c| c.checked_add(facts.rounding_cents));
    let (stated_net, stated_vat, stated_gross, stated_payable) =
        (facts.net_cents, facts.vat_cents, facts.gross_cents, facts.payable_cents);
    found.extend(compare(net, stated_net, |expected_cents, stated_cents| Finding::NetTotal {
        expected_cents,
        stated_cents,
    }));
    found.extend(compare(vat, stated_vat, |expected_cents, stated_cents| Finding::VatTotal {
        expected_cents,
        stated_cents,
    }));
    found.extend(compare(gross, stated_gross, |expected_cents, stated_cents| Finding::Gross {
        expected_cents,
        stated_cents,
    }));
    found.extend(compare(payable, stated_payable, |expected_cents, stated_cents| Finding::Payable {
        expected_cents,
        stated_cents,
    }));
    found
}

fn compare(expected: Option<i64>, stated: i64, differ: impl Fn(i64, i64) -> Finding) -> Option<Finding> {
    match expected {
        None => Some(Finding::NotComputable { line: None }),
        Some(cents) if cents != stated => Some(differ(cents, stated)),
        Some(_) => None,
    }
}

fn line(line: &Line) -> Option<Finding> {
    // The adjustment has whole cents, so rounding the product alone is rounding the sum.
    let expected = price_cents(line.quantity_milli, line.unit_price_e4, line.price_base_milli)
        .and_then(|cents| cents.checked_add(line.adjustment_cents));
    match expected {
        None => Some(Finding::NotComputable { line: Some(line.reference.clone()) }),
        Some(expected_cents) if expected_cents != line.net_cents => {
            Some(Finding::LineNet { line: line.reference.clone(), expected_cents, stated_cents: line.net_cents })
        }
        Some(_) => None,
    }
}

fn groups(facts: &Facts) -> Vec<Finding> {
    let mut bases: BTreeMap<(VatCategory, i64), i128> = BTreeMap::new();
    for l in &facts.lines {
        *bases.entry((l.vat_category, l.vat_rate_bp)).or_default() += i128::from(l.net_cents);
    }
    for a in &facts.adjustments {
        *bases.entry((a.vat_category, a.vat_rate_bp)).or_default() += i128::from(a.amount_cents);
    }
    let mut stated: BTreeMap<(VatCategory, i64), (i128, i128)> = BTreeMap::new();
    for g in &facts.vat {
        let entry = stated.entry((g.category, g.rate_bp)).or_default();
        entry.0 += i128::from(g.net_cents);
        entry.1 += i128::from(g.vat_cents);
        bases.entry((g.category, g.rate_bp)).or_default();
    }
    let mut found = Vec::new();
    for ((category, rate_bp), base) in bases {
        let (stated_net, stated_vat) = stated.get(&(category, rate_bp)).copied().unwrap_or_default();
        let vat = stated_net.checked_mul(i128::from(rate_bp)).and_then(|n| half_up(n, 10_000));
        let cents = |n: i128| i64::try_from(n).ok();
        let (Some(base), Some(stated_net), Some(stated_vat), Some(vat)) =
            (cents(base), cents(stated_net), cents(stated_vat), vat)
        else {
            found.push(Finding::NotComputable { line: None });
            continue;
        };
        if base != stated_net {
            found.push(Finding::VatBase { category, rate_bp, expected_cents: base, stated_cents: stated_net });
        }
        if vat != stated_vat {
            found.push(Finding::VatOfRate { category, rate_bp, expected_cents: vat, stated_cents: stated_vat });
        }
    }
    found
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::{Adjustment, Kind, VatGroup};
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    /// An invoice that adds up, of lines (quantity_milli, unit_price_e4) at 19 %.
    pub(crate) fn right(lines: &[(i64, i64)]) -> Facts {
        let lines: Vec<Line> = lines
            .iter()
            .enumerate()
            .map(|(i, (quantity_milli, unit_price_e4))| Line {
                reference: (i + 1).to_string(),
                order_line: Some((i + 1).to_string()),
                description: "Schlauch".into(),
                quantity_milli: *quantity_milli,
                unit: "C62".into(),
                unit_price_e4: *unit_price_e4,
                price_base_milli: 1000,
                adjustment_cents: 0,
                vat_category: VatCategory::S,
                vat_rate_bp: 1900,
                net_cents: price_cents(*quantity_milli, *unit_price_e4, 1000).unwrap(),
            })
            .collect();
        let net_cents: i64 = lines.iter().map(|l| l.net_cents).sum();
        let vat_cents = half_up(i128::from(net_cents) * 1900, 10_000).unwrap();
        Facts {
            kind: Kind::Invoice,
            number: "R-1".into(),
            issued_on: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
            currency: "EUR".into(),
            order_reference: Some("B-1".into()),
            vat: vec![VatGroup { category: VatCategory::S, rate_bp: 1900, net_cents, vat_cents }],
            adjustments: Vec::new(),
            net_cents,
            vat_cents,
            gross_cents: net_cents + vat_cents,
            paid_cents: 0,
            rounding_cents: 0,
            payable_cents: net_cents + vat_cents,
            payment_terms: None,
            stated_due_on: None,
            lines,
        }
    }

    fn codes(facts: &Facts) -> Vec<&'static str> {
        check(facts).iter().map(Finding::code).collect()
    }

    #[test]
    fn half_a_cent_rounds_away_from_zero_on_both_sides() {
        assert_eq!(price_cents(500, 100, 1000), Some(1)); // 0.5 × 0.01
        assert_eq!(price_cents(-500, 100, 1000), Some(-1));
        assert_eq!(price_cents(499, 100, 1000), Some(0));
    }

    #[test]
    fn a_price_per_thousand_is_exact() {
        // 12,345.678 kWh at 258 per 10,000 kWh
        assert_eq!(price_cents(12_345_678, 2_580_000, 10_000_000), Some(31_852));
    }

    #[test]
    fn each_wrong_sum_is_named_by_its_own_code() {
        let mut facts = right(&[(2_000, 100_000), (1_500, 30_000)]);
        assert_eq!(codes(&facts), Vec::<&str>::new());
        facts.lines[0].net_cents += 1;
        assert_eq!(codes(&facts), ["LINE_NET", "VAT_BASE", "NET_TOTAL"]);
        let mut facts = right(&[(2_000, 100_000)]);
        facts.vat[0].vat_cents -= 1;
        assert_eq!(codes(&facts), ["VAT_OF_RATE", "VAT_TOTAL"]);
        let mut facts = right(&[(2_000, 100_000)]);
        facts.gross_cents += 100;
        assert_eq!(codes(&facts), ["GROSS", "PAYABLE"]);
    }

    #[test]
    fn a_document_discount_counts_in_its_rate() {
        let mut facts = right(&[(1_000, 1_000_000)]);
        facts.adjustments.push(Adjustment {
            amount_cents: -1_000,
            vat_category: VatCategory::S,
            vat_rate_bp: 1900,
            reason: None,
        });
        assert_eq!(codes(&facts), ["VAT_BASE", "NET_TOTAL"]);
    }

    proptest! {
        #[test]
        fn an_invoice_made_by_the_rule_passes_it(
            lines in proptest::collection::vec((-1_000_000i64..1_000_000, 0i64..10_000_000), 1..8),
        ) {
            prop_assert_eq!(check(&right(&lines)), Vec::new());
        }

        #[test]
        fn absurd_figures_give_findings_and_no_panic(q in any::<i64>(), p in any::<i64>(), b in any::<i64>(), n in any::<i64>()) {
            let mut facts = right(&[(1_000, 10_000)]);
            let l = &mut facts.lines[0];
            (l.quantity_milli, l.unit_price_e4, l.price_base_milli, l.net_cents, l.vat_rate_bp) = (q, p, b, n, q);
            (facts.net_cents, facts.vat_cents, facts.paid_cents) = (n, q, p);
            facts.vat[0].rate_bp = p;
            let _ = check(&facts);
        }
    }
}
