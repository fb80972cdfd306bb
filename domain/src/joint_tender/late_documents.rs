//! Asking for missing or faulty documents (§ 56 VgV as in force since 2026-07-01; handbook 1, 3.3 no. 7).
//!
//! Must stay true: the same for all bidders (2); never performance documents that matter for the award criteria (3);
//! a deadline by calendar date (4).

use chrono::NaiveDate;
use std::collections::BTreeSet;

closed_list! {
    /// What is missing or faulty.
    DocumentKind {
        /// About the firm: declarations, proofs of suitability.
        Company,
        /// About the performance, of no weight for the award criteria.
        PerformanceNotEvaluated,
        /// About the performance and evaluated.
        PerformanceEvaluated,
        /// Price of a minor item that changes neither total nor ranking.
        MinorItemPrice,
        /// Any other price.
        OtherPrice,
    }
}

/// Why a request may not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The notice or the documents said there would be none (§ 56(2), second sentence).
    #[error("the documents say that nothing will be asked for later")]
    ExcludedByNotice,
    /// § 56(3).
    #[error("documents that decide the evaluation, and prices other than of minor items, may not be asked for")]
    Evaluated,
    /// Somebody with the same gap is left out.
    #[error("ask every bidder who lacks the same document")]
    NotEqual,
    /// The day is not after the request.
    #[error("name a calendar day after the request")]
    NoDay,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ExcludedByNotice => "LATE_DOCUMENTS_EXCLUDED",
            Self::Evaluated => "LATE_DOCUMENT_EVALUATED",
            Self::NotEqual => "LATE_DOCUMENTS_NOT_EQUAL",
            Self::NoDay => "LATE_DOCUMENTS_NO_DAY",
        }
    }
}

/// A request for one document.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What.
    pub kind: DocumentKind,
    /// Bidders who lack it.
    pub lacking: &'a BTreeSet<String>,
    /// Bidders who are asked.
    pub asked: &'a BTreeSet<String>,
    /// Day of the request.
    pub sent_on: NaiveDate,
    /// Last day to answer.
    pub due_on: NaiveDate,
    /// Whether notice or documents exclude requests.
    pub excluded_by_notice: bool,
}

/// Whether the request may go out.
///
/// # Errors
/// [`Error`].
pub fn check(request: &Request<'_>) -> Result<(), Error> {
    if request.excluded_by_notice {
        return Err(Error::ExcludedByNotice);
    }
    if matches!(request.kind, DocumentKind::PerformanceEvaluated | DocumentKind::OtherPrice) {
        return Err(Error::Evaluated);
    }
    if request.lacking != request.asked {
        return Err(Error::NotEqual);
    }
    if request.due_on > request.sent_on { Ok(()) } else { Err(Error::NoDay) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_request_is_equal_dated_and_never_about_what_is_evaluated() {
        let (a, ab) = (BTreeSet::from(["A".into()]), BTreeSet::from(["A".into(), "B".into()]));
        let day = |text: &str| text.parse().unwrap();
        let good = Request {
            kind: DocumentKind::Company,
            lacking: &ab,
            asked: &ab,
            sent_on: day("2027-01-04"),
            due_on: day("2027-01-11"),
            excluded_by_notice: false,
        };
        assert_eq!(check(&good), Ok(()));
        assert_eq!(check(&Request { kind: DocumentKind::MinorItemPrice, ..good.clone() }), Ok(()));
        assert_eq!(check(&Request { kind: DocumentKind::OtherPrice, ..good.clone() }), Err(Error::Evaluated));
        assert_eq!(check(&Request { kind: DocumentKind::PerformanceEvaluated, ..good.clone() }), Err(Error::Evaluated));
        assert_eq!(check(&Request { asked: &a, ..good.clone() }), Err(Error::NotEqual));
        assert_eq!(check(&Request { due_on: good.sent_on, ..good.clone() }), Err(Error::NoDay));
        assert_eq!(check(&Request { excluded_by_notice: true, ..good }), Err(Error::ExcludedByNotice));
    }
}
