//! The CSV import of measures: text in, rows or findings out. Semicolon separated, the header
//! `ars;kind;value;reference_on;source` first.
//!
//! What must stay true: all or nothing, and every bad row is named with its line, the header being line 1.

use chrono::NaiveDate;
use std::collections::HashMap;

/// The columns, in order.
pub const HEADER: [&str; 5] = ["ars", "kind", "value", "reference_on", "source"];

/// More rows than all municipalities with every kind have.
pub const MAX_ROWS: usize = 100_000;

/// One measure as the file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the file.
    pub line: u64,
    /// Twelve digits.
    pub ars: String,
    /// Code of the kind.
    pub kind: String,
    /// Not negative; inhabitants, cases, minutes, cents.
    pub value: i64,
    /// The day it speaks of.
    pub reference_on: NaiveDate,
    /// Where it is from.
    pub source: String,
}

/// One refused row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Line of the file.
    pub line: u64,
    /// What is wrong.
    pub error: Error,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("the first line is not `ars;kind;value;reference_on;source`")]
    HeaderMissing,
    #[error("the row has {found} columns instead of 5")]
    ColumnCount { found: usize },
    #[error("the row is not readable as CSV")]
    Unreadable,
    #[error("the ARS is not 12 digits")]
    ArsInvalid,
    #[error("`{column}` is empty")]
    Empty { column: &'static str },
    #[error("the value is not a whole number from 0 on")]
    ValueInvalid,
    #[error("the day is not written like 2026-12-31")]
    DayInvalid,
    #[error("the same measure stands in line {first}")]
    Repeated { first: u64 },
    #[error("more than {MAX_ROWS} rows")]
    TooManyRows,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HeaderMissing => "MEASURES_HEADER",
            Self::ColumnCount { .. } => "COLUMN_COUNT",
            Self::Unreadable => "ROW_UNREADABLE",
            Self::ArsInvalid => "ARS_INVALID",
            Self::Empty { .. } => "COLUMN_EMPTY",
            Self::ValueInvalid => "MEASURE_VALUE_INVALID",
            Self::DayInvalid => "DAY_INVALID",
            Self::Repeated { .. } => "ROW_REPEATED",
            Self::TooManyRows => "TOO_MANY_ROWS",
        }
    }
}

/// Reads a file.
///
/// # Errors
/// Every bad row.
pub fn parse(csv: &str) -> Result<Vec<Row>, Vec<Finding>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let (mut rows, mut findings, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    let mut headed = false;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                findings.push(Finding { line, error: Error::Unreadable });
                continue;
            }
        };
        let line = record.position().map_or(1, csv::Position::line);
        if !headed {
            headed = true;
            if record.iter().ne(HEADER) {
                return Err(vec![Finding { line, error: Error::HeaderMissing }]);
            }
            continue;
        }
        if rows.len() >= MAX_ROWS {
            return Err(vec![Finding { line, error: Error::TooManyRows }]);
        }
        match read(line, &record) {
            Err(error) => findings.push(Finding { line, error }),
            Ok(row) => match seen.insert((row.ars.clone(), row.kind.clone(), row.reference_on), line) {
                Some(first) => findings.push(Finding { line, error: Error::Repeated { first } }),
                None => rows.push(row),
            },
        }
    }
    if !headed {
        findings.push(Finding { line: 1, error: Error::HeaderMissing });
    }
    if findings.is_empty() { Ok(rows) } else { Err(findings) }
}

fn read(line: u64, record: &csv::StringRecord) -> Result<Row, Error> {
    let fields: Vec<&str> = record.iter().collect();
    let [ars, kind, value, reference_on, source] = fields[..] else {
        return Err(Error::ColumnCount { found: fields.len() });
    };
    if ars.len() != 12 || !ars.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::ArsInvalid);
    }
    for (column, given) in [("kind", kind), ("source", source)] {
        if given.is_empty() {
            return Err(Error::Empty { column });
        }
    }
    let value = value.parse().ok().filter(|v: &i64| *v >= 0).ok_or(Error::ValueInvalid)?;
    let reference_on = NaiveDate::parse_from_str(reference_on, "%Y-%m-%d").map_err(|_| Error::DayInvalid)?;
    Ok(Row { line, ars: ars.to_owned(), kind: kind.to_owned(), value, reference_on, source: source.to_owned() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_bad_row_is_named_by_its_line() {
        let csv = "ars;kind;value;reference_on;source\n\
                   073120000000;POPULATION;100426;2024-12-31;Destatis\n\
                   07312;POPULATION;1;2024-12-31;Destatis\n\
                   073360000000;POPULATION;-1;2024-12-31;Destatis\n\
                   073360000000;POPULATION;1;31.12.2024;Destatis\n\
                   073360000000;POPULATION;1;2024-12-31\n\
                   073120000000;POPULATION;1;2024-12-31;Destatis\n";
        let found: Vec<_> = parse(csv).unwrap_err().into_iter().map(|f| (f.line, f.error.code())).collect();
        assert_eq!(
            found,
            [
                (3, "ARS_INVALID"),
                (4, "MEASURE_VALUE_INVALID"),
                (5, "DAY_INVALID"),
                (6, "COLUMN_COUNT"),
                (7, "ROW_REPEATED"),
            ]
        );
        assert_eq!(parse("x").unwrap_err()[0].error.code(), "MEASURES_HEADER");
    }
}
