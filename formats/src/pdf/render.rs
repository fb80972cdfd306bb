//! Values → bytes: cleans the text, typesets, exports as PDF/UA-1 and PDF/A-2a.
//!
//! What must stay true: the typesetter refuses whatever does not conform to both standards, and a
//! refusal or fault of it comes back as a value.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Error;
use super::block::{self, Block, MAX_CHARS};
use super::sheet::Sheet;
use super::world::Closed;
use chrono::{Datelike, NaiveDate};

/// How old a memorised intermediate result may become, in documents: bounds the memory of a server.
const MEMORY_AGE: usize = 8;

/// Everything the template reads.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    /// Title in the metadata and the window.
    pub title: &'a str,
    /// Name of the body that issues it.
    pub author: &'a str,
    /// Day it bears; the only date in the file.
    #[serde(serialize_with = "day")]
    pub dated_on: NaiveDate,
    /// `None`: no letter but a report with a plain head.
    pub sheet: Option<&'a Sheet>,
    /// Small line at the foot of every page.
    pub foot: &'a str,
    pub blocks: &'a [Block],
}

/// As the template's `datetime` wants it.
fn day<S: serde::Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    (day.year(), day.month(), day.day()).serialize(to)
}

/// The finished file.
pub(super) fn pdf(document: &Document<'_>) -> Result<Vec<u8>, Error> {
    block::check(document.blocks)?;
    let mut values = serde_json::to_value(document).map_err(|e| Error::NotTypeset { reason: e.to_string() })?;
    let mut left = MAX_CHARS;
    clean(&mut values, &mut left)?;
    let world = Closed::with(values.to_string().into_bytes())?;
    every_sign_shows(&values, &world)?;
    catch_unwind(AssertUnwindSafe(|| typeset(&world, &identity(document))))
        .unwrap_or_else(|_| Err(Error::NotTypeset { reason: "a fault within".to_owned() }))
}

/// Stable for the same document: its title and day.
fn identity(document: &Document<'_>) -> String {
    format!("{}|{}|{}", document.author, document.title, document.dated_on)
}

fn typeset(world: &Closed, identity: &str) -> Result<Vec<u8>, Error> {
    let paged = typst::compile::<PagedDocument>(world).output.map_err(|e| refused(&e))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|e| Error::NotTypeset { reason: e.message().to_string() })?;
    let options = PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some("Verbund".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&paged, &options).map_err(|e| refused(&e));
    comemo::evict(MEMORY_AGE);
    bytes
}

fn refused(diagnostics: &[SourceDiagnostic]) -> Error {
    let reasons: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
    Error::NotTypeset { reason: reasons.join("; ") }
}

/// Takes out what has no width and no meaning in print, and counts what is left.
fn clean(value: &mut Value, left: &mut usize) -> Result<(), Error> {
    match value {
        Value::String(text) => {
            *left = left.checked_sub(text.chars().count()).ok_or(Error::TextTooLong)?;
            if text.chars().any(|c| replaced(c).is_none_or(|r| r != c)) {
                *text = text.chars().filter_map(replaced).collect();
            }
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| clean(item, left)),
        Value::Object(map) => map.values_mut().try_for_each(|item| clean(item, left)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// What a sign becomes: blanks of all kinds a blank, invisible marks nothing.
fn replaced(sign: char) -> Option<char> {
    match sign {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{202f}' => Some('\u{a0}'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
        '\u{2011}' => Some('-'),
        other => Some(other),
    }
}

/// A missing sign would print as an empty box, which both standards forbid: better said by name.
fn every_sign_shows(value: &Value, world: &Closed) -> Result<(), Error> {
    match value {
        Value::String(text) => match text.chars().find(|c| !world.shows(*c)) {
            Some(sign) => Err(Error::SignNotPrintable { sign }),
            None => Ok(()),
        },
        Value::Array(items) => items.iter().try_for_each(|item| every_sign_shows(item, world)),
        Value::Object(map) => map.values().try_for_each(|item| every_sign_shows(item, world)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}
