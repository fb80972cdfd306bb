//! What can go wrong with a document, as situations somebody can act on.

use std::error::Error as StdError;
use std::io;

/// A fault or refusal of the document store. `code()` is stable; the text is for engineers.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The sender exceeded the allowed size; nothing was kept.
    #[error("document is larger than the allowed {max_bytes} bytes")]
    TooLarge { max_bytes: u64 },
    /// The sender broke off or sent a faulty stream; nothing was kept.
    #[error("document upload broke off: {0}")]
    SourceBrokeOff(#[source] Box<dyn StdError + Send + Sync>),
    /// No object under this key.
    #[error("document object not found")]
    NotFound,
    /// The stored bytes are not what was stored: changed, cut short, extended or swapped.
    #[error("stored document is damaged or was tampered with: {0}")]
    Damaged(&'static str),
    /// The master key that wrapped this document is not in the key ring.
    #[error("master key {key_id:?} is not in the key ring")]
    UnknownKey { key_id: String },
    /// A master key is not 32 bytes of hex, or its id is empty, too long or given twice.
    #[error("unusable master key: {0}")]
    BadKey(&'static str),
    /// The text is not an object key this crate made.
    #[error("not an object key")]
    BadObjectKey,
    /// No space or quota left where the documents live.
    #[error("document store is full")]
    StoreFull(#[source] object_store::Error),
    /// Settings of the document store cannot be used.
    #[error("document store cannot be opened: {0}")]
    BadPlace(#[source] object_store::Error),
    /// The store did not answer or refused.
    #[error("document store failed: {0}")]
    Store(#[source] object_store::Error),
    /// The cryptographic library failed, for example without randomness.
    #[error("cryptography failed")]
    Crypto,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "DOCUMENT_TOO_LARGE",
            Self::SourceBrokeOff(_) => "DOCUMENT_UPLOAD_BROKE_OFF",
            Self::NotFound => "DOCUMENT_NOT_FOUND",
            Self::Damaged(_) => "DOCUMENT_DAMAGED",
            Self::UnknownKey { .. } => "DOCUMENT_KEY_UNKNOWN",
            Self::BadKey(_) => "DOCUMENT_KEY_UNUSABLE",
            Self::BadObjectKey => "DOCUMENT_OBJECT_KEY_INVALID",
            Self::StoreFull(_) => "DOCUMENT_STORE_FULL",
            Self::BadPlace(_) => "DOCUMENT_STORE_MISCONFIGURED",
            Self::Store(_) => "DOCUMENT_STORE_UNAVAILABLE",
            Self::Crypto => "DOCUMENT_CRYPTO_FAILED",
        }
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            full if is_full(&full) => Self::StoreFull(full),
            other => Self::Store(other),
        }
    }
}

/// object_store hides the I/O error in its chain of sources; a full disk deserves its own name.
fn is_full(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(current) = next {
        if let Some(io) = current.downcast_ref::<io::Error>()
            && matches!(io.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
        {
            return true;
        }
        next = current.source();
    }
    false
}
