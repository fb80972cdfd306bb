//! Letters that leave a case: kinds, the fields a template may name, and what may happen to a letter when.
//!
//! What must stay true: a released letter is never changed; a rejection goes only to a firm that gave a quote and was
//! not chosen, an order only to the one chosen (handbook 8.2, 11.1).

use crate::ids::SupplierId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Kind of a letter.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum LetterKind {
    /// Bestellung: to the firm that was chosen.
    Order,
    /// Absage: to a firm whose quote was not chosen.
    Rejection,
    /// Mitteilung.
    Notice,
    /// Stellungnahme.
    Statement,
}

/// How a letter goes out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    /// By e-mail.
    Mail,
    /// By post.
    Post,
    /// Through a procurement platform.
    Platform,
}

/// Every merge field a template may name. A field that a case knows nothing of yet stops the letter.
pub const FIELDS: [&str; 12] = [
    "bodyName",
    "officeName",
    "fileReference",
    "subject",
    "today",
    "clerkName",
    "supplierName",
    "supplierTown",
    "orderedOn",
    "orderNet",
    "orderGross",
    "quoteNet",
];

/// Longest text of a letter, characters.
pub const MAX_TEXT_CHARS: usize = 50_000;

/// Why a letter was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is released.
    #[error("the letter is released and is not changed any more")]
    Released,
    /// It is not released yet.
    #[error("the letter has not been released")]
    NotReleased,
    /// Somebody else saved it meanwhile.
    #[error("somebody changed the letter meanwhile")]
    Version,
    /// Subject, text or recipient is empty.
    #[error("subject, text and recipient must not be empty")]
    Empty,
    /// Longer than a letter may be.
    #[error(
        "the letter has more than {MAX_TEXT_CHARS} characters, its subject more than 300 or its recipient more than six lines"
    )]
    TooLong,
    /// Not a firm this kind of letter is for.
    #[error("this kind of letter is not for this firm")]
    NotForFirm,
    /// Sent before its release, or in the future.
    #[error("a letter is sent after its release, and not in the future")]
    DispatchDate,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Released => "LETTER_RELEASED",
            Self::NotReleased => "LETTER_NOT_RELEASED",
            Self::Version => "LETTER_VERSION",
            Self::Empty => "LETTER_EMPTY",
            Self::TooLong => "LETTER_TOO_LONG",
            Self::NotForFirm => "LETTER_NOT_FOR_FIRM",
            Self::DispatchDate => "DISPATCH_DATE",
        }
    }
}

/// A firm that gave a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoter {
    /// Which.
    pub supplier: SupplierId,
    /// Whether its quote was chosen.
    pub chosen: bool,
}

/// Is this kind of letter for this firm? `ordered` says that the order went out: before it nothing is final.
///
/// # Errors
/// [`Error::NotForFirm`].
pub fn recipient(kind: LetterKind, firm: Option<SupplierId>, quoters: &[Quoter], released: bool) -> Result<(), Error> {
    let of = |firm| quoters.iter().find(|q| Some(q.supplier) == firm);
    let fits = match kind {
        LetterKind::Order => released && of(firm).is_some_and(|q| q.chosen),
        LetterKind::Rejection => quoters.iter().any(|q| q.chosen) && of(firm).is_some_and(|q| !q.chosen),
        LetterKind::Notice | LetterKind::Statement => firm.is_none() || of(firm).is_some(),
    };
    if fits { Ok(()) } else { Err(Error::NotForFirm) }
}

/// Subject, text and recipient as they may stand on paper.
///
/// # Errors
/// [`Error::Empty`], [`Error::TooLong`].
pub fn content(recipient: &str, subject: &str, text: &str) -> Result<(), Error> {
    if [recipient, subject, text].iter().any(|part| part.trim().is_empty()) {
        Err(Error::Empty)
    } else if text.chars().count() > MAX_TEXT_CHARS
        || subject.chars().count() > 300
        || recipient.chars().count() > 600
        || recipient.lines().count() > 6
    {
        Err(Error::TooLong)
    } else {
        Ok(())
    }
}

/// May the dispatch of a letter be recorded for this instant?
///
/// # Errors
/// [`Error::NotReleased`], [`Error::DispatchDate`].
pub fn dispatched(
    released_at: Option<DateTime<Utc>>,
    dispatched_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let released_at = released_at.ok_or(Error::NotReleased)?;
    if dispatched_at < released_at || now < dispatched_at { Err(Error::DispatchDate) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn quoters() -> [Quoter; 2] {
        [Quoter { supplier: SupplierId(1), chosen: true }, Quoter { supplier: SupplierId(2), chosen: false }]
    }

    #[test]
    fn the_winner_gets_the_order_and_the_others_the_rejection() {
        let ask = |kind, firm| recipient(kind, Some(SupplierId(firm)), &quoters(), true);
        assert_eq!(ask(LetterKind::Order, 1), Ok(()));
        assert_eq!(ask(LetterKind::Order, 2), Err(Error::NotForFirm));
        assert_eq!(ask(LetterKind::Rejection, 2), Ok(()));
        assert_eq!(ask(LetterKind::Rejection, 1), Err(Error::NotForFirm));
        assert_eq!(ask(LetterKind::Notice, 3), Err(Error::NotForFirm));
        assert_eq!(recipient(LetterKind::Notice, None, &[], false), Ok(()));
    }

    #[test]
    fn nobody_is_rejected_before_somebody_is_chosen_and_no_order_goes_out_before_its_release() {
        let open = [Quoter { supplier: SupplierId(2), chosen: false }];
        assert_eq!(recipient(LetterKind::Rejection, Some(SupplierId(2)), &open, true), Err(Error::NotForFirm));
        assert_eq!(recipient(LetterKind::Order, Some(SupplierId(1)), &quoters(), false), Err(Error::NotForFirm));
    }

    #[test]
    fn empty_and_endless_letters_are_refused() {
        assert_eq!(content("Bauer GmbH", "Bestellung", " "), Err(Error::Empty));
        assert_eq!(content("1\n2\n3\n4\n5\n6\n7", "Bestellung", "x"), Err(Error::TooLong));
        assert_eq!(content("Bauer GmbH", "Bestellung", "x"), Ok(()));
    }

    proptest! {
        #[test]
        fn no_letter_is_sent_before_its_release_or_tomorrow(released in 0i64..100, sent in 0i64..100, now in 0i64..100) {
            let at = |minute: i64| DateTime::from_timestamp(1_800_000_000 + minute * 60, 0).unwrap();
            let allowed = dispatched(Some(at(released)), at(sent), at(now)).is_ok();
            prop_assert_eq!(allowed, released <= sent && sent <= now);
        }
    }
}
