//! `PERIOD_SPLIT`: the year falls into segments, each with members and a key of its own; a cost belongs to the segment
//! of its service date, and one that runs over several is split between them by days.

use super::apportion::Weights;
use super::{Error, Plan};
use chrono::NaiveDate;
use num_bigint::BigInt;

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Span {
    /// # Errors
    /// [`Error::ServiceOutsidePeriod`] when it ends before it begins.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self, Error> {
        if first <= last { Ok(Self { first, last }) } else { Err(Error::ServiceOutsidePeriod) }
    }

    /// Length in days.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    fn shared_days(self, other: Self) -> i64 {
        ((self.last.min(other.last) - self.first.max(other.first)).num_days() + 1).max(0)
    }
}

/// One part of the year with its key and members.
#[derive(Clone, Debug)]
pub struct Segment {
    pub span: Span,
    pub plan: Plan,
}

/// The segments of a settled period: ascending, without gap or overlap.
#[derive(Clone, Debug)]
pub struct Segments(Vec<Segment>);

impl Segments {
    /// # Errors
    /// [`Error::SegmentsIncomplete`] when they do not cover `period` exactly.
    pub fn new(mut segments: Vec<Segment>, period: Span) -> Result<Self, Error> {
        segments.sort_by_key(|segment| segment.span);
        let begins = segments.first().is_some_and(|s| s.span.first == period.first);
        let ends = segments.last().is_some_and(|s| s.span.last == period.last);
        let seamless = segments.windows(2).all(|pair| pair[0].span.last.succ_opt() == Some(pair[1].span.first));
        if begins && ends && seamless { Ok(Self(segments)) } else { Err(Error::SegmentsIncomplete) }
    }

    /// The segments in order.
    #[must_use]
    pub fn all(&self) -> &[Segment] {
        &self.0
    }

    /// The segments a cost falls into, with its part of each; segments it does not touch are left out.
    ///
    /// # Errors
    /// As [`Segments::split`].
    pub fn parts(&self, service: Span, amount_cents: i64) -> Result<Vec<(usize, i64)>, Error> {
        let within = |segment: &Segment| segment.span.first <= service.first && service.last <= segment.span.last;
        if let Some(place) = self.0.iter().position(within) {
            return Ok(vec![(place, amount_cents)]);
        }
        Ok(self.split(service, amount_cents)?.into_iter().enumerate().filter(|(_, cents)| *cents != 0).collect())
    }

    /// Splits an amount over the segments by the days of its service; cents that do not divide go to the earlier
    /// segment of equal remainders. One entry per segment.
    ///
    /// # Errors
    /// [`Error::ServiceOutsidePeriod`] when the service lies partly or wholly outside.
    pub fn split(&self, service: Span, amount_cents: i64) -> Result<Vec<i64>, Error> {
        let days: Vec<i64> = self.0.iter().map(|segment| segment.span.shared_days(service)).collect();
        if days.iter().sum::<i64>() != service.days() {
            return Err(Error::ServiceOutsidePeriod);
        }
        Weights::new(days.into_iter().map(BigInt::from).collect()).split(amount_cents)
    }
}
