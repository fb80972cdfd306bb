//! The splitting check: do small requests of one year add up to a purchase that needs a heavier procedure?
//!
//! § 3(2) VgV (and budget law below the threshold) forbids dividing a purchase to avoid the law. The check
//! does not decide: it shows what belongs together, and a person gives the reason or chooses the heavier
//! procedure (handbook 2.2 no. 2, 3.3 no. 1). Same body, same category, same commodity, same calendar year.

use super::regime::{self, BuyerKind, Category, Procedure, Regime};
use super::rules::RuleSet;
use crate::cooperation::Land;
use crate::ids::{BodyId, CaseId};
use crate::money;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A request as far as the check needs it. Withdrawn ones are left out by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its case.
    pub case_id: CaseId,
    /// Whose need it is.
    pub body_id: BodyId,
    /// Category of the law.
    pub category: Category,
    /// Commodity group as entered; compared without regard to case and spacing.
    pub commodity: String,
    /// Estimate, net.
    pub net_cents: i64,
    /// Day its procedure started.
    pub start: NaiveDate,
}

impl Request {
    fn belongs_with(&self, other: &Self) -> bool {
        self.case_id != other.case_id
            && self.body_id == other.body_id
            && self.category == other.category
            && self.start.year() == other.start.year()
            && commodity_key(&self.commodity) == commodity_key(&other.commodity)
    }
}

/// The form in which commodity groups are compared: lower case, single spaces, none at the ends.
#[must_use]
pub fn commodity_key(commodity: &str) -> String {
    commodity.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The year's requests together need more than the single one does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// All of them with this one, net.
    pub sum_cents: i64,
    /// The others.
    pub others: Vec<CaseId>,
    /// What the single value allows and the sum does not.
    pub procedures_no_longer_allowed: Vec<Procedure>,
    /// The law that the sum falls under.
    pub regime_of_sum: Regime,
}

/// Holds `request` against the `others` of the year; `None` when the sum allows what the single value does.
///
/// # Errors
/// As [`regime::choose`] for the single value or for the sum.
pub fn check(
    rules: &RuleSet,
    land: Land,
    buyer_kind: BuyerKind,
    request: &Request,
    others: &[Request],
) -> Result<Option<Finding>, regime::Error> {
    let similar: Vec<_> = others.iter().filter(|other| request.belongs_with(other)).collect();
    if similar.is_empty() {
        return Ok(None);
    }
    let mut sum_cents = money::checked(request.net_cents)?;
    for other in &similar {
        sum_cents = money::checked(sum_cents.saturating_add(money::checked(other.net_cents)?))?;
    }
    let choose = |cents| regime::choose(rules, land, buyer_kind, request.category, cents, request.start);
    let single = choose(request.net_cents)?;
    let together = choose(sum_cents)?;
    let lost: Vec<_> = single.allowed.into_iter().filter(|procedure| !together.allowed.contains(procedure)).collect();
    Ok((!lost.is_empty()).then(|| Finding {
        sum_cents,
        others: similar.iter().map(|other| other.case_id).collect(),
        procedures_no_longer_allowed: lost,
        regime_of_sum: together.regime,
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn request(case: i64, euros: i64) -> Request {
        Request {
            case_id: CaseId(case),
            body_id: BodyId(1),
            category: Category::SuppliesServices,
            commodity: "Office chairs".into(),
            net_cents: euros * 100,
            start: "2026-05-04".parse().unwrap(),
        }
    }

    fn in_rp(request: &Request, others: &[Request]) -> Result<Option<Finding>, regime::Error> {
        check(RuleSet::builtin(), Land::Rp, BuyerKind::Municipal, request, others)
    }

    #[test]
    fn two_orders_of_six_thousand_are_no_direct_order_together() {
        let found = in_rp(&request(2, 6_000), &[request(1, 6_000)]).unwrap().unwrap();
        assert_eq!(found.sum_cents, 1_200_000);
        assert_eq!(found.others, [CaseId(1)]);
        assert_eq!(found.procedures_no_longer_allowed, [Procedure::DirectOrder]);
        assert_eq!(found.regime_of_sum, Regime::National);
    }

    #[test]
    fn exactly_the_limit_together_is_no_finding() {
        assert_eq!(in_rp(&request(2, 6_000), &[request(1, 4_000)]), Ok(None));
    }

    #[test]
    fn a_sum_that_reaches_the_threshold_loses_every_national_procedure() {
        let found = in_rp(&request(2, 9_000), &[request(1, 207_000)]).unwrap().unwrap();
        assert_eq!(found.regime_of_sum, Regime::Eu);
        assert_eq!(found.procedures_no_longer_allowed.len(), 5);
    }

    #[test]
    fn other_bodies_goods_categories_and_years_do_not_count_nor_does_the_case_itself() {
        let other_body = Request { body_id: BodyId(2), ..request(1, 90_000) };
        let other_goods = Request { commodity: "Desks".into(), ..request(3, 90_000) };
        let other_category = Request { category: Category::Works, ..request(4, 90_000) };
        let last_year = Request { start: "2025-12-31".parse().unwrap(), ..request(5, 90_000) };
        let itself = request(2, 6_000);
        assert_eq!(in_rp(&request(2, 6_000), &[other_body, other_goods, other_category, last_year, itself]), Ok(None));
    }

    #[test]
    fn spelling_does_not_hide_a_split() {
        let shouted = Request { commodity: "  OFFICE   chairs ".into(), ..request(1, 6_000) };
        assert!(in_rp(&request(2, 6_000), &[shouted]).unwrap().is_some());
    }

    #[test]
    fn absurd_sums_are_refused() {
        let huge = Request { net_cents: i64::MAX, ..request(1, 1) };
        assert_eq!(in_rp(&request(2, 1), &[huge]).unwrap_err().code(), "AMOUNT_ABSURD");
        let negative = Request { net_cents: -5, ..request(1, 1) };
        assert_eq!(in_rp(&request(2, 1), &[negative]).unwrap_err().code(), "AMOUNT_NEGATIVE");
    }

    proptest! {
        #[test]
        fn dividing_a_purchase_into_equal_parts_never_goes_unseen(parts in 2i64..30, each in 1i64..10_000) {
            let last = request(parts, each);
            let others: Vec<_> = (1..parts).map(|case| request(case, each)).collect();
            let found = in_rp(&last, &others).unwrap();
            prop_assert_eq!(found.is_some(), parts * each > 10_000);
        }
    }
}
