//! The parties of one allocation with what was measured of them.

use super::{ComponentKind, Limits, PartyKey};
use serde::{Deserialize, Serialize};

/// One value per kind; a kind without value was not measured. Units: see [`ComponentKind`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measures([Option<i64>; ComponentKind::COUNT]);

impl Measures {
    /// The value of `kind`. An equal share always counts 1.
    #[must_use]
    pub fn get(&self, kind: ComponentKind) -> Option<i64> {
        if kind == ComponentKind::Equal { Some(1) } else { self.0[kind.place()] }
    }

    /// Sets one value.
    pub fn set(&mut self, kind: ComponentKind, value: i64) {
        self.0[kind.place()] = Some(value);
    }

    /// As [`Measures::set`], for building in one go.
    #[must_use]
    pub fn with(mut self, kind: ComponentKind, value: i64) -> Self {
        self.set(kind, value);
        self
    }
}

impl FromIterator<(ComponentKind, i64)> for Measures {
    fn from_iter<I: IntoIterator<Item = (ComponentKind, i64)>>(values: I) -> Self {
        values.into_iter().fold(Self::default(), |all, (kind, value)| all.with(kind, value))
    }
}

/// A party of one allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub key: PartyKey,
    /// Months or days of membership, of the `year` given to the plan.
    pub time: u32,
    pub measures: Measures,
    /// What is agreed for this party alone.
    pub limits: Limits,
}

impl Party {
    /// A member for the whole year of 12 months, without limits of its own.
    #[must_use]
    pub fn whole_year(key: PartyKey, measures: Measures) -> Self {
        Self { key, time: 12, measures, limits: Limits::default() }
    }
}

/// A measured value with its proof, as a statement prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proven {
    pub party: PartyKey,
    pub kind: ComponentKind,
    pub value: i64,
    pub reference_on: chrono::NaiveDate,
    pub source: String,
}
