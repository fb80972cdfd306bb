//! The waiting period between bidder information and contract (§ 134(2) GWB).
//!
//! Fifteen calendar days after dispatch, ten when sent electronically or by fax, counted from the day after
//! dispatch; receipt does not matter. Whether an end on a weekend moves is disputed (handbook 3.4), so the
//! caller says: [`Roll::NextWorkingDay`] is the cautious default, [`Roll::Strict`] the prevailing view.

use super::{Error, Period, Roll, deadline};
use crate::cooperation::Land;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the bidder information was sent.
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
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Dispatch {
    /// Electronically or by fax: ten days.
    Electronic,
    /// By letter: fifteen days.
    Post,
}

/// When the waiting ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standstill {
    /// Where the count ends.
    pub calendar_end: NaiveDate,
    /// Last day on which no contract may be made.
    pub end: NaiveDate,
    /// First day on which the contract may be made.
    pub contract_from: NaiveDate,
}

/// When the standstill set off by information sent on `dispatched_on` ends.
///
/// # Errors
/// [`Error::DateOutOfRange`].
pub fn standstill_ends(dispatched_on: NaiveDate, by: Dispatch, land: Land, roll: Roll) -> Result<Standstill, Error> {
    let days = match by {
        Dispatch::Electronic => 10,
        Dispatch::Post => 15,
    };
    let found = deadline(dispatched_on, Period::Days(days), land, roll)?;
    let contract_from = found.end.succ_opt().ok_or(Error::DateOutOfRange)?;
    Ok(Standstill { calendar_end: found.calendar_end, end: found.end, contract_from })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::electronic_strict(Dispatch::Electronic, Roll::Strict, "2026-12-26", "2026-12-26", "2026-12-27")]
    #[case::electronic_cautious(Dispatch::Electronic, Roll::NextWorkingDay, "2026-12-26", "2026-12-28", "2026-12-29")]
    #[case::post(Dispatch::Post, Roll::Strict, "2026-12-31", "2026-12-31", "2027-01-01")]
    #[case::post_cautious(Dispatch::Post, Roll::NextWorkingDay, "2026-12-31", "2026-12-31", "2027-01-01")]
    fn the_contract_waits_over_christmas(
        #[case] by: Dispatch,
        #[case] roll: Roll,
        #[case] calendar_end: &str,
        #[case] end: &str,
        #[case] contract_from: &str,
    ) {
        let found = standstill_ends("2026-12-16".parse().unwrap(), by, Land::Rp, roll).unwrap();
        assert_eq!(found.calendar_end, calendar_end.parse().unwrap());
        assert_eq!(found.end, end.parse().unwrap());
        assert_eq!(found.contract_from, contract_from.parse().unwrap());
    }

    #[test]
    fn a_dispatch_beyond_the_known_years_is_refused() {
        assert_eq!(standstill_ends(NaiveDate::MAX, Dispatch::Post, Land::Rp, Roll::Strict), Err(Error::DateOutOfRange));
    }
}
