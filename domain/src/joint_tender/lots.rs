//! Lots: which may be awarded nationally (80/20 rule, § 3(9) VgV), and why several may be awarded together (§ 97a GWB).

use crate::procurement::estimate::{self, LotKind};
use serde::{Deserialize, Serialize};

/// Most lots small enough to be exempt for which all choices are listed; above that a choice is checked, not listed.
pub const MAX_LISTED: usize = 12;

/// One lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lot {
    /// Estimated value, net cents.
    pub value_cents: i64,
    /// Which limit an exempt lot stays below.
    pub kind: LotKind,
}

/// Why lots cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The values make no sum.
    #[error(transparent)]
    Estimate(#[from] estimate::Error),
    /// More choices than anybody reads.
    #[error("more than {MAX_LISTED} lots are small enough; name a choice to be checked")]
    TooManyChoices,
    /// Combined without a ground of the law.
    #[error("lots may be awarded together only for economic or technical reasons, stated in text (§ 97a(2) GWB)")]
    CombinationWithoutReason,
    /// Reasons of time do not reach this project.
    #[error("reasons of time count only for infrastructure of at least twice the threshold (§ 97a(3) GWB)")]
    TimeReasonNotOpen,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Estimate(error) => error.code(),
            Self::TooManyChoices => "TOO_MANY_LOT_CHOICES",
            Self::CombinationWithoutReason => "LOT_COMBINATION_WITHOUT_REASON",
            Self::TimeReasonNotOpen => "LOT_TIME_REASON_NOT_OPEN",
        }
    }
}

/// Every choice of lots that may stay national, each with the sum it uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// Value of all lots.
    pub total_cents: i64,
    /// A fifth of it.
    pub exempt_limit_cents: i64,
    /// Positions (from 0) of each admissible, non-empty choice; small choices first.
    pub admissible: Vec<Vec<usize>>,
}

/// All admissible choices (§ 3(9) VgV): each lot below the limit of its kind, together at most a fifth.
///
/// # Errors
/// [`Error::Estimate`], [`Error::TooManyChoices`].
pub fn choices(lots: &[Lot]) -> Result<Choices, Error> {
    let values: Vec<i64> = lots.iter().map(|lot| lot.value_cents).collect();
    let total_cents = estimate::estimate(&estimate::Method::Lots { lots_cents: values })?.net_cents;
    let exempt_limit_cents = total_cents / 5;
    let fits = |lot: &Lot| lot.value_cents < lot.kind.below_cents() && lot.value_cents <= exempt_limit_cents;
    let small: Vec<(usize, i64)> =
        lots.iter().enumerate().filter(|(_, lot)| fits(lot)).map(|(at, lot)| (at, lot.value_cents)).collect();
    if small.len() > MAX_LISTED {
        return Err(Error::TooManyChoices);
    }
    let mut admissible: Vec<Vec<usize>> = (1_u32..1 << small.len())
        .map(|mask| small.iter().enumerate().filter(move |(bit, _)| mask >> bit & 1 == 1).map(|(_, lot)| *lot))
        .filter(|chosen| chosen.clone().map(|(_, cents)| cents).sum::<i64>() <= exempt_limit_cents)
        .map(|chosen| chosen.map(|(at, _)| at).collect())
        .collect();
    admissible.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    Ok(Choices { total_cents, exempt_limit_cents, admissible })
}

/// Why lots go together (§ 97a GWB).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CombinationReason {
    /// Economic reasons require it (2).
    Economic,
    /// Technical reasons require it (2).
    Technical,
    /// Reasons of time require it (3).
    Time {
        /// Paid from the special fund, or transport infrastructure of (4).
        infrastructure: bool,
    },
}

/// Whether lots may be awarded together: a ground, its reasons in text, and for time the size of the project.
///
/// # Errors
/// [`Error::CombinationWithoutReason`], [`Error::TimeReasonNotOpen`].
pub fn check_combination(
    reason: CombinationReason,
    reasons: &str,
    estimate_cents: i64,
    threshold_cents: i64,
) -> Result<(), Error> {
    if reasons.trim().is_empty() {
        return Err(Error::CombinationWithoutReason);
    }
    match reason {
        CombinationReason::Economic | CombinationReason::Technical => Ok(()),
        CombinationReason::Time { infrastructure } => {
            let large = estimate_cents >= threshold_cents.saturating_mul(2);
            if infrastructure && large { Ok(()) } else { Err(Error::TimeReasonNotOpen) }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn lot(euros: i64) -> Lot {
        Lot { value_cents: euros * 100, kind: LotKind::SuppliesServices }
    }

    #[test]
    fn lot_40_or_lot_30_may_go_national_not_both_and_not_lot_60() {
        let found = choices(&[lot(150_000), lot(60_000), lot(40_000), lot(30_000)]).unwrap();
        assert_eq!((found.total_cents, found.exempt_limit_cents), (28_000_000, 5_600_000));
        assert_eq!(found.admissible, [vec![2], vec![3]]);
    }

    #[test]
    fn time_is_a_reason_only_for_large_infrastructure() {
        let time = |infrastructure| CombinationReason::Time { infrastructure };
        let threshold = 540_400_000;
        assert_eq!(
            check_combination(CombinationReason::Economic, " ", 1, threshold),
            Err(Error::CombinationWithoutReason)
        );
        assert_eq!(check_combination(CombinationReason::Technical, "one interface", 1, threshold), Ok(()));
        assert_eq!(check_combination(time(true), "winter", 2 * threshold, threshold), Ok(()));
        assert_eq!(
            check_combination(time(true), "winter", 2 * threshold - 1, threshold),
            Err(Error::TimeReasonNotOpen)
        );
        assert_eq!(check_combination(time(false), "winter", 3 * threshold, threshold), Err(Error::TimeReasonNotOpen));
    }

    proptest! {
        #[test]
        fn the_list_is_exactly_what_the_check_of_one_choice_allows(values in proptest::collection::vec(1i64..20_000_000, 1..9)) {
            let lots: Vec<_> = values.iter().map(|v| Lot { value_cents: *v, kind: LotKind::SuppliesServices }).collect();
            let listed = choices(&lots).unwrap().admissible;
            for mask in 1u32..1 << values.len() {
                let chosen: Vec<usize> = (0..values.len()).filter(|bit| mask >> bit & 1 == 1).collect();
                let allowed = estimate::exempt_lots(&values, &chosen, LotKind::SuppliesServices).is_ok();
                prop_assert_eq!(listed.contains(&chosen), allowed);
            }
        }
    }
}
