//! Why no PDF was made.

use super::block::MAX_CHARS;

/// Why no PDF was made; each is something the person who wrote the text can mend, but for the last.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A template names a field nobody knows.
    #[error("the text names the merge field `{field}`, which does not exist")]
    FieldUnknown { field: String },
    /// The field exists, but this case has no value for it.
    #[error("the merge field `{field}` has no value here")]
    FieldMissing { field: String },
    /// `{{` without a proper name and `}}` behind it.
    #[error("line {line} begins a merge field with {{{{ that is not closed or badly named")]
    FieldMalformed { line: usize },
    /// A letter still holds `{{field}}`.
    #[error("the merge field `{field}` was not filled")]
    FieldUnfilled { field: String },
    #[error("the text has more than {MAX_CHARS} characters")]
    TextTooLong,
    /// A sign the embedded font does not have.
    #[error("the sign {sign:?} cannot be printed")]
    SignNotPrintable { sign: char },
    /// Something without which the sheet is no letter.
    #[error("`{part}` is empty")]
    PartMissing { part: &'static str },
    /// DIN 5008 has room for so many lines.
    #[error("`{part}` has {found} lines, there is room for {room}")]
    TooManyLines { part: &'static str, found: usize, room: usize },
    /// A sum that is not the sum of its parts.
    #[error("{what}: stated are {stated_cents} cents, the parts sum to {computed_cents}")]
    FiguresDoNotAddUp { what: String, stated_cents: i64, computed_cents: i64 },
    /// A table row with another number of cells than the table has columns.
    #[error("{what}: a row has {found} values for {expected} columns")]
    RowDoesNotFit { what: String, found: usize, expected: usize },
    /// A fault of ours: the typesetter refused what it was given.
    #[error("the typesetter refused the document: {reason}")]
    NotTypeset { reason: String },
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FieldUnknown { .. } => "MERGE_FIELD_UNKNOWN",
            Self::FieldMissing { .. } => "MERGE_FIELD_MISSING",
            Self::FieldMalformed { .. } => "MERGE_FIELD_MALFORMED",
            Self::FieldUnfilled { .. } => "MERGE_FIELD_UNFILLED",
            Self::TextTooLong => "TEXT_TOO_LONG",
            Self::SignNotPrintable { .. } => "SIGN_NOT_PRINTABLE",
            Self::PartMissing { .. } => "LETTER_PART_MISSING",
            Self::TooManyLines { .. } => "LETTER_TOO_MANY_LINES",
            Self::FiguresDoNotAddUp { .. } => "FIGURES_DO_NOT_ADD_UP",
            Self::RowDoesNotFit { .. } => "ROW_DOES_NOT_FIT",
            Self::NotTypeset { .. } => "PDF_NOT_TYPESET",
        }
    }
}
