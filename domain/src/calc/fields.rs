//! Reads the fields of one question: wrong types, missing fields and unknown words are told apart by code.
//!
//! Fields nobody asked for are tolerated, so that an auditor can carry remarks along. `null` counts as absent.

use crate::joint_tender::scoring::Exact;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};
use std::str::FromStr;
use strum::IntoEnumIterator;

/// Why a line gets no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Stable word for machines.
    code: &'static str,
    /// English, for the auditor.
    message: String,
}

impl Refusal {
    /// A refusal with its stable code.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    fn wrong_type(name: &str, wanted: &str) -> Self {
        Self::new("WRONG_TYPE", format!("\"{name}\" must be {wanted}"))
    }
}

/// The fields of one line.
pub struct Fields(Map<String, Value>);

impl Fields {
    /// Reads one line.
    ///
    /// # Errors
    /// `BAD_JSON`.
    pub fn read(line: &str) -> Result<Self, Refusal> {
        match serde_json::from_str(line) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(Refusal::new("BAD_JSON", "the line is JSON but not an object")),
            Err(error) => Err(Refusal::new("BAD_JSON", format!("the line is not JSON: {error}"))),
        }
    }

    /// The question's id as given: text, number or null.
    ///
    /// # Errors
    /// `WRONG_TYPE`.
    pub fn id(&self) -> Result<Value, Refusal> {
        match self.0.get("id") {
            None => Ok(Value::Null),
            Some(id @ (Value::Null | Value::String(_) | Value::Number(_))) => Ok(id.clone()),
            Some(_) => Err(Refusal::wrong_type("id", "text or a number")),
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// Free text.
    ///
    /// # Errors
    /// `WRONG_TYPE`, with what was wanted.
    pub fn text(&self, name: &str, wanted: &str) -> Result<Option<&str>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal::wrong_type(name, wanted)),
        }
    }

    /// A calendar date, exactly `YYYY-MM-DD`.
    ///
    /// # Errors
    /// `MISSING_FIELD`, `WRONG_TYPE`, `BAD_DATE`.
    pub fn date(&self, name: &'static str) -> Result<NaiveDate, Refusal> {
        let text = self.text(name, "a date as text")?.ok_or_else(|| missing(name))?;
        let digits = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
        let shaped = text.len() == 10 && text.bytes().enumerate().all(digits);
        let date = if shaped { NaiveDate::from_str(text).ok() } else { None };
        date.ok_or_else(|| Refusal::new("BAD_DATE", format!("\"{name}\" must be a calendar date YYYY-MM-DD")))
    }

    /// A word of a closed list.
    ///
    /// # Errors
    /// `WRONG_TYPE`, `UNKNOWN_VALUE`.
    pub fn word<T>(&self, name: &'static str) -> Result<Option<T>, Refusal>
    where
        T: FromStr + IntoEnumIterator + std::fmt::Display,
    {
        let Some(text) = self.text(name, "text")? else { return Ok(None) };
        let unknown = |_| Refusal::new("UNKNOWN_VALUE", format!("\"{name}\" must be one of {}", words::<T>()));
        text.parse().map(Some).map_err(unknown)
    }

    /// A word of a closed list that must be there.
    ///
    /// # Errors
    /// As [`Fields::word`], and `MISSING_FIELD`.
    pub fn required_word<T>(&self, name: &'static str) -> Result<T, Refusal>
    where
        T: FromStr + IntoEnumIterator + std::fmt::Display,
    {
        self.word(name)?.ok_or_else(|| missing(name))
    }

    /// A whole number.
    ///
    /// # Errors
    /// `WRONG_TYPE`.
    pub fn whole(&self, name: &'static str) -> Result<Option<i64>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(value) if value.is_u64() && value.as_i64().is_none() => Ok(Some(i64::MAX)),
            Some(value) => value.as_i64().map(Some).ok_or_else(|| Refusal::wrong_type(name, "a whole number")),
        }
    }

    /// A whole number that must fit: what does not is refused, never cut.
    ///
    /// # Errors
    /// `WRONG_TYPE`, `NUMBER_TOO_LARGE`.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(value) if value.is_u64() && value.as_i64().is_none() => {
                Err(Refusal::new("NUMBER_TOO_LARGE", format!("\"{name}\" does not fit 64 bits with sign")))
            }
            Some(value) => value.as_i64().map(Some).ok_or_else(|| Refusal::wrong_type(name, "a whole number")),
        }
    }

    /// A list of objects that must be there.
    ///
    /// # Errors
    /// `MISSING_FIELD`, `WRONG_TYPE`.
    pub fn list(&self, name: &str) -> Result<Vec<Self>, Refusal> {
        let wrong = || Refusal::wrong_type(name, "a list of objects");
        let Value::Array(items) = self.get(name).ok_or_else(|| missing(name))? else { return Err(wrong()) };
        let object = |item: &Value| item.as_object().cloned().map(Self).ok_or_else(wrong);
        items.iter().map(object).collect()
    }

    /// An exact figure: a number, or text with a decimal or a fraction.
    pub(super) fn exact(&self, name: &'static str) -> Result<Option<Exact>, Refusal> {
        let bad = || {
            let wanted = "a whole number, a decimal or a fraction n/d; more than 15 digits only as text";
            Refusal::new("BAD_FIGURE", format!("\"{name}\" must be {wanted}"))
        };
        let text = match self.get(name) {
            None => return Ok(None),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => return Err(Refusal::wrong_type(name, "a number or text")),
        };
        // a number with a point was read as binary; up to 15 digits come out of that as they went in
        let lossy = self.get(name).is_some_and(Value::is_f64) && text.bytes().filter(u8::is_ascii_digit).count() > 15;
        if lossy { Err(bad()) } else { text.parse().map(Some).map_err(|_| bad()) }
    }

    /// A name: text, or a whole number taken as text.
    pub(super) fn name(&self, name: &'static str) -> Result<Option<String>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(Value::Number(number)) if !number.is_f64() => Ok(Some(number.to_string())),
            Some(_) => Err(Refusal::wrong_type(name, "text or a whole number")),
        }
    }

    /// Whether the field is exactly this text.
    pub(super) fn is_text(&self, name: &str, text: &str) -> bool {
        self.get(name).and_then(Value::as_str) == Some(text)
    }

    /// Fields within a field.
    ///
    /// # Errors
    /// `WRONG_TYPE`.
    pub fn object(&self, name: &'static str) -> Result<Option<Self>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Object(fields)) => Ok(Some(Self(fields.clone()))),
            Some(_) => Err(Refusal::wrong_type(name, "an object")),
        }
    }

    /// A list of objects.
    pub(super) fn objects(&self, name: &'static str) -> Result<Option<Vec<Self>>, Refusal> {
        let wrong = || Refusal::wrong_type(name, "a list of objects");
        match self.get(name) {
            None => Ok(None),
            Some(Value::Array(items)) => {
                let read = |item: &Value| item.as_object().map(|fields| Self(fields.clone())).ok_or_else(wrong);
                items.iter().map(read).collect::<Result<_, _>>().map(Some)
            }
            Some(_) => Err(wrong()),
        }
    }
}

/// The refusal for a field that must be there.
#[must_use]
pub fn missing(name: &str) -> Refusal {
    Refusal::new("MISSING_FIELD", format!("\"{name}\" is missing"))
}

/// A closed list as a person reads it.
#[must_use]
pub fn words<T: IntoEnumIterator + std::fmt::Display>() -> String {
    T::iter().map(|word| word.to_string()).collect::<Vec<_>>().join(", ")
}
