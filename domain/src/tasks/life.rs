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
    /// Who gave it to the holder to be answered, and owns it meanwhile.
    pub delegator: Option<PersonId>,
    /// The holder is absent today: who stands in for it may go on with the task.
    pub holder_absent: bool,
    /// How many distinct natural persons must agree.
    pub needed: u32,
    /// Hands that agreed so far; no natural person stands in two of them.
    pub signed: Vec<Hands>,
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
    /// Finish it; where several must agree, agree to it.
    Complete,
    /// Finish it by sending it back or refusing: one person suffices.
    SendBack,
    /// Let somebody else answer it and stay its owner.
    Delegate(PersonId),
    /// Give the answer to who delegated it.
    GiveBack,
    /// Take back what was delegated.
    TakeBack,
    /// Take it from its holder and put it back into the lane (leads only; the caller has checked the role).
    Unassign,
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
    /// Who delegated it, afterwards.
    pub delegator: Option<PersonId>,
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
    /// This person agreed already, itself or represented: somebody else must.
    #[error("this person has signed already; another natural person must sign")]
    AlreadySigned,
    /// It was delegated: the delegate answers, the owner decides.
    #[error("the task was delegated: answer it, or have its owner take it back")]
    Delegated,
    /// It is not delegated, or not by this person.
    #[error("the task is not delegated, or not by or to this person")]
    NotDelegated,
    /// Nobody delegates to himself.
    #[error("a task cannot be delegated to oneself")]
    ToOneself,
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
            Self::AlreadySigned => "ALREADY_SIGNED",
            Self::Delegated => "TASK_DELEGATED",
            Self::NotDelegated => "TASK_NOT_DELEGATED",
            Self::ToOneself => "TASK_TO_ONESELF",
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
        match verb {
            Verb::Claim | Verb::Edit | Verb::Complete | Verb::SendBack | Verb::Release | Verb::Delegate(_) => {
                self.decide_as_holder(verb, hands)
            }
            Verb::Assign(_) if self.delegator.is_some_and(|owner| owner != hands.actor) => Err(Error::Delegated),
            Verb::Assign(person) => {
                self.may_touch(Hands::own(person))?;
                Ok(Self::held(person))
            }
            Verb::GiveBack => match self.delegator {
                Some(owner) if self.holder == Holder::Person(hands.actor) => Ok(Self::held(owner)),
                _ => Err(Error::NotDelegated),
            },
            Verb::TakeBack => match self.delegator {
                Some(owner) if [hands.actor, hands.represented].contains(&owner) => Ok(Self::held(owner)),
                _ => Err(Error::NotDelegated),
            },
            Verb::Unassign if self.holder == Holder::Free => Err(Error::NotHeld),
            Verb::Unassign => Ok(Self::free()),
            Verb::Cancel => Ok(Change { state: State::Cancelled, holder: self.holder, delegator: None }),
        }
    }

    /// Verbs of who holds it, of who may take it, and of who stands in for an absent holder.
    fn decide_as_holder(&self, verb: Verb, hands: Hands) -> Result<Change, Error> {
        let mine = match self.holder {
            Holder::Person(person) => person == hands.actor || (self.holder_absent && person == hands.represented),
            Holder::Free => true,
        };
        if verb == Verb::Release && self.holder == Holder::Free {
            return Err(Error::NotHeld);
        }
        if !mine {
            return Err(Error::HeldByOther);
        }
        if self.delegator.is_some() && !matches!(verb, Verb::Claim | Verb::Edit) {
            return Err(Error::Delegated);
        }
        if verb != Verb::Release {
            self.may_touch(hands)?;
        }
        Ok(match verb {
            Verb::Release => Self::free(),
            Verb::Edit => Change { state: State::Open, holder: self.holder, delegator: self.delegator },
            Verb::Delegate(to) => {
                self.may_touch(Hands::own(to))?;
                if to == hands.actor {
                    return Err(Error::ToOneself);
                }
                Change { delegator: Some(hands.actor), ..Self::held(to) }
            }
            Verb::Complete if !self.last_signature() => Self::free(),
            Verb::Complete | Verb::SendBack => Change { state: State::Done, ..Self::held(hands.actor) },
            _ => Change { delegator: self.delegator, ..Self::held(hands.actor) },
        })
    }

    /// Whether one more signature finishes the task.
    #[must_use]
    pub fn last_signature(&self) -> bool {
        u32::try_from(self.signed.len()).unwrap_or(u32::MAX).saturating_add(1) >= self.needed
    }

    fn may_touch(&self, hands: Hands) -> Result<(), Error> {
        if self.signed.iter().any(|other| other.overlaps(&hands)) {
            return Err(Error::AlreadySigned);
        }
        if self.excludes(hands) { Err(Error::FourEyes) } else { Ok(()) }
    }

    const fn held(person: PersonId) -> Change {
        Change { state: State::Open, holder: Holder::Person(person), delegator: None }
    }

    const fn free() -> Change {
        Change { state: State::Open, holder: Holder::Free, delegator: None }
    }
}

#[cfg(test)]
mod tests;
