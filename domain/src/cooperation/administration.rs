//! Who may change whose rights. The rules of administration, pure: facts come in, a refusal or nothing comes out.
//!
//! What must stay true: nobody gives himself a right, neither as deputy nor through one; a body never loses its last
//! lead; nothing is changed backwards in time; a rule is changed by two natural persons.

use super::{Area, Grant, Role};
use crate::ids::PersonId;
use crate::tasks::Hands;
use chrono::NaiveDate;

/// Why a change of the administration was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The one who acts, or the one represented, would gain the right.
    #[error("nobody grants himself a right; another lead has to do it")]
    OwnRight,
    /// Nobody would be left who may administer the body.
    #[error("the body would be left without a lead; grant the role to somebody else first")]
    LastLead,
    /// It would begin or end in the past.
    #[error("rights and memberships are not changed for days gone by")]
    Backdated,
    /// It would end before it begins.
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    /// The person has the same right on some of these days already.
    #[error("the person has this right already on some of these days")]
    AlreadyThere,
    /// It has ended already.
    #[error("it has ended already")]
    Ended,
    /// The second person is the first one, or was represented by it.
    #[error("a second person has to confirm; not the one who proposed, nor whom it represented")]
    SamePerson,
    /// Somebody decided about it already.
    #[error("it has been decided already")]
    Decided,
    /// Sign-in subject empty, too long or with odd characters.
    #[error("a sign-in name is 1 to 200 characters without spaces or control characters")]
    BadSubject,
    /// A name is empty or too long.
    #[error("a name is 1 to 200 characters")]
    BadName,
    /// Not an e-mail address.
    #[error("this is not an e-mail address")]
    BadEmail,
    /// The subject belongs to a person of another name.
    #[error("this sign-in name is taken by somebody of another name")]
    SubjectTaken,
    /// A population below zero or above that of the country.
    #[error("this is not a number of inhabitants")]
    BadPopulation,
    /// A body cannot have itself as its office.
    #[error("a body is not its own office; leave it empty")]
    OwnOffice,
    /// A membership needs the resolution it rests on, a rule its source.
    #[error("say on which resolution or source it rests, 3 to 500 characters")]
    SourceMissing,
    /// The body leads the cooperation and cannot leave it.
    #[error("the body leads the cooperation; name another one first")]
    LeadBody,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OwnRight => "OWN_RIGHT",
            Self::LastLead => "LAST_LEAD",
            Self::Backdated => "BACKDATED",
            Self::EndsBeforeItBegins => "ENDS_BEFORE_IT_BEGINS",
            Self::AlreadyThere => "RIGHT_ALREADY_THERE",
            Self::Ended => "ALREADY_ENDED",
            Self::SamePerson => "SECOND_PERSON_NEEDED",
            Self::Decided => "ALREADY_DECIDED",
            Self::BadSubject => "SUBJECT_INVALID",
            Self::BadName => "NAME_INVALID",
            Self::BadEmail => "EMAIL_INVALID",
            Self::SubjectTaken => "SUBJECT_TAKEN",
            Self::BadPopulation => "POPULATION_INVALID",
            Self::OwnOffice => "OWN_OFFICE",
            Self::SourceMissing => "SOURCE_MISSING",
            Self::LeadBody => "LEAD_BODY",
        }
    }
}

/// Days from and to, both included, that do not begin in the past.
///
/// # Errors
/// [`Error::Backdated`], [`Error::EndsBeforeItBegins`].
pub fn period(valid_from: NaiveDate, valid_to: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    if valid_from < today {
        Err(Error::Backdated)
    } else if valid_to < valid_from {
        Err(Error::EndsBeforeItBegins)
    } else {
        Ok(())
    }
}

/// May these hands add a right, given all rights of the body?
///
/// # Errors
/// [`Error::OwnRight`], [`Error::AlreadyThere`] and those of [`period`].
pub fn may_grant(hands: Hands, new: &Grant, existing: &[Grant], today: NaiveDate) -> Result<(), Error> {
    if hands.overlaps(&Hands::own(new.holder)) {
        return Err(Error::OwnRight);
    }
    period(new.valid_from, new.valid_to, today)?;
    let same = |g: &&Grant| (g.body, g.role, g.area, g.holder) == (new.body, new.role, new.area, new.holder);
    let overlaps = |g: &Grant| g.valid_from <= new.valid_to && new.valid_from <= g.valid_to;
    if existing.iter().filter(same).any(overlaps) { Err(Error::AlreadyThere) } else { Ok(()) }
}

/// May this right end with `last_on`? Yesterday ends it at once. `rights` are all rights of the body as they would be
/// afterwards.
///
/// # Errors
/// [`Error::Ended`], [`Error::Backdated`], [`Error::LastLead`].
pub fn may_end(ending: &Grant, rights: &[Grant], last_on: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    if ending.valid_to <= last_on || ending.valid_to < today {
        return Err(Error::Ended);
    }
    if last_on.succ_opt().is_none_or(|next| next < today) {
        return Err(Error::Backdated);
    }
    if administers(ending) && !has_lead(rights, last_on, today) { Err(Error::LastLead) } else { Ok(()) }
}

/// Whether somebody may administer the body on the first day after `last_on`, which is today at the earliest.
#[must_use]
pub fn has_lead(rights: &[Grant], last_on: NaiveDate, today: NaiveDate) -> bool {
    let next = last_on.succ_opt().unwrap_or(last_on).max(today);
    rights.iter().any(|g| administers(g) && g.valid_from <= next && next <= g.valid_to)
}

/// Whether a right lets its holder administer the body.
#[must_use]
pub fn administers(grant: &Grant) -> bool {
    grant.role == Role::Lead && grant.area.covers(Area::Cooperation)
}

/// Is the one who confirms another natural person than the one who proposed?
///
/// # Errors
/// [`Error::SamePerson`].
pub fn second_person(proposed: Hands, confirming: Hands) -> Result<(), Error> {
    if proposed.overlaps(&confirming) { Err(Error::SamePerson) } else { Ok(()) }
}

/// The subject of a person's token, trimmed.
///
/// # Errors
/// [`Error::BadSubject`].
pub fn subject(text: &str) -> Result<&str, Error> {
    let text = text.trim();
    let fits = (1..=200).contains(&text.chars().count()) && !text.chars().any(|c| c.is_control() || c.is_whitespace());
    // what erasing leaves behind is nobody's subject
    if fits && !text.starts_with("erased:") { Ok(text) } else { Err(Error::BadSubject) }
}

/// A name, trimmed.
///
/// # Errors
/// [`Error::BadName`].
pub fn name(text: &str) -> Result<&str, Error> {
    let text = text.trim();
    let fits = (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits { Ok(text) } else { Err(Error::BadName) }
}

/// An e-mail address as people type it: one `@`, something on both sides, no spaces.
///
/// # Errors
/// [`Error::BadEmail`].
pub fn email(text: &str) -> Result<&str, Error> {
    let text = text.trim();
    let parts =
        text.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    let plain = text.len() <= 254 && !text.chars().any(|c| c.is_control() || c.is_whitespace());
    if parts.is_some() && plain { Ok(text) } else { Err(Error::BadEmail) }
}

/// A number of inhabitants.
///
/// # Errors
/// [`Error::BadPopulation`].
pub fn population(inhabitants: i64) -> Result<i64, Error> {
    if (0..=20_000_000).contains(&inhabitants) { Ok(inhabitants) } else { Err(Error::BadPopulation) }
}

/// What a change rests on, trimmed.
///
/// # Errors
/// [`Error::SourceMissing`].
pub fn source(text: &str) -> Result<&str, Error> {
    let text = text.trim();
    let fits = (3..=500).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits { Ok(text) } else { Err(Error::SourceMissing) }
}

/// What a deactivated person keeps: nothing. Ends every right of `person` and says which ones change.
///
/// # Errors
/// [`Error::OwnRight`] for oneself, so that nobody locks himself out; [`Error::LastLead`].
pub fn may_deactivate(hands: Hands, person: PersonId, rights: &[Grant], today: NaiveDate) -> Result<(), Error> {
    if hands.overlaps(&Hands::own(person)) {
        return Err(Error::OwnRight);
    }
    let left: Vec<_> = rights.iter().filter(|g| g.holder != person).copied().collect();
    let led = rights.iter().any(|g| g.holder == person && administers(g));
    let yesterday = today.pred_opt().unwrap_or(today);
    if led && !has_lead(&left, yesterday, today) { Err(Error::LastLead) } else { Ok(()) }
}

#[cfg(test)]
#[path = "administration_tests.rs"]
mod tests;
