//! The scoring part of the award matrix: formula, weights, scale, rounding, rule for ties.
//!
//! A [`Matrix`] exists only when it is complete and admissible, so scoring cannot meet a half-made one. It is frozen
//! with the criteria before publication (§ 127(5) GWB, § 58(3) VgV; handbook 3.3 no. 3).

use super::{Error, Exact};
use num_rational::BigRational;
use num_traits::{One, Signed};
use serde::{Deserialize, Serialize};

/// Most digits a published rounding may keep.
pub const MAX_ROUNDING_DIGITS: u32 = 12;

/// Formulas by name, the inadmissible one included so that it can be refused by name.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum MethodName {
    /// Einfache Richtwertmethode.
    UfabSimple,
    /// Erweiterte Richtwertmethode.
    UfabExtended,
    /// Gewichtete Richtwertmethode (Median).
    UfabMedian,
    /// Linear: lowest price full points, double the lowest zero.
    LinearDouble,
    /// Lowest price divided by price.
    Ratio,
    /// Linear between lowest and highest price: refused.
    LinearSpan,
}

/// What decides inside the corridor of the extended method.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Inside {
    /// Most performance points.
    #[strum(to_string = "HIGHEST_PERFORMANCE", serialize = "HIGHEST_POINTS")]
    HighestPerformance,
    /// Lowest price.
    LowestPrice,
    /// Most points of one published criterion.
    Criterion,
}

/// What comes before the bid's id between bids of equal score.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum TieBreak {
    /// The lower price.
    LowestPrice,
    /// More performance points.
    #[strum(to_string = "HIGHEST_PERFORMANCE", serialize = "HIGHEST_POINTS")]
    HighestPerformance,
    /// Nothing: the id decides at once.
    BidId,
}

/// How a score is rounded before bids are compared. Half away from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rounding {
    /// Exact.
    None,
    /// This many digits after the point.
    Digits(u32),
}

impl Rounding {
    pub(super) fn apply(self, figure: Exact) -> Exact {
        match self {
            Self::None => figure,
            Self::Digits(digits) => figure.rounded(digits),
        }
    }
}

/// Shares of performance and price: each zero or more, together exactly one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedWeights")]
pub struct Weights {
    performance: Exact,
    price: Exact,
}

#[derive(Deserialize)]
struct UncheckedWeights {
    performance: Exact,
    price: Exact,
}

impl TryFrom<UncheckedWeights> for Weights {
    type Error = Error;

    fn try_from(given: UncheckedWeights) -> Result<Self, Error> {
        Self::new(given.performance, given.price)
    }
}

impl Weights {
    /// Shares as published.
    ///
    /// # Errors
    /// [`Error::WeightsNotOne`].
    pub fn new(performance: Exact, price: Exact) -> Result<Self, Error> {
        let sum = &performance.0 + &price.0;
        if performance.is_negative() || price.is_negative() || !sum.is_one() {
            return Err(Error::WeightsNotOne);
        }
        Ok(Self { performance, price })
    }

    /// A hundred times the share of performance: scores are out of a hundred.
    pub(super) fn performance_of_hundred(&self) -> BigRational {
        &self.performance.0 * hundred()
    }

    /// A hundred times the share of price.
    pub(super) fn price_of_hundred(&self) -> BigRational {
        &self.price.0 * hundred()
    }
}

pub(super) fn hundred() -> BigRational {
    BigRational::from_integer(100.into())
}

/// A formula with all it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Method {
    /// Z = L / P.
    UfabSimple,
    /// Z = L / P, and inside a corridor below the best a published criterion decides.
    UfabExtended {
        /// Width of the corridor in percent of the best, 0 to below 100.
        corridor_percent: Exact,
        /// What decides inside.
        inside: Inside,
    },
    /// Z = G_L · L/L_med − G_P · P/P_med.
    UfabMedian {
        /// Shares.
        weights: Weights,
    },
    /// Price points = max · (2 − P/P_min), at least 0.
    LinearDouble {
        /// Shares.
        weights: Weights,
    },
    /// Price points = max · P_min/P.
    Ratio {
        /// Shares.
        weights: Weights,
    },
}

impl Method {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> MethodName {
        match self {
            Self::UfabSimple => MethodName::UfabSimple,
            Self::UfabExtended { .. } => MethodName::UfabExtended,
            Self::UfabMedian { .. } => MethodName::UfabMedian,
            Self::LinearDouble { .. } => MethodName::LinearDouble,
            Self::Ratio { .. } => MethodName::Ratio,
        }
    }

    /// The formula `name` with what was published beside it; what it does not use is ignored.
    ///
    /// # Errors
    /// [`Error::MethodInadmissible`], or which of its parts is missing.
    pub fn named(name: MethodName, weights: Option<Weights>, corridor: Option<(Exact, Inside)>) -> Result<Self, Error> {
        let weighed = || weights.clone().ok_or(Error::WeightsMissing);
        match name {
            MethodName::UfabSimple => Ok(Self::UfabSimple),
            MethodName::UfabExtended => {
                let (corridor_percent, inside) = corridor.ok_or(Error::CorridorMissing)?;
                Ok(Self::UfabExtended { corridor_percent, inside })
            }
            MethodName::UfabMedian => Ok(Self::UfabMedian { weights: weighed()? }),
            MethodName::LinearDouble => Ok(Self::LinearDouble { weights: weighed()? }),
            MethodName::Ratio => Ok(Self::Ratio { weights: weighed()? }),
            MethodName::LinearSpan => Err(Error::MethodInadmissible),
        }
    }
}

/// Formula, scale, rounding and rule for ties, complete and admissible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "UncheckedMatrix")]
pub struct Matrix {
    #[serde(flatten)]
    method: Method,
    max_points: Option<Exact>,
    rounding: Rounding,
    tie_break: TieBreak,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UncheckedMatrix {
    #[serde(flatten)]
    method: Method,
    max_points: Option<Exact>,
    rounding: Rounding,
    tie_break: TieBreak,
}

impl TryFrom<UncheckedMatrix> for Matrix {
    type Error = Error;

    fn try_from(given: UncheckedMatrix) -> Result<Self, Error> {
        Self::new(given.method, given.max_points, given.rounding, given.tie_break)
    }
}

impl Matrix {
    /// A complete matrix. `max_points` is the highest number of performance points that can be reached; the formulas
    /// that put points on a scale need it, the others only check against it.
    ///
    /// # Errors
    /// What is missing or out of range.
    pub fn new(
        method: Method,
        max_points: Option<Exact>,
        rounding: Rounding,
        tie_break: TieBreak,
    ) -> Result<Self, Error> {
        match &max_points {
            None if matches!(method, Method::LinearDouble { .. } | Method::Ratio { .. }) => {
                return Err(Error::MaxPointsMissing);
            }
            Some(max) if !max.0.is_positive() => return Err(Error::MaxPointsNotPositive),
            _ => {}
        }
        if let Method::UfabExtended { corridor_percent, .. } = &method
            && (corridor_percent.is_negative() || corridor_percent.0 >= hundred())
        {
            return Err(Error::CorridorOutOfRange);
        }
        if matches!(rounding, Rounding::Digits(digits) if digits > MAX_ROUNDING_DIGITS) {
            return Err(Error::RoundingOutOfRange);
        }
        Ok(Self { method, max_points, rounding, tie_break })
    }

    /// The formula.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The scale.
    #[must_use]
    pub const fn max_points(&self) -> Option<&Exact> {
        self.max_points.as_ref()
    }

    /// How scores are rounded.
    #[must_use]
    pub const fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// What decides between equal scores.
    #[must_use]
    pub const fn tie_break(&self) -> TieBreak {
        self.tie_break
    }

    /// Points on the scale, from 0 to 1. [`Matrix::new`] saw to it that there is a scale where one is needed.
    pub(super) fn on_scale(&self, points: &Exact) -> BigRational {
        self.max_points.as_ref().map_or_else(|| points.0.clone(), |max| &points.0 / &max.0)
    }
}
