//! Why a file could not be taken as an invoice at all.

use crate::xml_gate::{MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, MAX_TAG_BYTES, Refusal};

/// Why the bytes are no invoice we read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("the file has {bytes} bytes, at most {MAX_BYTES} are read")]
    TooLarge { bytes: usize },
    #[error("the file is empty")]
    Empty,
    #[error("the file is not UTF-8 (or UTF-16 with a byte-order mark): {found}")]
    Encoding { found: String },
    #[error("the file has a document type declaration (DTD), which no invoice needs")]
    DtdRefused,
    #[error("the file is nested deeper than {MAX_DEPTH} elements")]
    TooDeep,
    #[error("the file has more than {MAX_ELEMENTS} elements, or a tag above {MAX_TAG_BYTES} bytes")]
    TooComplex,
    #[error("the file is not well-formed XML at line {line}, column {column}")]
    NotXml { line: u32, column: u32 },
    #[error("the file is neither a UBL nor a CII invoice; it begins with <{found}>")]
    NotAnInvoice { found: String },
    #[error("the file is a PDF; the XML inside it is needed")]
    Pdf,
    /// A term without which there are no facts.
    #[error("the invoice lacks {term}")]
    TermMissing { term: &'static str },
    /// A number our integers do not hold exactly.
    #[error("{term} has a value that cannot be taken over exactly")]
    NotRepresentable { term: &'static str },
    /// A fault of the reading library on this very file.
    #[error("the reader failed on this file")]
    ReaderFailed,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "FILE_TOO_LARGE",
            Self::Empty => "FILE_EMPTY",
            Self::Encoding { .. } => "ENCODING_NOT_SUPPORTED",
            Self::DtdRefused => "XML_DTD_REFUSED",
            Self::TooDeep => "XML_TOO_DEEP",
            Self::TooComplex => "XML_TOO_COMPLEX",
            Self::NotXml { .. } => "XML_NOT_WELL_FORMED",
            Self::NotAnInvoice { .. } => "NOT_AN_INVOICE",
            Self::Pdf => "PDF_NOT_SUPPORTED",
            Self::TermMissing { .. } => "TERM_MISSING",
            Self::NotRepresentable { .. } => "VALUE_NOT_REPRESENTABLE",
            Self::ReaderFailed => "READER_FAILED",
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooLarge { bytes } => Self::TooLarge { bytes },
            Refusal::Empty => Self::Empty,
            Refusal::Encoding { found } => Self::Encoding { found },
            Refusal::DtdRefused => Self::DtdRefused,
            Refusal::TooDeep => Self::TooDeep,
            Refusal::TooComplex => Self::TooComplex,
            Refusal::Pdf => Self::Pdf,
        }
    }
}

impl From<en16931_formats::Error> for Error {
    fn from(error: en16931_formats::Error) -> Self {
        match error {
            en16931_formats::Error::Encoding { found } => Self::Encoding { found },
            en16931_formats::Error::Xml { line, column, .. } => Self::NotXml { line, column },
            en16931_formats::Error::TooDeep { .. } => Self::TooDeep,
            en16931_formats::Error::NotAnInvoice { found } => Self::NotAnInvoice { found },
            en16931_formats::Error::Unsupported { .. } => Self::Pdf,
            _ => Self::ReaderFailed,
        }
    }
}
