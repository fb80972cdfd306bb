//! A dispute about a statement: talks, steering committee, supervisory authority, court (handbook 9.7, 11.7).
//!
//! Only the disputed part is frozen; the rest stays payable. Its outcome becomes a correction of the settlement, or nothing.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Weeks in which the lead answers.
pub const ANSWER_WEEKS: u32 = 4;

/// Where a dispute stands.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum State {
    /// Raised by a member.
    #[default]
    Raised,
    /// Admitted: the lead must answer.
    Open,
    /// The lead answered.
    Answered,
    /// Before the steering committee.
    Steering,
    /// Before the supervisory authority as mediator.
    Mediation,
    /// Before the administrative court.
    Court,
    /// Decided or settled.
    Resolved,
    /// Taken back.
    Withdrawn,
}

/// What happens to a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The lead checks that it can be dealt with.
    Admit {
        /// What is disputed, in cents; not zero.
        disputed_cents: i64,
        /// Day the objection came.
        raised_on: NaiveDate,
        /// Last day of the period.
        until: NaiveDate,
    },
    /// The lead answers.
    Answer,
    /// The member accepts the answer or decision; a judgment binds likewise.
    Accept,
    /// The next instance.
    Escalate,
    /// The member takes it back.
    Withdraw,
}

/// What a resolved dispute means for the settlement.
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
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Effect {
    /// A new version of the settlement.
    Correction,
    /// The statement stands.
    NoChange,
}

/// Why an event is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not in this state.
    #[error("a dispute that is {state} cannot do that")]
    NotNow {
        /// Where it stands.
        state: State,
    },
    /// Nothing is disputed.
    #[error("a dispute names the amount it is about")]
    NothingDisputed,
    /// Too late.
    #[error("the objection period ended on {0}")]
    TooLate(NaiveDate),
    /// More is disputed than the statement asks for.
    #[error("{disputed_cents} cents are disputed of a share of {share_cents}")]
    MoreThanShare {
        /// Disputed.
        disputed_cents: i64,
        /// The share.
        share_cents: i64,
    },
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "DISPUTE_NOT_NOW",
            Self::NothingDisputed => "DISPUTE_WITHOUT_AMOUNT",
            Self::TooLate(_) => "DISPUTE_TOO_LATE",
            Self::MoreThanShare { .. } => "DISPUTE_EXCEEDS_SHARE",
        }
    }
}

impl State {
    /// Where `event` leads.
    ///
    /// # Errors
    /// See [`Error`]; the state stays as it is.
    pub fn after(self, event: Event) -> Result<Self, Error> {
        match (self, event) {
            (Self::Resolved | Self::Withdrawn, _) => Err(Error::NotNow { state: self }),
            (_, Event::Withdraw) => Ok(Self::Withdrawn),
            (Self::Raised, Event::Admit { disputed_cents: 0, .. }) => Err(Error::NothingDisputed),
            (Self::Raised, Event::Admit { raised_on, until, .. }) if raised_on > until => Err(Error::TooLate(until)),
            (Self::Raised, Event::Admit { .. }) => Ok(Self::Open),
            (Self::Open, Event::Answer) => Ok(Self::Answered),
            (Self::Answered | Self::Steering | Self::Mediation | Self::Court, Event::Accept) => Ok(Self::Resolved),
            (Self::Answered, Event::Escalate) => Ok(Self::Steering),
            (Self::Steering, Event::Escalate) => Ok(Self::Mediation),
            (Self::Mediation, Event::Escalate) => Ok(Self::Court),
            (state, _) => Err(Error::NotNow { state }),
        }
    }

    /// Whether the disputed part is frozen.
    #[must_use]
    pub const fn freezes(self) -> bool {
        !matches!(self, Self::Raised | Self::Resolved | Self::Withdrawn)
    }
}

/// What stays payable of a balance while a part of the share is disputed: the disputed part is held back from what is
/// still owed, and a credit is never turned into a debt. Cents.
///
/// # Errors
/// [`Error::NothingDisputed`], [`Error::MoreThanShare`].
pub const fn payable_cents(share_cents: i64, balance_cents: i64, disputed_cents: i64) -> Result<i64, Error> {
    if disputed_cents <= 0 {
        return Err(Error::NothingDisputed);
    }
    if disputed_cents > share_cents {
        return Err(Error::MoreThanShare { disputed_cents, share_cents });
    }
    let rest = balance_cents.saturating_sub(disputed_cents);
    Ok(if balance_cents <= 0 {
        balance_cents
    } else if rest < 0 {
        0
    } else {
        rest
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, n).unwrap()
    }

    const fn admit(disputed_cents: i64, raised_on: NaiveDate, until: NaiveDate) -> Event {
        Event::Admit { disputed_cents, raised_on, until }
    }

    #[test]
    fn a_dispute_climbs_to_the_court_and_is_resolved() {
        let way = [
            admit(5_000, day(15), day(15)),
            Event::Answer,
            Event::Escalate,
            Event::Escalate,
            Event::Escalate,
            Event::Accept,
        ];
        let end = way.into_iter().fold(State::default(), |state, event| state.after(event).unwrap());
        assert_eq!(end, State::Resolved);
        assert!(State::Court.after(Event::Escalate).is_err());
        assert_eq!(State::Raised.after(admit(1, day(16), day(15))), Err(Error::TooLate(day(15))));
        assert_eq!(State::Raised.after(admit(0, day(1), day(15))), Err(Error::NothingDisputed));
    }

    #[test]
    fn only_the_disputed_part_is_held_back() {
        assert_eq!(payable_cents(10_000, 2_500, 1_000), Ok(1_500));
        assert_eq!(payable_cents(10_000, 2_500, 9_000), Ok(0));
        assert_eq!(payable_cents(10_000, -300, 9_000), Ok(-300));
        assert!(matches!(payable_cents(100, 100, 101), Err(Error::MoreThanShare { .. })));
    }

    const TABLE: &[(State, State)] = &[
        (State::Raised, State::Open),
        (State::Open, State::Answered),
        (State::Answered, State::Resolved),
        (State::Answered, State::Steering),
        (State::Steering, State::Resolved),
        (State::Steering, State::Mediation),
        (State::Mediation, State::Resolved),
        (State::Mediation, State::Court),
        (State::Court, State::Resolved),
    ];

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            (0_i64..3, 10_u32..20).prop_map(|(cents, on)| admit(cents, day(on), day(15))),
            Just(Event::Answer),
            Just(Event::Accept),
            Just(Event::Escalate),
            Just(Event::Withdraw),
        ]
    }

    proptest! {
        #[test]
        fn the_machine_never_leaves_the_table(events in proptest::collection::vec(any_event(), 0..40)) {
            let mut state = State::default();
            for event in events {
                if let Ok(next) = state.after(event) {
                    let withdrawn = next == State::Withdrawn && !matches!(state, State::Resolved | State::Withdrawn);
                    prop_assert!(withdrawn || TABLE.contains(&(state, next)), "{} -> {}", state, next);
                    state = next;
                }
            }
        }
    }
}
