//! Refusals are data, faults are opaque.
//!
//! What a person can correct is a [`Refusal`] with a stable code; everything else is a fault that the log explains.

pub use store::Error as StoreError;

/// Something a person can correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Path of the form field, if one is to blame.
    pub field: Option<String>,
    /// Stable code.
    pub code: &'static str,
    /// English, for engineers; German words are made from the code where people read it.
    pub detail: String,
}

impl Refusal {
    /// A refusal without a field.
    #[must_use]
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self { field: None, code, detail: detail.into() }
    }

    /// A refusal that blames a field.
    #[must_use]
    pub fn at(field: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self { field: Some(field.into()), code, detail: detail.into() }
    }
}

/// Why a use case did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It was refused; nothing was written.
    #[error("refused: {}", .0.iter().map(|r| r.code).collect::<Vec<_>>().join(", "))]
    Refused(Vec<Refusal>),
    /// It does not exist, or belongs to somebody whose things this person must not know of.
    #[error("not found")]
    NotFound,
    /// The database is busy, full or gone: try again.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<serde_json::Error> for Error {
    fn from(err: serde_json::Error) -> Self {
        Self::Store(err.into())
    }
}

macro_rules! refuse_with_code {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Error {
            fn from(err: $error) -> Self {
                Refusal::new(err.code(), err.to_string()).into()
            }
        }
    )+};
}

refuse_with_code!(
    domain::tasks::Error,
    domain::tasks::view::Error,
    domain::cooperation::deputy::Error,
    domain::money::Error,
    domain::budget::Error,
    domain::cooperation::membership::Error,
    domain::cost_sharing::settlement::Error,
    domain::efile::Error,
    ledger::cost_sharing::Error,
    ledger::posting::Error
);

impl From<domain::cooperation::Error> for Error {
    fn from(err: domain::cooperation::Error) -> Self {
        Refusal::new(err.code(), err.to_string()).into()
    }
}
