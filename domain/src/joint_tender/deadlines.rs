//! Minimum deadlines for applications and bids as dated records, and the earliest day they may end.
//!
//! Sources: §§ 15–19, 20(1), 38(3), 40(1), 65(3) VgV; § 13 UVgO; handbook 3.2. Must stay true: a day without a record
//! stops for a person ([`Error::NoRule`]); counted from the day after dispatch or, where the notice names a later day
//! of publication, from the day after that (§ 40(1)).

use super::procedure::ProcedureType;
use crate::calendar::{self, Deadline, Period, Roll};
use crate::cooperation::Land;
use chrono::NaiveDate;
use serde::Serialize;

closed_list! {
    /// What is awaited.
    Part {
        /// Applications to take part (Teilnahmefrist).
        Participation,
        /// Bids, in negotiated procedures first bids (Angebotsfrist).
        Bids,
    }
}

closed_list! {
    /// Why a deadline may be shorter than the ordinary one.
    Shortening {
        /// None.
        Ordinary,
        /// Bids may come electronically (§ 15(4), § 16(8), § 17(9) VgV).
        ElectronicBids,
        /// Urgency with sufficient reasons (§ 15(3), § 16(3), (7), § 17(3), (8) VgV).
        Urgent,
        /// A qualified prior information was published (§ 38(3) VgV).
        PriorInformation,
        /// Agreed with all who are invited, the same for all (§ 16(6), § 17(7) VgV).
        Agreed,
        /// The firms invited did not agree on one (§ 16(6), § 17(7) VgV, second sentence).
        NotAgreed,
    }
}

/// One minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Minimum {
    /// For which way.
    pub procedure: ProcedureType,
    /// For what.
    pub part: Part,
    /// Under which ground.
    pub shortening: Shortening,
    /// Days; `None` where the law sets no number and only asks for what is appropriate.
    pub days: Option<u32>,
    /// First day of the rule.
    pub valid_from: NaiveDate,
    /// Last day, included.
    pub valid_to: Option<NaiveDate>,
    /// Where it stands.
    pub source: &'static str,
}

/// Why there is no deadline, or not this one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No record: a person decides.
    #[error("no minimum deadline is on record for {procedure}, {part}, {shortening} on that day")]
    NoRule {
        /// The way.
        procedure: ProcedureType,
        /// The part.
        part: Part,
        /// The ground.
        shortening: Shortening,
    },
    /// Earlier than the law allows.
    #[error("the deadline may not end before {earliest}")]
    TooShort {
        /// First admissible last day.
        earliest: NaiveDate,
    },
    /// The prior information was too early, too late, or none.
    #[error("a prior information shortens only if it was sent 35 days to 12 months before the notice")]
    PriorInformationNotQualified,
    /// The calendar does not reach so far.
    #[error(transparent)]
    Calendar(#[from] calendar::Error),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoRule { .. } => "NO_DEADLINE_RULE",
            Self::TooShort { .. } => "DEADLINE_TOO_SHORT",
            Self::PriorInformationNotQualified => "PRIOR_INFORMATION_NOT_QUALIFIED",
            Self::Calendar(error) => error.code(),
        }
    }
}

/// Day on which the reformed VgV came into force; the records hold from there.
const VGV_2016: Option<NaiveDate> = NaiveDate::from_ymd_opt(2016, 4, 18);
/// Day from which Länder introduced the UVgO.
const UVGO_2017: Option<NaiveDate> = NaiveDate::from_ymd_opt(2017, 9, 2);

type Row = (ProcedureType, Part, Shortening, Option<u32>, &'static str);

#[rustfmt::skip]
const UNION: &[Row] = &[
    (ProcedureType::Open, Part::Bids, Shortening::Ordinary, Some(35), "§ 15(2) VgV"),
    (ProcedureType::Open, Part::Bids, Shortening::ElectronicBids, Some(30), "§ 15(4) VgV"),
    (ProcedureType::Open, Part::Bids, Shortening::Urgent, Some(15), "§ 15(3) VgV"),
    (ProcedureType::Open, Part::Bids, Shortening::PriorInformation, Some(15), "§ 38(3) VgV"),
    (ProcedureType::Restricted, Part::Participation, Shortening::Ordinary, Some(30), "§ 16(2) VgV"),
    (ProcedureType::Restricted, Part::Participation, Shortening::Urgent, Some(15), "§ 16(3) VgV"),
    (ProcedureType::Restricted, Part::Bids, Shortening::Ordinary, Some(30), "§ 16(5) VgV"),
    (ProcedureType::Restricted, Part::Bids, Shortening::ElectronicBids, Some(25), "§ 16(8) VgV"),
    (ProcedureType::Restricted, Part::Bids, Shortening::Urgent, Some(10), "§ 16(7) VgV"),
    (ProcedureType::Restricted, Part::Bids, Shortening::PriorInformation, Some(10), "§ 38(3) VgV"),
    (ProcedureType::Restricted, Part::Bids, Shortening::Agreed, None, "§ 16(6) VgV, first sentence"),
    (ProcedureType::Restricted, Part::Bids, Shortening::NotAgreed, Some(10), "§ 16(6) VgV, second sentence"),
    (ProcedureType::NegotiatedTnw, Part::Participation, Shortening::Ordinary, Some(30), "§ 17(2) VgV"),
    (ProcedureType::NegotiatedTnw, Part::Participation, Shortening::Urgent, Some(15), "§ 17(3) VgV"),
    (ProcedureType::NegotiatedTnw, Part::Bids, Shortening::Ordinary, Some(30), "§ 17(6) VgV"),
    (ProcedureType::NegotiatedTnw, Part::Bids, Shortening::ElectronicBids, Some(25), "§ 17(9) VgV"),
    (ProcedureType::NegotiatedTnw, Part::Bids, Shortening::Urgent, Some(10), "§ 17(8) VgV"),
    (ProcedureType::NegotiatedTnw, Part::Bids, Shortening::PriorInformation, Some(10), "§ 38(3) VgV"),
    (ProcedureType::NegotiatedTnw, Part::Bids, Shortening::Agreed, None, "§ 17(7) VgV, first sentence"),
    (ProcedureType::NegotiatedTnw, Part::Bids, Shortening::NotAgreed, Some(10), "§ 17(7) VgV, second sentence"),
    (ProcedureType::NegotiatedWithoutTnw, Part::Bids, Shortening::Ordinary, None, "§ 20(1) VgV: appropriate"),
    (ProcedureType::NegotiatedWithoutTnw, Part::Bids, Shortening::Urgent, None, "§ 17(15) VgV: no minimum"),
    (ProcedureType::CompetitiveDialogue, Part::Participation, Shortening::Ordinary, Some(30), "§ 18(3) VgV"),
    (ProcedureType::CompetitiveDialogue, Part::Bids, Shortening::Ordinary, None, "§ 20(1) VgV: appropriate"),
    (ProcedureType::InnovationPartnership, Part::Participation, Shortening::Ordinary, Some(30), "§ 19(3) VgV"),
    (ProcedureType::InnovationPartnership, Part::Bids, Shortening::Ordinary, None, "§ 20(1) VgV: appropriate"),
];

#[rustfmt::skip]
const NATIONAL: &[Row] = &[
    (ProcedureType::PublicCall, Part::Bids, Shortening::Ordinary, None, "§ 13 UVgO: appropriate"),
    (ProcedureType::RestrictedCallTnw, Part::Participation, Shortening::Ordinary, None, "§ 13 UVgO: appropriate"),
    (ProcedureType::RestrictedCallTnw, Part::Bids, Shortening::Ordinary, None, "§ 13 UVgO: appropriate"),
    (ProcedureType::RestrictedCall, Part::Bids, Shortening::Ordinary, None, "§ 13 UVgO: appropriate"),
    (ProcedureType::NegotiatedAward, Part::Bids, Shortening::Ordinary, None, "§ 13 UVgO: appropriate"),
];

/// The rule of `day` (decisive day of the procedure). Social services (§ 130 GWB) are free within what is
/// appropriate (§ 65(3) VgV).
///
/// # Errors
/// [`Error::NoRule`].
pub fn minimum(
    procedure: ProcedureType,
    social: bool,
    part: Part,
    shortening: Shortening,
    day: NaiveDate,
) -> Result<Minimum, Error> {
    let dated = [(UNION, VGV_2016), (NATIONAL, UVGO_2017)];
    let mut found = dated.iter().filter_map(|(rows, from)| from.map(|from| (*rows, from)));
    let row = found.find_map(|(rows, valid_from)| {
        let asked = |row: &&Row| (row.0, row.1, row.2) == (procedure, part, shortening);
        rows.iter().find(asked).filter(|_| valid_from <= day).map(|row| (row, valid_from))
    });
    let (row, valid_from) = row.ok_or(Error::NoRule { procedure, part, shortening })?;
    let eu = procedure.regime() == crate::procurement::regime::Regime::Eu;
    let (days, source) = if social && eu { (None, "§ 65(3) VgV: appropriate") } else { (row.3, row.4) };
    Ok(Minimum { procedure, part, shortening, days, valid_from, valid_to: None, source })
}

/// The day from which deadlines run: dispatch, or the later day of publication the notice names (§ 40(1) VgV).
#[must_use]
pub fn counts_from(dispatched_on: NaiveDate, named_publication_on: Option<NaiveDate>) -> NaiveDate {
    named_publication_on.map_or(dispatched_on, |named| named.max(dispatched_on))
}

/// When a deadline under `minimum` ends at the earliest; `None` where only appropriateness counts.
///
/// # Errors
/// [`Error::Calendar`].
pub fn earliest(minimum: &Minimum, counts_from: NaiveDate, land: Land) -> Result<Option<Deadline>, Error> {
    let end = |days| calendar::deadline(counts_from, Period::Days(days), land, Roll::NextWorkingDay);
    minimum.days.map(end).transpose().map_err(Error::from)
}

/// Whether bids may be due on `last_day`. Even without a number a deadline ends after the day it runs from.
///
/// # Errors
/// [`Error::TooShort`].
pub fn check(minimum: &Minimum, counts_from: NaiveDate, last_day: NaiveDate, land: Land) -> Result<(), Error> {
    let earliest = match earliest(minimum, counts_from, land)? {
        Some(deadline) => deadline.end,
        None => counts_from.succ_opt().ok_or(calendar::Error::DateOutOfRange)?,
    };
    if last_day < earliest { Err(Error::TooShort { earliest }) } else { Ok(()) }
}

/// Whether a prior information of `sent_on` shortens for a notice of `notice_on` (§ 38(3) VgV): at least 35 days and
/// at most twelve months before.
///
/// # Errors
/// [`Error::PriorInformationNotQualified`].
pub fn qualify_prior_information(sent_on: NaiveDate, notice_on: NaiveDate) -> Result<(), Error> {
    let latest = calendar::days_before(notice_on, 35)?;
    let earliest = notice_on.checked_sub_months(chrono::Months::new(12)).ok_or(calendar::Error::DateOutOfRange)?;
    if (earliest..=latest).contains(&sent_on) { Ok(()) } else { Err(Error::PriorInformationNotQualified) }
}

#[cfg(test)]
#[path = "deadlines_tests.rs"]
mod tests;
