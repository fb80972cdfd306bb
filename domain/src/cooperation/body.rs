//! Bodies: who owns budget and decision, and how official keys contain one another.

use super::{Error, Land};
use serde::{Deserialize, Serialize};

/// Kind of a body.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum BodyKind {
    /// Gemeinde or Stadt.
    Municipality,
    /// Kreisfreie Stadt.
    IndependentCity,
    /// Verbandsgemeinde: acts for its Ortsgemeinden.
    MunicipalAssociation,
    /// Landkreis.
    County,
    /// Zweckverband or other pooled body without an official key.
    Pooled,
}

/// Official regional key (Amtlicher Regionalschlüssel): Land 2, region 1, county 2, association 4, municipality 3.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ars(String);

impl Ars {
    /// Reads twelve digits whose first two name a Land.
    ///
    /// # Errors
    /// [`Error::BadArs`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let digits = text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
        if digits && Land::from_ars_prefix(&text[..2]).is_some() {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::BadArs)
        }
    }

    /// The twelve digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `other` lies within this association (first nine digits) or county (first five): handbook 10.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        if self == other {
            return false;
        }
        let (own, theirs) = (self.as_str(), other.as_str());
        if own.ends_with("0000000") { own[..5] == theirs[..5] } else { own.ends_with("000") && own[..9] == theirs[..9] }
    }
}

impl TryFrom<String> for Ars {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        Self::parse(&text)
    }
}

impl From<Ars> for String {
    fn from(ars: Ars) -> Self {
        ars.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn linz_lies_in_its_verbandsgemeinde_and_andernach_in_its_county() {
        let ars = |text| Ars::parse(text).unwrap();
        assert!(ars("071385004000").contains(&ars("071385004041")));
        assert!(ars("071370000000").contains(&ars("071370003003")));
        assert!(!ars("073120000000").contains(&ars("073180000000")));
        assert!(!ars("071385004041").contains(&ars("071385004000")));
    }

    #[test]
    fn a_key_that_is_not_twelve_digits_of_a_land_is_refused() {
        for bad in ["", "07", "0713850040410", "07138500404x", "991385004041", "ü7138500404"] {
            assert_eq!(Ars::parse(bad), Err(Error::BadArs), "{bad}");
        }
    }
}
