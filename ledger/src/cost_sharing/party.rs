//! The twelve digits by which a party is sorted: its official regional key, or one assigned to it.

use super::Error;
use domain::cooperation::Ars;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Twelve digits. Ties between parties go by this order, so it is also the order of every result.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartyKey([u8; 12]);

impl PartyKey {
    /// Reads exactly twelve digits.
    ///
    /// # Errors
    /// [`Error::BadPartyKey`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let digits: [u8; 12] = text.as_bytes().try_into().map_err(|_| Error::BadPartyKey)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(Error::BadPartyKey) }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default() // only digits get in
    }

    /// Whether `other` lies within this county (first five digits) or association (first nine): handbook 10.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        if self == other {
            return false;
        }
        if self.0.ends_with(b"0000000") {
            self.0[..5] == other.0[..5]
        } else {
            self.0.ends_with(b"000") && self.0[..9] == other.0[..9]
        }
    }
}

impl From<&Ars> for PartyKey {
    fn from(ars: &Ars) -> Self {
        // An Ars has twelve digits by construction; zeros would be another party, but cannot arise.
        Self::parse(ars.as_str()).unwrap_or(Self([b'0'; 12]))
    }
}

impl TryFrom<String> for PartyKey {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        Self::parse(&text)
    }
}

impl From<PartyKey> for String {
    fn from(key: PartyKey) -> Self {
        key.as_str().to_owned()
    }
}

impl fmt::Display for PartyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for PartyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
