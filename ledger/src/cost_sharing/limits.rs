//! Floors, caps and minimum contributions: what one party does not pay, the others pay in proportion.
//!
//! The stable state is the one factor λ with Σ clamp(own + λ·weight, floor, cap) = total. It is found by walking the
//! points where a party reaches a bound, in order: exact, independent of the order of parties, without iteration.
//! A negative total is worked on as its absolute value.

use super::{Error, Fraction, Limits, PartyKey};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// Exact shares before any bound.
pub(super) struct Exact {
    /// What the parties' own amounts leave for the weights.
    pub(super) rest: BigRational,
    pub(super) own: Vec<BigRational>,
    pub(super) weights: Vec<BigInt>,
    pub(super) weight_sum: BigInt,
}

impl Exact {
    pub(super) fn unbounded(&self) -> Vec<BigRational> {
        if self.weight_sum.is_zero() {
            return self.own.clone();
        }
        let unit = &self.rest / &self.weight_sum;
        self.own.iter().zip(&self.weights).map(|(own, weight)| own + &unit * weight).collect()
    }
}

/// Whole cents for one total; a bound that is not set is absent.
pub(super) struct Bounds {
    lower: Vec<Option<i64>>,
    upper: Vec<Option<i64>>,
    negative: bool,
}

impl Bounds {
    pub(super) fn new(parties: &[PartyKey], limits: &[Limits], total_cents: i64) -> Result<Self, Error> {
        let total = BigRational::from_integer(total_cents.into()).abs();
        let mut bounds = Self { lower: Vec::new(), upper: Vec::new(), negative: total_cents < 0 };
        for (party, limits) in parties.iter().zip(limits) {
            let part = |fraction: Fraction, up: bool| {
                let exact = fraction.exact() * &total;
                i64::try_from(if up { exact.ceil() } else { exact.floor() }.to_integer()).map_err(|_| Error::Overflow)
            };
            let floor = limits.floor.map(|fraction| part(fraction, true)).transpose()?;
            let cap = limits.cap.map(|fraction| part(fraction, false)).transpose()?;
            let lower = larger(limits.minimum_cents, floor);
            let upper = match (limits.cap_cents, cap) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            let crossed = matches!((lower, upper), (Some(lower), Some(upper)) if lower > upper);
            if crossed || lower.is_some_and(i64::is_negative) || upper.is_some_and(i64::is_negative) {
                return Err(Error::LimitsContradict(*party));
            }
            bounds.lower.push(lower);
            bounds.upper.push(upper);
        }
        Ok(bounds)
    }

    /// Whether any bound changes anything: exactly, or by the cent that rounding in two stages adds.
    pub(super) fn taken_hold(&self, rounded: &[i64], exact: &Exact) -> bool {
        let sign = if self.negative { -1 } else { 1 };
        let rounded = rounded.iter().map(|cents| BigRational::from_integer(BigInt::from(*cents) * sign));
        let exact = exact.unbounded().into_iter().map(|share| share * BigInt::from(sign));
        let outside = |(place, share): (usize, BigRational)| self.clamp(place, &share) != share;
        exact.enumerate().any(outside) || rounded.enumerate().any(outside)
    }

    /// The exact shares of `total_cents` within the bounds.
    pub(super) fn redistribute(&self, exact: &Exact, total_cents: i64) -> Result<Vec<BigRational>, Error> {
        let sign = BigInt::from(if self.negative { -1 } else { 1 });
        let own: Vec<_> = exact.own.iter().map(|own| own * &sign).collect();
        let total = BigRational::from_integer(total_cents.into()).abs();
        let factor = self.factor(&own, &exact.weights, &total, total_cents)?;
        let share = |place: usize| self.clamp(place, &(&own[place] + &factor * &exact.weights[place])) * &sign;
        Ok((0..own.len()).map(share).collect())
    }

    fn clamp(&self, place: usize, share: &BigRational) -> BigRational {
        let whole = |cents: i64| BigRational::from_integer(cents.into());
        let raised = match self.lower[place].map(whole) {
            Some(lower) if *share < lower => lower,
            _ => share.clone(),
        };
        match self.upper[place].map(whole) {
            Some(upper) if raised > upper => upper,
            _ => raised,
        }
    }

    /// λ: walks the points at which a party leaves its floor or reaches its cap.
    fn factor(
        &self,
        own: &[BigRational],
        weights: &[BigInt],
        total: &BigRational,
        total_cents: i64,
    ) -> Result<BigRational, Error> {
        let zero = BigRational::zero();
        let mut sum = (0..own.len()).fold(zero.clone(), |sum, place| sum + self.clamp(place, &own[place]));
        if sum > *total {
            return Err(Error::FloorsInfeasible(total_cents));
        }
        let mut slope = BigInt::zero();
        let mut turns: Vec<(BigRational, BigInt)> = Vec::new();
        for place in (0..own.len()).filter(|place| !weights[*place].is_zero()) {
            let weight = &weights[place];
            let reaches = |cents: i64| (BigRational::from_integer(cents.into()) - &own[place]) / weight;
            let leaves_floor = self.lower[place].map(reaches);
            let reaches_cap = self.upper[place].map(reaches);
            if reaches_cap.as_ref().is_some_and(|at| *at <= zero) {
                continue;
            }
            match leaves_floor {
                Some(at) if at > zero => turns.push((at, weight.clone())),
                _ => slope += weight,
            }
            turns.extend(reaches_cap.map(|at| (at, -weight)));
        }
        turns.sort_unstable();
        let mut at = zero;
        for (turn, change) in turns {
            let then = &sum + (&turn - &at) * &slope;
            if then >= *total {
                break;
            }
            (sum, at) = (then, turn);
            slope += change;
        }
        if sum == *total {
            return Ok(at);
        }
        if slope.is_zero() {
            return Err(Error::CapsInfeasible(total_cents));
        }
        Ok(at + (total - sum) / slope)
    }
}

fn larger(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    a.max(b)
}
