//! The allocation key (Umlageschlüssel): what it is made of, and the version of it that an agreement froze.
//!
//! Why here: rules and shapes; the rows stand in the store, the arithmetic in [`super::allocation`].
//!
//! What must stay true: weights sum to exactly 1; a frozen version is never changed; two persons freeze it.

use super::containment::Decision;
use super::{Error, Fraction};
use chrono::NaiveDate;
use domain::ids::PersonId;
use num_rational::BigRational;
use num_traits::{One, Zero};
use serde::{Deserialize, Serialize};

/// What a component measures (handbook 9.2).
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
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum ComponentKind {
    /// Every party counts 1.
    Equal,
    /// Inhabitants.
    Population,
    /// Closed cases.
    Cases,
    /// Closed cases by the weight of their process, in thousandths.
    WeightedCases,
    /// Hours that pooled clerks entered, in minutes.
    UsageHours,
    /// Volume of what was bought, in cents.
    Volume,
    /// Tax power (Steuerkraft), in cents.
    TaxPower,
    /// An agreed yearly amount in cents, scaled by the time of membership; taken off before the weights.
    FixedAmount,
    /// Set by hand. Without a weight: an amount in cents, signed, taken off before the weights. With a weight: an
    /// agreed proportion.
    Manual,
}

impl ComponentKind {
    /// How many kinds there are.
    pub(super) const COUNT: usize = 9;

    /// Place of the kind in a row of measures.
    pub(super) const fn place(self) -> usize {
        self as usize
    }

    /// Whether members within one another would be counted twice: what is counted by territory.
    #[must_use]
    pub const fn counts_territory(self) -> bool {
        matches!(self, Self::Population | Self::TaxPower)
    }
}

/// One component of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Component {
    pub kind: ComponentKind,
    /// Absent (or zero) for amounts; all weights of a key sum to exactly 1.
    pub weight: Option<Fraction>,
    /// What is measured instead when all measures of `kind` are zero; without it calculation stops.
    pub fallback: Option<ComponentKind>,
}

impl Component {
    /// Taken off in cents before the weights.
    #[must_use]
    pub fn is_amount(&self) -> bool {
        let weightless = self.weight.is_none_or(Fraction::is_zero);
        matches!(self.kind, ComponentKind::FixedAmount | ComponentKind::Manual) && weightless
    }
}

/// Where the one rounding takes place (handbook 9.4); they can differ by a cent.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Method {
    /// One combined weight.
    OneStage,
    /// First the components, then each over the parties.
    TwoStage,
}

/// In what a part of a year is counted.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum TimeUnit {
    Months,
    Days,
}

/// What happens when a party is a member for part of the year only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "handling", content = "unit")]
pub enum MembershipHandling {
    /// Measures are scaled by the time of membership.
    ProRata(TimeUnit),
    /// Costs go to the segment of their service date, each with a key of its own; year-round costs by days.
    PeriodSplit,
}

/// Bounds on what one party pays of one settlement. For a negative total they bound the credit likewise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// Minimum contribution (Mindestbeitrag) in cents; not asked of who was no member.
    pub minimum_cents: Option<i64>,
    /// At least this part of the total, rounded up to the cent.
    pub floor: Option<Fraction>,
    /// At most this many cents.
    pub cap_cents: Option<i64>,
    /// At most this part of the total, rounded down to the cent.
    pub cap: Option<Fraction>,
}

impl Limits {
    /// What is said for this party, else what the key says for all.
    #[must_use]
    pub fn or(self, general: Self) -> Self {
        Self {
            minimum_cents: self.minimum_cents.or(general.minimum_cents),
            floor: self.floor.or(general.floor),
            cap_cents: self.cap_cents.or(general.cap_cents),
            cap: self.cap.or(general.cap),
        }
    }

    /// Nothing is bounded.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// What is computed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Key {
    pub method: Method,
    /// In the order of the agreement: ties between components go by it.
    pub components: Vec<Component>,
    /// For every party that has no limits of its own.
    #[serde(default)]
    pub limits: Limits,
}

impl Key {
    /// Checks what can be checked without parties.
    ///
    /// # Errors
    /// [`Error::NoComponents`], [`Error::WeightMissing`], [`Error::WeightMisplaced`], [`Error::BadFallback`],
    /// [`Error::WeightsNotOne`].
    pub fn check(&self) -> Result<(), Error> {
        if self.components.is_empty() {
            return Err(Error::NoComponents);
        }
        for component in self.components.iter().filter(|c| !c.is_amount()) {
            match (component.kind, component.weight) {
                (kind @ ComponentKind::FixedAmount, _) => return Err(Error::WeightMisplaced(kind)),
                (kind, None) => return Err(Error::WeightMissing(kind)),
                (_, Some(_)) => {}
            }
        }
        for component in &self.components {
            let amount = |kind| matches!(kind, ComponentKind::FixedAmount | ComponentKind::Manual);
            if component.fallback.is_some_and(|kind| amount(kind) || kind == component.kind || component.is_amount()) {
                return Err(Error::BadFallback(component.kind));
            }
        }
        let weighted = self.components.iter().filter(|c| !c.is_amount()).filter_map(|c| c.weight);
        let sum = weighted.clone().map(Fraction::exact).fold(BigRational::zero(), |sum, weight| sum + weight);
        if weighted.count() > 0 && !sum.is_one() {
            return Err(Error::WeightsNotOne(sum.to_string()));
        }
        Ok(())
    }
}

/// Where the measures of one component come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    pub kind: ComponentKind,
    /// The day the measure speaks of, e.g. 31 December of the year before last.
    pub reference_on: NaiveDate,
    pub source: String,
}

/// Who froze a version; two different persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Frozen {
    pub first: PersonId,
    pub second: PersonId,
    pub frozen_on: NaiveDate,
}

/// A dated version of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyVersion {
    pub number: u32,
    pub key: Key,
    pub membership: MembershipHandling,
    pub valid_from: NaiveDate,
    /// Last day; open when absent.
    pub valid_to: Option<NaiveDate>,
    pub legal_basis: String,
    pub references: Vec<Reference>,
    /// For every pair of members of which one lies within the other.
    pub containment: Vec<Decision>,
    pub frozen: Option<Frozen>,
}

impl KeyVersion {
    /// Freezes by two persons.
    ///
    /// # Errors
    /// [`Error::KeyFrozen`], [`Error::SecondPersonNeeded`], or what [`Key::check`] finds.
    pub fn freeze(mut self, first: PersonId, second: PersonId, frozen_on: NaiveDate) -> Result<Self, Error> {
        if self.frozen.is_some() {
            return Err(Error::KeyFrozen);
        }
        if first == second {
            return Err(Error::SecondPersonNeeded);
        }
        self.key.check()?;
        self.frozen = Some(Frozen { first, second, frozen_on });
        Ok(self)
    }

    /// The key, once frozen.
    ///
    /// # Errors
    /// [`Error::KeyNotFrozen`].
    pub fn usable(&self) -> Result<&Key, Error> {
        if self.frozen.is_some() { Ok(&self.key) } else { Err(Error::KeyNotFrozen) }
    }

    /// Whether it holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}
