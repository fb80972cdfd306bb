//! The end of a period: day of the event not counted, month ends, roll to the next working day.
//!
//! Sources: § 187(1) BGB and Reg. 1182/71 Art. 3(1) (event day not counted); § 188(2), (3) BGB (weeks and
//! months end on the same weekday or number, a missing day on the month's last); § 193 BGB, § 31(3) VwVfG,
//! Reg. 1182/71 Art. 3(4) (Saturday, Sunday, public holiday at the place: next working day); § 31(5) VwVfG
//! (a date set by the authority stays); handbook 12.3.

use super::Error;
use super::holidays::{WorkingDays, in_range};
use crate::cooperation::Land;
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Longest period in calendar days: a hundred years.
pub const MAX_DAYS: u32 = 36_525;
/// Longest period in weeks.
pub const MAX_WEEKS: u32 = 5_217;
/// Longest period in months.
pub const MAX_MONTHS: u32 = 1_200;
/// Longest period in working days, about a hundred years; bounds the only loop over days.
pub const MAX_WORKING_DAYS: u32 = 25_000;

/// How long a period runs. Zero ends on the day of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Period {
    /// Calendar days.
    Days(u32),
    /// Weeks, ending on the event's weekday.
    Weeks(u32),
    /// Months, ending on the event's number or the month's last day.
    Months(u32),
    /// Days that are neither Saturday, Sunday nor public holiday at the place.
    WorkingDays(u32),
}

/// What happens when the calendar end is no working day.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Roll {
    /// The period ends on the next working day (§ 193 BGB); the ordinary case.
    #[default]
    NextWorkingDay,
    /// The period ends on its calendar end, Sunday or not.
    Strict,
}

/// The end of a period. `end` is the last day on which the act is still in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deadline {
    /// Where the count ends.
    pub calendar_end: NaiveDate,
    /// Where the period ends; never before `calendar_end`.
    pub end: NaiveDate,
}

/// When a period that `event` sets off ends in `land`.
///
/// # Errors
/// [`Error::PeriodTooLong`] above the `MAX_…` constants, [`Error::DateOutOfRange`] where holidays are unknown.
pub fn deadline(event: NaiveDate, period: Period, land: Land, roll: Roll) -> Result<Deadline, Error> {
    let mut working_days = WorkingDays::of(land);
    let counted = match (calendar_end(event, period)?, period) {
        (Some(end), _) => end,
        (None, Period::WorkingDays(count)) => nth_working_day(event, count, &mut working_days)?,
        (None, _) => return Err(Error::DateOutOfRange),
    };
    let end = match roll {
        Roll::NextWorkingDay => working_days.at_or_after(counted)?,
        Roll::Strict => counted,
    };
    Ok(Deadline { calendar_end: counted, end })
}

/// Where the count of days, weeks or months ends: the part of [`deadline`] that needs no place.
/// `None` for working days, which do.
///
/// # Errors
/// As [`deadline`].
pub fn calendar_end(event: NaiveDate, period: Period) -> Result<Option<NaiveDate>, Error> {
    in_range(event)?;
    let end = match period {
        Period::Days(count) => event.checked_add_days(Days::new(within(count, MAX_DAYS)?.into())),
        Period::Weeks(count) => event.checked_add_days(Days::new(u64::from(within(count, MAX_WEEKS)?) * 7)),
        // chrono takes a missing day to the end of the month, which is § 188(3) BGB
        Period::Months(count) => event.checked_add_months(Months::new(within(count, MAX_MONTHS)?)),
        Period::WorkingDays(count) => {
            within(count, MAX_WORKING_DAYS)?;
            return Ok(None);
        }
    };
    end.ok_or(Error::DateOutOfRange).and_then(in_range).map(Some)
}

/// A last day that an authority named itself: it stays, even on a Sunday (§ 31(5) VwVfG).
#[must_use]
pub const fn fixed(last_day: NaiveDate) -> Deadline {
    Deadline { calendar_end: last_day, end: last_day }
}

/// The day `days` before `end` ("six days before the end of the bid period", § 20(3) VgV). A period that
/// counts backwards does not move (handbook 12.3).
///
/// # Errors
/// As [`deadline`].
pub fn days_before(end: NaiveDate, days: u32) -> Result<NaiveDate, Error> {
    let days = Days::new(within(days, MAX_DAYS)?.into());
    in_range(end)?.checked_sub_days(days).ok_or(Error::DateOutOfRange).and_then(in_range)
}

fn within(count: u32, max: u32) -> Result<u32, Error> {
    if count <= max { Ok(count) } else { Err(Error::PeriodTooLong) }
}

fn nth_working_day(event: NaiveDate, count: u32, days: &mut WorkingDays) -> Result<NaiveDate, Error> {
    let mut day = event;
    for _ in 0..count {
        day = days.at_or_after(day.succ_opt().ok_or(Error::DateOutOfRange)?)?;
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::calendar::{is_working_day, shared_data};
    use proptest::prelude::*;
    use rstest::rstest;
    use strum::IntoEnumIterator;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::open_electronic("2026-11-27", Period::Days(30), Land::Rp, "2026-12-27", "2026-12-28")]
    #[case::open_over_new_year("2026-11-27", Period::Days(35), Land::Rp, "2027-01-01", "2027-01-04")]
    #[case::urgency("2026-11-27", Period::Days(15), Land::Rp, "2026-12-12", "2026-12-14")]
    #[case::invoice("2026-11-27", Period::Days(30), Land::Rp, "2026-12-27", "2026-12-28")]
    #[case::discount("2026-11-27", Period::Days(14), Land::Rp, "2026-12-11", "2026-12-11")]
    #[case::month_into_whitsun("2026-04-23", Period::Months(1), Land::Rp, "2026-05-23", "2026-05-26")]
    #[case::month_without_that_day("2027-01-31", Period::Months(1), Land::Rp, "2027-02-28", "2027-03-01")]
    #[case::assumption_day_is_none_in_rp("2028-07-31", Period::Days(15), Land::Rp, "2028-08-15", "2028-08-15")]
    #[case::assumption_day_is_one_in_sl("2028-07-31", Period::Days(15), Land::Sl, "2028-08-15", "2028-08-16")]
    #[case::weeks("2026-12-16", Period::Weeks(2), Land::Rp, "2026-12-30", "2026-12-30")]
    #[case::leap_day("2027-02-28", Period::Months(12), Land::Rp, "2028-02-28", "2028-02-28")]
    #[case::leap_month_end("2028-01-31", Period::Months(1), Land::Rp, "2028-02-29", "2028-02-29")]
    #[case::working_days_over_christmas("2026-12-23", Period::WorkingDays(3), Land::Rp, "2026-12-29", "2026-12-29")]
    fn the_handbook_rows_and_their_like(
        #[case] event: &str,
        #[case] period: Period,
        #[case] land: Land,
        #[case] calendar_end: &str,
        #[case] end: &str,
    ) {
        let found = deadline(day(event), period, land, Roll::NextWorkingDay).unwrap();
        assert_eq!(found, Deadline { calendar_end: day(calendar_end), end: day(end) });
    }

    #[test]
    fn the_shared_vectors_hold() {
        let Some(text) = shared_data::read("test-vectors/worked_examples.json") else { return };
        let all: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut seen = 0;
        for vector in all["deadlines"].as_array().unwrap() {
            let rule = vector["rule"].as_str().unwrap();
            let event = day(vector["event"].as_str().unwrap());
            let calendar_end = day(vector["calendar_end"].as_str().unwrap());
            let land = vector["land"].as_str().map_or(Land::Rp, |code| code.parse().unwrap());
            let period = if rule.contains("one month") {
                Period::Months(1)
            } else {
                let words: Vec<_> = rule.split([' ', ',']).collect();
                let at = words.iter().position(|word| *word == "days").unwrap();
                Period::Days(words[at - 1].parse().unwrap())
            };
            let strict = deadline(event, period, land, Roll::Strict).unwrap();
            assert_eq!(strict, fixed(calendar_end), "{rule}");
            if let Some(end) = vector["end"].as_str() {
                let rolled = deadline(event, period, land, Roll::NextWorkingDay).unwrap();
                assert_eq!(rolled, Deadline { calendar_end, end: day(end) }, "{rule}");
            }
            seen += 1;
        }
        assert!(seen >= 13);
    }

    #[test]
    fn a_backward_period_and_a_named_day_do_not_move() {
        assert_eq!(days_before(day("2026-12-28"), 6), Ok(day("2026-12-22")));
        assert_eq!(days_before(day("2027-01-02"), 6), Ok(day("2026-12-27"))); // a Sunday stays
        assert_eq!(fixed(day("2026-12-27")).end, day("2026-12-27"));
    }

    #[test]
    fn absurd_periods_and_years_are_refused_at_once() {
        let today = day("2026-11-22");
        for period in
            [Period::Days(u32::MAX), Period::Weeks(u32::MAX), Period::Months(u32::MAX), Period::WorkingDays(u32::MAX)]
        {
            assert_eq!(deadline(today, period, Land::Rp, Roll::Strict), Err(Error::PeriodTooLong));
        }
        assert_eq!(days_before(today, u32::MAX), Err(Error::PeriodTooLong));
        for event in [NaiveDate::MIN, NaiveDate::MAX, day("1994-12-31"), day("2199-12-31")] {
            for period in [Period::Days(1), Period::Weeks(1), Period::Months(1), Period::WorkingDays(1)] {
                assert_eq!(deadline(event, period, Land::Rp, Roll::NextWorkingDay), Err(Error::DateOutOfRange));
            }
        }
        assert_eq!(days_before(day("1995-01-03"), 6), Err(Error::DateOutOfRange));
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0u64..30_000).prop_map(|offset| day("2000-01-01") + Days::new(offset))
    }

    fn any_land() -> impl Strategy<Value = Land> {
        proptest::sample::select(Land::iter().collect::<Vec<_>>())
    }

    fn any_period() -> impl Strategy<Value = Period> {
        prop_oneof![
            (0u32..4_000).prop_map(Period::Days),
            (0u32..600).prop_map(Period::Weeks),
            (0u32..140).prop_map(Period::Months),
            (0u32..800).prop_map(Period::WorkingDays),
        ]
    }

    proptest! {
        #[test]
        fn the_end_is_the_first_working_day_not_before_the_calendar_end(event in any_day(), period in any_period(), land in any_land()) {
            let found = deadline(event, period, land, Roll::NextWorkingDay).unwrap();
            prop_assert!(event <= found.calendar_end && found.calendar_end <= found.end);
            prop_assert!(is_working_day(found.end, land).unwrap());
            let mut between = found.calendar_end;
            while between < found.end {
                prop_assert!(!is_working_day(between, land).unwrap());
                between = between.succ_opt().unwrap();
            }
            prop_assert!((found.end - found.calendar_end).num_days() <= 5);
        }

        #[test]
        fn strict_ends_where_the_count_ends(event in any_day(), period in any_period(), land in any_land()) {
            let rolled = deadline(event, period, land, Roll::NextWorkingDay).unwrap();
            prop_assert_eq!(deadline(event, period, land, Roll::Strict).unwrap(), fixed(rolled.calendar_end));
        }

        #[test]
        fn a_later_event_never_ends_earlier(event in any_day(), later in 0u64..400, period in any_period(), land in any_land()) {
            let first = deadline(event, period, land, Roll::NextWorkingDay).unwrap();
            let second = deadline(event + Days::new(later), period, land, Roll::NextWorkingDay).unwrap();
            prop_assert!(first.end <= second.end);
        }

        #[test]
        fn working_days_add_up_and_count_exactly(event in any_day(), a in 1u32..300, b in 0u32..300, land in any_land()) {
            let whole = deadline(event, Period::WorkingDays(a + b), land, Roll::Strict).unwrap().end;
            let half = deadline(event, Period::WorkingDays(a), land, Roll::Strict).unwrap().end;
            prop_assert_eq!(deadline(half, Period::WorkingDays(b), land, Roll::Strict).unwrap().end, whole);
            let counted = event.iter_days().skip(1).take_while(|d| *d <= whole).filter(|d| is_working_day(*d, land).unwrap()).count();
            prop_assert_eq!(counted, (a + b) as usize);
        }

        #[test]
        fn no_input_panics(year in -262_000i32..262_000, ordinal in 1u32..=366, count in any::<u32>(), land in any_land()) {
            if let Some(event) = NaiveDate::from_yo_opt(year, ordinal) {
                for period in [Period::Days(count), Period::Weeks(count), Period::Months(count)] {
                    let _ = deadline(event, period, land, Roll::NextWorkingDay);
                }
                let _ = deadline(event, Period::WorkingDays(count % 30_000), land, Roll::NextWorkingDay);
                let _ = days_before(event, count);
            }
        }
    }
}
