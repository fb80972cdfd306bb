//! From the decision to the contract: who decides, who is told, which dates follow.
//!
//! Sources: § 58(5), § 39(1), § 62 VgV; § 134 GWB; § 1(2), § 2 VergStatVO; § 30 UVgO; handbook 3.3, 3.4.

use super::procedure::ProcedureType;
use crate::calendar::{self, Dispatch, Period, Roll, Standstill};
use crate::cooperation::Land;
use crate::procurement::regime::Regime;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days for the award notice (§ 39(1) VgV).
pub const NOTICE_DAYS: u32 = 30;
/// Days for the statistics (§ 1(2) VergStatVO).
pub const STATISTICS_DAYS: u32 = 60;
/// Statistics below the threshold: above this net value (§ 2(2) VergStatVO since 2026-07-01).
pub const STATISTICS_ABOVE_CENTS: i64 = 5_000_000;
/// The same for procedures begun before.
pub const STATISTICS_ABOVE_CENTS_BEFORE: i64 = 2_500_000;
/// Ex-post notice of restricted and negotiated awards from this net value (§ 30 UVgO).
pub const EX_POST_FROM_CENTS: i64 = 2_500_000;
/// Months an ex-post notice stays up.
pub const EX_POST_MONTHS: u32 = 3;
/// Days to answer a loser who asks (§ 62(2) VgV, § 46 UVgO).
pub const ANSWER_DAYS: u32 = 15;
/// First day of the present limits of the statistics.
const ACCELERATION: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 7, 1);

/// A letter to one loser (§ 134(1) GWB).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    /// Bidder, or applicant who was not told before.
    pub to: String,
    /// Name of the firm that is to win.
    pub winner: String,
    /// Why this bid does not.
    pub reasons: String,
    /// First day of the contract, as written.
    pub earliest_contract_on: NaiveDate,
    /// Day of dispatch.
    pub sent_on: NaiveDate,
    /// How.
    pub by: Dispatch,
}

/// Why the contract may not follow yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nobody wrote to this one.
    #[error("{to:?} has not been informed")]
    NotInformed {
        /// Bidder or applicant.
        to: String,
    },
    /// § 134(1): name, reasons and date belong in each letter.
    #[error("the letter to {to:?} lacks the winner's name or the reasons")]
    LetterIncomplete {
        /// Bidder or applicant.
        to: String,
    },
    /// The date written is earlier than the waiting period allows.
    #[error("the letter to {to:?} names a day before {contract_from}")]
    LetterDateTooEarly {
        /// Bidder or applicant.
        to: String,
        /// First admissible day.
        contract_from: NaiveDate,
    },
    /// The calendar does not reach so far.
    #[error(transparent)]
    Calendar(#[from] calendar::Error),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotInformed { .. } => "LOSERS_NOT_INFORMED",
            Self::LetterIncomplete { .. } => "LETTER_INCOMPLETE",
            Self::LetterDateTooEarly { .. } => "LETTER_DATE_TOO_EARLY",
            Self::Calendar(error) => error.code(),
        }
    }
}

/// When the contract may be made: the latest end over all letters. `None` where nobody must be informed.
///
/// # Errors
/// [`Error`] when a loser has no letter or a letter is not what § 134(1) asks for.
pub fn standstill(
    losers: &BTreeSet<String>,
    letters: &[Letter],
    land: Land,
    roll: Roll,
) -> Result<Option<Standstill>, Error> {
    let mut latest: Option<Standstill> = None;
    for loser in losers {
        let letter = letters.iter().find(|letter| letter.to == *loser);
        let letter = letter.ok_or_else(|| Error::NotInformed { to: loser.clone() })?;
        let to = || letter.to.clone();
        if letter.winner.trim().is_empty() || letter.reasons.trim().is_empty() {
            return Err(Error::LetterIncomplete { to: to() });
        }
        let ends = calendar::standstill_ends(letter.sent_on, letter.by, land, roll)?;
        if latest.is_none_or(|known| known.contract_from < ends.contract_from) {
            latest = Some(ends);
        }
    }
    if let Some(Standstill { contract_from, .. }) = latest {
        let mut told = letters.iter().filter(|letter| losers.contains(&letter.to));
        if let Some(letter) = told.find(|letter| letter.earliest_contract_on < contract_from) {
            return Err(Error::LetterDateTooEarly { to: letter.to.clone(), contract_from });
        }
    }
    Ok(latest)
}

/// What is due after an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Duties {
    /// Last day for the award notice of the Union.
    pub notice_due_on: Option<NaiveDate>,
    /// Last day for the statistics.
    pub statistics_due_on: Option<NaiveDate>,
    /// Last day the ex-post notice must stay up, if one is due.
    pub ex_post_until: Option<NaiveDate>,
}

/// Dates that follow from an award of `value_net_cents` on `awarded_on`. Ends that fall on no working day stay: the
/// buyer's own duties are planned for the safe side.
///
/// # Errors
/// When the calendar does not reach so far.
pub fn duties(
    procedure: ProcedureType,
    started_on: NaiveDate,
    awarded_on: NaiveDate,
    value_net_cents: i64,
) -> Result<Duties, calendar::Error> {
    let after = |period| -> Result<Option<NaiveDate>, calendar::Error> { calendar::calendar_end(awarded_on, period) };
    let eu = procedure.regime() == Regime::Eu;
    let new_law = ACCELERATION.is_some_and(|from| started_on >= from);
    let above = if new_law { STATISTICS_ABOVE_CENTS } else { STATISTICS_ABOVE_CENTS_BEFORE };
    let due = |is: bool, period| if is { after(period) } else { Ok(None) };
    Ok(Duties {
        notice_due_on: due(eu, Period::Days(NOTICE_DAYS))?,
        statistics_due_on: due(eu || value_net_cents > above, Period::Days(STATISTICS_DAYS))?,
        ex_post_until: due(
            procedure.needs_ex_post_notice() && value_net_cents >= EX_POST_FROM_CENTS,
            Period::Months(EX_POST_MONTHS),
        )?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn letter(to: &str, by: Dispatch) -> Letter {
        Letter {
            to: to.into(),
            winner: "A GmbH".into(),
            reasons: "fewer points for service".into(),
            earliest_contract_on: day("2027-01-02"),
            sent_on: day("2026-12-16"),
            by,
        }
    }

    #[test]
    fn the_slowest_letter_sets_the_day_and_every_loser_has_one() {
        let losers = BTreeSet::from(["B".to_owned(), "C".to_owned()]);
        let ends = |letters: &[Letter]| standstill(&losers, letters, Land::Rp, Roll::NextWorkingDay);
        let both = [letter("B", Dispatch::Electronic), letter("C", Dispatch::Post)];
        assert_eq!(ends(&both).unwrap().unwrap().contract_from, day("2027-01-01"));
        assert_eq!(ends(&both[..1]).unwrap_err().code(), "LOSERS_NOT_INFORMED");
        let mut early = both.clone();
        early[0].earliest_contract_on = day("2026-12-29");
        assert_eq!(ends(&early).unwrap_err().code(), "LETTER_DATE_TOO_EARLY");
        early[0].reasons = " ".into();
        assert_eq!(ends(&early).unwrap_err().code(), "LETTER_INCOMPLETE");
        assert_eq!(standstill(&BTreeSet::new(), &[], Land::Rp, Roll::Strict), Ok(None));
    }

    #[test]
    fn christmas_does_not_shorten_the_wait() {
        let losers = BTreeSet::from(["B".to_owned()]);
        let one = [letter("B", Dispatch::Electronic)];
        let from = |roll| standstill(&losers, &one, Land::Rp, roll).unwrap().unwrap().contract_from;
        assert_eq!((from(Roll::Strict), from(Roll::NextWorkingDay)), (day("2026-12-27"), day("2026-12-29")));
    }

    #[test]
    fn notice_and_statistics_follow_the_regime_and_the_value() {
        let of = |p, cents| duties(p, day("2026-11-01"), day("2027-01-20"), cents).unwrap();
        let eu = of(ProcedureType::Open, 1);
        assert_eq!((eu.notice_due_on, eu.statistics_due_on), (Some(day("2027-02-19")), Some(day("2027-03-21"))));
        let national = of(ProcedureType::RestrictedCall, 5_000_000);
        assert_eq!((national.notice_due_on, national.statistics_due_on), (None, None));
        assert_eq!(national.ex_post_until, Some(day("2027-04-20")));
        assert!(of(ProcedureType::PublicCall, 5_000_001).statistics_due_on.is_some());
        let old = duties(ProcedureType::PublicCall, day("2026-06-30"), day("2027-01-20"), 2_500_001).unwrap();
        assert!(old.statistics_due_on.is_some());
    }
}
