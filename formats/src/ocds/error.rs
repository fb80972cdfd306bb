//! Why there is no release.

/// What is missing or contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The ocid is prefix and internal id.
    #[error("the ocid must begin with the publisher's prefix ocds-xxxxxx-")]
    BadOcid,
    /// Nobody buys.
    #[error("a procedure has at least one buyer, and its lead is among them")]
    NoBuyer,
    /// A contract of an award that is not there, or an award to a firm that is no party.
    #[error("{0:?} refers to something that is not in the release")]
    Dangling(String),
    /// Releases of different procedures, or none.
    #[error("a record is made of one or more releases of one procedure")]
    NotOneProcedure,
    /// Bidders or values before the award.
    #[error("awards and contracts belong to releases from the award on")]
    TooEarly,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadOcid => "OCDS_BAD_OCID",
            Self::NoBuyer => "OCDS_NO_BUYER",
            Self::Dangling(_) => "OCDS_DANGLING",
            Self::NotOneProcedure => "OCDS_NOT_ONE_PROCEDURE",
            Self::TooEarly => "OCDS_TOO_EARLY",
        }
    }
}
