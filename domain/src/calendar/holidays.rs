//! Public holidays by Land and year, and what a working day is.
//!
//! The dates come from the crate `holiday_de`; two of its choices differ from the Länder's acts and are
//! corrected here: Brandenburg also names Easter Sunday and Whit Sunday (§ 2(1) FTG BB), and Assumption
//! Day is no statewide holiday in Bavaria (Art. 1(1) no. 2 FTG BY: only where Catholics are the majority).
//! Must stay true: agrees with an independent list for all Länder over twelve years (test below).

use super::Error;
use crate::cooperation::Land;
use chrono::{Datelike, NaiveDate, Weekday};
use holiday_de::{GermanHoliday, GermanRegion};

/// First year whose holidays are known.
pub const FIRST_YEAR: i32 = 1995;
/// Last year for which today's acts are taken to hold; dates beyond are refused, not guessed.
pub const LAST_YEAR: i32 = 2199;

/// All public holidays of one year in one Land, by date, with the German name. Empty outside
/// [`FIRST_YEAR`]..=[`LAST_YEAR`].
#[must_use]
pub fn holidays_of_year(year: i32, land: Land) -> Vec<(NaiveDate, &'static str)> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Vec::new();
    }
    let mut days: Vec<_> = region(land)
        .holidays_in_year(year)
        .into_iter()
        .filter(|holiday| !(land == Land::By && *holiday == GermanHoliday::MariaeHimmelfahrt))
        .chain(only_sundays(land).iter().copied())
        .filter_map(|holiday| holiday.date(year).map(|on| (on, holiday.description())))
        .collect();
    days.sort_unstable();
    days
}

/// The German name of the public holiday on `date` in `land`, if it is one.
///
/// # Errors
/// [`Error::DateOutOfRange`].
pub fn public_holiday(date: NaiveDate, land: Land) -> Result<Option<&'static str>, Error> {
    in_range(date)?;
    let found = holidays_of_year(date.year(), land).into_iter().find(|(on, _)| *on == date);
    Ok(found.map(|(_, name)| name))
}

/// Whether `date` is a statewide public holiday in `land`.
///
/// # Errors
/// [`Error::DateOutOfRange`].
pub fn is_public_holiday(date: NaiveDate, land: Land) -> Result<bool, Error> {
    Ok(public_holiday(date, land)?.is_some())
}

/// Whether `date` is neither Saturday, Sunday nor public holiday in `land` (§ 193 BGB, § 31(3) VwVfG).
///
/// # Errors
/// [`Error::DateOutOfRange`].
pub fn is_working_day(date: NaiveDate, land: Land) -> Result<bool, Error> {
    WorkingDays::of(land).contains(date)
}

/// Answers for many days of one Land, working out each year's holidays once.
pub(super) struct WorkingDays {
    land: Land,
    year: i32,
    holidays: Vec<(NaiveDate, &'static str)>,
}

impl WorkingDays {
    pub(super) const fn of(land: Land) -> Self {
        Self { land, year: i32::MIN, holidays: Vec::new() }
    }

    pub(super) fn contains(&mut self, date: NaiveDate) -> Result<bool, Error> {
        in_range(date)?;
        if date.year() != self.year {
            self.year = date.year();
            self.holidays = holidays_of_year(self.year, self.land);
        }
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(!weekend && !self.holidays.iter().any(|(on, _)| *on == date))
    }

    /// `date` itself when it is a working day, else the next one.
    pub(super) fn at_or_after(&mut self, mut date: NaiveDate) -> Result<NaiveDate, Error> {
        while !self.contains(date)? {
            date = date.succ_opt().ok_or(Error::DateOutOfRange)?;
        }
        Ok(date)
    }
}

pub(super) fn in_range(date: NaiveDate) -> Result<NaiveDate, Error> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) { Ok(date) } else { Err(Error::DateOutOfRange) }
}

/// Holidays that always fall on a Sunday; the crate leaves them out.
const fn only_sundays(land: Land) -> &'static [GermanHoliday] {
    match land {
        Land::Bb => &[GermanHoliday::Ostersonntag, GermanHoliday::Pfingstsonntag],
        _ => &[],
    }
}

const fn region(land: Land) -> GermanRegion {
    match land {
        Land::Bw => GermanRegion::BadenWuerttemberg,
        Land::By => GermanRegion::Bayern,
        Land::Be => GermanRegion::Berlin,
        Land::Bb => GermanRegion::Brandenburg,
        Land::Hb => GermanRegion::Bremen,
        Land::Hh => GermanRegion::Hamburg,
        Land::He => GermanRegion::Hessen,
        Land::Mv => GermanRegion::MechlenburgVorpommern,
        Land::Ni => GermanRegion::Niedersachsen,
        Land::Nw => GermanRegion::NordrheinWestfalen,
        Land::Rp => GermanRegion::RheinlandPfalz,
        Land::Sl => GermanRegion::Saarland,
        Land::Sn => GermanRegion::Sachsen,
        Land::St => GermanRegion::SachsenAnhalt,
        Land::Sh => GermanRegion::SchleswigHolstein,
        Land::Th => GermanRegion::Thueringen,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::calendar::shared_data;
    use std::collections::BTreeSet;
    use strum::IntoEnumIterator;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn all_sixteen_laender_agree_with_the_independent_list_in_every_year() {
        let Some(csv) = shared_data::read("holidays/holidays_de_2024_2035.csv") else { return };
        let mut listed: BTreeSet<(NaiveDate, Land)> = BTreeSet::new();
        for line in csv.lines().skip(1) {
            let fields: Vec<_> = line.split(',').collect();
            let (on, laender) = (day(fields[0]), fields[fields.len() - 1]);
            if laender == "ALL" {
                listed.extend(Land::iter().map(|land| (on, land)));
            } else {
                listed.extend(laender.split(' ').map(|code| (on, code.parse().unwrap())));
            }
        }
        let ours: BTreeSet<_> = (2024..=2035)
            .flat_map(|year| Land::iter().map(move |land| (year, land)))
            .flat_map(|(year, land)| holidays_of_year(year, land).into_iter().map(move |(on, _)| (on, land)))
            .collect();
        assert_eq!(listed.difference(&ours).collect::<Vec<_>>(), Vec::<&(NaiveDate, Land)>::new(), "missing here");
        assert_eq!(ours.difference(&listed).collect::<Vec<_>>(), Vec::<&(NaiveDate, Land)>::new(), "only here");
        assert!(ours.len() > 2_000);
    }

    #[test]
    fn a_holiday_has_its_german_name_in_one_land_and_none_in_the_next() {
        assert_eq!(public_holiday(day("2028-08-15"), Land::Sl), Ok(Some("Mariä Himmelfahrt")));
        assert_eq!(public_holiday(day("2028-08-15"), Land::Rp), Ok(None));
        assert_eq!(public_holiday(day("2028-08-15"), Land::By), Ok(None));
    }

    #[test]
    fn christmas_eve_and_new_years_eve_are_working_days() {
        assert_eq!(is_working_day(day("2026-12-24"), Land::Rp), Ok(true));
        assert_eq!(is_working_day(day("2026-12-31"), Land::Rp), Ok(true));
        assert_eq!(is_working_day(day("2026-12-25"), Land::Rp), Ok(false));
        assert_eq!(is_working_day(day("2026-12-27"), Land::Rp), Ok(false));
    }

    #[test]
    fn years_whose_holidays_nobody_knows_are_refused_and_not_taken_for_working_days() {
        for year in ["1994-12-30", "2200-01-02"] {
            assert_eq!(is_working_day(day(year), Land::Rp), Err(Error::DateOutOfRange));
            assert_eq!(is_public_holiday(day(year), Land::Rp), Err(Error::DateOutOfRange));
        }
        assert!(holidays_of_year(i32::MAX, Land::Bb).is_empty());
        assert!(is_public_holiday(NaiveDate::MIN, Land::Rp).is_err());
        assert!(is_public_holiday(NaiveDate::MAX, Land::Rp).is_err());
    }
}
