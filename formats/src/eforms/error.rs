//! Why there is no notice.

/// What contradicts itself in the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A notice has a buyer and at least one lot.
    #[error("a notice needs at least one buyer and one lot")]
    NoBuyerOrLot,
    /// An organisation or lot that is not in the notice.
    #[error("{0:?} is not in the notice")]
    Unknown(String),
    /// A result for each lot is needed, once.
    #[error("every lot needs exactly one result")]
    ResultsIncomplete,
    /// Two organisations or lots under one id.
    #[error("{0:?} is in the notice twice")]
    Twice(String),
    /// The XML library failed.
    #[error("the notice could not be written: {0}")]
    NotWritten(String),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoBuyerOrLot => "NOTICE_NO_BUYER_OR_LOT",
            Self::Unknown(_) => "NOTICE_UNKNOWN_REFERENCE",
            Self::ResultsIncomplete => "NOTICE_RESULTS_INCOMPLETE",
            Self::Twice(_) => "NOTICE_DUPLICATE",
            Self::NotWritten(_) => "NOTICE_NOT_WRITTEN",
        }
    }
}
