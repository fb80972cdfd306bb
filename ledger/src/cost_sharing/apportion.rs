//! The one rounding: largest remainder (Hare), ties to the lower place (handbook 9.4).
//!
//! Why here: every share of the house comes out of [`Weights::scaled`]. Small numbers go through `i128`, proven not to
//! overflow by their bits; larger ones through big integers, with the same result.

use super::Error;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// Exact weights in the order of the parties (ascending key) or components (as agreed).
#[derive(Clone, Debug)]
pub(super) struct Weights {
    each: Vec<BigInt>,
    sum: BigInt,
    /// The same where all fit, with the bits of the largest.
    small: Option<(Vec<i128>, u64)>,
}

impl Weights {
    pub(super) fn new(each: Vec<BigInt>) -> Self {
        let divisor = each.iter().fold(BigInt::zero(), |divisor, weight| divisor.gcd(weight));
        Self::unreduced(if divisor > BigInt::from(1) { each.into_iter().map(|w| w / &divisor).collect() } else { each })
    }

    /// Keeps the numbers as they are, where they stand over a denominator of their own.
    pub(super) fn unreduced(each: Vec<BigInt>) -> Self {
        let sum = each.iter().sum();
        let bits = each.iter().map(BigInt::bits).max().unwrap_or(0);
        let small = each.iter().map(BigInt::to_i128).collect::<Option<Vec<_>>>().map(|each| (each, bits));
        // Where the small form stands, the big one is rebuilt on need: half the memory.
        let each = if small.is_some() { Vec::new() } else { each };
        Self { each, sum, small }
    }

    pub(super) fn len(&self) -> usize {
        self.small.as_ref().map_or(self.each.len(), |(each, _)| each.len())
    }

    pub(super) fn sum(&self) -> &BigInt {
        &self.sum
    }

    pub(super) fn get(&self, place: usize) -> BigInt {
        match &self.small {
            Some((each, _)) => BigInt::from(each[place]),
            None => self.each[place].clone(),
        }
    }

    /// `total` in proportion to the weights. The sum of the weights is not zero.
    pub(super) fn split(&self, total: i64) -> Result<Vec<i64>, Error> {
        self.scaled(&BigInt::from(total), &self.sum.clone())
    }

    /// Each weight times `times` over `over`, rounded so that the parts sum to the whole, which is a whole number.
    /// A negative `times / over` is rounded as its absolute value and gets its sign back.
    pub(super) fn scaled(&self, times: &BigInt, over: &BigInt) -> Result<Vec<i64>, Error> {
        if over.is_zero() {
            return Err(Error::TraceOfZeroTotal);
        }
        let negative = times.is_negative() != over.is_negative();
        let (times, over) = (times.abs(), over.abs());
        if times.is_zero() {
            return Ok(vec![0; self.len()]);
        }
        let small = self.small.as_ref().filter(|(_, bits)| bits + times.bits() <= 126 && over.bits() <= 126);
        let mut parts = match (small, times.to_i128(), over.to_i128()) {
            (Some((each, _)), Some(times), Some(over)) => small_parts(each, times, over)?,
            _ => self.big_parts(&times, &over)?,
        };
        if negative {
            parts.iter_mut().try_for_each(|part| part.checked_neg().map(|n| *part = n)).ok_or(Error::Overflow)?;
        }
        parts.into_iter().map(|part| i64::try_from(part).map_err(|_| Error::Overflow)).collect()
    }

    fn big_parts(&self, times: &BigInt, over: &BigInt) -> Result<Vec<i128>, Error> {
        let mut parts = Vec::with_capacity(self.len());
        let mut remainders = Vec::with_capacity(self.len());
        let mut left = BigInt::zero();
        for place in 0..self.len() {
            let (part, remainder) = (self.get(place) * times).div_mod_floor(over);
            left += &remainder;
            parts.push(part.to_i128().ok_or(Error::Overflow)?);
            remainders.push(remainder);
        }
        let missing = (left / over).to_usize().ok_or(Error::Overflow)?;
        hand_out(&mut parts, &remainders, missing);
        Ok(parts)
    }
}

/// `each × times` stays below 2^126: the caller counted the bits.
fn small_parts(each: &[i128], times: i128, over: i128) -> Result<Vec<i128>, Error> {
    let mut parts = Vec::with_capacity(each.len());
    let mut remainders = Vec::with_capacity(each.len());
    // Remainders are below `over`; their sum over it is counted in whole units to stay in range.
    let (mut missing, mut rest) = (0_usize, 0_i128);
    for weight in each {
        let product = weight * times;
        let (part, remainder) = match (u64::try_from(product), u64::try_from(over)) {
            (Ok(product), Ok(over)) => (i128::from(product / over), i128::from(product % over)),
            _ => (product.div_euclid(over), product.rem_euclid(over)),
        };
        rest += remainder;
        if rest >= over {
            rest -= over;
            missing += 1;
        }
        parts.push(part);
        remainders.push(remainder);
    }
    hand_out(&mut parts, &remainders, missing);
    Ok(parts)
}

/// One more to the `missing` largest remainders; of equal ones, to the lower place.
fn hand_out<R: Ord>(parts: &mut [i128], remainders: &[R], missing: usize) {
    if missing == 0 || missing > parts.len() {
        return;
    }
    let mut places: Vec<usize> = (0..parts.len()).collect();
    let by_size = |a: &usize, b: &usize| remainders[*b].cmp(&remainders[*a]).then(a.cmp(b));
    places.select_nth_unstable_by(missing - 1, by_size);
    for place in &places[..missing] {
        parts[*place] += 1;
    }
}

/// Exact amounts that sum to a whole number of cents, rounded; a negative sum as its absolute value.
pub(super) fn round(exact: &[BigRational]) -> Result<Vec<i64>, Error> {
    let sum = exact.iter().fold(BigRational::zero(), |sum, amount| sum + amount);
    let (numerators, denominator) = over_one_denominator(exact);
    let sign = if sum.is_negative() { BigInt::from(-1) } else { BigInt::from(1) };
    let turned = numerators.into_iter().map(|n| n * &sign).collect();
    Weights::unreduced(turned).scaled(&sign, &denominator)
}

/// The numerators over the least common denominator, and that.
pub(super) fn over_one_denominator(exact: &[BigRational]) -> (Vec<BigInt>, BigInt) {
    let denominator = exact.iter().fold(BigInt::from(1), |all, amount| all.lcm(amount.denom()));
    let numerators = exact.iter().map(|amount| amount.numer() * (&denominator / amount.denom())).collect();
    (numerators, denominator)
}
