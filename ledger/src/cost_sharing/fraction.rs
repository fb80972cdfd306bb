//! An exact fraction as an agreement writes it: `20/100` stays `20/100`, it is neither reduced nor rounded.

use super::Error;
use num_bigint::BigInt;
use num_rational::BigRational;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Longest numerator or denominator, in digits.
const MAX_DIGITS: usize = 18;

/// Not negative; the denominator is above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fraction {
    numerator: u64,
    denominator: u64,
}

impl Fraction {
    /// The whole.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator`.
    ///
    /// # Errors
    /// [`Error::BadFraction`] for a denominator of zero or more than 18 digits.
    pub fn new(numerator: u64, denominator: u64) -> Result<Self, Error> {
        let limit = 10_u64.pow(18);
        if denominator == 0 || denominator > limit || numerator > limit {
            return Err(Error::BadFraction);
        }
        Ok(Self { numerator, denominator })
    }

    /// The exact value.
    #[must_use]
    pub fn exact(self) -> BigRational {
        BigRational::new(BigInt::from(self.numerator), BigInt::from(self.denominator))
    }

    /// Zero shares nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }
}

impl FromStr for Fraction {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let whole = |digits: &str| {
            let shaped = (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            if shaped { digits.parse::<u64>().map_err(|_| Error::BadFraction) } else { Err(Error::BadFraction) }
        };
        if let Some((above, below)) = text.split_once('/') {
            return Self::new(whole(above.trim())?, whole(below.trim())?);
        }
        let Some((units, decimals)) = text.split_once('.') else { return Self::new(whole(text)?, 1) };
        let (units, parts) = (whole(units)?, whole(decimals)?);
        let places = u32::try_from(decimals.len()).map_err(|_| Error::BadFraction)?;
        let denominator = 10_u64.checked_pow(places).ok_or(Error::BadFraction)?;
        let numerator = units.checked_mul(denominator).and_then(|n| n.checked_add(parts));
        Self::new(numerator.ok_or(Error::BadFraction)?, denominator)
    }
}

impl TryFrom<String> for Fraction {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<Fraction> for String {
    fn from(fraction: Fraction) -> Self {
        fraction.to_string()
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}
