//! Why there is no score: what somebody has to mend in the matrix or in the bids.

use crate::money;

/// Situations of scoring that a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// `LINEAR_SPAN`: case law holds it inadmissible (handbook 3.5).
    #[error("LINEAR_SPAN (lowest price full points, highest zero) is inadmissible; choose another method")]
    MethodInadmissible,
    /// The method weighs performance against price and nobody said how.
    #[error("this method needs weights for performance and price")]
    WeightsMissing,
    /// A share below zero or a sum other than one.
    #[error("the weights must not be negative and must add up to exactly 1")]
    WeightsNotOne,
    /// The method needs the scale.
    #[error("this method needs the highest number of points that can be reached")]
    MaxPointsMissing,
    /// Zero or less as the scale.
    #[error("the highest number of points must be above zero")]
    MaxPointsNotPositive,
    /// The extended method without its corridor or without what decides inside.
    #[error("UFAB_EXTENDED needs corridorPercent and insideCriterion, both published")]
    CorridorMissing,
    /// Outside 0 to below 100.
    #[error("the corridor must be from 0 to below 100 percent")]
    CorridorOutOfRange,
    /// More digits than anybody publishes.
    #[error("rounding must be NONE or 0 to {} digits", super::MAX_ROUNDING_DIGITS)]
    RoundingOutOfRange,
    /// Nothing to compare.
    #[error("there is no bid to score")]
    NoBids,
    /// A bid nobody can name.
    #[error("a bid has an empty id")]
    BidWithoutId,
    /// Two bids under one id.
    #[error("bid {bid:?} is given twice")]
    DuplicateBid {
        /// Its id.
        bid: String,
    },
    /// Formulas divide by the price.
    #[error("the price of bid {bid:?} must be above zero")]
    PriceNotPositive {
        /// Its id.
        bid: String,
    },
    /// The price is beyond any budget.
    #[error("price: {0}")]
    Price(#[from] money::Error),
    /// Fewer points than none.
    #[error("the points of bid {bid:?} are negative")]
    PointsNegative {
        /// Its id.
        bid: String,
    },
    /// More points than the published scale gives.
    #[error("the points of bid {bid:?} are above the highest number that can be reached")]
    PointsAboveMax {
        /// Its id.
        bid: String,
    },
    /// Half of the bids have no points: nothing to divide by.
    #[error("the median of the points is zero; UFAB_MEDIAN cannot be computed")]
    MedianZero,
    /// The corridor is decided by one criterion and a bid inside has no points for it.
    #[error("bid {bid:?} is inside the corridor and has no criterionPoints")]
    CriterionPointsMissing {
        /// Its id.
        bid: String,
    },
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MethodInadmissible => "METHOD_INADMISSIBLE",
            Self::WeightsMissing => "WEIGHTS_MISSING",
            Self::WeightsNotOne => "WEIGHTS_NOT_ONE",
            Self::MaxPointsMissing => "MAX_POINTS_MISSING",
            Self::MaxPointsNotPositive => "MAX_POINTS_NOT_POSITIVE",
            Self::CorridorMissing => "CORRIDOR_MISSING",
            Self::CorridorOutOfRange => "CORRIDOR_OUT_OF_RANGE",
            Self::RoundingOutOfRange => "ROUNDING_OUT_OF_RANGE",
            Self::NoBids => "NO_BIDS",
            Self::BidWithoutId => "BID_WITHOUT_ID",
            Self::DuplicateBid { .. } => "DUPLICATE_BID",
            Self::PriceNotPositive { .. } => "PRICE_NOT_POSITIVE",
            Self::Price(error) => error.code(),
            Self::PointsNegative { .. } => "POINTS_NEGATIVE",
            Self::PointsAboveMax { .. } => "POINTS_ABOVE_MAX",
            Self::MedianZero => "MEDIAN_ZERO",
            Self::CriterionPointsMissing { .. } => "CRITERION_POINTS_MISSING",
        }
    }
}
