//! The states of a yearly settlement and the only ways from one to another (handbook 11.5).
//!
//! What must stay true: a closed settlement never changes, its correction is a new settlement; who calculated does not
//! approve; nothing is final while a member may still object.

use super::legal_form::Remedy;
use crate::ids::PersonId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a settlement stands.
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
    /// The year runs; the key is not frozen.
    #[default]
    OpenYear,
    /// Two persons froze key and measures; advances are called.
    KeyFrozen,
    /// All vouchers of the year are certified.
    CostsComplete,
    /// Shares are computed.
    Calculated,
    /// A second person approved them.
    Approved,
    /// Statements are with the members.
    Issued,
    /// A member objected in time.
    Objected,
    /// An objection became a dispute; only the disputed part is frozen.
    Dispute,
    /// No member can object any more.
    Final,
    /// Balances are paid.
    Balanced,
    /// Closed for ever.
    Closed,
}

/// What a member said to its statement.
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
pub enum Answer {
    /// Accepts all of it.
    Accepted,
    /// Objects to at least one line.
    Objected,
    /// Has not answered.
    Silent,
}

/// What happens to a settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Key and reference data are frozen.
    FreezeKey {
        /// Who proposes.
        first: PersonId,
        /// Who confirms; somebody else.
        second: PersonId,
    },
    /// Costs are complete.
    Collect {
        /// Vouchers of the year that nobody has certified.
        uncertified: u32,
    },
    /// Shares are computed.
    Calculate,
    /// The second person approves.
    Approve {
        /// Who calculated.
        calculated_by: PersonId,
        /// Who approves.
        by: PersonId,
    },
    /// The second person returns it.
    Return,
    /// Statements go out.
    Issue,
    /// A member objects.
    Object {
        /// Day it came.
        on: NaiveDate,
        /// Last day of the period.
        until: NaiveDate,
        /// Whether reasons are given.
        with_reasons: bool,
    },
    /// The objection is granted: a new version goes out.
    Reissue,
    /// The objection is contested.
    OpenDispute,
    /// A dispute ended without change.
    DisputeWithoutChange,
    /// A dispute ended with a correction: a new version goes out.
    DisputeCorrects,
    /// The period is over, or everybody accepted.
    EndPeriod {
        /// Today.
        today: NaiveDate,
        /// Last day of the period.
        until: NaiveDate,
        /// What silence means.
        remedy: Remedy,
        /// One answer per member.
        answers: Vec<Answer>,
    },
    /// The last balance is paid.
    Paid {
        /// Balances neither paid nor frozen by a dispute.
        outstanding: u32,
    },
    /// Closed by hand.
    Close,
}

/// Why an event is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not in this state.
    #[error("a settlement that is {state} cannot do that")]
    NotNow {
        /// Where it stands.
        state: State,
    },
    /// One person for two.
    #[error("a second person is needed")]
    SecondPersonNeeded,
    /// Vouchers are missing their certification.
    #[error("{0} vouchers of the year are not certified")]
    Uncertified(u32),
    /// The objection comes too late.
    #[error("the objection period ended on {0}")]
    TooLate(NaiveDate),
    /// An objection says why.
    #[error("an objection needs its reasons")]
    ReasonsMissing,
    /// The period still runs and somebody has not answered.
    #[error("the objection period runs until {0}")]
    PeriodRuns(NaiveDate),
    /// Silence does not count as agreed here.
    #[error("{0} members have not answered, and silence does not count as agreed")]
    AnswersOutstanding(usize),
    /// Balances are open.
    #[error("{0} balances are not paid")]
    BalancesOpen(u32),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "SETTLEMENT_NOT_NOW",
            Self::SecondPersonNeeded => "SETTLEMENT_SECOND_PERSON",
            Self::Uncertified(_) => "VOUCHERS_UNCERTIFIED",
            Self::TooLate(_) => "OBJECTION_TOO_LATE",
            Self::ReasonsMissing => "OBJECTION_REASONS_MISSING",
            Self::PeriodRuns(_) => "OBJECTION_PERIOD_RUNS",
            Self::AnswersOutstanding(_) => "ANSWERS_OUTSTANDING",
            Self::BalancesOpen(_) => "BALANCES_OPEN",
        }
    }
}

impl State {
    /// Where `event` leads.
    ///
    /// # Errors
    /// See [`Error`]; the state stays as it is.
    pub fn after(self, event: &Event) -> Result<Self, Error> {
        match (self, event) {
            (Self::OpenYear, Event::FreezeKey { first, second }) => two(*first, *second, Self::KeyFrozen),
            (Self::KeyFrozen, Event::Collect { uncertified: 0 }) => Ok(Self::CostsComplete),
            (Self::KeyFrozen, Event::Collect { uncertified }) => Err(Error::Uncertified(*uncertified)),
            (Self::CostsComplete, Event::Calculate) => Ok(Self::Calculated),
            (Self::Calculated, Event::Approve { calculated_by, by }) => two(*calculated_by, *by, Self::Approved),
            (Self::Calculated, Event::Return) => Ok(Self::CostsComplete),
            (Self::Approved, Event::Issue)
            | (Self::Objected, Event::Reissue)
            | (Self::Dispute, Event::DisputeCorrects) => Ok(Self::Issued),
            (Self::Issued, Event::Object { on, until, with_reasons }) => {
                if on > until {
                    Err(Error::TooLate(*until))
                } else if *with_reasons {
                    Ok(Self::Objected)
                } else {
                    Err(Error::ReasonsMissing)
                }
            }
            (Self::Issued, Event::EndPeriod { today, until, remedy, answers }) => {
                end_period(*today, *until, *remedy, answers)
            }
            (Self::Objected, Event::OpenDispute) => Ok(Self::Dispute),
            (Self::Dispute, Event::DisputeWithoutChange) => Ok(Self::Final),
            (Self::Final, Event::Paid { outstanding: 0 }) => Ok(Self::Balanced),
            (Self::Final, Event::Paid { outstanding }) => Err(Error::BalancesOpen(*outstanding)),
            (Self::Balanced, Event::Close) => Ok(Self::Closed),
            (state, _) => Err(Error::NotNow { state }),
        }
    }
}

fn two(first: PersonId, second: PersonId, next: State) -> Result<State, Error> {
    if first == second { Err(Error::SecondPersonNeeded) } else { Ok(next) }
}

/// Everybody accepted: at once. Else the period must be over, and silence must mean something.
fn end_period(today: NaiveDate, until: NaiveDate, remedy: Remedy, answers: &[Answer]) -> Result<State, Error> {
    if answers.contains(&Answer::Objected) {
        return Err(Error::NotNow { state: State::Issued });
    }
    let silent = answers.iter().filter(|answer| **answer == Answer::Silent).count();
    if silent == 0 {
        return Ok(State::Final);
    }
    if today <= until {
        return Err(Error::PeriodRuns(until));
    }
    if remedy.silence().is_none() { Err(Error::AnswersOutstanding(silent)) } else { Ok(State::Final) }
}

#[cfg(test)]
#[path = "settlement_tests.rs"]
mod tests;
