//! When the bid period must be extended (§ 20(3) VgV): late answers and material changes.
//!
//! Must stay true: an extension is the same for all and never shortens; a period that counts backwards does not move
//! to another day (handbook 12.3).

use crate::calendar::{self, Period, Roll};
use crate::cooperation::Land;
use chrono::NaiveDate;

/// Days before the end by which answers must be there.
pub const ANSWER_DAYS: u32 = 6;
/// The same where urgency shortened the period (§ 15(3), § 16(7), § 17(8) VgV).
pub const ANSWER_DAYS_URGENT: u32 = 4;

/// What happened during the bid period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Additional information reached all bidders.
    Answer {
        /// When.
        given_on: NaiveDate,
        /// Whether it was asked for in time.
        asked_in_time: bool,
    },
    /// The documents were changed materially by a correction.
    MaterialChange {
        /// When.
        published_on: NaiveDate,
        /// Days a bidder needs for it, judged by a person; at least one.
        days_needed: u32,
    },
}

/// Last day on which an answer needs no extension.
///
/// # Errors
/// When the calendar does not reach so far.
pub fn last_answer_day(bids_due_on: NaiveDate, urgent: bool) -> Result<NaiveDate, calendar::Error> {
    calendar::days_before(bids_due_on, if urgent { ANSWER_DAYS_URGENT } else { ANSWER_DAYS })
}

/// The earliest admissible new end, or `None` when the old one may stand. `relevant` is false where the information
/// does not matter for making a bid.
///
/// # Errors
/// When the calendar does not reach so far.
pub fn extended_end(
    bids_due_on: NaiveDate,
    occasion: Occasion,
    relevant: bool,
    urgent: bool,
    land: Land,
) -> Result<Option<NaiveDate>, calendar::Error> {
    if !relevant {
        return Ok(None);
    }
    let days = if urgent { ANSWER_DAYS_URGENT } else { ANSWER_DAYS };
    let (from, days) = match occasion {
        Occasion::Answer { asked_in_time: false, .. } => return Ok(None),
        Occasion::Answer { given_on, .. } if given_on <= last_answer_day(bids_due_on, urgent)? => return Ok(None),
        Occasion::Answer { given_on, .. } => (given_on, days),
        Occasion::MaterialChange { published_on, days_needed } => (published_on, days_needed.max(1)),
    };
    let end = calendar::deadline(from, Period::Days(days), land, Roll::NextWorkingDay)?.end;
    Ok(Some(end.max(bids_due_on)).filter(|end| *end > bids_due_on))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn answer(given_on: &str) -> Occasion {
        Occasion::Answer { given_on: day(given_on), asked_in_time: true }
    }

    #[test]
    fn an_answer_on_the_sixth_day_before_the_end_is_in_time_and_one_later_extends() {
        let due = day("2026-12-28");
        assert_eq!(last_answer_day(due, false).unwrap(), day("2026-12-22"));
        assert_eq!(extended_end(due, answer("2026-12-22"), true, false, Land::Rp).unwrap(), None);
        assert_eq!(extended_end(due, answer("2026-12-23"), true, false, Land::Rp).unwrap(), Some(day("2026-12-29")));
        assert_eq!(extended_end(due, answer("2026-12-24"), true, true, Land::Rp).unwrap(), None);
        assert_eq!(extended_end(due, answer("2026-12-23"), false, false, Land::Rp).unwrap(), None);
        let late = Occasion::Answer { given_on: day("2026-12-27"), asked_in_time: false };
        assert_eq!(extended_end(due, late, true, false, Land::Rp).unwrap(), None);
    }

    #[test]
    fn a_material_change_gives_the_days_it_needs() {
        let change = Occasion::MaterialChange { published_on: day("2026-12-21"), days_needed: 14 };
        assert_eq!(extended_end(day("2026-12-28"), change, true, false, Land::Rp).unwrap(), Some(day("2027-01-04")));
    }

    proptest! {
        #[test]
        fn the_end_never_comes_closer_and_leaves_the_days_after_an_answer(due in 0u64..5_000, given in 0u64..5_000, urgent in any::<bool>()) {
            let start = day("2020-01-01");
            let (due, given) = (start + chrono::Days::new(due), start + chrono::Days::new(given));
            let found = extended_end(due, Occasion::Answer { given_on: given, asked_in_time: true }, true, urgent, Land::Sl).unwrap();
            let end = found.unwrap_or(due);
            prop_assert!(end >= due);
            prop_assert!(last_answer_day(end, urgent).unwrap() >= given || end == due && found.is_none());
        }
    }
}
