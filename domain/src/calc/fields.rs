//! Reads the fields of one question: wrong types, missing fields and unknown words are told apart by code.
//!
//! Fields nobody asked for are tolerated, so that an auditor can carry remarks along. `null` counts as absent.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};
use std::str::FromStr;
use strum::IntoEnumIterator;

/// Why a line gets no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Refusal {
    /// Stable word for machines.
    code: &'static str,
    /// English, for the auditor.
    message: String,
}

impl Refusal {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    fn wrong_type(name: &str, wanted: &str) -> Self {
        Self::new("WRONG_TYPE", format!("\"{name}\" must be {wanted}"))
    }
}

/// The fields of one line.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn read(line: &str) -> Result<Self, Refusal> {
        match serde_json::from_str(line) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(Refusal::new("BAD_JSON", "the line is JSON but not an object")),
            Err(error) => Err(Refusal::new("BAD_JSON", format!("the line is not JSON: {error}"))),
        }
    }

    /// The question's id as given: text, number or null.
    pub(super) fn id(&self) -> Result<Value, Refusal> {
        match self.0.get("id") {
            None => Ok(Value::Null),
            Some(id @ (Value::Null | Value::String(_) | Value::Number(_))) => Ok(id.clone()),
            Some(_) => Err(Refusal::wrong_type("id", "text or a number")),
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    fn text(&self, name: &str, wanted: &str) -> Result<Option<&str>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal::wrong_type(name, wanted)),
        }
    }

    /// A calendar date, exactly `YYYY-MM-DD`.
    pub(super) fn date(&self, name: &'static str) -> Result<NaiveDate, Refusal> {
        let text = self.text(name, "a date as text")?.ok_or_else(|| missing(name))?;
        let digits = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
        let shaped = text.len() == 10 && text.bytes().enumerate().all(digits);
        let date = if shaped { NaiveDate::from_str(text).ok() } else { None };
        date.ok_or_else(|| Refusal::new("BAD_DATE", format!("\"{name}\" must be a calendar date YYYY-MM-DD")))
    }

    /// A word of a closed list.
    pub(super) fn word<T>(&self, name: &'static str) -> Result<Option<T>, Refusal>
    where
        T: FromStr + IntoEnumIterator + std::fmt::Display,
    {
        let Some(text) = self.text(name, "text")? else { return Ok(None) };
        let unknown = |_| Refusal::new("UNKNOWN_VALUE", format!("\"{name}\" must be one of {}", words::<T>()));
        text.parse().map(Some).map_err(unknown)
    }

    /// A word of a closed list that must be there.
    pub(super) fn required_word<T>(&self, name: &'static str) -> Result<T, Refusal>
    where
        T: FromStr + IntoEnumIterator + std::fmt::Display,
    {
        self.word(name)?.ok_or_else(|| missing(name))
    }

    /// A whole number.
    pub(super) fn whole(&self, name: &'static str) -> Result<Option<i64>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(value) if value.is_u64() && value.as_i64().is_none() => Ok(Some(i64::MAX)),
            Some(value) => value.as_i64().map(Some).ok_or_else(|| Refusal::wrong_type(name, "a whole number")),
        }
    }
}

pub(super) fn missing(name: &str) -> Refusal {
    Refusal::new("MISSING_FIELD", format!("\"{name}\" is missing"))
}

/// A closed list as a person reads it.
pub(super) fn words<T: IntoEnumIterator + std::fmt::Display>() -> String {
    T::iter().map(|word| word.to_string()).collect::<Vec<_>>().join(", ")
}
