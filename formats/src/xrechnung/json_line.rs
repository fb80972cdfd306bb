//! One JSON line for a file, as `verbund invoice check` prints it.

use super::{Finding, Syntax, check};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    valid: bool,
    syntax: Option<Syntax>,
    findings: &'a [Finding],
}

/// The line (without line break) and whether the invoice is valid.
pub fn json_line(file_name: &str, bytes: &[u8]) -> (String, bool) {
    let report = check(bytes);
    let line = Line { file: file_name, valid: report.valid, syntax: report.syntax, findings: &report.findings };
    // Strings and enums always serialise; should that ever fail, the line still says "invalid".
    match serde_json::to_string(&line) {
        Ok(text) => (text, report.valid),
        Err(_) => (r#"{"valid":false,"findings":[]}"#.to_owned(), false),
    }
}
