//! The same allocation once more, naively: big rationals, sorting, no shortcuts. Tests hold the fast path against it.

use super::{ComponentKind, Key, Measures, Method, Party, PartyKey};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// Exact amounts to whole cents as the handbook says it, step by step.
pub(super) fn largest_remainder(exact: &[BigRational]) -> Vec<i64> {
    let sum = exact.iter().fold(BigRational::zero(), |a, b| a + b);
    let sign = if sum.is_negative() { -1 } else { 1 };
    let exact: Vec<BigRational> = exact.iter().map(|x| x * BigInt::from(sign)).collect();
    let mut cents: Vec<BigInt> = exact.iter().map(|x| x.floor().to_integer()).collect();
    let missing = (sum.abs().to_integer() - cents.iter().sum::<BigInt>()).to_usize().unwrap_or(0);
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|a, b| (&exact[*b] - exact[*b].floor()).cmp(&(&exact[*a] - exact[*a].floor())));
    for place in order.into_iter().take(missing) {
        cents[place] += 1;
    }
    cents.into_iter().map(|c| ToPrimitive::to_i64(&(c * BigInt::from(sign))).unwrap_or(i64::MAX)).collect()
}

/// Shares of a key without amounts, limits and fallbacks, by ascending party key.
pub(super) fn shares(key: &Key, parties: &[Party], total_cents: i64) -> Vec<(PartyKey, i64)> {
    let mut parties = parties.to_vec();
    parties.sort_by_key(|p| p.key);
    let total = BigRational::from_integer(total_cents.into());
    let value = |m: &Measures, kind: ComponentKind| BigInt::from(m.get(kind).unwrap_or(0));
    let ratios = |kind: ComponentKind| -> Vec<BigRational> {
        let scaled: Vec<BigInt> = parties.iter().map(|p| value(&p.measures, kind) * p.time).collect();
        let sum: BigInt = scaled.iter().sum();
        scaled.into_iter().map(|w| BigRational::new(w, sum.clone())).collect()
    };
    let weights: Vec<BigRational> =
        key.components.iter().map(|c| c.weight.map_or_else(BigRational::zero, super::Fraction::exact)).collect();
    let cents = match key.method {
        Method::OneStage => {
            let mut exact = vec![BigRational::zero(); parties.len()];
            for (component, weight) in key.components.iter().zip(&weights) {
                for (sum, ratio) in exact.iter_mut().zip(ratios(component.kind)) {
                    *sum += ratio * weight * &total;
                }
            }
            largest_remainder(&exact)
        }
        Method::TwoStage => {
            let totals = largest_remainder(&weights.iter().map(|w| w * &total).collect::<Vec<_>>());
            let mut sums = vec![0; parties.len()];
            for (component, cents) in key.components.iter().zip(totals) {
                let column = BigRational::from_integer(cents.into());
                let exact: Vec<_> = ratios(component.kind).into_iter().map(|r| r * &column).collect();
                for (sum, part) in sums.iter_mut().zip(largest_remainder(&exact)) {
                    *sum += part;
                }
            }
            sums
        }
    };
    parties.iter().map(|p| p.key).zip(cents).collect()
}
