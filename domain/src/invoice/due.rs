//! Until when to pay, and by when with discount (handbook 7.3).
//!
//! Why here: § 286(3) BGB puts a public buyer in default 30 days after receipt; § 271a(2) lets it
//! agree on at most 30 days, 60 only if agreed expressly and justified by the contract.
//!
//! What must stay true: all dates are calendar dates counted from the day **after** the event
//! (§ 187 BGB), not rolled to a working day: paying a day early is never wrong, and the roll of
//! § 193 needs the holidays of the Land. A date the supplier prints binds only if agreed.

use super::skonto::Discount;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days of the statute (§ 286(3), § 271a(2) BGB).
pub const STATUTORY_DAYS: u16 = 30;
/// The most that may be agreed, expressly and justified (§ 271a(2) No. 2 BGB).
pub const LONGEST_DAYS: u16 = 60;

/// What was agreed about the time of payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "agreed")]
pub enum Agreement {
    /// Nothing: 30 days.
    #[default]
    Statutory,
    /// A number of days; above 30 the statute makes it 30.
    Days { days: u16 },
    /// More than 30, expressly agreed and justified; above 60 the statute makes it 60.
    Justified { days: u16 },
}

impl Agreement {
    /// The days that count in law.
    pub fn effective_days(self) -> u16 {
        match self {
            Self::Statutory => STATUTORY_DAYS,
            Self::Days { days } => days.min(STATUTORY_DAYS),
            Self::Justified { days } => days.min(LONGEST_DAYS),
        }
    }
}

/// How the invoice came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Form {
    /// In the form that is due.
    Proper,
    /// On paper where an electronic invoice is due: the period does not start (§ 4a(4) EGovG, federal law).
    PaperInsteadOfElectronic,
}

/// The two dates of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// Last day with discount; `None` without one.
    pub discount_on: Option<NaiveDate>,
    /// Last day before default; `None` while the period has not started.
    pub due_on: Option<NaiveDate>,
}

impl Dates {
    /// The day by which the queue sorts: the earlier date still reachable `today`. When both have
    /// passed it is the due date, so that what is late comes first.
    pub fn queue_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        [self.discount_on, self.due_on].into_iter().flatten().filter(|d| *d >= today).min().or(self.due_on)
    }
}

/// Last day before default: the agreed or statutory days after the later of receipt of the
/// invoice and performance (`performed_on`, the acceptance of goods or service).
pub fn due_on(
    received_on: NaiveDate,
    performed_on: Option<NaiveDate>,
    agreement: Agreement,
    form: Form,
) -> Option<NaiveDate> {
    if form == Form::PaperInsteadOfElectronic {
        return None;
    }
    let start = performed_on.map_or(received_on, |p| p.max(received_on));
    start.checked_add_days(Days::new(u64::from(agreement.effective_days())))
}

/// Both dates. Discount days count from the day of issue, which is the cautious reading where an
/// invoice does not say. With several offers the next one still reachable `today` is given (the
/// earlier offer is the better one), else the last.
pub fn dates(issued_on: NaiveDate, due_on: Option<NaiveDate>, discounts: &[Discount], today: NaiveDate) -> Dates {
    let last_days = || discounts.iter().filter_map(|d| issued_on.checked_add_days(Days::new(u64::from(d.days))));
    let discount_on = last_days().filter(|d| *d >= today).min().or_else(|| last_days().max());
    Dates { discount_on, due_on }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn day(month: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, d).unwrap()
    }

    fn discount(days: u32) -> Discount {
        Discount { days, percent_bp: 200, base_cents: None }
    }

    #[test]
    fn thirty_days_count_from_the_later_of_invoice_and_delivery() {
        let due = |performed| due_on(day(3, 2), performed, Agreement::Statutory, Form::Proper);
        assert_eq!(due(None), Some(day(4, 1)));
        assert_eq!(due(Some(day(3, 10))), Some(day(4, 9)));
        assert_eq!(due(Some(day(2, 1))), Some(day(4, 1)));
    }

    #[test]
    fn a_public_buyer_cannot_agree_on_more_than_the_statute_allows() {
        let due = |a| due_on(day(3, 2), None, a, Form::Proper).unwrap();
        assert_eq!(due(Agreement::Days { days: 14 }), day(3, 16));
        assert_eq!(due(Agreement::Days { days: 90 }), day(4, 1));
        assert_eq!(due(Agreement::Justified { days: 90 }), day(5, 1));
    }

    #[test]
    fn paper_where_a_file_is_due_starts_nothing() {
        assert_eq!(due_on(day(3, 2), None, Agreement::Statutory, Form::PaperInsteadOfElectronic), None);
    }

    #[test]
    fn the_queue_takes_the_earlier_date_still_reachable() {
        let dates = |today| dates(day(3, 2), Some(day(4, 1)), &[discount(7), discount(14)], today);
        assert_eq!(dates(day(3, 3)).queue_on(day(3, 3)), Some(day(3, 9)));
        assert_eq!(dates(day(3, 10)).queue_on(day(3, 10)), Some(day(3, 16)));
        assert_eq!(dates(day(3, 20)).queue_on(day(3, 20)), Some(day(4, 1)));
        assert_eq!(dates(day(5, 1)).queue_on(day(5, 1)), Some(day(4, 1)));
    }

    proptest! {
        #[test]
        fn no_agreement_passes_sixty_days_and_no_date_panics(days in any::<u16>(), discount_days in any::<u32>()) {
            for a in [Agreement::Days { days }, Agreement::Justified { days }] {
                prop_assert!(a.effective_days() <= LONGEST_DAYS);
            }
            let _ = dates(NaiveDate::MAX, due_on(NaiveDate::MAX, None, Agreement::Statutory, Form::Proper), &[discount(discount_days)], day(1, 1));
        }
    }
}
