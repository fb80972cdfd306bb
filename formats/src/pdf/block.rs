//! What a text consists of: headings, paragraphs, lists, key figures, tables.
//!
//! Why here: letters, statements and audit records are all a sequence of these, typeset by one
//! template; whoever builds a document says what it says, never how it looks.

use super::Error;
use serde::Serialize;

/// Longest text of one document, in characters; far above any letter.
pub(super) const MAX_CHARS: usize = 400_000;

/// A piece of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Run {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    /// A line break stands before this piece.
    pub break_before: bool,
}

/// A line or paragraph with its formatting.
pub(super) type Line = Vec<Run>;

/// One line without formatting.
pub(super) fn plain(text: impl Into<String>) -> Line {
    vec![Run { text: text.into(), ..Run::default() }]
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Align {
    Left,
    /// Figures, with digits of equal width.
    Right,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Column {
    pub title: String,
    pub align: Align,
    /// Share of the width that is left over; 0: as wide as its content.
    pub share: u8,
}

impl Column {
    pub(super) fn text(title: &str, share: u8) -> Self {
        Self { title: title.to_owned(), align: Align::Left, share }
    }

    pub(super) fn figure(title: &str) -> Self {
        Self { title: title.to_owned(), align: Align::Right, share: 0 }
    }
}

/// A table whose header is repeated on each page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Table {
    /// Says what the table shows, for eyes and screen readers.
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    /// The last line, set apart.
    pub total: Option<Vec<String>>,
    /// Set in small type, for wide tables.
    pub small: bool,
}

impl Table {
    pub(super) fn new(caption: &str, columns: Vec<Column>) -> Self {
        Self { caption: caption.to_owned(), columns, rows: Vec::new(), total: None, small: false }
    }

    fn check(&self) -> Result<(), Error> {
        let expected = self.columns.len();
        let misfit = self.rows.iter().chain(&self.total).map(Vec::len).find(|found| *found != expected);
        match misfit {
            Some(found) => Err(Error::RowDoesNotFit { what: self.caption.clone(), found, expected }),
            None => Ok(()),
        }
    }
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Block {
    /// Level 2 or 3; level 1 is the subject.
    Heading {
        level: u8,
        text: Line,
    },
    Paragraph {
        text: Line,
    },
    Bullets {
        items: Vec<Line>,
    },
    Numbers {
        items: Vec<Line>,
    },
    /// Names and values beside each other.
    Facts {
        facts: Vec<(String, String)>,
    },
    Table(Table),
    /// What follows begins on a new page.
    NewPage,
    /// Set apart by a rule at its side: instruction on remedies, result of a check.
    Notice {
        title: String,
        paragraphs: Vec<Line>,
    },
    /// The place of the signature within the document; whatever follows is an annex.
    Signature,
}

impl Block {
    pub(super) fn heading(level: u8, text: &str) -> Self {
        Self::Heading { level, text: plain(text) }
    }

    pub(super) fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: plain(text) }
    }
}

/// Refuses tables whose rows do not fit.
pub(super) fn check(blocks: &[Block]) -> Result<(), Error> {
    blocks.iter().try_for_each(|block| match block {
        Block::Table(table) => table.check(),
        _ => Ok(()),
    })
}
