//! The gate every file passes before any XML parser sees it.
//!
//! Why here: parsers recurse, compare every attribute with every other, and expand entities. A
//! scan that only counts has none of these weaknesses and costs one pass.
//!
//! What must stay true: no allocation that grows faster than the input; whatever this scan does
//! not understand it leaves to the parser, which then says where the XML is broken.

use std::borrow::Cow;

/// Why a file does not get as far as a parser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    TooLarge { bytes: usize },
    Empty,
    Encoding { found: String },
    DtdRefused,
    TooDeep,
    TooComplex,
    Pdf,
}

/// Largest file read, 20 MB: attachments are inside.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Deepest nesting; real invoices need about 12.
pub const MAX_DEPTH: usize = 64;
/// Most elements; an invoice of ten thousand lines has about 400,000.
pub const MAX_ELEMENTS: usize = 1_000_000;
/// Longest tag: bounds attributes and namespaces per element.
pub const MAX_TAG_BYTES: usize = 16 * 1024;

/// The text of a file that is small, decodable and harmless in shape.
pub(crate) fn pass(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes: bytes.len() });
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Refusal::Pdf);
    }
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    scan(&text)?;
    Ok(text)
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let refused = |found: &str| Refusal::Encoding { found: found.to_owned() };
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        if !odd.is_empty() {
            return Err(refused("UTF-16 of odd length"));
        }
        char::decode_utf16(pairs.iter().map(|p| unit(*p)))
            .collect::<Result<String, _>>()
            .map(Cow::Owned)
            .map_err(|_| refused("invalid UTF-16"))
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    let rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| refused("not UTF-8"))
}

fn scan(text: &str) -> Result<(), Refusal> {
    let (mut rest, mut depth, mut elements) = (text, 0usize, 0usize);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") {
            after(rest, 4, "-->")
        } else if rest.starts_with("<![CDATA[") {
            after(rest, 9, "]]>")
        } else if rest.starts_with("<?") {
            after(rest, 2, "?>")
        } else if rest.starts_with("<!") {
            return Err(Refusal::DtdRefused);
        } else {
            let end = tag_end(rest)?;
            if rest.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else {
                elements += 1;
                let opens = !end.is_some_and(|e| rest[..e].ends_with("/>"));
                depth += usize::from(opens);
            }
            end
        };
        if depth > MAX_DEPTH {
            return Err(Refusal::TooDeep);
        }
        if elements > MAX_ELEMENTS {
            return Err(Refusal::TooComplex);
        }
        // An unclosed piece: the parser will name the place.
        let Some(end) = end else { return Ok(()) };
        rest = &rest[end..];
    }
    Ok(())
}

fn after(text: &str, from: usize, close: &str) -> Option<usize> {
    text[from..].find(close).map(|at| from + at + close.len())
}

/// Where the tag at the beginning of `text` ends, quotes respected.
fn tag_end(text: &str) -> Result<Option<usize>, Refusal> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        if at > MAX_TAG_BYTES {
            return Err(Refusal::TooComplex);
        }
        match (quote, byte) {
            (None, b'>') => return Ok(Some(at + 1)),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn refusal(text: &str) -> Option<Refusal> {
        pass(text.as_bytes()).err()
    }

    #[test]
    fn entity_bombs_are_refused_by_their_dtd() {
        let bomb = r#"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>"#;
        assert_eq!(refusal(bomb), Some(Refusal::DtdRefused));
        assert_eq!(refusal("<a><!-- <!DOCTYPE x> --><![CDATA[<!DOCTYPE]]></a>"), None);
    }

    #[test]
    fn a_bomb_in_utf16_is_a_bomb() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("<!DOCTYPE l []><l/>".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(pass(&bytes).unwrap_err(), Refusal::DtdRefused);
    }

    #[test]
    fn depth_is_counted_to_the_last_allowed_level() {
        let nested = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
        assert_eq!(refusal(&nested(MAX_DEPTH)), None);
        assert_eq!(refusal(&nested(MAX_DEPTH + 1)), Some(Refusal::TooDeep));
        assert_eq!(refusal(&nested(200_000)), Some(Refusal::TooDeep));
    }

    #[test]
    fn a_tag_of_a_million_attributes_is_refused_unparsed() {
        let attributes: String = (0..100_000).map(|i| format!(" a{i}=''")).collect();
        assert_eq!(refusal(&format!("<a{attributes}/>")), Some(Refusal::TooComplex));
    }

    #[test]
    fn size_emptiness_encoding_and_pdf_have_codes() {
        assert!(matches!(pass(&vec![b' '; MAX_BYTES + 1]), Err(Refusal::TooLarge { .. })));
        assert_eq!(refusal(""), Some(Refusal::Empty));
        assert!(matches!(pass(b"<a>\xFC</a>"), Err(Refusal::Encoding { .. })));
        assert_eq!(refusal("%PDF-1.7"), Some(Refusal::Pdf));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_gate_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = pass(&bytes);
        }

        #[test]
        fn no_tag_soup_makes_the_gate_panic(text in "[<>!?/\"'\\-\\[\\]CDATA ä=a-c]{0,200}") {
            let _ = pass(text.as_bytes());
        }
    }
}
