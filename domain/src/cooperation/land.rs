//! The sixteen Länder by their two-letter codes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A Land; decides holidays and national procurement limits.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Land {
    Sh,
    Hh,
    Ni,
    Hb,
    Nw,
    He,
    Rp,
    Bw,
    By,
    Sl,
    Be,
    Bb,
    Mv,
    Sn,
    St,
    Th,
}

impl Land {
    /// The Land of an official key: its first two digits, 01 to 16 (Destatis order).
    #[must_use]
    pub fn from_ars_prefix(two_digits: &str) -> Option<Self> {
        use strum::IntoEnumIterator;
        let number: usize = two_digits.parse().ok()?;
        Self::iter().nth(number.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_official_prefix_names_the_land() {
        assert_eq!(Land::from_ars_prefix("07"), Some(Land::Rp));
        assert_eq!(Land::from_ars_prefix("10"), Some(Land::Sl));
        assert_eq!(Land::from_ars_prefix("16"), Some(Land::Th));
        assert_eq!(Land::from_ars_prefix("00"), None);
        assert_eq!(Land::from_ars_prefix("17"), None);
    }
}
