//! Checking a form against the JSON Schema of its task kind and outcome, on the server, always.

use crate::{Error, Refusal, Result};
use domain::tasks::TaskKind;
use jsonschema::Validator;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Largest form accepted, bytes of JSON.
pub const MAX_FORM_BYTES: usize = 512 * 1024;

/// Checks `data` against the form of `kind` for `outcome`: every violation with its field.
///
/// # Errors
/// Refused with `UNKNOWN_OUTCOME`, `FORM_TOO_LARGE` or one `FORM_INVALID` per violation.
pub fn check(kind: TaskKind, outcome: &str, data: &Value) -> Result<()> {
    let unknown = || Refusal::at("outcome", "UNKNOWN_OUTCOME", format!("{kind} has no outcome of this name"));
    let outcome = kind.outcome(outcome).ok_or_else(unknown)?.code;
    if data.to_string().len() > MAX_FORM_BYTES {
        return Err(Refusal::new("FORM_TOO_LARGE", "the form is larger than 512 KiB").into());
    }
    let validator = validator(kind, outcome)?;
    let violations: Vec<_> = validator
        .iter_errors(data)
        .take(20)
        .map(|e| Refusal::at(e.instance_path().to_string(), "FORM_INVALID", e.masked().to_string()))
        .collect();
    if violations.is_empty() { Ok(()) } else { Err(Error::Refused(violations)) }
}

/// The validator of a form, built on first use: the schemas never change while the program runs.
fn validator(kind: TaskKind, outcome: &'static str) -> Result<Arc<Validator>> {
    static BUILT: RwLock<BTreeMap<(TaskKind, &'static str), Arc<Validator>>> = RwLock::new(BTreeMap::new());
    if let Some(known) = BUILT.read().unwrap_or_else(PoisonError::into_inner).get(&(kind, outcome)) {
        return Ok(Arc::clone(known));
    }
    let schema = kind.form_schema(outcome);
    let built = jsonschema::validator_for(&schema).map_err(|e| store::Error::Damaged(format!("form schema: {e}")))?;
    let built = Arc::new(built);
    BUILT.write().unwrap_or_else(PoisonError::into_inner).insert((kind, outcome), Arc::clone(&built));
    Ok(built)
}

/// Reads a checked form into its type.
///
/// # Errors
/// Refused with `FORM_INVALID` where the schema is wider than the type (a date that is none).
pub fn read<T: DeserializeOwned>(data: &Value) -> Result<T> {
    serde_json::from_value(data.clone()).map_err(|e| Refusal::new("FORM_INVALID", e.to_string()).into())
}
