//! Why nothing could be sealed or opened.

/// Situations somebody can act on. None tells anything about a key or a content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not 65 bytes of a point on P-256.
    #[error("this is no uncompressed P-256 public key")]
    BadPublicKey,
    /// Larger than an envelope takes.
    #[error("the bid is larger than {} bytes", crate::MAX_CONTENT_BYTES)]
    TooLarge,
    /// Ids with a line feed, or empty, would make the context ambiguous.
    #[error("an id is empty or has a line feed")]
    BadId,
    /// k of n makes no sense, or an opener is named twice.
    #[error("the threshold must be 1 to n, with 1 to 255 different openers")]
    BadThreshold,
    /// Changed, cut, moved from another tender, or sealed to another key.
    #[error("what was sealed as {id:?} has been changed or belongs elsewhere")]
    Tampered {
        /// Envelope or opener.
        id: String,
    },
    /// The stored bytes are not those the receipt was given for.
    #[error("envelope {id:?} is not the one that was received")]
    NotAsReceived {
        /// Envelope.
        id: String,
    },
    /// A share that was not dealt, or not unchanged.
    #[error("the share of opener {opener:?} is not the one dealt")]
    WrongShare {
        /// Whose.
        opener: String,
    },
    /// The same opener twice.
    #[error("opener {opener:?} has already brought a share")]
    ShareTwice {
        /// Whose.
        opener: String,
    },
    /// Too few.
    #[error("{given} shares are there, {needed} are needed")]
    TooFewShares {
        /// Brought so far.
        given: u8,
        /// The threshold.
        needed: u8,
    },
    /// The shares together are not this tender's key.
    #[error("the shares do not make the key of this tender")]
    WrongKey,
    /// The cryptographic library refused.
    #[error("the cryptographic library failed")]
    Library,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadPublicKey => "SEAL_BAD_PUBLIC_KEY",
            Self::TooLarge => "SEAL_TOO_LARGE",
            Self::BadId => "SEAL_BAD_ID",
            Self::BadThreshold => "SEAL_BAD_THRESHOLD",
            Self::Tampered { .. } => "SEAL_TAMPERED",
            Self::NotAsReceived { .. } => "SEAL_NOT_AS_RECEIVED",
            Self::WrongShare { .. } => "SEAL_WRONG_SHARE",
            Self::ShareTwice { .. } => "SEAL_SHARE_TWICE",
            Self::TooFewShares { .. } => "SEAL_TOO_FEW_SHARES",
            Self::WrongKey => "SEAL_WRONG_KEY",
            Self::Library => "SEAL_LIBRARY_FAILED",
        }
    }
}

impl From<aws_lc_rs::error::Unspecified> for Error {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self::Library
    }
}
