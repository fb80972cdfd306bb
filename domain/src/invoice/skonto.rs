//! Cash discount (Skonto) in payment terms, as BR-DE-18 wants it (handbook 7.1).
//!
//! Why here: discount is money lost when nobody sees the date. The notation is fixed:
//! `#SKONTO#TAGE=14#PROZENT=2.00#`, optionally `BASISBETRAG=…#`, one a line, each line ended by a
//! line break, capital letters, a point before exactly two decimals, no other blanks.
//!
//! What must stay true: a line that begins with `#` and is not exactly that is an error, not
//! guessed at; lines without `#` are prose.

use super::half_up;
use serde::{Deserialize, Serialize};

/// One discount offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    pub days: u32,
    /// Basis points, 200 = 2 %.
    pub percent_bp: u32,
    /// Amount the discount is computed on; `None` = the payable amount (BT-115).
    pub base_cents: Option<i64>,
}

/// Why a discount line could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The line (counted from 1 within the payment terms) does not follow BR-DE-18.
    #[error("line {line} of the payment terms begins with # and is not a discount line of BR-DE-18")]
    Malformed { line: usize },
    /// The last discount line is not ended by a line break.
    #[error("the last discount line is not ended by a line break")]
    LineBreakMissing,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "SKONTO_MALFORMED",
            Self::LineBreakMissing => "SKONTO_LINE_BREAK_MISSING",
        }
    }
}

/// Every discount offer of a BT-20 text; none when it is prose.
///
/// Blanks before a line are let pass, as the official rule does (it normalises each line): files
/// are indented. The line break after the last offer is required.
///
/// # Errors
/// The first line that begins with `#` and is not a discount line.
pub fn parse(payment_terms: &str) -> Result<Vec<Discount>, Error> {
    let mut offers = Vec::new();
    let mut segments = payment_terms.split('\n').enumerate().peekable();
    while let Some((index, raw)) = segments.next() {
        let line = raw.trim();
        if !line.starts_with('#') {
            continue;
        }
        offers.push(offer(line).ok_or(Error::Malformed { line: index + 1 })?);
        if segments.peek().is_none() {
            return Err(Error::LineBreakMissing);
        }
    }
    Ok(offers)
}

fn offer(line: &str) -> Option<Discount> {
    let inner = line.strip_prefix("#SKONTO#TAGE=")?.strip_suffix('#')?;
    let mut parts = inner.split('#');
    let days = digits(parts.next()?)?.parse().ok()?;
    let percent_bp = u32::try_from(two_decimals(parts.next()?.strip_prefix("PROZENT=")?)?).ok()?;
    let base_cents = match parts.next() {
        None => None,
        Some(base) => {
            let base = base.strip_prefix("BASISBETRAG=")?;
            Some(match base.strip_prefix('-') {
                Some(positive) => -two_decimals(positive)?,
                None => two_decimals(base)?,
            })
        }
    };
    parts.next().is_none().then_some(Discount { days, percent_bp, base_cents })
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// `12.34` as 1234: hundredths, with exactly two decimals.
fn two_decimals(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.')?;
    let fraction = digits(fraction).filter(|f| f.len() == 2)?;
    digits(whole)?.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fraction.parse().ok()?)
}

/// Cents saved by paying in time: percentage of the base, or of `payable_cents` without one, half
/// away from zero; `None` beyond `i64`.
pub fn discount_cents(offer: &Discount, payable_cents: i64) -> Option<i64> {
    let base = offer.base_cents.unwrap_or(payable_cents);
    half_up(i128::from(base) * i128::from(offer.percent_bp), 10_000)
}

/// As [`discount_cents`], when taking the offer makes the payment smaller and leaves one: a supplier may write a
/// negative base or a rate above all reason.
pub fn saving_cents(offer: &Discount, payable_cents: i64) -> Option<i64> {
    discount_cents(offer, payable_cents).filter(|cents| (1..payable_cents).contains(cents))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[test]
    fn prose_and_offers_stand_side_by_side() {
        let text = "Zahlbar in 30 Tagen.\n#SKONTO#TAGE=7#PROZENT=3.00#\r\n  #SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=-252.94#\n";
        let offers = parse(text).unwrap();
        assert_eq!(
            offers,
            [
                Discount { days: 7, percent_bp: 300, base_cents: None },
                Discount { days: 14, percent_bp: 200, base_cents: Some(-25_294) },
            ]
        );
        assert_eq!(discount_cents(&offers[0], 33_690), Some(1_011));
        assert_eq!(parse("sofort, Rabatt #1").unwrap(), []);
    }

    #[rstest]
    #[case("#Skonto#TAGE=7#PROZENT=2.00#\n")]
    #[case("#SKONTO#TAGE=7#PROZENT=2,00#\n")]
    #[case("#SKONTO#TAGE=7#PROZENT=2.000#\n")]
    #[case("#SKONTO#TAGE=7#PROZENT=2#\n")]
    #[case("#SKONTO#TAGE=-7#PROZENT=2.00#\n")]
    #[case("#SKONTO#TAGE= 7#PROZENT=2.00#\n")]
    #[case("#SKONTO#TAGE=7#PROZENT=2.00#BASISBEITRAG=1.00#\n")]
    #[case("#SKONTO#TAGE=7#PROZENT=2.00#BASISBETRAG=1.00#X=1#\n")]
    #[case("#SKONTO#TAGE=7#PROZENT=2.00# danke\n")]
    #[case("#VERZUG#TAGE=7#PROZENT=2.00#\n")]
    #[case("#SKONTO#TAGE=7#PROZENT=2.00##SKONTO#TAGE=9#PROZENT=1.00#\n")]
    fn every_other_spelling_is_refused(#[case] text: &str) {
        assert_eq!(parse(text), Err(Error::Malformed { line: 1 }));
    }

    #[test]
    fn the_last_offer_needs_its_line_break() {
        assert_eq!(parse("#SKONTO#TAGE=7#PROZENT=2.00#"), Err(Error::LineBreakMissing));
    }

    proptest! {
        #[test]
        fn what_is_written_by_the_rule_is_read_back(days in any::<u32>(), bp in 0u32..=10_000, base in proptest::option::of(0i64..1_000_000_000)) {
            let tail = base.map(|b| format!("BASISBETRAG={}.{:02}#", b / 100, b % 100)).unwrap_or_default();
            let text = format!("#SKONTO#TAGE={days}#PROZENT={}.{:02}#{tail}\n", bp / 100, bp % 100);
            prop_assert_eq!(parse(&text).unwrap(), vec![Discount { days, percent_bp: bp, base_cents: base }]);
        }

        #[test]
        fn no_text_panics(text in "[#SKONTAGE=PRZ0-9.\\n -]{0,60}", payable in any::<i64>()) {
            for o in parse(&text).unwrap_or_default() { let _ = discount_cents(&o, payable); }
        }
    }

    #[test]
    fn taking_a_discount_never_makes_a_payment_larger_or_nothing() {
        let offer = |percent_bp, base_cents| Discount { days: 14, percent_bp, base_cents };
        assert_eq!(saving_cents(&offer(200, None), 10_000), Some(200));
        for absurd in [offer(200, Some(-9_000_000)), offer(10_000, None), offer(200, Some(i64::MAX)), offer(0, None)] {
            assert_eq!(saving_cents(&absurd, 10_000), None, "{absurd:?}");
        }
    }
}
