//! Names of objects in the store: random, so that a name tells nothing and is never used twice.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// `ab/cdef…`: 128 random bits in hex, fanned out over 256 folders. Carries no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectKey(String);

impl ObjectKey {
    /// The caller brings the randomness (a fresh UUID's bytes will do).
    pub fn from_random(random: [u8; 16]) -> Self {
        let digits = hex::encode(random);
        let (folder, name) = digits.split_at(2);
        Self(format!("{folder}/{name}"))
    }

    /// The text as it is kept in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn path(&self) -> object_store::path::Path {
        object_store::path::Path::from(self.0.as_str())
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ObjectKey {
    type Err = Error;

    /// Accepts only what [`ObjectKey::from_random`] writes: no path can be smuggled in.
    fn from_str(text: &str) -> Result<Self, Error> {
        let lower_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let fits =
            text.len() == 33 && text.bytes().enumerate().all(|(at, b)| if at == 2 { b == b'/' } else { lower_hex(b) });
        if fits { Ok(Self(text.to_owned())) } else { Err(Error::BadObjectKey) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_key_reads_back_as_itself() {
        let key = ObjectKey::from_random([0xa7; 16]);
        assert_eq!(key.as_str().parse::<ObjectKey>().unwrap(), key);
    }

    #[test]
    fn paths_that_climb_are_no_object_keys() {
        for text in ["", "../etc/passwd", "aa/../../../../../../../../../x", "ab/CDEF", "é"] {
            assert!(text.parse::<ObjectKey>().is_err(), "{text}");
        }
    }
}
