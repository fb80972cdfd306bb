//! An exact number: what points, weights and scores are until somebody rounds them by a published rule.
//!
//! Why not decimals: 40/211500 has no end in them, and a tie decided by a lost digit is a void award. Written as
//! text only: a decimal where the decimals end, otherwise the reduced fraction `n/d`.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Longest numerator, denominator or decimal read, in digits; bounds the work one text can cause.
pub const MAX_DIGITS: usize = 40;

/// An exact fraction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Exact(pub(super) BigRational);

/// The text is no exact number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a whole number, a decimal or a fraction n/d of at most {MAX_DIGITS} digits")]
pub struct NotExact;

impl Exact {
    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(BigRational::from_integer(number.into()))
    }

    /// `numerator / denominator`, unless the latter is zero.
    #[must_use]
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(BigRational::new(numerator.into(), denominator.into())))
    }

    /// Below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    /// Rounded half away from zero (kaufmännisch) to `digits` after the point.
    #[must_use]
    pub fn rounded(&self, digits: u32) -> Self {
        let scale = BigRational::from_integer(ten_to(digits));
        Self((&self.0 * &scale).round() / scale)
    }

    /// As a decimal with exactly `digits` after the point, rounded half away from zero: to read, not to decide by.
    #[must_use]
    pub fn decimal(&self, digits: u32) -> String {
        let scaled = (&self.0 * BigRational::from_integer(ten_to(digits))).round().to_integer();
        place_point(&scaled, digits)
    }

    /// How many decimals it has, if they end.
    fn decimals(&self) -> Option<u32> {
        let mut rest = self.0.denom().clone();
        let twos = strip(&mut rest, 2);
        let fives = strip(&mut rest, 5);
        rest.is_one().then_some(twos.max(fives))
    }
}

fn ten_to(digits: u32) -> BigInt {
    BigInt::from(10).pow(digits)
}

/// Divides `rest` by `prime` as often as it goes.
fn strip(rest: &mut BigInt, prime: u32) -> u32 {
    let mut count = 0;
    while (&*rest % prime).is_zero() && !rest.is_zero() {
        *rest /= prime;
        count += 1;
    }
    count
}

fn place_point(scaled: &BigInt, digits: u32) -> String {
    let sign = if scaled.sign() == Sign::Minus { "-" } else { "" };
    let width = digits.to_usize().unwrap_or(0) + 1;
    let text = format!("{:0>width$}", scaled.magnitude().to_string());
    let (before, after) = text.split_at(text.len() - (width - 1));
    if after.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimals() {
            Some(digits) => f.write_str(&self.decimal(digits)),
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

impl FromStr for Exact {
    type Err = NotExact;

    /// `12`, `-12.5`, `60/100`; no exponent, no sign below the line, no spaces.
    fn from_str(text: &str) -> Result<Self, NotExact> {
        let (above, below) = text.split_once('/').map_or((text, None), |(above, below)| (above, Some(below)));
        let numerator = decimal(above)?;
        match below {
            None => Ok(Self(numerator)),
            Some(below) => {
                let denominator = BigRational::from_integer(digits(below)?);
                if denominator.is_zero() { Err(NotExact) } else { Ok(Self(numerator / denominator)) }
            }
        }
    }
}

fn decimal(text: &str) -> Result<BigRational, NotExact> {
    let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (before, after) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let after_digits = u32::try_from(after.len()).map_err(|_| NotExact)?;
    if before.is_empty() || after.is_empty() || before.len() + after.len() > MAX_DIGITS + 1 {
        return Err(NotExact);
    }
    let value = BigRational::new(digits(&format!("{before}{after}"))?, ten_to(after_digits));
    Ok(if negative { -value } else { value })
}

fn digits(text: &str) -> Result<BigInt, NotExact> {
    let fits = (1..=MAX_DIGITS + 1).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().map_err(|_| NotExact) } else { Err(NotExact) }
}

impl TryFrom<String> for Exact {
    type Error = NotExact;

    fn try_from(text: String) -> Result<Self, NotExact> {
        text.parse()
    }
}

impl From<Exact> for String {
    fn from(number: Exact) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("60/100", "0.6")]
    #[case("1/3", "1/3")]
    #[case("-2/6", "-1/3")]
    #[case("12", "12")]
    #[case("007.50", "7.5")]
    #[case("0.5/2", "0.25")]
    #[case("-0", "0")]
    #[case("-0.05", "-0.05")]
    fn a_decimal_where_it_ends_otherwise_a_fraction(#[case] read: &str, #[case] written: &str) {
        assert_eq!(read.parse::<Exact>().unwrap().to_string(), written);
    }

    #[rstest]
    fn what_is_no_exact_number_is_refused(
        #[values("", "-", ".", ".5", "5.", "1e3", "1/0", "1/-2", "1/2/3", " 1", "+1", "0x1", "1,5", "٣", "--1")]
        text: &str,
    ) {
        assert_eq!(text.parse::<Exact>(), Err(NotExact));
        assert_eq!("9".repeat(MAX_DIGITS + 2).parse::<Exact>(), Err(NotExact));
    }

    #[test]
    fn halves_round_away_from_zero() {
        let half = Exact::fraction(5, 1000).unwrap();
        assert_eq!((half.rounded(2).to_string(), half.decimal(2)), ("0.01".into(), "0.01".into()));
        assert_eq!(Exact::fraction(-5, 1000).unwrap().decimal(2), "-0.01");
        assert_eq!(Exact::fraction(2, 3).unwrap().decimal(4), "0.6667");
        assert_eq!(Exact::whole(-7).decimal(0), "-7");
    }

    proptest! {
        #[test]
        fn every_fraction_survives_its_text(n in any::<i64>(), d in 1i64..) {
            let number = Exact::fraction(n, d).unwrap();
            let text = number.to_string();
            if text.len() <= MAX_DIGITS {
                prop_assert_eq!(text.parse::<Exact>(), Ok(number));
            }
        }

        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = text.parse::<Exact>();
        }
    }
}
