//! Days that count: public holidays of the sixteen Länder, working days, and the ends of periods.
//!
//! Every date of a procedure is computed here and nowhere else, so that a timer, a form and an
//! auditor's check agree. Pure: the day of the event comes in, nothing asks a clock.
//!
//! Sources: §§ 187, 188, 193 BGB; § 31 VwVfG; Regulation (EEC, Euratom) 1182/71 Art. 3; § 134 GWB;
//! handbook 3.2, 3.4, 12.3. Only statewide holidays are known: days that hold in some municipalities
//! only (Assumption Day in Bavaria, Corpus Christi in parts of Saxony and Thuringia) are not.

mod deadline;
mod holidays;
#[cfg(test)]
pub(crate) mod shared_data;
mod standstill;

pub use deadline::{Deadline, MAX_DAYS, MAX_MONTHS, MAX_WEEKS, MAX_WORKING_DAYS, Period, Roll};
pub use deadline::{calendar_end, days_before, deadline, fixed};
pub use holidays::{FIRST_YEAR, LAST_YEAR, holidays_of_year, is_public_holiday, is_working_day, public_holiday};
pub use standstill::{Dispatch, Standstill, standstill_ends};

/// Why a date cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The event or the end lies where the holidays are not known.
    #[error("the date lies outside the years {FIRST_YEAR} to {LAST_YEAR} whose holidays are known")]
    DateOutOfRange,
    /// No period of law is as long as this.
    #[error("the period is longer than a hundred years")]
    PeriodTooLong,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DateOutOfRange => "DATE_OUT_OF_RANGE",
            Self::PeriodTooLong => "PERIOD_TOO_LONG",
        }
    }
}
