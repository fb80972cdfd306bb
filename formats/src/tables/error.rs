//! Why no table was written.

/// Why no table was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("row {row} does not fit the columns")]
    RowDoesNotFit { row: usize },
    #[error("the table has {rows} rows, a sheet holds {room}")]
    TooManyRows { rows: usize, room: usize },
    /// Beyond what a spreadsheet holds exactly (2^53) or as one text (32,767 characters).
    #[error("row {row} has a value a spreadsheet cannot hold exactly")]
    ValueTooLarge { row: usize },
    #[error("the table could not be written: {reason}")]
    NotWritten { reason: String },
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::RowDoesNotFit { .. } => "TABLE_ROW_DOES_NOT_FIT",
            Self::TooManyRows { .. } => "TABLE_TOO_LONG",
            Self::ValueTooLarge { .. } => "TABLE_VALUE_TOO_LARGE",
            Self::NotWritten { .. } => "TABLE_NOT_WRITTEN",
        }
    }
}
