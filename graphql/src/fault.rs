//! Refusals become data, faults an opaque id.
//!
//! What must stay true: no text of a database or library error reaches a client; the log has it under the id.

use crate::words::{Language, sentence};
use app::{Error, Refusal, StoreError};
use async_graphql::{ErrorExtensions, ServerError, SimpleObject};

/// Something the person can correct.
#[derive(SimpleObject, Clone, Debug)]
pub struct UserError {
    /// Path of the input or form field to blame, such as `reason` or `/lines/0/quantityMilli`; none: the whole.
    pub field: Option<String>,
    /// Stable code for machines.
    pub code: String,
    /// A sentence for people, in the language of the request (German unless asked otherwise).
    pub message: String,
    /// The bare facts in English, for engineers and for figures the sentence leaves out.
    pub detail: String,
}

impl UserError {
    /// A refusal in words.
    #[must_use]
    pub fn of(refusal: &Refusal, language: Language) -> Self {
        Self {
            field: refusal.field.clone(),
            code: refusal.code.to_owned(),
            message: sentence(refusal.code, language).to_owned(),
            detail: refusal.detail.clone(),
        }
    }

    /// One that the API itself makes.
    #[must_use]
    pub fn new(field: Option<&str>, code: &'static str, language: Language) -> Self {
        let refusal =
            Refusal { field: field.map(ToOwned::to_owned), code, detail: sentence(code, Language::En).to_owned() };
        Self::of(&refusal, language)
    }
}

/// What a use case answered, for a mutation: the thing, or what to correct.
///
/// # Errors
/// A fault.
pub fn answer<T>(result: app::Result<T>, language: Language) -> async_graphql::Result<Result<T, Vec<UserError>>> {
    match result {
        Ok(thing) => Ok(Ok(thing)),
        Err(Error::Refused(why)) => Ok(Err(why.iter().map(|r| UserError::of(r, language)).collect())),
        Err(Error::NotFound) => Ok(Err(vec![not_found(language)])),
        Err(err) => Err(fault(&err, language)),
    }
}

/// The refusal for what does not exist or belongs to another municipality.
#[must_use]
pub fn not_found(language: Language) -> UserError {
    UserError::new(None, "NOT_FOUND", language)
}

/// What a use case answered, for a query: not found, or no right to it, is nothing.
///
/// # Errors
/// A fault, or a refusal with its code.
pub fn found<T>(result: app::Result<T>, language: Language) -> async_graphql::Result<Option<T>> {
    match result {
        Ok(thing) => Ok(Some(thing)),
        Err(Error::NotFound) => Ok(None),
        Err(Error::Refused(why)) => match why.first() {
            None => Ok(None),
            Some(first) if first.code == "NO_RIGHT" => Ok(None),
            Some(first) => Err(refused(first.code, language)),
        },
        Err(err) => Err(fault(&err, language)),
    }
}

/// An argument of a query that is refused: a GraphQL error with its stable code.
#[must_use]
pub fn refused(code: &'static str, language: Language) -> async_graphql::Error {
    async_graphql::Error::new(sentence(code, language)).extend_with(|_, e| e.set("code", code))
}

/// A fault: the log gets the cause, the client an id.
#[must_use]
pub fn fault(err: &Error, language: Language) -> async_graphql::Error {
    let code = match err {
        Error::Store(StoreError::Busy(_) | StoreError::Unreachable(_) | StoreError::DiskFull(_)) => "UNAVAILABLE",
        _ => "INTERNAL",
    };
    broken(code, &err.to_string(), language)
}

/// A fault of our own making, such as a source of randomness that fails.
#[must_use]
pub fn broken(code: &'static str, cause: &str, language: Language) -> async_graphql::Error {
    let id = fault_id();
    tracing::error!(fault_id = %id, code, cause, "a request failed");
    async_graphql::Error::new(sentence(code, language)).extend_with(|_, e| {
        e.set("code", code);
        e.set("faultId", id.as_str());
    })
}

/// The same before any field is resolved.
#[must_use]
pub fn server_error(err: &async_graphql::Error) -> ServerError {
    let mut error = ServerError::new(err.message.clone(), None);
    error.extensions.clone_from(&err.extensions);
    error
}

fn fault_id() -> String {
    let mut bytes = [0_u8; 8];
    match aws_lc_rs::rand::fill(&mut bytes) {
        Ok(()) => hex::encode(bytes),
        Err(_) => "no-randomness".to_owned(),
    }
}

/// Sixteen random bytes for the salted hash of free text in the journal.
///
/// # Errors
/// A fault when the machine has no randomness.
pub fn salt(language: Language) -> async_graphql::Result<[u8; 16]> {
    let mut salt = [0; 16];
    aws_lc_rs::rand::fill(&mut salt).map_err(|_| broken("INTERNAL", "no randomness", language))?;
    Ok(salt)
}
