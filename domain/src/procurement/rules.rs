//! The limits of procurement law as dated data: one record per place, buyer, category and procedure.
//!
//! Why data: limits change every few years and differ by Land; a case pins the records of the day it
//! started and keeps them to its end (handbook 2.2 no. 3, 4). Must stay true: a record is never guessed; a
//! day or place without one stops the choice for a person; two records for one question on one day are
//! refused when the set is made.

mod builtin;
mod changes;

pub use changes::{Change, ChangeKind};

use super::regime::{BuyerKind, Category, Procedure};
use crate::cooperation::Land;
use crate::money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a record holds. Written `EU`, `BUND`, `DEFAULT` or the Land's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Place {
    /// The Union: thresholds from which its regime applies.
    Eu,
    /// The federation's own buyers.
    Federation,
    /// What UVgO and VOB/A say when nobody decided otherwise. Shown to whoever writes a Land's records;
    /// never applied by itself, because these texts bind only where Land law orders it (handbook 3.1).
    Default,
    /// One Land.
    Land(Land),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Eu => f.write_str("EU"),
            Self::Federation => f.write_str("BUND"),
            Self::Default => f.write_str("DEFAULT"),
            Self::Land(land) => land.fmt(f),
        }
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

impl TryFrom<String> for Place {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        match text.as_str() {
            "EU" => Ok(Self::Eu),
            "BUND" => Ok(Self::Federation),
            "DEFAULT" => Ok(Self::Default),
            code => code.parse().map(Self::Land).map_err(|_| Error::UnknownPlace(text)),
        }
    }
}

/// Up to (or, for the Union, from) which value the record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Limit {
    /// A net amount in cents.
    Cents(i64),
    /// Whatever the Union's threshold of the day is.
    EuThreshold,
    /// No value limit: free choice.
    None,
    /// The Land leaves it to each body's own statute; until that is entered a person decides.
    OwnStatute,
}

/// How the estimate is held against the limit.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Comparison {
    /// estimate ≤ limit: national limits.
    AtMost,
    /// estimate < limit: national freedom up to the Union's threshold, which belongs to the Union.
    Below,
    /// estimate ≥ limit: thresholds of the Union (§ 106(1) GWB, "erreicht oder überschreitet").
    AtLeast,
}

impl Comparison {
    /// Whether `estimate_cents` holds against `limit_cents`.
    #[must_use]
    pub const fn holds(self, estimate_cents: i64, limit_cents: i64) -> bool {
        match self {
            Self::AtMost => estimate_cents <= limit_cents,
            Self::Below => estimate_cents < limit_cents,
            Self::AtLeast => estimate_cents >= limit_cents,
        }
    }
}

/// How far a figure was verified; shown to people beside it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Confidence {
    /// The statute's text was read.
    Primary,
    /// Stated by a ministry, chamber or specialist source.
    Secondary,
    /// Nobody has confirmed it yet.
    Unconfirmed,
}

/// One dated record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// Where it holds.
    #[serde(rename = "land")]
    pub place: Place,
    /// For whom.
    pub buyer_kind: BuyerKind,
    /// For what. Works for housing and social services fall back to works and to supplies and services.
    pub category: Category,
    /// Which procedure it allows.
    pub procedure: Procedure,
    /// Against which value.
    pub limit: Limit,
    /// Compared how; idle for [`Limit::None`] and [`Limit::OwnStatute`].
    pub comparison: Comparison,
    /// How many firms are asked at least; `None` when everybody may bid.
    pub min_invited: Option<u32>,
    /// Whether the firms asked must change.
    pub rotate: bool,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day, included; `None` is open.
    pub valid_to: Option<NaiveDate>,
    /// Where the figure comes from.
    pub source: String,
    /// How far it was verified.
    pub confidence: Confidence,
}

impl Rule {
    /// Whether the record holds on `day`.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    fn answers_the_same_as(&self, other: &Self) -> bool {
        (self.place, self.buyer_kind, self.category, self.procedure)
            == (other.place, other.buyer_kind, other.category, other.procedure)
            && other.valid_to.is_none_or(|last| self.valid_from <= last)
            && self.valid_to.is_none_or(|last| other.valid_from <= last)
    }
}

/// Why records do not make a set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Neither `EU`, `BUND`, `DEFAULT` nor a Land.
    #[error("{0:?} is no place")]
    UnknownPlace(String),
    /// Ends before it begins.
    #[error("record {position} (counted from 0) ends before it begins")]
    EndsBeforeItBegins {
        /// Place in the list.
        position: usize,
    },
    /// A limit that is negative or absurd, or that does not go with its comparison.
    #[error("record {position} (counted from 0) has a limit that makes no sense")]
    BadLimit {
        /// Place in the list.
        position: usize,
    },
    /// A record that is to end is not there.
    #[error("there is no such record")]
    NotThere,
    /// Two records answer one question on one day.
    #[error("records {first} and {second} (counted from 0) hold for the same thing on the same day")]
    Overlap {
        /// Place in the list.
        first: usize,
        /// Place in the list.
        second: usize,
    },
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownPlace(_) => "RULE_PLACE_UNKNOWN",
            Self::EndsBeforeItBegins { .. } => "RULE_ENDS_BEFORE_IT_BEGINS",
            Self::BadLimit { .. } => "RULE_LIMIT_INVALID",
            Self::NotThere => "RULE_NOT_THERE",
            Self::Overlap { .. } => "RULES_OVERLAP",
        }
    }
}

/// Records that do not contradict each other. Stored as a JSON list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Rule>", into = "Vec<Rule>")]
pub struct RuleSet(Vec<Rule>);

impl RuleSet {
    /// Makes a set.
    ///
    /// # Errors
    /// The first contradiction found.
    pub fn new(rules: Vec<Rule>) -> Result<Self, Error> {
        for (position, rule) in rules.iter().enumerate() {
            if rule.valid_to.is_some_and(|last| last < rule.valid_from) {
                return Err(Error::EndsBeforeItBegins { position });
            }
            let from_the_union = rule.comparison == Comparison::AtLeast;
            let sensible = match rule.limit {
                Limit::Cents(cents) => money::checked(cents).is_ok() && from_the_union == (rule.place == Place::Eu),
                Limit::EuThreshold => rule.place != Place::Eu && rule.comparison == Comparison::Below,
                Limit::None | Limit::OwnStatute => rule.place != Place::Eu,
            };
            if !sensible {
                return Err(Error::BadLimit { position });
            }
            if let Some(first) = rules[..position].iter().position(|earlier| earlier.answers_the_same_as(rule)) {
                return Err(Error::Overlap { first, second: position });
            }
        }
        Ok(Self(rules))
    }

    /// The figures Verbund comes with (handbook 2.1 and 4).
    #[must_use]
    pub fn builtin() -> &'static Self {
        builtin::set()
    }

    /// All records.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.0
    }

    /// The records that hold on `day`.
    #[must_use]
    pub fn valid_on(&self, day: NaiveDate) -> Self {
        Self(self.0.iter().filter(|rule| rule.is_valid_on(day)).cloned().collect())
    }

    /// What a case pins on the day it starts: the records of that day for its place and the Union.
    #[must_use]
    pub fn pinned(&self, land: Land, buyer_kind: BuyerKind, day: NaiveDate) -> Self {
        let here = buyer_kind.place(land);
        let mut rules = self.valid_on(day).0;
        rules.retain(|rule| rule.buyer_kind == buyer_kind && (rule.place == Place::Eu || rule.place == here));
        Self(rules)
    }
}

impl TryFrom<Vec<Rule>> for RuleSet {
    type Error = Error;

    fn try_from(rules: Vec<Rule>) -> Result<Self, Error> {
        Self::new(rules)
    }
}

impl From<RuleSet> for Vec<Rule> {
    fn from(set: RuleSet) -> Self {
        set.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn rp_rule() -> Rule {
        let found = RuleSet::builtin().rules().iter().find(|rule| rule.place == Place::Land(Land::Rp));
        found.cloned().unwrap()
    }

    #[test]
    fn the_builtin_set_obeys_its_own_rules_and_survives_json() {
        let set = RuleSet::builtin();
        assert_eq!(RuleSet::new(set.rules().to_vec()).as_ref(), Ok(set));
        assert!(set.rules().iter().all(|rule| rule.valid_from > NaiveDate::MIN && !rule.source.is_empty()));
        let json = serde_json::to_string(set).unwrap();
        assert_eq!(&serde_json::from_str::<RuleSet>(&json).unwrap(), set);
        assert!(json.contains(r#""land":"BUND""#) && json.contains(r#""limit":{"CENTS":21600000}"#));
    }

    #[test]
    fn a_pinned_set_is_small_and_holds_only_that_day() {
        let day: NaiveDate = "2024-12-31".parse().unwrap();
        let pinned = RuleSet::builtin().pinned(Land::Rp, BuyerKind::Municipal, day);
        assert!(pinned.rules().len() < 30 && !pinned.rules().is_empty());
        assert_eq!(pinned.valid_on(day), pinned);
        assert!(pinned.rules().iter().any(|rule| rule.limit == Limit::Cents(300_000)));
        assert!(!pinned.rules().iter().any(|rule| rule.limit == Limit::Cents(1_000_000)));
    }

    #[test]
    fn contradicting_records_are_refused() {
        let rule = rp_rule();
        let overlap = RuleSet::new(vec![rule.clone(), rule.clone()]).unwrap_err();
        assert_eq!(overlap.code(), "RULES_OVERLAP");
        let backwards = Rule { valid_to: rule.valid_from.pred_opt(), ..rule.clone() };
        assert_eq!(RuleSet::new(vec![backwards]).unwrap_err().code(), "RULE_ENDS_BEFORE_IT_BEGINS");
        let negative = Rule { limit: Limit::Cents(-1), ..rule.clone() };
        assert_eq!(RuleSet::new(vec![negative]).unwrap_err().code(), "RULE_LIMIT_INVALID");
        let national_from = Rule { comparison: Comparison::AtLeast, limit: Limit::Cents(1), ..rule };
        assert_eq!(RuleSet::new(vec![national_from]).unwrap_err().code(), "RULE_LIMIT_INVALID");
    }

    #[test]
    fn an_unknown_place_in_stored_json_is_refused() {
        let mut json = serde_json::to_value(vec![rp_rule()]).unwrap();
        json[0]["land"] = "XX".into();
        assert!(serde_json::from_value::<RuleSet>(json).is_err());
    }
}
