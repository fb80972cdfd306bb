//! What can be wrong with an account statement.

use crate::xml_gate::Refusal;
use serde::{Deserialize, Serialize};

/// One refused place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Line of the file, counted from 1.
    pub line: u32,
    pub error: Error,
}

/// What is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "code")]
pub enum Error {
    #[error("the file is too large, too deep or too complex to be an account statement")]
    TooLarge,
    #[error("the file is empty")]
    Empty,
    #[error("the file is not UTF-8")]
    Encoding,
    #[error("the file has a document type declaration (DTD), which no account statement needs")]
    DtdRefused,
    #[error("the file is not well-formed XML at column {column}")]
    NotXml { column: u32 },
    #[error("the file is `{found}`; read are camt.053.001.02 and camt.053.001.08")]
    VersionNotSupported { found: String },
    #[error("`{element}` is missing")]
    Missing { element: String },
    #[error("`{text}` is not an amount in whole cents")]
    AmountInvalid { text: String },
    #[error("the amount is in {currency}, not in euros")]
    CurrencyNotEur { currency: String },
    #[error("`{text}` is neither CRDT nor DBIT")]
    DirectionInvalid { text: String },
    #[error("`{text}` is not a day")]
    DateInvalid { text: String },
    #[error("the closing balance is {stated_cents} cents, opening balance and entries give {computed_cents}")]
    BalanceMismatch { stated_cents: i64, computed_cents: i64 },
    #[error("the file has too many entries")]
    TooManyEntries,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "FILE_TOO_LARGE",
            Self::Empty => "FILE_EMPTY",
            Self::Encoding => "ENCODING_NOT_SUPPORTED",
            Self::DtdRefused => "XML_DTD_REFUSED",
            Self::NotXml { .. } => "XML_NOT_WELL_FORMED",
            Self::VersionNotSupported { .. } => "STATEMENT_VERSION_NOT_SUPPORTED",
            Self::Missing { .. } => "STATEMENT_ELEMENT_MISSING",
            Self::AmountInvalid { .. } => "AMOUNT_INVALID",
            Self::CurrencyNotEur { .. } => "CURRENCY_NOT_EUR",
            Self::DirectionInvalid { .. } => "DIRECTION_INVALID",
            Self::DateInvalid { .. } => "DATE_INVALID",
            Self::BalanceMismatch { .. } => "BALANCE_MISMATCH",
            Self::TooManyEntries => "TOO_MANY_ENTRIES",
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooLarge { .. } | Refusal::TooDeep | Refusal::TooComplex => Self::TooLarge,
            Refusal::Empty => Self::Empty,
            Refusal::Encoding { .. } => Self::Encoding,
            Refusal::DtdRefused => Self::DtdRefused,
            Refusal::Pdf => Self::VersionNotSupported { found: "PDF".to_owned() },
        }
    }
}
