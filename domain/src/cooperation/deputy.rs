//! Deputies (Vertretung): who may act for whom, from a day to a day, with all of the rights or parts of them.
//!
//! What must stay true: a deputy never gets more than the principal has that day, and hands nothing on: only the
//! principal's own grants are lent.

use super::{Area, Grant, Role};
use crate::ids::{BodyId, PersonId};
use chrono::NaiveDate;

/// Longest deputyship or absence, days: somebody who is away longer gets a successor, not a deputy.
pub const MAX_DAYS: i64 = 730;

/// What is lent; an empty list limits nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Only for these bodies.
    pub bodies: Vec<BodyId>,
    /// Only these roles.
    pub roles: Vec<Role>,
    /// Only these fields of work.
    pub areas: Vec<Area>,
}

/// A dated deputyship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deputyship {
    /// The person represented.
    pub principal: PersonId,
    /// Who acts for it.
    pub deputy: PersonId,
    /// What is lent.
    pub extent: Extent,
    /// First day, inclusive.
    pub valid_from: NaiveDate,
    /// Last day, inclusive.
    pub valid_to: NaiveDate,
}

/// Why a deputyship or absence is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nobody stands in for himself.
    #[error("principal and deputy are the same person")]
    SamePerson,
    /// A leader who made himself a deputy would give himself rights.
    #[error("a leader cannot make himself the deputy of others")]
    LeaderAsDeputy,
    /// The last day is before the first, or has passed.
    #[error("the period ends before it begins, or has passed")]
    PeriodInvalid,
    /// Longer than two years.
    #[error("the period is longer than two years")]
    PeriodTooLong,
    /// The deputy works for no body of the same cooperations.
    #[error("this person works for no body of the same cooperation")]
    DeputyUnknown,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SamePerson => "DEPUTY_SAME_PERSON",
            Self::LeaderAsDeputy => "DEPUTY_IS_LEADER",
            Self::PeriodInvalid => "PERIOD_INVALID",
            Self::PeriodTooLong => "PERIOD_TOO_LONG",
            Self::DeputyUnknown => "DEPUTY_UNKNOWN",
        }
    }
}

/// Checks a period of absence or deputyship.
///
/// # Errors
/// [`Error::PeriodInvalid`], [`Error::PeriodTooLong`].
pub fn check_period(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    if to < from || to < today {
        return Err(Error::PeriodInvalid);
    }
    if (to - from).num_days() >= MAX_DAYS { Err(Error::PeriodTooLong) } else { Ok(()) }
}

impl Deputyship {
    /// Checks persons and period; `by` is who makes it.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn check(&self, by: PersonId, today: NaiveDate) -> Result<(), Error> {
        if self.principal == self.deputy {
            return Err(Error::SamePerson);
        }
        if by == self.deputy {
            return Err(Error::LeaderAsDeputy);
        }
        check_period(self.valid_from, self.valid_to, today)
    }
}

impl Extent {
    /// What is lent of one of the principal's own grants. A grant for every area is cut to the areas lent.
    #[must_use]
    pub fn lends(&self, grant: Grant) -> Vec<Grant> {
        let all_or = |empty: bool, found: bool| empty || found;
        if !all_or(self.bodies.is_empty(), self.bodies.contains(&grant.body))
            || !all_or(self.roles.is_empty(), self.roles.contains(&grant.role))
        {
            return Vec::new();
        }
        if self.areas.is_empty() || self.areas.contains(&Area::All) || self.areas.contains(&grant.area) {
            return vec![grant];
        }
        if grant.area != Area::All {
            return Vec::new();
        }
        self.areas.iter().map(|area| Grant { area: *area, ..grant }).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn grant(body: i64, role: Role, area: Area) -> Grant {
        Grant { body: BodyId(body), role, area, holder: PersonId(1), valid_from: day(1), valid_to: day(30) }
    }

    #[test]
    fn nobody_stands_in_for_himself_and_no_leader_makes_himself_a_deputy() {
        let deputyship = |principal, deputy| Deputyship {
            principal: PersonId(principal),
            deputy: PersonId(deputy),
            extent: Extent::default(),
            valid_from: day(1),
            valid_to: day(9),
        };
        assert_eq!(deputyship(1, 1).check(PersonId(1), day(1)), Err(Error::SamePerson));
        assert_eq!(deputyship(1, 2).check(PersonId(2), day(1)), Err(Error::LeaderAsDeputy));
        assert_eq!(deputyship(1, 2).check(PersonId(1), day(1)), Ok(()));
        assert_eq!(deputyship(1, 2).check(PersonId(1), day(10)), Err(Error::PeriodInvalid));
    }

    fn areas() -> impl Strategy<Value = Area> {
        proptest::sample::select(Area::iter().collect::<Vec<_>>())
    }

    proptest! {
        #[test]
        fn a_deputy_never_gets_more_than_the_principal_has(
            bodies in proptest::collection::vec(0i64..3, 0..3), roles in proptest::collection::vec(1i16..5, 0..3),
            lent in proptest::collection::vec(areas(), 0..3), body in 0i64..3, role in 1i16..5, area in areas(), asked in areas(),
        ) {
            let role = Role::from_repr(role).unwrap();
            let extent = Extent {
                bodies: bodies.into_iter().map(BodyId).collect(),
                roles: roles.into_iter().map(|r| Role::from_repr(r).unwrap()).collect(),
                areas: lent,
            };
            let own = grant(body, role, area);
            for lent in extent.lends(own) {
                prop_assert_eq!((lent.body, lent.role, lent.holder), (own.body, own.role, own.holder));
                prop_assert!(!lent.area.covers(asked) || own.area.covers(asked));
                let within = extent.areas.is_empty() || extent.areas.iter().any(|a| a.covers(lent.area));
                prop_assert!(within);
                prop_assert!(extent.bodies.is_empty() || extent.bodies.contains(&lent.body));
                prop_assert!(extent.roles.is_empty() || extent.roles.contains(&lent.role));
            }
        }
    }
}
