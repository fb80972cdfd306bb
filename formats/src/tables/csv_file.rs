//! A table as CSV the way German spreadsheets open it: UTF-8 with byte-order mark, semicolons,
//! decimal commas, days as `31.12.2026`.
//!
//! What must stay true: no cell is ever read as a formula (a text that would be one gets an
//! apostrophe in front), and figures are written so that they can be read back exactly.

use super::{Cell, Error, Kind, Table};
use crate::german;
use csv::{Terminator, WriterBuilder};

/// The table as CSV bytes.
///
/// # Errors
/// [`Error::RowDoesNotFit`].
pub fn csv(table: &Table) -> Result<Vec<u8>, Error> {
    table.check()?;
    let not_written = |reason: String| Error::NotWritten { reason };
    let bom = "\u{feff}".as_bytes().to_vec();
    let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(bom);
    let titles = table.columns.iter().map(|column| harmless(&column.title));
    writer.write_record(titles).map_err(|e| not_written(e.to_string()))?;
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| written(cell, column.kind));
        writer.write_record(cells).map_err(|e| not_written(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| not_written(e.to_string()))
}

fn written(cell: &Cell, kind: Kind) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::MoneyCents(cents) => german::plain_cents(*cents),
        Cell::Date(day) => german::day(*day),
        Cell::Number(value) => match kind {
            Kind::Number { places } => decimal(*value, places),
            Kind::Text | Kind::Money | Kind::Date => value.to_string(),
        },
    }
}

/// `-1500` with three places as `-1,500`.
fn decimal(value: i64, places: u8) -> String {
    if places == 0 {
        return value.to_string();
    }
    let width = usize::from(places) + 1;
    let digits = format!("{:0width$}", value.unsigned_abs());
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(places));
    format!("{}{whole},{fraction}", if value < 0 { "-" } else { "" })
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{a0}']).chars().next();
    let starts_formula =
        first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if starts_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::Column;
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let columns = [
            ("Mitglied", Kind::Text),
            ("Betrag", Kind::Money),
            ("Tag", Kind::Date),
            ("Gewicht", Kind::Number { places: 3 }),
        ];
        Table {
            title: "Umlage".to_owned(),
            columns: columns.into_iter().map(|(t, k)| Column::new(t, k)).collect(),
            rows,
        }
    }

    #[test]
    fn a_table_reads_as_in_germany() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        let row = vec![
            Cell::Text("Linz; \"VG\"".to_owned()),
            Cell::MoneyCents(-2_866_542),
            Cell::Date(day),
            Cell::Number(-1_500),
        ];
        let text = String::from_utf8(csv(&table(vec![row])).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}Mitglied;Betrag;Tag;Gewicht\r\n\"Linz; \"\"VG\"\"\";-28665,42;31.12.2026;-1,500\r\n");
    }

    #[test]
    fn formulas_are_made_harmless() {
        for evil in ["=1+1", "+49 651", "-cmd", "@SUM(A1)", "\t=1", "  =HYPERLINK(\"x\")", "＝1"] {
            assert!(harmless(evil).starts_with('\''), "{evil}");
        }
        assert_eq!(harmless("Müller & Söhne"), "Müller & Söhne");
    }

    #[test]
    fn a_cell_in_the_wrong_column_is_refused() {
        let row = vec![Cell::MoneyCents(1), Cell::Empty, Cell::Empty, Cell::Empty];
        assert_eq!(csv(&table(vec![vec![Cell::Empty; 4], row])).unwrap_err(), Error::RowDoesNotFit { row: 2 });
        assert_eq!(csv(&table(vec![vec![]])).unwrap_err().code(), "TABLE_ROW_DOES_NOT_FIT");
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_but_for_the_apostrophe(text in "\\PC{0,40}", number in any::<i64>()) {
            let row = vec![Cell::Text(text.clone()), Cell::Empty, Cell::Empty, Cell::Number(number)];
            let bytes = csv(&table(vec![row])).unwrap();
            let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(&bytes[3..]);
            let record = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(record[0].strip_prefix('\'').filter(|_| !text.starts_with('\'')).unwrap_or(&record[0]), &text);
            prop_assert_eq!(record[3].replace(',', "").parse::<i64>().unwrap(), number);
        }
    }
}
