//! Inhabitants by municipality from a CSV file, every bad line named.
//!
//! Columns are found by their names, in any order, separated by commas or semicolons: `ars` (or
//! `ars12`), `name`, and either `population` with `population_date` or one column whose name bears the
//! day, `population_2024_12_31`, as in the municipality directory of the statistical offices. Further
//! columns are left alone.
//!
//! What must stay true: all or nothing, and line numbers as an editor shows them, the header being 1.

use std::collections::HashMap;

use chrono::NaiveDate;
use csv::StringRecord;
use serde::{Deserialize, Serialize};

/// Largest file read.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// More rows than there are municipalities, districts and associations in Germany together.
pub const MAX_ROWS: usize = 50_000;
/// No German municipality will ever reach it.
const MAX_INHABITANTS: i64 = 100_000_000;

/// One municipality's inhabitants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Line of the file.
    pub line: u64,
    /// 12 digits.
    pub ars: String,
    pub name: String,
    pub inhabitants: i64,
    /// Day they were counted.
    pub reference_on: NaiveDate,
}

/// One refused line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Line of the file, counted from 1.
    pub line: u64,
    pub error: Error,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "code")]
pub enum Error {
    #[error("the file has more than {MAX_BYTES} bytes")]
    FileTooLarge,
    #[error("the file is not UTF-8")]
    NotUtf8,
    #[error("the header has no column `{column}`")]
    ColumnMissing { column: String },
    #[error("the row has {found} columns instead of {expected}")]
    ColumnCount { found: usize, expected: usize },
    #[error("the row is not readable as CSV")]
    Unreadable,
    #[error("the ARS is not 12 digits")]
    ArsInvalid,
    #[error("the name is empty")]
    NameEmpty,
    #[error("the population is not a whole number of inhabitants")]
    PopulationInvalid,
    #[error("the reference date is not a day like 2024-12-31")]
    DateInvalid,
    #[error("this ARS already stands in line {first_line}")]
    Repeated { first_line: u64 },
    #[error("the file has more than {MAX_ROWS} rows")]
    TooManyRows,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FileTooLarge => "FILE_TOO_LARGE",
            Self::NotUtf8 => "ENCODING_NOT_SUPPORTED",
            Self::ColumnMissing { .. } => "COLUMN_MISSING",
            Self::ColumnCount { .. } => "COLUMN_COUNT",
            Self::Unreadable => "ROW_UNREADABLE",
            Self::ArsInvalid => "ARS_INVALID",
            Self::NameEmpty => "NAME_EMPTY",
            Self::PopulationInvalid => "POPULATION_INVALID",
            Self::DateInvalid => "REFERENCE_DATE_INVALID",
            Self::Repeated { .. } => "ROW_REPEATED",
            Self::TooManyRows => "TOO_MANY_ROWS",
        }
    }
}

/// Where the columns are.
struct Columns {
    ars: usize,
    name: usize,
    population: usize,
    reference: Reference,
    count: usize,
}

/// Where the reference day is.
enum Reference {
    InHeader(NaiveDate),
    Column(usize),
}

/// Reads a whole file.
///
/// # Errors
/// Every refused line, in the order of the file; never an empty list.
pub fn parse(bytes: &[u8]) -> Result<Vec<Row>, Vec<Finding>> {
    let whole = |error| vec![Finding { line: 1, error }];
    if bytes.len() > MAX_BYTES {
        return Err(whole(Error::FileTooLarge));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
        vec![Finding { line: 1 + before.iter().filter(|b| **b == b'\n').count() as u64, error: Error::NotUtf8 }]
    })?;
    // The csv reader counts a line too few where lines end in CR LF.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let header = text.lines().next().unwrap_or_default();
    let delimiter = if header.matches(';').count() > header.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let header = records.next().and_then(Result::ok).unwrap_or_default();
    let columns = Columns::find(&header).map_err(whole)?;
    rows(records, &columns)
}

fn rows(records: impl Iterator<Item = csv::Result<StringRecord>>, columns: &Columns) -> Result<Vec<Row>, Vec<Finding>> {
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    let mut seen: HashMap<String, u64> = HashMap::new();
    for (index, record) in records.enumerate() {
        let counted = index as u64 + 2;
        if index >= MAX_ROWS {
            findings.push(Finding { line: counted, error: Error::TooManyRows });
            break;
        }
        let (line, read) = match record {
            Ok(r) => {
                let line = r.position().map_or(counted, csv::Position::line);
                (line, row(&r, columns, line))
            }
            Err(_) => (counted, Err(Error::Unreadable)),
        };
        let unique = read.and_then(|r| match seen.get(&r.ars) {
            Some(first_line) => Err(Error::Repeated { first_line: *first_line }),
            None => Ok(r),
        });
        match unique {
            Ok(r) => {
                seen.insert(r.ars.clone(), line);
                rows.push(r);
            }
            Err(error) => findings.push(Finding { line, error }),
        }
    }
    if findings.is_empty() { Ok(rows) } else { Err(findings) }
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Self, Error> {
        let names: Vec<String> = header.iter().map(str::to_lowercase).collect();
        let at = |name: &str| names.iter().position(|n| n == name);
        let missing = |column: &str| Error::ColumnMissing { column: column.to_owned() };
        let ars = at("ars").or_else(|| at("ars12")).ok_or_else(|| missing("ars"))?;
        let name = at("name").ok_or_else(|| missing("name"))?;
        let dated = names.iter().enumerate().find_map(|(i, n)| Some((i, day_in(n.strip_prefix("population_")?)?)));
        let (population, reference) = match (at("population"), dated) {
            (Some(population), _) => {
                let day = at("population_date").ok_or_else(|| missing("population_date"))?;
                (population, Reference::Column(day))
            }
            (None, Some((population, day))) => (population, Reference::InHeader(day)),
            (None, None) => return Err(missing("population")),
        };
        Ok(Self { ars, name, population, reference, count: names.len() })
    }
}

/// `2024_12_31` or `2024-12-31`.
fn day_in(text: &str) -> Option<NaiveDate> {
    let text = text.replace('_', "-");
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

fn row(record: &StringRecord, columns: &Columns, line: u64) -> Result<Row, Error> {
    if record.len() != columns.count {
        return Err(Error::ColumnCount { found: record.len(), expected: columns.count });
    }
    let cell = |at: usize| record.get(at).unwrap_or_default();
    let ars = cell(columns.ars);
    if ars.len() != 12 || !ars.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::ArsInvalid);
    }
    let name = cell(columns.name);
    if name.is_empty() {
        return Err(Error::NameEmpty);
    }
    let inhabitants = whole(cell(columns.population)).ok_or(Error::PopulationInvalid)?;
    let reference_on = match columns.reference {
        Reference::InHeader(day) => day,
        Reference::Column(at) => day_in(cell(at)).ok_or(Error::DateInvalid)?,
    };
    Ok(Row { line, ars: ars.to_owned(), name: name.to_owned(), inhabitants, reference_on })
}

/// Digits, or groups of three with dots: `217228`, `217.228`. Not `217,228`, which means two things.
fn whole(text: &str) -> Option<i64> {
    let groups: Vec<&str> = text.split('.').collect();
    let digits = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let grouped = match &groups[..] {
        [_] => true,
        [first, rest @ ..] => first.len() <= 3 && rest.iter().all(|g| g.len() == 3),
        [] => false,
    };
    let value = (digits && grouped).then(|| groups.concat().parse::<i64>().ok()).flatten()?;
    (value <= MAX_INHABITANTS).then_some(value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    const HEAD: &str = "ars;name;population;population_date\n";

    fn codes(text: &str) -> Vec<(u64, &'static str)> {
        parse(text.as_bytes()).unwrap_err().iter().map(|f| (f.line, f.error.code())).collect()
    }

    #[test]
    fn the_day_stands_in_the_header_or_in_its_column() {
        let day = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
        let by_header = parse("ags,ars,name,population_2024_12_31\n,071370000000,\"Kusel, Kreis\",69.334\n".as_bytes());
        let by_column = parse(format!("\u{feff}{HEAD}071370000000;Kusel, Kreis;69334;2024-12-31\r\n").as_bytes());
        let expected = vec![Row {
            line: 2,
            ars: "071370000000".to_owned(),
            name: "Kusel, Kreis".to_owned(),
            inhabitants: 69_334,
            reference_on: day,
        }];
        assert_eq!(by_header.unwrap(), expected);
        assert_eq!(by_column.unwrap(), expected);
    }

    #[test]
    fn every_bad_line_is_named() {
        let text = format!(
            "{HEAD}071370000000;A;1;2024-12-31\n07137;B;1;2024-12-31\n071370000001;;1;2024-12-31\n\
             071370000002;C;1,5;2024-12-31\n071370000003;D;-1;2024-12-31\n071370000004;E;1;31.02.2024\n\
             071370000005;F;1\n\"071370000000\";\"G\nzweite Zeile\";1;2024-12-31\n071370000006;H;x;2024-12-31\n"
        );
        assert_eq!(codes(&text), codes(&text.replace('\n', "\r\n")));
        assert_eq!(
            codes(&text),
            [
                (3, "ARS_INVALID"),
                (4, "NAME_EMPTY"),
                (5, "POPULATION_INVALID"),
                (6, "POPULATION_INVALID"),
                (7, "REFERENCE_DATE_INVALID"),
                (8, "COLUMN_COUNT"),
                (9, "ROW_REPEATED"),
                (11, "POPULATION_INVALID"),
            ]
        );
    }

    #[test]
    fn a_missing_column_and_a_wrong_encoding_are_said() {
        assert_eq!(codes("ars,name\n"), [(1, "COLUMN_MISSING")]);
        assert_eq!(codes("ars,name,population\n"), [(1, "COLUMN_MISSING")]);
        assert_eq!(codes(""), [(1, "COLUMN_MISSING")]);
        let latin = [HEAD.as_bytes(), b"071370000000;M\xFCnchen;1;2024-12-31\n"].concat();
        assert_eq!(parse(&latin).unwrap_err(), [Finding { line: 2, error: Error::NotUtf8 }]);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,120}") {
            let _ = parse(text.as_bytes());
            let _ = parse(format!("{HEAD}{text}").as_bytes());
        }
    }
}
