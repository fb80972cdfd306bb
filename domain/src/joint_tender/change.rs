//! Whether a running contract may be changed without a new procedure (§ 132 GWB; handbook 2.3), as a computation.
//!
//! Must stay true: the value of what is changed is compared with the original value, raised by an index clause where
//! there is one (4); de minimis changes add up (3), each change of (2) nos. 2 and 3 stands alone.

use crate::calendar::{self, Period};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days for the change notice (§ 39(5) VgV).
pub const NOTICE_DAYS: u32 = 30;

/// The contract and what it has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contract {
    /// Value when awarded, net.
    pub original_cents: i64,
    /// The same raised by an index clause, if higher (4).
    pub indexed_cents: i64,
    /// Works, or supplies and services.
    pub works: bool,
    /// The Union's threshold that applies.
    pub threshold_cents: i64,
    /// Sum of the earlier de minimis changes.
    pub earlier_de_minimis_cents: i64,
}

closed_list! {
    /// On which ground somebody wants to change it.
    Ground {
        /// (2) no. 1: clear review clause or option.
        ReviewClause,
        /// (2) no. 2: additions have become necessary and another contractor is no way out.
        NecessaryAdditions,
        /// (2) no. 3: circumstances nobody could foresee.
        Unforeseeable,
        /// (2) no. 4: the contractor is replaced as the law permits.
        ContractorReplaced,
        /// (3): small.
        DeMinimis,
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// On which ground.
    pub ground: Ground,
    /// By how much the price rises; zero or less when it does not. For de minimis: the value of the change.
    pub value_cents: i64,
    /// Whether the contract stays what it was (Gesamtcharakter).
    pub character_kept: bool,
    /// Whether the change was split to stay below the limit.
    pub circumvents: bool,
    /// The day of the change.
    pub changed_on: NaiveDate,
}

/// What follows when it is admissible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Admissible {
    /// The most this ground allows, if it has a limit.
    pub limit_cents: Option<i64>,
    /// What would still be open on the same ground.
    pub left_cents: Option<i64>,
    /// Last day for the notice of subtype 38 ((5), § 39(5) VgV).
    pub notice_due_on: Option<NaiveDate>,
}

/// Why a new procedure is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Above the limit of the ground.
    #[error("the change is worth {value_cents} cents; this ground allows {limit_cents}")]
    AboveLimit {
        /// What counts, sums included.
        value_cents: i64,
        /// What is allowed.
        limit_cents: i64,
    },
    /// It would be another contract.
    #[error("the change alters the overall character of the contract")]
    CharacterChanged,
    /// Split to avoid the law.
    #[error("successive changes must not aim at avoiding a procedure")]
    Circumvention,
    /// The calendar does not reach so far.
    #[error(transparent)]
    Calendar(#[from] calendar::Error),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AboveLimit { .. } => "CHANGE_ABOVE_LIMIT",
            Self::CharacterChanged => "CHANGE_OF_CHARACTER",
            Self::Circumvention => "CHANGE_CIRCUMVENTS",
            Self::Calendar(error) => error.code(),
        }
    }
}

/// Whether the change is admissible without a new procedure.
///
/// # Errors
/// [`Error`].
pub fn assess(contract: &Contract, change: &Change) -> Result<Admissible, Error> {
    let keeps_character = matches!(change.ground, Ground::ReviewClause | Ground::Unforeseeable | Ground::DeMinimis);
    if keeps_character && !change.character_kept {
        return Err(Error::CharacterChanged);
    }
    if change.circumvents {
        return Err(Error::Circumvention);
    }
    let reference = contract.original_cents.max(contract.indexed_cents);
    let (limit, counted, notice) = match change.ground {
        Ground::ReviewClause | Ground::ContractorReplaced => (None, change.value_cents, false),
        Ground::NecessaryAdditions | Ground::Unforeseeable => (Some(reference / 2), change.value_cents, true),
        Ground::DeMinimis => {
            let percent = if contract.works { 15 } else { 10 };
            let share = i64::try_from(i128::from(reference) * percent / 100).unwrap_or(i64::MAX);
            let sum = contract.earlier_de_minimis_cents.saturating_add(change.value_cents);
            (Some(share.min(contract.threshold_cents)), sum, false)
        }
    };
    if let Some(limit_cents) = limit.filter(|limit| counted > *limit) {
        return Err(Error::AboveLimit { value_cents: counted, limit_cents });
    }
    let due = || calendar::calendar_end(change.changed_on, Period::Days(NOTICE_DAYS));
    Ok(Admissible {
        limit_cents: limit,
        left_cents: limit.map(|limit| limit.saturating_sub(counted)),
        notice_due_on: if notice { due()? } else { None },
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const CONTRACT: Contract = Contract {
        original_cents: 28_000_000,
        indexed_cents: 0,
        works: false,
        threshold_cents: 21_600_000,
        earlier_de_minimis_cents: 0,
    };

    fn change(ground: Ground, value_cents: i64) -> Change {
        let changed_on = "2027-03-01".parse().unwrap();
        Change { ground, value_cents, character_kept: true, circumvents: false, changed_on }
    }

    #[test]
    fn half_again_with_notice_or_a_tenth_in_all() {
        let found = assess(&CONTRACT, &change(Ground::Unforeseeable, 14_000_000)).unwrap();
        assert_eq!((found.left_cents, found.notice_due_on), (Some(0), Some("2027-03-31".parse().unwrap())));
        let above = assess(&CONTRACT, &change(Ground::NecessaryAdditions, 14_000_001)).unwrap_err();
        assert_eq!(above, Error::AboveLimit { value_cents: 14_000_001, limit_cents: 14_000_000 });
        let second = Contract { earlier_de_minimis_cents: 1_800_000, ..CONTRACT };
        assert_eq!(assess(&second, &change(Ground::DeMinimis, 1_000_000)).unwrap().notice_due_on, None);
        assert_eq!(assess(&second, &change(Ground::DeMinimis, 1_000_001)).unwrap_err().code(), "CHANGE_ABOVE_LIMIT");
        let works = Contract { works: true, ..CONTRACT };
        assert!(assess(&works, &change(Ground::DeMinimis, 4_200_000)).is_ok());
        let large = Contract { original_cents: 1_000_000_000, ..CONTRACT };
        assert!(assess(&large, &change(Ground::DeMinimis, 21_600_001)).is_err(), "the threshold caps the tenth");
    }

    #[test]
    fn an_option_has_no_limit_but_keeps_the_character() {
        assert!(assess(&CONTRACT, &change(Ground::ReviewClause, 90_000_000)).is_ok());
        let other = Change { character_kept: false, ..change(Ground::ReviewClause, 1) };
        assert_eq!(assess(&CONTRACT, &other), Err(Error::CharacterChanged));
        let split = Change { circumvents: true, ..change(Ground::Unforeseeable, 1) };
        assert_eq!(assess(&CONTRACT, &split), Err(Error::Circumvention));
        let indexed = Contract { indexed_cents: 30_000_000, ..CONTRACT };
        assert_eq!(assess(&indexed, &change(Ground::Unforeseeable, 0)).unwrap().limit_cents, Some(15_000_000));
    }

    proptest! {
        #[test]
        fn no_amount_panics_and_a_smaller_change_is_never_worse(value in any::<i64>(), original in 0i64..i64::MAX, earlier in 0i64..i64::MAX, works in any::<bool>()) {
            let contract = Contract { original_cents: original, indexed_cents: 0, works, threshold_cents: 21_600_000, earlier_de_minimis_cents: earlier };
            for ground in [Ground::DeMinimis, Ground::Unforeseeable, Ground::ReviewClause] {
                if assess(&contract, &change(ground, value)).is_ok() {
                    prop_assert!(assess(&contract, &change(ground, value.saturating_sub(1))).is_ok());
                }
            }
        }
    }
}
