//! The CSV import of budget lines: text in, rows or findings out.
//!
//! Why here: what a budget row must look like is a rule, not plumbing. Semicolon separated, the
//! header `ars;year;code;name;cost_centre;appropriation` first, one line of the budget a row,
//! amounts as people write them in Germany (`1.234,56`) or as machines do (`1234.56`).
//!
//! What must stay true: all or nothing. One bad row refuses the file, and every bad row is named
//! with its line number, so that the treasury corrects the file once and not ten times.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The columns, in order.
pub const HEADER: [&str; 6] = ["ars", "year", "code", "name", "cost_centre", "appropriation"];

/// More rows than any municipal budget has; a file above it is refused unread.
pub const MAX_ROWS: usize = 200_000;

/// One budget line as the file gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// 12-digit regional key of the body, or the assigned key of a body without one.
    pub ars: String,
    pub year: i32,
    /// Budget line code (Haushaltsstelle or product account).
    pub code: String,
    pub name: String,
    pub cost_centre: String,
    /// Gross cents, not negative.
    pub appropriation_cents: i64,
}

/// One refused row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Line of the file, counted from 1; the header is line 1.
    pub line: u64,
    pub error: Error,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "code")]
pub enum Error {
    #[error("the first line is not `ars;year;code;name;cost_centre;appropriation`")]
    HeaderMissing,
    #[error("the row has {found} columns instead of 6")]
    ColumnCount { found: usize },
    #[error("the row is not readable as CSV")]
    Unreadable,
    #[error("the ARS is not 12 digits")]
    ArsInvalid,
    #[error("the year is not a number between 2000 and 2100")]
    YearInvalid,
    #[error("`{column}` is empty")]
    Empty { column: String },
    #[error("the appropriation is not an amount of money")]
    AmountInvalid,
    #[error("the appropriation is negative")]
    AmountNegative,
    #[error("body, year and code already stand in line {first_line}")]
    Repeated { first_line: u64 },
    #[error("the file has more than {MAX_ROWS} rows")]
    TooManyRows,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::HeaderMissing => "HEADER_MISSING",
            Self::ColumnCount { .. } => "COLUMN_COUNT",
            Self::Unreadable => "ROW_UNREADABLE",
            Self::ArsInvalid => "ARS_INVALID",
            Self::YearInvalid => "YEAR_INVALID",
            Self::Empty { .. } => "COLUMN_EMPTY",
            Self::AmountInvalid => "AMOUNT_INVALID",
            Self::AmountNegative => "NEGATIVE_AMOUNT",
            Self::Repeated { .. } => "ROW_REPEATED",
            Self::TooManyRows => "TOO_MANY_ROWS",
        }
    }
}

/// Reads a whole file (UTF-8, with or without byte-order mark).
///
/// # Errors
/// Every refused row, in the order of the file; never an empty list.
pub fn parse(text: &str) -> Result<Vec<Row>, Vec<Finding>> {
    // The csv reader counts a line too few where lines end in CR LF, as spreadsheets write them.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let is_header = |r: &csv::StringRecord| r.iter().map(str::to_lowercase).eq(HEADER);
    if !records.next().and_then(Result::ok).is_some_and(|r| is_header(&r)) {
        return Err(vec![Finding { line: 1, error: Error::HeaderMissing }]);
    }
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    let mut seen: HashMap<(String, i32, String), u64> = HashMap::new();
    for (index, record) in records.enumerate() {
        let counted = index as u64 + 2;
        if index >= MAX_ROWS {
            findings.push(Finding { line: counted, error: Error::TooManyRows });
            break;
        }
        let (line, parsed) = match record {
            Ok(r) => (r.position().map_or(counted, csv::Position::line), row(&r)),
            Err(_) => (counted, Err(Error::Unreadable)),
        };
        let unique = parsed.and_then(|r| match seen.get(&(r.ars.clone(), r.year, r.code.clone())) {
            Some(first_line) => Err(Error::Repeated { first_line: *first_line }),
            None => Ok(r),
        });
        match unique {
            Ok(r) => {
                seen.insert((r.ars.clone(), r.year, r.code.clone()), line);
                rows.push(r);
            }
            Err(error) => findings.push(Finding { line, error }),
        }
    }
    if findings.is_empty() { Ok(rows) } else { Err(findings) }
}

fn row(record: &csv::StringRecord) -> Result<Row, Error> {
    let columns: Vec<&str> = record.iter().collect();
    let [ars, year, code, name, cost_centre, appropriation] = columns[..] else {
        return Err(Error::ColumnCount { found: columns.len() });
    };
    if ars.len() != 12 || !ars.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::ArsInvalid);
    }
    let year = year.parse::<i32>().ok().filter(|y| (2000..=2100).contains(y)).ok_or(Error::YearInvalid)?;
    for (column, value) in [("code", code), ("name", name), ("cost_centre", cost_centre)] {
        if value.is_empty() {
            return Err(Error::Empty { column: column.to_owned() });
        }
    }
    let appropriation_cents = cents(appropriation).ok_or(Error::AmountInvalid)?;
    if appropriation_cents < 0 {
        return Err(Error::AmountNegative);
    }
    Ok(Row {
        ars: ars.to_owned(),
        year,
        code: code.to_owned(),
        name: name.to_owned(),
        cost_centre: cost_centre.to_owned(),
        appropriation_cents,
    })
}

/// Integer cents of an amount written `1.234,56`, `1234,56`, `1234.56`, `1.234` (German
/// thousands, for cents have two digits) or `1234`. Anything that could mean two amounts is
/// refused: `1,234.56`, `1.23,4.5`, three decimals after a comma.
pub fn cents(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match digits.split_once(',') {
        Some((whole, fraction)) => (ungroup(whole)?, fraction.to_owned()),
        None => match digits.rsplit_once('.') {
            // One dot with one or two digits behind it is a decimal point.
            Some((whole, fraction)) if fraction.len() < 3 && !whole.contains('.') => {
                (whole.to_owned(), fraction.to_owned())
            }
            _ => (ungroup(digits)?, "00".to_owned()),
        },
    };
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(&whole) || !all_digits(&fraction) || fraction.len() > 2 {
        return None;
    }
    let euros = whole.parse::<i64>().ok()?;
    let rest = if fraction.len() == 1 { format!("{fraction}0") } else { fraction };
    let amount = euros.checked_mul(100)?.checked_add(rest.parse::<i64>().ok()?)?;
    Some(if negative { -amount } else { amount })
}

/// Takes the thousands dots out, when they stand where thousands dots stand.
fn ungroup(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split('.').collect();
    let [first, rest @ ..] = &groups[..] else {
        return None;
    };
    let well_placed = rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3));
    well_placed.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const HEAD: &str = "ars;year;code;name;cost_centre;appropriation\n";

    #[rstest]
    #[case("1.234,56", Some(123_456))]
    #[case("1234,56", Some(123_456))]
    #[case("1234.56", Some(123_456))]
    #[case("1.234", Some(123_400))]
    #[case("1.234.567", Some(123_456_700))]
    #[case("1234", Some(123_400))]
    #[case("12,5", Some(1_250))]
    #[case("0", Some(0))]
    #[case("-3,00", Some(-300))]
    #[case("1,234.56", None)]
    #[case("12.34.56", None)]
    #[case("1.23,45", None)]
    #[case("1,234", None)]
    #[case("", None)]
    #[case("12 EUR", None)]
    #[case("99999999999999999999", None)]
    fn amounts_read_as_people_and_machines_write_them(#[case] text: &str, #[case] expected: Option<i64>) {
        assert_eq!(cents(text), expected);
    }

    #[test]
    fn a_good_file_becomes_rows() {
        let text = format!("\u{feff}{HEAD}073355011000;2026;12600.5231;\"Feuerwehr; Geräte\";126;40.000,00\r\n");
        let rows = parse(&text).unwrap();
        assert_eq!(rows[0].name, "Feuerwehr; Geräte");
        assert_eq!(rows[0].appropriation_cents, 4_000_000);
    }

    #[test]
    fn a_file_without_its_header_is_refused_whole() {
        let found = parse("073355011000;2026;1;Name;K;1,00\n").unwrap_err();
        assert_eq!(found, vec![Finding { line: 1, error: Error::HeaderMissing }]);
        assert_eq!(parse("").unwrap_err()[0].error.code(), "HEADER_MISSING");
    }

    #[test]
    fn every_bad_row_is_named_with_its_line() {
        let text = format!(
            "{HEAD}07335501100;2026;1;A;K;1\n073355011000;26;1;A;K;1\n073355011000;2026;1;;K;1\n\
             073355011000;2026;1;A;K;1,234.5\n073355011000;2026;1;A;K;-1\n073355011000;2026;1;A;K\n\
             073355011000;2026;1;A;K;1\n073355011000;2026;1;B;K;2\n"
        );
        let found: Vec<(u64, &str)> = parse(&text).unwrap_err().iter().map(|f| (f.line, f.error.code())).collect();
        assert_eq!(parse(&text).unwrap_err(), parse(&text.replace('\n', "\r\n")).unwrap_err());
        assert_eq!(
            found,
            [
                (2, "ARS_INVALID"),
                (3, "YEAR_INVALID"),
                (4, "COLUMN_EMPTY"),
                (5, "AMOUNT_INVALID"),
                (6, "NEGATIVE_AMOUNT"),
                (7, "COLUMN_COUNT"),
                (9, "ROW_REPEATED"),
            ]
        );
    }

    proptest! {
        #[test]
        fn german_and_plain_notation_mean_the_same(amount_cents in 0i64..=9_999_999_999) {
            let plain = format!("{}.{:02}", amount_cents / 100, amount_cents % 100);
            let german = format!("{},{:02}", amount_cents / 100, amount_cents % 100);
            prop_assert_eq!(cents(&plain), Some(amount_cents));
            prop_assert_eq!(cents(&german), Some(amount_cents));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC*") {
            let _ = parse(&format!("{HEAD}{text}"));
            let _ = cents(&text);
        }
    }
}
