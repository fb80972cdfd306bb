//! Cancelling a tender as a whole or per lot (§ 63 VgV, § 48 UVgO).

use std::collections::BTreeSet;

closed_list! {
    /// Grounds of § 63(1) VgV. Without one a buyer may still refrain from awarding, but owes damages: `NoGround`.
    Ground {
        /// No. 1: no bid meets the conditions.
        NoFittingBid,
        /// No. 2: the basis has changed materially.
        BasisChanged,
        /// No. 3: no economic result.
        NoEconomicResult,
        /// No. 4: other serious reasons.
        OtherSeriousReasons,
        /// None of these; there is no duty to award (§ 63(1), last sentence).
        NoGround,
    }
}

/// Why a tender may not be cancelled so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Reasons are owed to the bidders (§ 63(2), § 62(1)).
    #[error("state the reasons; bidders are told at once")]
    ReasonsMissing,
    /// Not a lot of this tender, or already awarded or cancelled.
    #[error("lot {lot} is not open for cancelling")]
    LotNotOpen {
        /// Number.
        lot: u16,
    },
    /// An empty choice of lots.
    #[error("name the lots, or cancel as a whole")]
    NoLot,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReasonsMissing => "CANCELLATION_REASONS_MISSING",
            Self::LotNotOpen { .. } => "LOT_NOT_OPEN",
            Self::NoLot => "CANCELLATION_NO_LOT",
        }
    }
}

/// What is left after cancelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// Lots cancelled now.
    pub lots: BTreeSet<u16>,
    /// Lots that go on; empty when the tender ends.
    pub remaining: BTreeSet<u16>,
    /// Whether damages are to be expected, to be shown to who decides.
    pub damages_likely: bool,
}

/// Cancels `lots` of `open` (all when `None`).
///
/// # Errors
/// [`Error`].
pub fn cancel(
    open: &BTreeSet<u16>,
    lots: Option<&BTreeSet<u16>>,
    ground: Ground,
    reasons: &str,
) -> Result<Cancelled, Error> {
    if reasons.trim().is_empty() {
        return Err(Error::ReasonsMissing);
    }
    let lots = lots.unwrap_or(open);
    if lots.is_empty() {
        return Err(Error::NoLot);
    }
    if let Some(lot) = lots.difference(open).next() {
        return Err(Error::LotNotOpen { lot: *lot });
    }
    let remaining = open.difference(lots).copied().collect();
    Ok(Cancelled { lots: lots.clone(), remaining, damages_likely: ground == Ground::NoGround })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_lot_ends_alone_and_the_others_go_on() {
        let open = BTreeSet::from([1, 2, 3]);
        let one = cancel(&open, Some(&BTreeSet::from([2])), Ground::NoFittingBid, "no bid").unwrap();
        assert_eq!((one.remaining, one.damages_likely), (BTreeSet::from([1, 3]), false));
        assert!(cancel(&open, None, Ground::NoGround, "money").unwrap().damages_likely);
        assert_eq!(cancel(&open, None, Ground::NoGround, " "), Err(Error::ReasonsMissing));
        assert_eq!(cancel(&open, Some(&BTreeSet::from([4])), Ground::NoGround, "x"), Err(Error::LotNotOpen { lot: 4 }));
        assert_eq!(cancel(&open, Some(&BTreeSet::new()), Ground::NoGround, "x"), Err(Error::NoLot));
    }
}
