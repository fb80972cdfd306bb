//! Where shared costs come from: sources of vouchers, and what a post costs the cooperation (handbook 9.2, 9.5).
//!
//! Why here: whose pay it is never leaves the employer; only the sum of a voucher does. The sum is made here.

use super::Fraction;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

/// Where a cost comes from. Stored by name.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Source {
    /// A firm's invoice that a procurement paid.
    VendorInvoice,
    /// Shares of posts.
    Personnel,
    /// A rate on other costs.
    OverheadRate,
    /// Wear of what was bought.
    Depreciation,
    /// Anything else, with a voucher on paper.
    Manual,
}

/// What a post is reckoned by.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum PersonnelBasis {
    /// What the employer really pays.
    ActualCost,
    /// Standard cost of a workplace (KGSt).
    StandardWorkplace,
}

/// What is taken off shared costs, or off one member's share.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum DeductionKind {
    /// Granted to the cooperation: taken off before costs are shared.
    ProjectGrant,
    /// Granted to one member: taken off that member's share only.
    MemberGrant,
    /// Income from outside.
    Income,
}

/// A part of a post for some months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// What the whole post costs in a year.
    pub yearly_cost_cents: i64,
    /// The part that works for the cooperation, e.g. 1/2.
    pub part: Fraction,
    /// 1 to 12.
    pub months: u32,
}

impl Post {
    /// What it costs the cooperation, half up to the cent; none: not a part of a post.
    #[must_use]
    pub fn cost_cents(&self) -> Option<i64> {
        let part = self.part.exact();
        let whole = BigRational::from_integer(1.into());
        if self.yearly_cost_cents < 0 || !(1..=12).contains(&self.months) || part > whole {
            return None;
        }
        let exact = part * BigInt::from(self.yearly_cost_cents) * BigInt::from(self.months) / BigInt::from(12);
        let doubled = exact * BigInt::from(2) + BigRational::from_integer(1.into());
        doubled.numer().div_floor(&(doubled.denom() * BigInt::from(2))).to_i64()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn post(cents: i64, part: &str, months: u32) -> Option<i64> {
        Post { yearly_cost_cents: cents, part: part.parse().unwrap(), months }.cost_cents()
    }

    #[test]
    fn half_a_post_for_half_a_year_is_a_quarter_and_halves_round_up() {
        assert_eq!(post(8_000_000, "1/2", 6), Some(2_000_000));
        assert_eq!(post(1, "1/2", 12), Some(1));
        assert_eq!(post(100, "1/3", 12), Some(33));
        assert_eq!(post(100, "3/2", 12), None);
        assert_eq!(post(100, "1", 13), None);
        assert_eq!(post(-1, "1", 12), None);
    }

    proptest! {
        #[test]
        fn a_part_never_costs_more_than_the_post(cents in 0..=i64::MAX, below in 1u64..1_000, months in 1u32..=12) {
            let part = Fraction::new(1, below).unwrap();
            let cost = Post { yearly_cost_cents: cents, part, months }.cost_cents().unwrap();
            prop_assert!((0..=cents).contains(&cost));
        }
    }
}
