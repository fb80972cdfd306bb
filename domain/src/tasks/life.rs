//! The life of a task: open (free or held by somebody), done, cancelled; and which verb is allowed when.
//!
//! Optimistic version: every verb names the version it saw; whoever comes second is told so, nothing is overwritten.

use super::Hands;
use crate::ids::PersonId;
use serde::{Deserialize, Serialize};

/// Where a task stands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::FromRepr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[repr(i16)]
pub enum State {
    /// Waits to be finished.
    Open = 0,
    /// Finished by a person.
    Done = 1,
    /// Ended by the process (withdrawal, race lost to a deadline).
    Cancelled = 2,
}

/// Who holds an open task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Nobody yet.
    Free,
    /// This person.
    Person(PersonId),
}

/// The facts of a task a verb is decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Where it stands.
    pub state: State,
    /// Who holds it.
    pub holder: Holder,
    /// Optimistic version.
    pub version: i64,
    /// Hands that four eyes keep off this task.
    pub excluded: Vec<Hands>,
}

/// What a person wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Take it.
    Claim,
    /// Give it back to the lane.
    Release,
    /// Hand it to a candidate (the caller has checked that the person is one).
    Assign(PersonId),
    /// Finish it.
    Complete,
    /// End it without outcome (leads only; the caller has checked the role).
    Cancel,
    /// Save typing, set a follow-up date: needs to hold it or that it is free.
    Edit,
}

/// What the verb changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// State afterwards.
    pub state: State,
    /// Holder afterwards.
    pub holder: Holder,
}

/// Why a verb is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Somebody changed the task since it was read: load it again.
    #[error("the task changed meanwhile: version {actual}, not {seen}")]
    Stale {
        /// Version the caller saw.
        seen: i64,
        /// Version now.
        actual: i64,
    },
    /// It is done or cancelled.
    #[error("the task is no longer open")]
    Closed,
    /// Somebody else holds it.
    #[error("the task is held by another person")]
    HeldByOther,
    /// Nobody holds it, so it cannot be given back.
    #[error("the task is not held by anybody")]
    NotHeld,
    /// This person's hands were on a step that needs other eyes.
    #[error("four eyes: this person took part in an earlier step")]
    FourEyes,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stale { .. } => "TASK_CHANGED",
            Self::Closed => "TASK_CLOSED",
            Self::HeldByOther => "TASK_HELD_BY_OTHER",
            Self::NotHeld => "TASK_NOT_HELD",
            Self::FourEyes => "FOUR_EYES",
        }
    }
}

impl Task {
    /// Whether four eyes keep these hands off.
    #[must_use]
    pub fn excludes(&self, hands: Hands) -> bool {
        self.excluded.iter().any(|other| other.overlaps(&hands))
    }

    /// Decides `verb` by `hands` who saw `version`.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn decide(&self, verb: Verb, hands: Hands, version: i64) -> Result<Change, Error> {
        if self.state != State::Open {
            return Err(Error::Closed);
        }
        if version != self.version {
            return Err(Error::Stale { seen: version, actual: self.version });
        }
        let mine = match self.holder {
            Holder::Person(person) => person == hands.actor,
            Holder::Free => true,
        };
        let open = |holder| Ok(Change { state: State::Open, holder });
        match verb {
            Verb::Claim | Verb::Edit | Verb::Complete if !mine => Err(Error::HeldByOther),
            Verb::Claim | Verb::Edit | Verb::Complete if self.excludes(hands) => Err(Error::FourEyes),
            Verb::Claim => open(Holder::Person(hands.actor)),
            Verb::Edit => open(self.holder),
            Verb::Complete => Ok(Change { state: State::Done, holder: Holder::Person(hands.actor) }),
            Verb::Release if self.holder == Holder::Free => Err(Error::NotHeld),
            Verb::Release if !mine => Err(Error::HeldByOther),
            Verb::Release => open(Holder::Free),
            Verb::Assign(person) if self.excludes(Hands::own(person)) => Err(Error::FourEyes),
            Verb::Assign(person) => open(Holder::Person(person)),
            Verb::Cancel => Ok(Change { state: State::Cancelled, holder: self.holder }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn task(holder: Holder, excluded: &[i64]) -> Task {
        Task {
            state: State::Open,
            holder,
            version: 3,
            excluded: excluded.iter().map(|p| Hands::own(PersonId(*p))).collect(),
        }
    }

    fn verbs() -> impl Strategy<Value = Verb> {
        prop_oneof![
            Just(Verb::Claim),
            Just(Verb::Release),
            Just(Verb::Complete),
            Just(Verb::Cancel),
            Just(Verb::Edit),
            (0i64..4).prop_map(|p| Verb::Assign(PersonId(p))),
        ]
    }

    #[test]
    fn two_clerks_cannot_both_finish_what_they_saw() {
        let seen = task(Holder::Free, &[]);
        let changed = Task { version: 4, ..seen };
        assert_eq!(
            changed.decide(Verb::Complete, Hands::own(PersonId(1)), 3),
            Err(Error::Stale { seen: 3, actual: 4 })
        );
    }

    #[test]
    fn the_requester_cannot_release_the_own_budget_not_even_through_a_deputy() {
        let release = task(Holder::Free, &[1]);
        assert_eq!(release.decide(Verb::Complete, Hands::own(PersonId(1)), 3), Err(Error::FourEyes));
        let deputy = Hands { actor: PersonId(2), represented: PersonId(1) };
        assert_eq!(release.decide(Verb::Claim, deputy, 3), Err(Error::FourEyes));
    }

    proptest! {
        #[test]
        fn no_sequence_of_verbs_leads_out_of_a_closed_task_or_past_four_eyes(
            steps in proptest::collection::vec((verbs(), 0i64..4), 1..20), excluded in 0i64..4,
        ) {
            let mut now = task(Holder::Free, &[excluded]);
            for (verb, actor) in steps {
                let before = now.clone();
                if let Ok(change) = now.decide(verb, Hands::own(PersonId(actor)), now.version) {
                    prop_assert_eq!(before.state, State::Open);
                    now = Task { state: change.state, holder: change.holder, version: now.version + 1, ..now };
                    prop_assert!(now.state != State::Done || now.holder != Holder::Person(PersonId(excluded)));
                    prop_assert!(now.holder != Holder::Person(PersonId(excluded)));
                }
            }
        }
    }
}
