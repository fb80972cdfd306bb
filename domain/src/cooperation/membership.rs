//! Joining and leaving a cooperation: the states and the only ways between them (handbook 9.7, 11.6; KomZG § 12).
//!
//! What must stay true: nobody is a member before the effective day or without the consents the legal form asks for;
//! nobody has left before accounts are settled and data handed over.

use crate::cost_sharing::LegalForm;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Where a membership stands.
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
    /// A body asks to join.
    #[default]
    Applied,
    /// Its own council has resolved.
    Resolved,
    /// All members consent.
    Consented,
    /// The changed agreement is signed, in writing.
    Signed,
    /// The supervisory authority approved.
    Approved,
    /// A member.
    Active,
    /// Notice is given; still a member.
    Leaving,
    /// No member any more; accounts are settled, data handed over.
    ExitSettlement,
    /// Gone.
    Left,
}

/// What happens to a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The joining body's council resolves.
    Resolve,
    /// Members answer.
    Consent {
        /// Members that have not consented.
        missing: u32,
    },
    /// The changed agreement is signed.
    Sign,
    /// The supervisory authority approves.
    Approve,
    /// Published; the membership begins on its day.
    TakeEffect {
        /// Today.
        today: NaiveDate,
        /// Last day of publication; not asked of a working group.
        published_on: Option<NaiveDate>,
        /// Day agreed for the beginning, if later than the law's.
        agreed_on: NaiveDate,
    },
    /// Notice of leaving.
    GiveNotice {
        /// Day the notice came.
        on: NaiveDate,
        /// Day on which it is to end: the last day of membership.
        last_day: NaiveDate,
        /// First last day that the notice period allows.
        earliest: NaiveDate,
    },
    /// Notice is taken back.
    WithdrawNotice {
        /// Members that have not consented.
        missing: u32,
    },
    /// The last day is over.
    EndMembership {
        /// Today.
        today: NaiveDate,
        /// Last day of membership.
        last_day: NaiveDate,
    },
    /// For cause, at once.
    ExcludeForCause {
        /// Written reasons (§ 60 VwVfG).
        with_reasons: bool,
        /// The member was heard.
        heard: bool,
    },
    /// Accounts paid, data handed over.
    Leave {
        /// Parts of the exit settlement not paid.
        unpaid: u32,
        /// Entries of the hand-over list not done.
        not_handed_over: u32,
    },
}

/// Why an event is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not in this state.
    #[error("a membership that is {state} cannot do that")]
    NotNow {
        /// Where it stands.
        state: State,
    },
    /// Consents are missing.
    #[error("{0} members have not consented")]
    ConsentsMissing(u32),
    /// The supervisory authority must approve first.
    #[error("the supervisory authority has not approved")]
    ApprovalMissing,
    /// Publication is missing.
    #[error("the agreement is not published")]
    NotPublished,
    /// The day has not come.
    #[error("the membership changes on {0}")]
    DayNotReached(NaiveDate),
    /// Notice is too short.
    #[error("notice can end the membership on {0} at the earliest")]
    NoticeTooShort(NaiveDate),
    /// An exclusion for cause needs reasons and a hearing.
    #[error("leaving for cause needs written reasons and a hearing")]
    CauseUnproven,
    /// The exit settlement is open.
    #[error("{unpaid} amounts are not paid and {not_handed_over} hand-overs not done")]
    ExitOpen {
        /// Amounts.
        unpaid: u32,
        /// Hand-overs.
        not_handed_over: u32,
    },
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "MEMBERSHIP_NOT_NOW",
            Self::ConsentsMissing(_) => "CONSENTS_MISSING",
            Self::ApprovalMissing => "SUPERVISORY_APPROVAL_MISSING",
            Self::NotPublished => "AGREEMENT_NOT_PUBLISHED",
            Self::DayNotReached(_) => "MEMBERSHIP_DAY_NOT_REACHED",
            Self::NoticeTooShort(_) => "NOTICE_TOO_SHORT",
            Self::CauseUnproven => "CAUSE_UNPROVEN",
            Self::ExitOpen { .. } => "EXIT_SETTLEMENT_OPEN",
        }
    }
}

/// First day of membership: the day after the last publication (§ 12 (5) KomZG), or the agreed day if that is later. A
/// working group begins on the agreed day.
///
/// # Errors
/// [`Error::NotPublished`].
pub fn effective_on(
    form: LegalForm,
    published_on: Option<NaiveDate>,
    agreed_on: NaiveDate,
) -> Result<NaiveDate, Error> {
    if form == LegalForm::WorkingGroup {
        return Ok(agreed_on);
    }
    let published = published_on.ok_or(Error::NotPublished)?;
    let lawful = published.checked_add_days(Days::new(1)).ok_or(Error::NotPublished)?;
    Ok(lawful.max(agreed_on))
}

impl State {
    /// Where `event` leads in a cooperation of this form.
    ///
    /// # Errors
    /// See [`Error`]; the state stays as it is.
    pub fn after(self, event: Event, form: LegalForm) -> Result<Self, Error> {
        match (self, event) {
            (Self::Applied, Event::Resolve) => Ok(Self::Resolved),
            (Self::Resolved, Event::Consent { missing }) => none_missing(missing, Self::Consented),
            (Self::Consented, Event::Sign) => Ok(Self::Signed),
            (Self::Signed, Event::Approve) if form.needs_supervisory_approval() => Ok(Self::Approved),
            (Self::Signed, Event::TakeEffect { .. }) if form.needs_supervisory_approval() => {
                Err(Error::ApprovalMissing)
            }
            (Self::Signed | Self::Approved, Event::TakeEffect { today, published_on, agreed_on }) => {
                let day = effective_on(form, published_on, agreed_on)?;
                if today < day { Err(Error::DayNotReached(day)) } else { Ok(Self::Active) }
            }
            (Self::Active, Event::GiveNotice { on, last_day, earliest }) => {
                if last_day < earliest.max(on) {
                    Err(Error::NoticeTooShort(earliest.max(on)))
                } else {
                    Ok(Self::Leaving)
                }
            }
            (Self::Leaving, Event::WithdrawNotice { missing }) => none_missing(missing, Self::Active),
            (Self::Leaving, Event::EndMembership { today, last_day }) => {
                if today <= last_day {
                    Err(Error::DayNotReached(last_day))
                } else {
                    Ok(Self::ExitSettlement)
                }
            }
            (Self::Active, Event::ExcludeForCause { with_reasons: true, heard: true }) => Ok(Self::ExitSettlement),
            (Self::Active, Event::ExcludeForCause { .. }) => Err(Error::CauseUnproven),
            (Self::ExitSettlement, Event::Leave { unpaid: 0, not_handed_over: 0 }) => Ok(Self::Left),
            (Self::ExitSettlement, Event::Leave { unpaid, not_handed_over }) => {
                Err(Error::ExitOpen { unpaid, not_handed_over })
            }
            (state, _) => Err(Error::NotNow { state }),
        }
    }

    /// Whether costs are shared with it and its people may act.
    #[must_use]
    pub const fn is_member(self) -> bool {
        matches!(self, Self::Active | Self::Leaving)
    }
}

const fn none_missing(missing: u32, next: State) -> Result<State, Error> {
    if missing == 0 { Ok(next) } else { Err(Error::ConsentsMissing(missing)) }
}

#[cfg(test)]
#[path = "membership_tests.rs"]
mod tests;
