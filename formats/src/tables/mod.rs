//! Tables out of the house (XLSX, CSV) and into it (population).
//!
//! Why here: every list a treasurer sees can be taken along. A figure must arrive as a figure, an
//! amount to the cent, a text as a text and never as a formula.
//!
//! | file | one thing |
//! |---|---|
//! | `xlsx` | a table as a workbook |
//! | `csv_file` | the same table as CSV for German spreadsheets |
//! | `population` | inhabitants by municipality, read line-exactly |

mod csv_file;
mod error;
pub mod population;
mod xlsx;

pub use csv_file::csv;
pub use error::Error;
pub use xlsx::xlsx;

use chrono::NaiveDate;

/// Media type of [`xlsx`].
pub const XLSX_MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Media type of [`csv`].
pub const CSV_MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Euro cents.
    Money,
    Date,
    /// Decimal with so many places (at most 6); cells hold the scaled integer.
    Number {
        places: u8,
    },
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    pub kind: Kind,
}

impl Column {
    /// A column.
    pub fn new(title: &str, kind: Kind) -> Self {
        Self { title: title.to_owned(), kind }
    }
}

/// One value; its variant must be that of the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Fits every column.
    Empty,
    Text(String),
    MoneyCents(i64),
    Date(NaiveDate),
    /// Scaled by the column's places: 1500 with three places is 1.5.
    Number(i64),
}

/// A table with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet and title of the file.
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Refuses rows that do not fit their columns.
    fn check(&self) -> Result<(), Error> {
        for (index, row) in self.rows.iter().enumerate() {
            let fits = row.len() == self.columns.len()
                && row.iter().zip(&self.columns).all(|(cell, column)| cell.fits(column.kind));
            if !fits {
                return Err(Error::RowDoesNotFit { row: index + 1 });
            }
        }
        Ok(())
    }
}

impl Cell {
    fn fits(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Empty, _)
                | (Self::Text(_), Kind::Text)
                | (Self::MoneyCents(_), Kind::Money)
                | (Self::Date(_), Kind::Date)
                | (Self::Number(_), Kind::Number { places: 0..=6 })
        )
    }
}
