//! The letter frame of DIN 5008 (form B): what stands around the text.
//!
//! What must stay true: what does not fit its window is refused, not cut.

use super::Error;
use serde::{Deserialize, Serialize};

/// Lines of the address zone.
const RECIPIENT_LINES: usize = 6;
/// Lines of the zone for postal remarks above it.
const REMARK_LINES: usize = 2;
/// Lines of the information block before it reaches the subject.
const INFO_LINES: usize = 9;
const FOOTER_COLUMNS: usize = 4;
const FOOTER_LINES: usize = 4;

/// Who writes: the same on every letter of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Letterhead {
    /// E.g. `Verbandsgemeindeverwaltung Linz am Rhein`.
    pub body_name: String,
    /// E.g. `Gemeinsame Vergabestelle`; may be empty.
    pub office: String,
    /// One line above the address window: name, street, town.
    pub return_line: String,
    /// Up to four columns of up to four lines at the foot of the first page: address, contact,
    /// opening hours, bank.
    pub footer: Vec<Vec<String>>,
}

/// A line of the information block: `Unser Zeichen`, `Datum`, …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InfoLine {
    pub label: String,
    pub value: String,
}

impl InfoLine {
    /// A line of the information block.
    pub fn new(label: &str, value: &str) -> Self {
        Self { label: label.to_owned(), value: value.to_owned() }
    }
}

/// Who signs and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signature {
    /// E.g. `Mit freundlichen Grüßen`; a notice has none.
    pub greeting: String,
    /// E.g. `Im Auftrag`; may be empty.
    pub authority: String,
    pub name: String,
    /// E.g. `Leiterin der Vergabestelle`; may be empty.
    pub function: String,
    /// E.g. that the letter is valid without signature; may be empty.
    pub note: String,
}

/// Everything around the text of one letter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    pub letterhead: Letterhead,
    /// Postal remarks, e.g. `Einschreiben`; at most two.
    pub remarks: Vec<String>,
    /// Name and address, at most six lines.
    pub recipient: Vec<String>,
    pub information: Vec<InfoLine>,
    pub subject: String,
    pub signature: Signature,
    /// Names of the enclosures.
    pub enclosures: Vec<String>,
}

impl Sheet {
    /// # Errors
    /// [`Error::PartMissing`] and [`Error::TooManyLines`].
    pub(super) fn check(&self) -> Result<(), Error> {
        let recipient = self.recipient.first().map_or("", String::as_str);
        let parts = [
            ("bodyName", self.letterhead.body_name.as_str()),
            ("returnLine", &self.letterhead.return_line),
            ("recipient", recipient),
            ("subject", &self.subject),
        ];
        for (part, text) in parts {
            if text.trim().is_empty() {
                return Err(Error::PartMissing { part });
            }
        }
        let footer_lines = self.letterhead.footer.iter().map(Vec::len).max().unwrap_or_default();
        let limits = [
            ("recipient", self.recipient.len(), RECIPIENT_LINES),
            ("remarks", self.remarks.len(), REMARK_LINES),
            ("information", self.information.len(), INFO_LINES),
            ("footer", self.letterhead.footer.len(), FOOTER_COLUMNS),
            ("footer", footer_lines, FOOTER_LINES),
        ];
        for (part, found, room) in limits {
            if found > room {
                return Err(Error::TooManyLines { part, found, room });
            }
        }
        Ok(())
    }
}
