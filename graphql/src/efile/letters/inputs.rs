//! What the mutations of letters take.

use super::codes::{Channel, LetterKind};
use crate::scalars::RowNumber;
use async_graphql::{ID, InputObject};
use chrono::{DateTime, Utc};

/// Save a template as the next version of its kind.
#[derive(InputObject)]
pub struct SaveLetterTemplateInput {
    /// Of which body.
    pub body_id: ID,
    /// For which letters.
    pub kind: LetterKind,
    /// Who writes, as it stands in the head.
    pub body_name: String,
    /// Its office; may be empty.
    pub office: String,
    /// The small line above the address: name, street, town.
    pub return_line: String,
    /// Foot of the first page: up to four columns of up to four lines each.
    pub footer: Vec<Vec<String>>,
    /// E.g. `Mit freundlichen Grüßen`.
    pub greeting: String,
    /// E.g. `Im Auftrag`; may be empty.
    pub authority: String,
    /// Who signs; empty: whoever releases the letter.
    pub signer: String,
    /// Function of who signs; may be empty.
    pub function: String,
    /// Subject, with merge fields such as `{{fileReference}}`.
    pub subject: String,
    /// Text with light formatting and merge fields.
    pub text: String,
}

/// Draft a letter of a case from its body's template.
#[derive(InputObject)]
pub struct DraftLetterInput {
    /// Of which case.
    pub case_id: ID,
    /// Which kind.
    pub kind: LetterKind,
    /// To which firm; left out: the address is typed.
    pub supplier: Option<RowNumber>,
}

/// Change a draft.
#[derive(InputObject)]
pub struct EditLetterInput {
    /// Number of the letter.
    pub letter: RowNumber,
    /// The version you have seen.
    pub version: i32,
    /// Name and address, at most six lines.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Text with light formatting.
    pub text: String,
}

/// Release a letter.
#[derive(InputObject)]
pub struct ReleaseLetterInput {
    /// Number of the letter.
    pub letter: RowNumber,
    /// The version you have seen.
    pub version: i32,
}

/// Record how a letter went out.
#[derive(InputObject)]
pub struct RecordDispatchInput {
    /// Number of the letter.
    pub letter: RowNumber,
    /// How.
    pub channel: Channel,
    /// When; left out: now.
    pub sent_at: Option<DateTime<Utc>>,
}
