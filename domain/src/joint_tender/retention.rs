//! How long the file of a tender is kept (§ 8(4) VgV; handbook 3.3): the longest of all rules wins.

use chrono::{Months, NaiveDate};

/// Years from the award at least.
pub const YEARS_FROM_AWARD: u32 = 3;

/// The last day the file is kept, or `None` while the contract has no end in sight. `own_years`: the body's practice,
/// counted from the later of award and end of contract.
#[must_use]
pub fn keep_until(awarded_on: NaiveDate, contract_ends_on: Option<NaiveDate>, own_years: u32) -> Option<NaiveDate> {
    let ends_on = contract_ends_on?;
    let years = |from: NaiveDate, years: u32| from.checked_add_months(Months::new(years.saturating_mul(12)));
    let by_law = years(awarded_on, YEARS_FROM_AWARD)?.max(ends_on);
    Some(by_law.max(years(awarded_on.max(ends_on), own_years)?))
}

/// Whether copies of the contract itself fall under § 8(4), second sentence: from 1,000,000 EUR, works 10,000,000 EUR.
#[must_use]
pub const fn keeps_contract_copy(works: bool, value_net_cents: i64) -> bool {
    value_net_cents >= if works { 1_000_000_000 } else { 100_000_000 }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_longest_rule_wins() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let until = |ends: &str, own| keep_until(day("2027-01-20"), Some(day(ends)), own).unwrap();
        assert_eq!(until("2027-06-30", 0), day("2030-01-20"));
        assert_eq!(until("2031-01-31", 0), day("2031-01-31"));
        assert_eq!(until("2031-01-31", 10), day("2041-01-31"));
        assert_eq!(keep_until(day("2027-01-20"), None, 10), None);
        assert!(keeps_contract_copy(false, 100_000_000) && !keeps_contract_copy(true, 100_000_000));
    }
}
