//! Rights as values: a session is turned into an [`Acting`], and only that opens a use case.
//!
//! Grants come from the database on every request, so revoking takes effect on the next one.
//! `Acting` has private fields: nobody outside this file can make one without a grant.

use super::{Area, Error, Role};
use crate::ids::{BodyId, PersonId};
use crate::tasks::Hands;
use chrono::NaiveDate;

/// One dated right: a person holds a role for a body in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// For whom the right counts.
    pub body: BodyId,
    /// As what.
    pub role: Role,
    /// In which field of work.
    pub area: Area,
    /// Whose right it is: the person itself, or the one represented by deputyship.
    pub holder: PersonId,
    /// First day, inclusive.
    pub valid_from: NaiveDate,
    /// Last day, inclusive.
    pub valid_to: NaiveDate,
}

/// A signed-in person with the rights it has today, own ones and those of persons it represents.
#[derive(Clone, Debug)]
pub struct Session {
    person: PersonId,
    today: NaiveDate,
    grants: Vec<Grant>,
}

impl Session {
    /// Keeps the grants that count on `today`.
    #[must_use]
    pub fn new(person: PersonId, today: NaiveDate, grants: Vec<Grant>) -> Self {
        let grants = grants.into_iter().filter(|g| g.valid_from <= today && today <= g.valid_to).collect();
        Self { person, today, grants }
    }

    /// Who is signed in.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// The day the rights were read for.
    #[must_use]
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// Every right that counts today.
    #[must_use]
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Bodies this person may see anything of, ascending, each once: the tenant scope of every query.
    #[must_use]
    pub fn bodies(&self) -> Vec<BodyId> {
        let mut bodies: Vec<_> = self.grants.iter().map(|g| g.body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        bodies
    }

    /// The capability to act as one of `roles` for `body`; own rights before a deputy's.
    ///
    /// # Errors
    /// [`Error::NoRight`].
    pub fn act_as(&self, body: BodyId, area: Area, roles: &[Role]) -> Result<Acting, Error> {
        let fits = |g: &&Grant| g.body == body && g.area.covers(area) && roles.contains(&g.role);
        let own = self.grants.iter().filter(|g| g.holder == self.person).find(fits);
        let grant = own.or_else(|| self.grants.iter().find(fits)).ok_or(Error::NoRight)?;
        Ok(Acting { hands: Hands { actor: self.person, represented: grant.holder }, body, role: grant.role })
    }

    /// Every capability for `body` among `roles`, own ones first: for choosing one that four eyes allow.
    #[must_use]
    pub fn all_acting(&self, body: BodyId, area: Area, roles: &[Role]) -> Vec<Acting> {
        let mut all: Vec<_> = self
            .grants
            .iter()
            .filter(|g| g.body == body && g.area.covers(area) && roles.contains(&g.role))
            .map(|g| Acting { hands: Hands { actor: self.person, represented: g.holder }, body, role: g.role })
            .collect();
        all.sort_by_key(|a| a.hands.represented != self.person);
        all
    }
}

/// The capability to act for one body in one role; only a [`Session`] makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acting {
    hands: Hands,
    body: BodyId,
    role: Role,
}

impl Acting {
    /// Who acts, and for whom.
    #[must_use]
    pub const fn hands(&self) -> Hands {
        self.hands
    }

    /// For which body.
    #[must_use]
    pub const fn body(&self) -> BodyId {
        self.body
    }

    /// In which role.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn grant(body: i64, role: Role, holder: i64, from: u32, to: u32) -> Grant {
        Grant {
            body: BodyId(body),
            role,
            area: Area::All,
            holder: PersonId(holder),
            valid_from: day(from),
            valid_to: day(to),
        }
    }

    #[test]
    fn a_right_counts_on_its_last_day_and_not_after() {
        let session = |d| Session::new(PersonId(1), day(d), vec![grant(5, Role::Buyer, 1, 1, 10)]);
        assert!(session(10).act_as(BodyId(5), Area::Procurement, &[Role::Buyer]).is_ok());
        assert_eq!(session(11).act_as(BodyId(5), Area::Procurement, &[Role::Buyer]), Err(Error::NoRight));
    }

    #[test]
    fn own_rights_come_before_a_deputys() {
        let grants = vec![grant(5, Role::Buyer, 9, 1, 10), grant(5, Role::Decider, 1, 1, 10)];
        let session = Session::new(PersonId(1), day(2), grants);
        let acting = session.act_as(BodyId(5), Area::Procurement, &[Role::Buyer, Role::Decider]).unwrap();
        assert_eq!((acting.role(), acting.hands().represented), (Role::Decider, PersonId(1)));
    }

    proptest! {
        #[test]
        fn nobody_acts_for_a_body_without_a_grant_for_it(bodies in proptest::collection::vec(0i64..5, 0..6), wanted in 0i64..5) {
            let grants = bodies.iter().map(|b| grant(*b, Role::Clerk, 1, 1, 28)).collect();
            let session = Session::new(PersonId(1), day(3), grants);
            let allowed = session.act_as(BodyId(wanted), Area::Efile, &[Role::Clerk]).is_ok();
            prop_assert_eq!(allowed, bodies.contains(&wanted));
        }
    }
}
