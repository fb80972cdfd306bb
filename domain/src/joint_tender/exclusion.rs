//! Exclusion of firms: mandatory, optional, for how long, and self-cleaning (§§ 123–126 GWB).

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A ground for exclusion, by its number in the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ground {
    /// § 123(1): conviction or fine for one of the offences nos. 1–10.
    Conviction {
        /// 1 to 10.
        number: u8,
    },
    /// § 123(4): taxes, levies or social insurance not paid.
    TaxesOrContributions,
    /// § 124(1) nos. 1–9: optional.
    Optional {
        /// 1 to 9.
        number: u8,
    },
}

/// What a buyer must or may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Excluded by law.
    Must,
    /// The buyer weighs it (proportionality).
    May,
    /// The longest admissible time is over (§ 126).
    TooOld {
        /// Last day on which it could have counted.
        ended_on: NaiveDate,
    },
    /// Self-cleaning is proven (§ 125), or the debt is paid (§ 123(4), second sentence).
    Cleaned,
}

/// Why a ground cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No such number in the law.
    #[error("§ 123(1) GWB has nos. 1 to 10, § 124(1) nos. 1 to 9")]
    NoSuchNumber,
    /// The event lies after the day it is judged on.
    #[error("the event lies in the future")]
    InFuture,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSuchNumber => "EXCLUSION_GROUND_UNKNOWN",
            Self::InFuture => "EXCLUSION_EVENT_IN_FUTURE",
        }
    }
}

/// What § 126 allows at most, from conviction or event: five years for § 123, three for § 124.
#[must_use]
pub const fn limit_years(ground: Ground) -> u32 {
    match ground {
        Ground::Conviction { .. } | Ground::TaxesOrContributions => 5,
        Ground::Optional { .. } => 3,
    }
}

/// Whether the ground counts on `today`. `since`: day the conviction became final, or of the event.
///
/// # Errors
/// [`Error`].
pub fn judge(ground: Ground, since: NaiveDate, today: NaiveDate, cleaned: bool) -> Result<Verdict, Error> {
    let known = match ground {
        Ground::Conviction { number } => (1..=10).contains(&number),
        Ground::Optional { number } => (1..=9).contains(&number),
        Ground::TaxesOrContributions => true,
    };
    if !known {
        return Err(Error::NoSuchNumber);
    }
    if since > today {
        return Err(Error::InFuture);
    }
    if cleaned {
        return Ok(Verdict::Cleaned);
    }
    let ended_on = since.checked_add_months(Months::new(limit_years(ground) * 12)).unwrap_or(NaiveDate::MAX);
    Ok(match ground {
        _ if today > ended_on => Verdict::TooOld { ended_on },
        Ground::Conviction { .. } | Ground::TaxesOrContributions => Verdict::Must,
        Ground::Optional { .. } => Verdict::May,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Ground::Conviction { number: 3 }, "2031-11-22", Ok(Verdict::Must))]
    #[case(Ground::Conviction { number: 3 }, "2031-11-23", Ok(Verdict::TooOld { ended_on: "2031-11-22".parse().unwrap() }))]
    #[case(Ground::Optional { number: 7 }, "2029-11-22", Ok(Verdict::May))]
    #[case(Ground::Optional { number: 7 }, "2029-11-23", Ok(Verdict::TooOld { ended_on: "2029-11-22".parse().unwrap() }))]
    #[case(Ground::TaxesOrContributions, "2027-01-01", Ok(Verdict::Must))]
    #[case(Ground::Conviction { number: 11 }, "2027-01-01", Err(Error::NoSuchNumber))]
    #[case(Ground::Optional { number: 0 }, "2027-01-01", Err(Error::NoSuchNumber))]
    #[case(Ground::TaxesOrContributions, "2026-11-21", Err(Error::InFuture))]
    fn a_ground_counts_five_or_three_years(
        #[case] ground: Ground,
        #[case] today: &str,
        #[case] expected: Result<Verdict, Error>,
    ) {
        let since = "2026-11-22".parse().unwrap();
        assert_eq!(judge(ground, since, today.parse().unwrap(), false), expected);
        if expected.is_ok() {
            assert_eq!(judge(ground, since, today.parse().unwrap(), true), Ok(Verdict::Cleaned));
        }
    }
}
