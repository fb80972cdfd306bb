//! `{{field}}` in templates: which ones a text names, and filling them.
//!
//! What must stay true: a letter with a gap never leaves the house. An unknown field, a field without
//! value and a half-written `{{` are each refused by name. A value is text: marks in it mean nothing.

use super::Error;
use super::light_text;
use std::collections::BTreeMap;

/// The fields a text names, each once, in order of appearance.
///
/// # Errors
/// [`Error::FieldMalformed`].
pub fn fields(text: &str) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(text)? {
        if let Piece::Field(name) = piece
            && !names.iter().any(|n| n == name)
        {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// The text with every field replaced. `values` holds every field there is; one this case knows
/// nothing about is `None`.
///
/// # Errors
/// [`Error::FieldUnknown`], [`Error::FieldMissing`] (no value, or a blank one) or
/// [`Error::FieldMalformed`].
pub fn fill(text: &str, values: &BTreeMap<String, Option<String>>) -> Result<String, Error> {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text)? {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Field(name) => {
                let known = values.get(name).ok_or_else(|| Error::FieldUnknown { field: name.to_owned() })?;
                let value = known.as_deref().map(light_text::escaped).unwrap_or_default();
                if value.is_empty() {
                    return Err(Error::FieldMissing { field: name.to_owned() });
                }
                out.push_str(&value);
            }
        }
    }
    Ok(out)
}

enum Piece<'a> {
    Text(&'a str),
    Field(&'a str),
}

/// Text and fields in turn. A backslash before `{` means the sign itself.
fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Error> {
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with('\\') {
            at += 1 + rest.get(1..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
        } else if rest.starts_with("{{") {
            let malformed = || Error::FieldMalformed { line: 1 + text.get(..at).unwrap_or("").matches('\n').count() };
            let end = rest.find("}}").ok_or_else(malformed)?;
            let name = rest.get(2..end).map(str::trim).filter(|name| is_name(name)).ok_or_else(malformed)?;
            out.push(Piece::Text(text.get(from..at).unwrap_or_default()));
            out.push(Piece::Field(name));
            at += end + 2;
            from = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    out.push(Piece::Text(text.get(from..).unwrap_or_default()));
    Ok(out)
}

/// Letters, digits, `_` and `.`, beginning with a letter: `supplier.name`, `orderNumber`.
fn is_name(name: &str) -> bool {
    name.len() <= 60
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn values(pairs: &[(&str, Option<&str>)]) -> BTreeMap<String, Option<String>> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), v.map(str::to_owned))).collect()
    }

    #[test]
    fn fields_are_filled_and_their_marks_mean_nothing() {
        let known = values(&[("name", Some("Müller **&** Söhne {{evil}}")), ("net", Some("1,00"))]);
        let filled = fill("Firma {{name}}, {{ net }} Euro, \\{{bleibt}}", &known).unwrap();
        assert_eq!(filled, r"Firma Müller \*\*&\*\* Söhne \{\{evil\}\}, 1,00 Euro, \{{bleibt}}");
        assert!(fields(&filled).unwrap().is_empty());
    }

    #[test]
    fn unknown_missing_and_malformed_fields_have_their_codes() {
        let known = values(&[("name", None), ("blank", Some("  "))]);
        let code = |text| fill(text, &known).unwrap_err().code();
        assert_eq!(code("{{nam}}"), "MERGE_FIELD_UNKNOWN");
        assert_eq!(code("{{name}}"), "MERGE_FIELD_MISSING");
        assert_eq!(code("{{blank}}"), "MERGE_FIELD_MISSING");
        assert_eq!(code("a\n{{name"), "MERGE_FIELD_MALFORMED");
        assert_eq!(fields("a\nb {{}}").unwrap_err(), Error::FieldMalformed { line: 2 });
    }

    #[test]
    fn each_field_is_listed_once() {
        assert_eq!(fields("{{b}} {{a}} {{b}}").unwrap(), ["b", "a"]);
    }

    proptest! {
        #[test]
        fn nothing_filled_is_ever_a_field_again(value in "\\PC{1,40}") {
            if let Ok(filled) = fill("x {{a}} y", &values(&[("a", Some(&value))])) {
                prop_assert!(fields(&filled).unwrap().is_empty());
            }
        }

        #[test]
        fn no_template_makes_the_reader_panic(text in "[{}\\\\a-zä. \n]{0,40}") {
            let _ = fields(&text);
        }
    }
}
