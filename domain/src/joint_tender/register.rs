//! The competition register: about whom it must be asked before the award (§ 6(1) WRegG; handbook 1).
//!
//! Since 2026-07-01 from 50,000 EUR net, and an answer up to two months old may be used again; before, from 30,000 EUR
//! without reuse. The day the procedure began decides; older ones still open keep the lower limit (stricter).

use chrono::{Months, NaiveDate};

/// One dated limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// First day of procedures it holds for; `None` since the register exists.
    pub valid_from: Option<NaiveDate>,
    /// From this net value the register is asked.
    pub from_cents: i64,
    /// How old an answer may be.
    pub reuse_months: u32,
    /// Where it stands.
    pub source: &'static str,
}

/// First day of the Procurement Acceleration Act.
const ACCELERATION: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 7, 1);
const NEW: Limit = Limit {
    valid_from: ACCELERATION,
    from_cents: 5_000_000,
    reuse_months: 2,
    source: "§ 6(1) WRegG, BGBl. 2026 I Nr. 137",
};
const OLD: Limit =
    Limit { valid_from: None, from_cents: 3_000_000, reuse_months: 0, source: "§ 6(1) WRegG as of 2021" };

/// The limit for a procedure begun on `started_on`.
#[must_use]
pub fn limit(started_on: NaiveDate) -> Limit {
    if ACCELERATION.is_some_and(|from| started_on >= from) { NEW } else { OLD }
}

/// Whether the award of `value_net_cents` to the intended winner is cleared. `answered_on`: day of the latest answer
/// about that winner that names no entry, or whose entry a person judged.
#[must_use]
pub fn is_cleared(
    started_on: NaiveDate,
    value_net_cents: i64,
    answered_on: Option<NaiveDate>,
    today: NaiveDate,
) -> bool {
    let limit = limit(started_on);
    if value_net_cents < limit.from_cents {
        return true;
    }
    // an answer given for this very procedure counts as long as the procedure runs
    let oldest = today.checked_sub_months(Months::new(limit.reuse_months)).unwrap_or(today).min(started_on);
    answered_on.is_some_and(|answered| answered <= today && answered >= oldest)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-07-01", 4_999_999, None, true)]
    #[case("2026-07-01", 5_000_000, None, false)]
    #[case("2026-06-30", 3_000_000, None, false)]
    #[case("2026-06-30", 2_999_999, None, true)]
    #[case("2026-11-01", 5_000_000, Some("2026-11-20"), true)]
    #[case("2026-11-01", 5_000_000, Some("2026-09-22"), true)]
    #[case("2026-11-01", 5_000_000, Some("2026-09-21"), false)]
    #[case("2026-11-01", 5_000_000, Some("2026-11-23"), false)]
    fn the_register_is_asked_from_the_limit_of_the_day_it_began(
        #[case] started: &str,
        #[case] value: i64,
        #[case] answered: Option<&str>,
        #[case] cleared: bool,
    ) {
        let answered = answered.map(|text| text.parse().unwrap());
        assert_eq!(is_cleared(started.parse().unwrap(), value, answered, "2026-11-22".parse().unwrap()), cleared);
    }
}
