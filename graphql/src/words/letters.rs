//! Words of letters.

use super::Language;
use domain::efile::letter::LetterKind;

/// Kind of a letter.
#[must_use]
pub const fn letter_kind(kind: LetterKind, language: Language) -> &'static str {
    use LetterKind as X;
    let (de, en) = match kind {
        X::Order => ("Bestellung", "Order"),
        X::Rejection => ("Absage", "Rejection"),
        X::Notice => ("Mitteilung", "Notice"),
        X::Statement => ("Stellungnahme", "Statement"),
    };
    language.pick(de, en)
}
