//! The Leitweg-ID: `coarse[-fine]-check`, the address of an e-invoice (handbook 7.1).
//!
//! Why here: invoices are routed by it. Its check digits follow ISO/IEC 7064 MOD 97-10 over the
//! address without hyphens, letters counted A = 10 … Z = 35.
//!
//! What must stay true: a wrong check digit is a **warning**. Published official invoices carry
//! wrong ones, and an invoice is not refused over them.

use serde::{Deserialize, Serialize};

/// The parts of a Leitweg-ID that has the right shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeitwegId {
    /// 2, 3, 5, 8, 9 or 12 digits: Land, district government, county, municipality.
    pub coarse: String,
    /// At most 30 of A–Z and 0–9.
    pub fine: Option<String>,
    /// Two digits.
    pub check: String,
}

/// What a text is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    Valid(LeitwegId),
    /// Right shape, wrong digits; `expected` are the right ones.
    WrongDigit {
        id: LeitwegId,
        expected: String,
    },
    /// Not a Leitweg-ID.
    Malformed,
}

/// Reads and checks a text; blanks around it are let pass.
pub fn check(text: &str) -> Verdict {
    let Some(id) = shape(text.trim()) else {
        return Verdict::Malformed;
    };
    let expected = check_digits(&id.coarse, id.fine.as_deref());
    if expected == id.check { Verdict::Valid(id) } else { Verdict::WrongDigit { id, expected } }
}

/// The two check digits of an address.
pub fn check_digits(coarse: &str, fine: Option<&str>) -> String {
    let address = coarse.chars().chain(fine.unwrap_or_default().chars()).chain("00".chars());
    format!("{:02}", 98 - remainder_97(address))
}

fn remainder_97(address: impl Iterator<Item = char>) -> u32 {
    address.filter_map(|c| c.to_digit(36)).fold(0, |rest, value| {
        // A letter is two digits, so it shifts the number by two places.
        (rest * if value < 10 { 10 } else { 100 } + value) % 97
    })
}

fn shape(text: &str) -> Option<LeitwegId> {
    let parts: Vec<&str> = text.split('-').collect();
    let (coarse, fine, check) = match parts[..] {
        [coarse, check] => (coarse, None, check),
        [coarse, fine, check] => (coarse, Some(fine), check),
        _ => return None,
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let fine_fits =
        |f: &str| (1..=30).contains(&f.len()) && f.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let fits = matches!(coarse.len(), 2 | 3 | 5 | 8 | 9 | 12)
        && digits(coarse)
        && check.len() == 2
        && digits(check)
        && fine.is_none_or(fine_fits);
    fits.then(|| LeitwegId { coarse: coarse.into(), fine: fine.map(Into::into), check: check.into() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_example_is_valid() {
        assert!(matches!(check("04011000-1234512345-06"), Verdict::Valid(_)));
        assert!(matches!(check("073355011000-001-59"), Verdict::Valid(_)));
    }

    #[test]
    fn a_wrong_digit_says_the_right_one() {
        let Verdict::WrongDigit { expected, .. } = check("04011000-12345-34") else { panic!("not a wrong digit") };
        assert_eq!(expected, "03");
    }

    #[test]
    fn other_texts_are_no_leitweg_id() {
        for text in ["", "Leitweg-ID", "0401100-1-00", "04011000-abc-06", "04011000", "04011000--06", "ä-ö-06"] {
            assert_eq!(check(text), Verdict::Malformed, "{text}");
        }
    }

    proptest! {
        #[test]
        fn computed_digits_make_the_whole_number_one_modulo_97(
            coarse in "[0-9]{12}|[0-9]{9}|[0-9]{8}|[0-9]{5}|[0-9]{3}|[0-9]{2}", fine in proptest::option::of("[A-Z0-9]{1,30}"),
        ) {
            let digits = check_digits(&coarse, fine.as_deref());
            let whole = format!("{coarse}{}{digits}", fine.as_deref().unwrap_or_default());
            prop_assert_eq!(remainder_97(whole.chars()), 1);
            let text = format!("{coarse}-{}{digits}", fine.map(|f| format!("{f}-")).unwrap_or_default());
            prop_assert!(matches!(check(&text), Verdict::Valid(_)));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") { let _ = check(&text); }
    }
}
