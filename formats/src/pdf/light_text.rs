//! The light formatting people may use in letters, read into blocks.
//!
//! ```text
//! # Heading      ## Smaller heading     **bold**  *italic*
//! - bullet       1. numbered            \* a sign that means itself
//! ```
//! A line break is a line break; an empty line begins a paragraph. What is not closed is text.
//!
//! What must stay true: every text has a reading; nothing in it can be anything but text.

use super::Error;
use super::block::{Block, Line, MAX_CHARS, Run};
use super::merge_fields;

/// Checks a text as it would be printed, without printing it.
///
/// # Errors
/// [`Error::TextTooLong`], [`Error::FieldMalformed`] or [`Error::FieldUnfilled`].
pub fn check(text: &str) -> Result<(), Error> {
    blocks(text).map(|_| ())
}

/// The blocks of a text whose merge fields are filled.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Error> {
    if text.chars().count() > MAX_CHARS {
        return Err(Error::TextTooLong);
    }
    if let Some(field) = merge_fields::fields(text)?.into_iter().next() {
        return Err(Error::FieldUnfilled { field });
    }
    let mut out = Vec::new();
    for line in text.lines() {
        take(&mut out, line.trim());
    }
    // A heading of the second rank without one of the first would leave a step out, which PDF/UA forbids.
    let mut has_first = false;
    for block in &mut out {
        if let Block::Heading { level, .. } = block {
            has_first |= *level == 2;
            *level = if has_first { *level } else { 2 };
        }
    }
    out.retain(|block| !matches!(block, Block::Paragraph { text } if text.is_empty()));
    Ok(out)
}

/// Adds one line to what is there.
fn take(out: &mut Vec<Block>, line: &str) {
    let heading = |rest: &str, level| Block::Heading { level, text: runs(rest) };
    if let Some(rest) = line.strip_prefix("## ") {
        return out.push(heading(rest, 3));
    }
    if let Some(rest) = line.strip_prefix("# ") {
        return out.push(heading(rest, 2));
    }
    if let Some(rest) = line.strip_prefix("- ") {
        return match out.last_mut() {
            Some(Block::Bullets { items }) => items.push(runs(rest)),
            _ => out.push(Block::Bullets { items: vec![runs(rest)] }),
        };
    }
    if let Some(rest) = numbered(line) {
        return match out.last_mut() {
            Some(Block::Numbers { items }) => items.push(runs(rest)),
            _ => out.push(Block::Numbers { items: vec![runs(rest)] }),
        };
    }
    match out.last_mut() {
        _ if line.is_empty() => out.push(Block::Paragraph { text: Line::new() }),
        Some(Block::Paragraph { text }) if !text.is_empty() => {
            let mut more = runs(line);
            if let Some(first) = more.first_mut() {
                first.break_before = true;
            }
            text.append(&mut more);
        }
        _ => out.push(Block::Paragraph { text: runs(line) }),
    }
}

/// What follows `12. `.
fn numbered(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    line.get(digits..)?.strip_prefix(". ")
}

/// One sign of a line: meant literally or as a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Text(char),
    Bold,
    Italic,
}

fn runs(line: &str) -> Line {
    let signs = literal_where_unclosed(signs(line));
    let mut out = Line::new();
    let mut run = Run::default();
    for sign in signs {
        let mut next = Run { bold: run.bold, italic: run.italic, ..Run::default() };
        match sign {
            Sign::Text(c) => {
                run.text.push(c);
                continue;
            }
            Sign::Bold => next.bold = !run.bold,
            Sign::Italic => next.italic = !run.italic,
        }
        if !run.text.is_empty() {
            out.push(run);
        }
        run = next;
    }
    if !run.text.is_empty() {
        out.push(run);
    }
    out
}

fn signs(line: &str) -> Vec<Sign> {
    let mut out = Vec::new();
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let sign = match c {
            '\\' => match rest.next_if(char::is_ascii_punctuation) {
                Some(escaped) => Sign::Text(escaped),
                None => Sign::Text('\\'),
            },
            '*' if rest.next_if_eq(&'*').is_some() => Sign::Bold,
            '*' => Sign::Italic,
            other => Sign::Text(other),
        };
        out.push(sign);
    }
    out
}

/// A mark without its partner on the line is the sign itself.
fn literal_where_unclosed(mut signs: Vec<Sign>) -> Vec<Sign> {
    for (mark, text) in [(Sign::Bold, "**"), (Sign::Italic, "*")] {
        let count = signs.iter().filter(|s| **s == mark).count();
        if count % 2 == 1
            && let Some(at) = signs.iter().rposition(|s| *s == mark)
        {
            signs.splice(at..=at, text.chars().map(Sign::Text));
        }
    }
    signs
}

/// `value` written so that it is read back as itself: no mark, no heading, no list, no new paragraph.
pub(super) fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for line in value.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        let number_dot = numbered(line).map(|rest| line.len() - rest.len() - 2);
        for (at, c) in line.char_indices() {
            let opens_line = at == 0 && matches!(c, '#' | '-');
            if opens_line || matches!(c, '*' | '\\' | '{' | '}') || number_dot == Some(at) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn text_of(blocks: &[Block]) -> String {
        let mut out = String::new();
        for block in blocks {
            let Block::Paragraph { text } = block else { panic!("{block:?}") };
            for run in text {
                assert!(!run.bold && !run.italic, "{run:?}");
                out.push_str(if run.break_before { "\n" } else { "" });
                out.push_str(&run.text);
            }
        }
        out
    }

    #[test]
    fn marks_make_headings_lists_bold_and_italic() {
        let read = blocks("# Auftrag\n\nSehr **geehrte** *Frau*\nMüller,\n- eins\n- zwei\n1. a\n2. b").unwrap();
        assert!(matches!(&read[0], Block::Heading { level: 2, .. }));
        let Block::Paragraph { text } = &read[1] else { panic!() };
        assert_eq!(text.iter().map(|r| (r.bold, r.italic)).filter(|b| *b != (false, false)).count(), 2);
        assert!(text.last().unwrap().break_before);
        assert!(matches!(&read[2], Block::Bullets { items } if items.len() == 2));
        assert!(matches!(&read[3], Block::Numbers { items } if items.len() == 2));
    }

    #[test]
    fn what_is_not_closed_is_text() {
        assert_eq!(text_of(&blocks("2 * 3 und **fett").unwrap()), "2 * 3 und **fett");
        assert_eq!(text_of(&blocks(r"\*echt\* C:\Pfad").unwrap()), r"*echt* C:\Pfad");
    }

    #[test]
    fn a_field_left_over_is_named() {
        assert_eq!(check("Liebe {{name}}").unwrap_err().code(), "MERGE_FIELD_UNFILLED");
    }

    proptest! {
        #[test]
        fn an_escaped_value_is_read_back_as_itself(value in "[ -~äöü€\n#*{}0-9.\\\\-]{0,60}") {
            let expected: Vec<&str> = value.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
            prop_assert_eq!(text_of(&blocks(&escaped(&value)).unwrap()), expected.join("\n"));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,80}") {
            let _ = blocks(&text);
        }
    }
}
