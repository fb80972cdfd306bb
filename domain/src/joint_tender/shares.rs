//! From one award to each member: quotas and shares of cost, to the cent, and what a member owes that leaves.
//!
//! Largest remainder (Hare), then the smaller body id: the sum of the shares is the whole, whatever the order of the
//! members (handbook 9.4).

use crate::ids::BodyId;
use crate::money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why nothing can be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nobody has a part.
    #[error("no member has a part above zero")]
    NoParts,
    /// An amount or part is negative or absurd.
    #[error(transparent)]
    Amount(#[from] money::Error),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoParts => "SHARES_WITHOUT_PARTS",
            Self::Amount(error) => error.code(),
        }
    }
}

/// `total` split by `parts` (needs, quotas, inhabitants): each member's share; the sum is exactly `total`.
///
/// # Errors
/// [`Error`].
pub fn split(total: i64, parts: &BTreeMap<BodyId, i64>) -> Result<BTreeMap<BodyId, i64>, Error> {
    let total = i128::from(money::checked(total)?);
    let mut sum = 0_i128;
    for part in parts.values() {
        sum += i128::from(money::checked(*part)?);
    }
    if sum == 0 {
        return Err(Error::NoParts);
    }
    let mut shares = BTreeMap::new();
    let mut remainders = Vec::with_capacity(parts.len());
    let mut left = total;
    for (body, part) in parts {
        let exact = total * i128::from(*part);
        let floor = exact / sum;
        left -= floor;
        remainders.push((exact % sum, *body));
        // a floor is at most the total, which came from i64
        shares.insert(*body, i64::try_from(floor).unwrap_or(i64::MAX));
    }
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let extra = usize::try_from(left).unwrap_or(0);
    for (_, body) in remainders.iter().take(extra) {
        if let Some(share) = shares.get_mut(body) {
            *share += 1;
        }
    }
    Ok(shares)
}

/// What a member owes the others when it withdraws after publication, by the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Liability {
    /// Nothing.
    None,
    /// Its share of the procedure's cost, as if it had stayed.
    ShareOfCost,
    /// Its share, and what the change of the procedure costs (correction, partial cancellation).
    ShareAndChange,
    /// Its share, and what the others pay more because its quantity is missing.
    ShareAndPriceDifference,
}

/// Amounts a withdrawal is judged by, cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Withdrawal {
    /// Cost of the whole procedure.
    pub procedure_cents: i64,
    /// What the change costs.
    pub change_cents: i64,
    /// What the others pay more.
    pub price_difference_cents: i64,
}

/// What `body` owes. `parts` are those before it left.
///
/// # Errors
/// [`Error`].
pub fn owed_on_withdrawal(
    liability: Liability,
    body: BodyId,
    parts: &BTreeMap<BodyId, i64>,
    costs: Withdrawal,
) -> Result<i64, Error> {
    let share = split(costs.procedure_cents, parts)?.get(&body).copied().ok_or(Error::NoParts)?;
    let owed = match liability {
        Liability::None => 0,
        Liability::ShareOfCost => share,
        Liability::ShareAndChange => share.saturating_add(money::checked(costs.change_cents)?),
        Liability::ShareAndPriceDifference => share.saturating_add(money::checked(costs.price_difference_cents)?),
    };
    Ok(money::checked(owed)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn parts(values: &[i64]) -> BTreeMap<BodyId, i64> {
        (1..).map(BodyId).zip(values.iter().copied()).collect()
    }

    #[test]
    fn a_third_each_leaves_the_cent_with_the_first() {
        let found = split(10_000, &parts(&[1, 1, 1])).unwrap();
        assert_eq!(found.values().copied().collect::<Vec<_>>(), [3_334, 3_333, 3_333]);
        assert_eq!(split(10_000, &parts(&[0, 0])), Err(Error::NoParts));
        assert!(split(-1, &parts(&[1])).is_err());
    }

    #[test]
    fn who_withdraws_owes_what_was_agreed() {
        let costs = Withdrawal { procedure_cents: 10_000, change_cents: 500, price_difference_cents: 7_000 };
        let owed = |liability| owed_on_withdrawal(liability, BodyId(1), &parts(&[1, 1, 1]), costs).unwrap();
        assert_eq!(owed(Liability::None), 0);
        assert_eq!(owed(Liability::ShareOfCost), 3_334);
        assert_eq!(owed(Liability::ShareAndChange), 3_834);
        assert_eq!(owed(Liability::ShareAndPriceDifference), 10_334);
        assert!(owed_on_withdrawal(Liability::None, BodyId(9), &parts(&[1]), costs).is_err());
    }

    proptest! {
        #[test]
        fn the_shares_are_the_whole_and_within_a_cent_of_exact(total in 0i64..=money::MAX_CENTS, values in proptest::collection::vec(0i64..=money::MAX_CENTS, 1..40)) {
            let given = parts(&values);
            let sum: i128 = values.iter().map(|v| i128::from(*v)).sum();
            prop_assume!(sum > 0);
            let found = split(total, &given).unwrap();
            prop_assert_eq!(found.values().sum::<i64>(), total);
            for (body, share) in &found {
                let off = i128::from(*share) * sum - i128::from(total) * i128::from(given[body]);
                prop_assert!(off.abs() < sum);
            }
        }
    }
}
