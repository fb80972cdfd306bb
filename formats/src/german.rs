//! Figures and days as people in Germany write them: `1.234,56`, `31.12.2026`.
//!
//! Why here: PDF, CSV and calendar files must write the same figure in the same way, and a treasurer
//! compares them character by character.
//!
//! What must stay true: nothing is rounded, and every `i64` has a text.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// The minus of print, which screen readers say aloud; spreadsheets want the keyboard's hyphen.
const MINUS: &str = "\u{2212}";

/// `-123456` cents as `−1.234,56`.
pub fn cents(amount_cents: i64) -> String {
    let size = amount_cents.unsigned_abs();
    signed(amount_cents < 0, &format!("{},{:02}", grouped(size / 100), size % 100))
}

/// `-123456` cents as `−1.234,56 €` with a space that does not break.
pub fn euros(amount_cents: i64) -> String {
    format!("{}\u{a0}€", cents(amount_cents))
}

/// `-123456` cents as `-1234,56`: no thousands dots, for tables that machines read.
pub fn plain_cents(amount_cents: i64) -> String {
    let size = amount_cents.unsigned_abs();
    let sign = if amount_cents < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", size / 100, size % 100)
}

/// `1234567` as `1.234.567`.
pub fn whole(number: i64) -> String {
    signed(number < 0, &grouped(number.unsigned_abs()))
}

/// `2026-05-04` as `04.05.2026`.
pub fn day(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// `2026-05-04` as `4. Mai 2026`.
pub fn long_day(day: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{}. {month} {}", day.day(), day.year())
}

/// An instant as the clock on a German wall showed it: `04.05.2026, 14:03:07`.
pub fn moment(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&chrono_tz::Europe::Berlin);
    format!("{}, {}", day(local.date_naive()), local.format("%H:%M:%S"))
}

/// Basis points as a rate: `1900` as `19 %`, `725` as `7,25 %`.
pub fn percent(rate_bp: i64) -> String {
    let text = cents(rate_bp);
    let short = text.trim_end_matches('0').trim_end_matches(',');
    format!("{}\u{a0}%", if text.ends_with(",00") { text.trim_end_matches(",00") } else { short })
}

fn signed(negative: bool, size: &str) -> String {
    format!("{}{size}", if negative { MINUS } else { "" })
}

fn grouped(size: u64) -> String {
    let digits = size.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_and_days_read_as_in_germany() {
        assert_eq!(cents(0), "0,00");
        assert_eq!(cents(36_731_642), "367.316,42");
        assert_eq!(cents(-123_456), "\u{2212}1.234,56");
        assert_eq!(euros(5), "0,05\u{a0}€");
        assert_eq!(plain_cents(-123_456_789), "-1234567,89");
        assert_eq!(plain_cents(-5), "-0,05");
        assert_eq!(whole(217_228), "217.228");
        assert_eq!(
            (percent(1900), percent(725), percent(700)),
            ("19\u{a0}%".into(), "7,25\u{a0}%".into(), "7\u{a0}%".into())
        );
        assert_eq!(percent(0), "0\u{a0}%");
        let summer: DateTime<Utc> = "2026-07-01T22:30:00Z".parse().unwrap();
        assert_eq!(moment(summer), "02.07.2026, 00:30:00");
        let may = NaiveDate::from_ymd_opt(2026, 5, 4).unwrap();
        assert_eq!((day(may).as_str(), long_day(may).as_str()), ("04.05.2026", "4. Mai 2026"));
    }

    proptest! {
        #[test]
        fn every_amount_can_be_read_back(amount in any::<i64>()) {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap();
            prop_assert_eq!(digits(&cents(amount)), amount.unsigned_abs());
            prop_assert_eq!(digits(&plain_cents(amount)), amount.unsigned_abs());
            prop_assert_eq!(cents(amount).starts_with('\u{2212}'), amount < 0);
        }
    }
}
