//! Unusually low bids (§ 60 VgV): when to ask, and what follows from the answer.
//!
//! From which distance to the next bid a price "appears" low is no figure of the law: the caller passes the body's
//! (usual practice of the Länder is 10 or 20 percent), and a person may always ask.

closed_list! {
    /// What the clarification found.
    Finding {
        /// Nobody has asked yet, or no answer is there.
        Open,
        /// The low price is explained.
        Explained,
        /// It is not explained to satisfaction (3).
        Unexplained,
        /// Duties of labour, social or environmental law are breached (3, second sentence).
        DutiesBreached,
        /// Unlawful state aid, not disproved in time (4).
        UnlawfulAid,
    }
}

/// What is done with the bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Stays.
    Keep,
    /// The clarification comes first.
    Clarify,
    /// Rejected as a rule; keeping it needs reasons in the file.
    RejectAsRule,
    /// Rejected, no choice.
    Reject {
        /// The European Commission is told (4).
        tell_commission: bool,
    },
}

/// Prices that appear low: at least `distance_percent` below the next higher one. Positions in the order given.
#[must_use]
pub fn appear_low(prices_cents: &[i64], distance_percent: u8) -> Vec<usize> {
    let keep = i128::from(100 - distance_percent.min(100));
    let is_low = |price: i64| {
        let next = prices_cents.iter().filter(|other| **other > price).min();
        next.is_some_and(|next| i128::from(price) * 100 <= i128::from(*next) * keep)
    };
    prices_cents.iter().enumerate().filter(|(_, price)| is_low(**price)).map(|(at, _)| at).collect()
}

/// What follows from the finding on a bid that appears low.
#[must_use]
pub const fn outcome(finding: Finding) -> Outcome {
    match finding {
        Finding::Open => Outcome::Clarify,
        Finding::Explained => Outcome::Keep,
        Finding::Unexplained => Outcome::RejectAsRule,
        Finding::DutiesBreached => Outcome::Reject { tell_commission: false },
        Finding::UnlawfulAid => Outcome::Reject { tell_commission: true },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_price_a_fifth_below_the_next_is_asked_about() {
        assert_eq!(appear_low(&[8_000, 10_000, 10_100], 20), [0]);
        assert_eq!(appear_low(&[8_001, 10_000, 10_100], 20), Vec::<usize>::new());
        assert_eq!(appear_low(&[5_000], 20), Vec::<usize>::new());
        assert_eq!(outcome(Finding::DutiesBreached), Outcome::Reject { tell_commission: false });
        assert_eq!(outcome(Finding::UnlawfulAid), Outcome::Reject { tell_commission: true });
    }

    proptest! {
        #[test]
        fn the_highest_price_never_appears_low(prices in proptest::collection::vec(any::<i64>(), 1..20), distance in any::<u8>()) {
            let highest = prices.iter().max().copied();
            prop_assert!(appear_low(&prices, distance).iter().all(|at| prices.get(*at).copied() < highest));
        }
    }
}
