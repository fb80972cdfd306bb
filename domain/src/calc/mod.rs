//! The auditor's desk calculator: one JSON line in, one JSON line out, by the same rules the cases use.
//!
//! Each question is one file with one `answer` function and one line in [`Kind`] and [`line`]. Must stay true: every
//! input line gets exactly one output line, in order; no line, however broken, stops the next.

mod deadline;
mod fields;
mod procedure;
mod scoring;
mod stream;

pub use fields::{Fields, Refusal, missing, words};
pub use stream::{MAX_LINE_BYTES, answer_lines, run};

use serde::Serialize;
use serde_json::Value;

/// What can be asked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumString, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// The end of a period.
    Deadline,
    /// Which procedures the rules of a day leave.
    Procedure,
    /// The ranking of bids.
    Scoring,
}

impl Kind {
    /// What the command's help says about fields and closed lists.
    #[must_use]
    pub fn help(self) -> String {
        match self {
            Self::Deadline => deadline::help(),
            Self::Procedure => procedure::help(),
            Self::Scoring => scoring::help(),
        }
    }
}

/// Answers one line. The result is one line of JSON without the line break: the answer with the question's `id`,
/// or `{"id":…,"error":{"code","message"}}`; `id` is null where the line has none or cannot be read.
#[must_use]
pub fn line(kind: Kind, input: &str) -> String {
    match kind {
        Kind::Deadline => ask(input, deadline::answer),
        Kind::Procedure => ask(input, procedure::answer),
        Kind::Scoring => ask(input, scoring::answer),
    }
}

/// As [`line`], for a question whose rules stand in another room.
#[must_use]
pub fn ask<Body: Serialize>(input: &str, answer: impl FnOnce(&Fields) -> Result<Body, Refusal>) -> String {
    let fields = match Fields::read(input) {
        Ok(fields) => fields,
        Err(refusal) => return refused(&Value::Null, &refusal),
    };
    let id = match fields.id() {
        Ok(id) => id,
        Err(refusal) => return refused(&Value::Null, &refusal),
    };
    reply(&id, answer(&fields))
}

#[derive(Serialize)]
struct Answer<'a, Body> {
    id: &'a Value,
    #[serde(flatten)]
    body: Body,
}

fn reply<Body: Serialize>(id: &Value, answer: Result<Body, Refusal>) -> String {
    match answer {
        Ok(body) => serde_json::to_string(&Answer { id, body })
            .unwrap_or_else(|error| refused(id, &Refusal::new("ANSWER_NOT_WRITTEN", error.to_string()))),
        Err(refusal) => refused(id, &refusal),
    }
}

fn refused(id: &Value, refusal: &Refusal) -> String {
    #[derive(Serialize)]
    struct Error<'a> {
        error: &'a Refusal,
    }
    let answer = Answer { id, body: Error { error: refusal } };
    serde_json::to_string(&answer)
        .unwrap_or_else(|_| r#"{"id":null,"error":{"code":"ANSWER_NOT_WRITTEN","message":""}}"#.to_owned())
}

#[cfg(test)]
mod scoring_tests;
#[cfg(test)]
mod tests;
