//! A table as an Excel workbook: figures as figures, money with two places, days as days, the header
//! frozen and repeated in print.
//!
//! What must stay true: text is written as text, never as formula; a figure beyond what a spreadsheet
//! holds exactly is refused; the same table of the same day gives the same bytes.

use super::{Cell, Error, Kind, Table};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Rows of a sheet below its header.
const MAX_ROWS: usize = 1_048_575;
const MAX_TEXT_CHARS: usize = 32_767;
/// A spreadsheet counts in doubles: whole numbers are exact up to here.
const MAX_EXACT: u64 = 1 << 53;

/// The table as a workbook. `made_on` is the only date written into the file beside the values.
///
/// # Errors
/// [`Error::RowDoesNotFit`], [`Error::TooManyRows`] or [`Error::ValueTooLarge`].
pub fn xlsx(table: &Table, made_on: NaiveDate) -> Result<Vec<u8>, Error> {
    table.check()?;
    if table.rows.len() > MAX_ROWS {
        return Err(Error::TooManyRows { rows: table.rows.len(), room: MAX_ROWS });
    }
    let formats: Vec<Format> = table.columns.iter().map(|column| format(column.kind)).collect();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&table.title, made_on)?);
    let sheet = workbook.add_worksheet();
    heading(sheet, table)?;
    for (index, row) in table.rows.iter().enumerate() {
        let at = u32::try_from(index + 1).map_err(|_| Error::TooManyRows { rows: index, room: MAX_ROWS })?;
        for ((col, cell), format) in (0u16..).zip(row).zip(&formats) {
            write(sheet, at, col, cell, table.columns.get(usize::from(col)).map(|c| c.kind), format)?;
        }
    }
    workbook.save_to_buffer().map_err(not_written)
}

fn heading(sheet: &mut Worksheet, table: &Table) -> Result<(), Error> {
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    sheet.set_name(sheet_name(&table.title)).map_err(not_written)?;
    for (col, column) in (0u16..).zip(&table.columns) {
        let bold = match column.kind {
            Kind::Money | Kind::Number { .. } => bold.clone().set_align(FormatAlign::Right),
            Kind::Text | Kind::Date => bold.clone(),
        };
        sheet.write_string_with_format(0, col, &column.title, &bold).map_err(not_written)?;
        sheet.set_column_width(col, width(table, usize::from(col))).map_err(not_written)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(not_written)?;
    sheet.set_repeat_rows(0, 0).map_err(not_written)?;
    if table.columns.len() > 5 {
        sheet.set_landscape();
    }
    Ok(())
}

/// As wide as its widest text among the first rows, within reason.
fn width(table: &Table, col: usize) -> f64 {
    let title = table.columns.get(col).map_or(0, |c| c.title.chars().count());
    let cells = table.rows.iter().take(500).filter_map(|row| row.get(col)).map(|cell| match cell {
        Cell::Text(text) => text.chars().count(),
        Cell::Empty => 0,
        Cell::Date(_) => 10,
        Cell::MoneyCents(_) | Cell::Number(_) => 14,
    });
    let widest = cells.chain([title]).max().unwrap_or_default().clamp(8, 60);
    u32::try_from(widest).map_or(12.0, |w| f64::from(w) + 2.0)
}

fn format(kind: Kind) -> Format {
    match kind {
        Kind::Text => Format::new().set_text_wrap().set_align(FormatAlign::Top),
        Kind::Money => Format::new().set_num_format("#,##0.00\\ \"€\"").set_align(FormatAlign::Top),
        Kind::Date => Format::new().set_num_format("dd.mm.yyyy").set_align(FormatAlign::Top),
        Kind::Number { places: 0 } => Format::new().set_num_format("#,##0").set_align(FormatAlign::Top),
        Kind::Number { places } => {
            let zeros = "0".repeat(usize::from(places));
            Format::new().set_num_format(format!("#,##0.{zeros}")).set_align(FormatAlign::Top)
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    col: u16,
    cell: &Cell,
    kind: Option<Kind>,
    format: &Format,
) -> Result<(), Error> {
    let too_large = || Error::ValueTooLarge { row: row as usize };
    let number = |value: i64, places: u8| {
        if value.unsigned_abs() > MAX_EXACT {
            return Err(too_large());
        }
        // Within 2^53 the nearest double shows the exact decimal again.
        Ok(value as f64 / 10f64.powi(i32::from(places)))
    };
    let done = match cell {
        Cell::Empty => sheet.write_blank(row, col, format),
        Cell::Text(text) if text.chars().count() > MAX_TEXT_CHARS => return Err(too_large()),
        Cell::Text(text) => sheet.write_string_with_format(row, col, text, format),
        Cell::MoneyCents(cents) => sheet.write_number_with_format(row, col, number(*cents, 2)?, format),
        Cell::Date(day) => sheet.write_datetime_with_format(row, col, &excel(*day)?, format),
        Cell::Number(value) => {
            let places = if let Some(Kind::Number { places }) = kind { places } else { 0 };
            sheet.write_number_with_format(row, col, number(*value, places)?, format)
        }
    };
    done.map(|_| ()).map_err(not_written)
}

fn excel(day: NaiveDate) -> Result<ExcelDateTime, Error> {
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day())).map_err(not_written)
}

fn properties(title: &str, made_on: NaiveDate) -> Result<DocProperties, Error> {
    Ok(DocProperties::new().set_title(title).set_author("Verbund").set_creation_datetime(&excel(made_on)?))
}

/// At most 31 characters, without those a sheet name may not have.
fn sheet_name(title: &str) -> String {
    let allowed = title.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c });
    let name: String = allowed.take(31).collect();
    let name = name.trim();
    if name.is_empty() { "Tabelle".to_owned() } else { name.to_owned() }
}

fn not_written(error: XlsxError) -> Error {
    Error::NotWritten { reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::Column;
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let columns = [
            ("Mitglied", Kind::Text),
            ("Betrag", Kind::Money),
            ("Tag", Kind::Date),
            ("Fälle", Kind::Number { places: 3 }),
        ];
        Table {
            title: "Umlage: 2026/1 – alle Mitglieder der Zusammenarbeit".to_owned(),
            columns: columns.into_iter().map(|(t, k)| Column::new(t, k)).collect(),
            rows,
        }
    }

    #[test]
    fn figures_are_figures_texts_are_texts_and_days_are_days() {
        let row = vec![
            Cell::Text("=HYPERLINK(\"x\")".to_owned()),
            Cell::MoneyCents(36_731_642),
            Cell::Date(day()),
            Cell::Number(118_500),
        ];
        let bytes = xlsx(&table(vec![row, vec![Cell::Empty; 4]]), day()).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let name = book.sheet_names()[0].clone();
        assert!(name.starts_with("Umlage  2026 1") && name.chars().count() <= 31, "{name}");
        let range = book.worksheet_range(&name).unwrap();
        assert_eq!(range.get_value((0, 1)), Some(&Data::String("Betrag".to_owned())));
        assert_eq!(range.get_value((1, 0)), Some(&Data::String("=HYPERLINK(\"x\")".to_owned())));
        assert_eq!(range.get_value((1, 1)), Some(&Data::Float(367_316.42)));
        assert_eq!(range.get_value((1, 3)), Some(&Data::Float(118.5)));
        let Some(Data::DateTime(found)) = range.get_value((1, 2)) else { panic!() };
        assert_eq!(found.as_f64(), 46_348.0);
        assert!(book.worksheet_formula(&name).unwrap().is_empty());
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let rows = || vec![vec![Cell::Text("a".to_owned()), Cell::MoneyCents(1), Cell::Empty, Cell::Number(-1)]];
        assert_eq!(xlsx(&table(rows()), day()).unwrap(), xlsx(&table(rows()), day()).unwrap());
    }

    #[test]
    fn a_figure_a_spreadsheet_would_round_is_refused() {
        let row = |cents| vec![Cell::Empty, Cell::MoneyCents(cents), Cell::Empty, Cell::Empty];
        assert!(xlsx(&table(vec![row(1 << 53)]), day()).is_ok());
        assert_eq!(xlsx(&table(vec![row((1 << 53) + 1)]), day()).unwrap_err().code(), "TABLE_VALUE_TOO_LARGE");
        assert!(xlsx(&table(vec![row(i64::MIN)]), day()).is_err());
    }
}
