//! Drives a calculation over a stream of lines in constant memory.
//!
//! One line is held at a time and none longer than [`MAX_LINE_BYTES`]; what is not UTF-8 or too long is answered
//! with an error like any other bad line. Each answer is flushed, so a program can ask and wait.

use super::fields::Refusal;
use super::{Kind, line, refused};
use serde_json::Value;
use std::io::{self, BufRead, Write};

/// The longest line read; far above any honest question.
pub const MAX_LINE_BYTES: usize = 64 * 1024;

/// Answers every line of `input` on `output`, in order; returns how many.
///
/// # Errors
/// Only when reading or writing itself fails.
pub fn run(kind: Kind, input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<u64> {
    answer_lines(MAX_LINE_BYTES, &mut |text| line(kind, text), input, output)
}

/// As [`run`] for any question; lines above `max_line_bytes` are refused.
///
/// # Errors
/// Only when reading or writing itself fails.
pub fn answer_lines(
    max_line_bytes: usize,
    answer: &mut dyn FnMut(&str) -> String,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<u64> {
    let mut buffer = Vec::new();
    let mut count = 0;
    while let Some(read) = next_line(input, &mut buffer, max_line_bytes)? {
        let answered = match read {
            Line::TooLong => bad("LINE_TOO_LONG", &format!("the line is longer than {} KiB", max_line_bytes / 1024)),
            Line::Whole => {
                let start = if count == 0 { BYTE_ORDER_MARK } else { b"" };
                match std::str::from_utf8(buffer.strip_prefix(start).unwrap_or(&buffer)) {
                    Ok(text) => answer(text),
                    Err(_) => bad("NOT_UTF8", "the line is not UTF-8"),
                }
            }
        };
        output.write_all(answered.as_bytes())?;
        output.write_all(b"\n")?;
        output.flush()?;
        count += 1;
    }
    Ok(count)
}

/// Some editors put it before the first line.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

enum Line {
    Whole,
    TooLong,
}

fn bad(code: &'static str, message: &str) -> String {
    refused(&Value::Null, &Refusal::new(code, message))
}

/// Reads up to the next line break into `buffer`, dropping what exceeds the limit; `None` at the end.
fn next_line(input: &mut dyn BufRead, buffer: &mut Vec<u8>, max_line_bytes: usize) -> io::Result<Option<Line>> {
    buffer.clear();
    let mut begun = false;
    let mut too_long = false;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let at_end = available.is_empty();
        let line_break = available.iter().position(|byte| *byte == b'\n');
        let part = &available[..line_break.unwrap_or(available.len())];
        if buffer.len() + part.len() > max_line_bytes {
            too_long = true;
            buffer.clear();
        } else if !too_long {
            buffer.extend_from_slice(part);
        }
        let used = part.len() + usize::from(line_break.is_some());
        input.consume(used);
        begun |= !at_end;
        if at_end && !begun {
            return Ok(None);
        }
        if at_end || line_break.is_some() {
            return Ok(Some(if too_long { Line::TooLong } else { Line::Whole }));
        }
    }
}
