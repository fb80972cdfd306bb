//! Complaints (Rüge) and reviews: whether they came in time and what they block (§§ 160, 169, 172 GWB; handbook 3.4).
//!
//! A review forbids the award by law. An unanswered complaint does not, but awarding over one is asking for a review:
//! Verbund blocks until somebody has answered it.

use crate::calendar::{self, Period};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days to complain after knowing (§ 160(3) no. 1).
pub const COMPLAINT_DAYS: u32 = 10;
/// Days to apply for review after a refusal (§ 160(3) no. 4).
pub const APPLICATION_DAYS: u32 = 15;
/// Weeks of appeal after the chamber's decision (§ 172(1)).
pub const APPEAL_WEEKS: u32 = 2;
/// Weeks in which the chamber decides (§ 167(1)), and by how much it may prolong.
pub const DECISION_WEEKS: (u32, u32) = (5, 2);

closed_list! {
    /// How the fault could be seen.
    Visibility {
        /// It was recognised; ten days from knowing.
        Recognised,
        /// In the notice, or only in the documents; until the deadline for applications or bids.
        InNoticeOrDocuments,
    }
}

/// A complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Complaint {
    /// How the fault could be seen.
    pub visibility: Visibility,
    /// When the firm knew.
    pub known_on: NaiveDate,
    /// When the complaint came in.
    pub received_on: NaiveDate,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
    /// Whether the answer remedies the fault.
    pub remedied: bool,
}

/// Whether the firm complained in time; a late one is answered too, but a review on it is inadmissible.
///
/// # Errors
/// When the calendar does not reach so far.
pub fn is_in_time(complaint: &Complaint, due_on: NaiveDate) -> Result<bool, calendar::Error> {
    let last = match complaint.visibility {
        Visibility::Recognised => calendar::calendar_end(complaint.known_on, Period::Days(COMPLAINT_DAYS))?,
        Visibility::InNoticeOrDocuments => Some(due_on),
    };
    Ok(last.is_some_and(|last| complaint.received_on <= last))
}

/// Last day to apply for review after a refused complaint; `None` while unanswered or when remedied.
///
/// # Errors
/// When the calendar does not reach so far.
pub fn application_until(complaint: &Complaint) -> Result<Option<NaiveDate>, calendar::Error> {
    match complaint.answered_on.filter(|_| !complaint.remedied) {
        Some(refused) => calendar::calendar_end(refused, Period::Days(APPLICATION_DAYS)),
        None => Ok(None),
    }
}

/// A review at the chamber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// When the chamber informed the buyer: from here the award is forbidden (§ 169(1)).
    pub informed_on: NaiveDate,
    /// When its decision was announced.
    pub decided_on: Option<NaiveDate>,
    /// Whether the buyer won.
    pub buyer_won: bool,
    /// Whether an appeal is pending that has suspensive effect; none if the chamber rejected the application (§ 173(1)).
    pub appeal_pending: bool,
    /// Withdrawn or ended without decision.
    pub ended_on: Option<NaiveDate>,
}

/// What forbids the award today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Block {
    /// A complaint waits for its answer.
    ComplaintUnanswered,
    /// The chamber has not decided.
    ReviewPending,
    /// The buyer lost; the time to appeal runs.
    AppealPeriod {
        /// Last day of it.
        until: NaiveDate,
    },
    /// An appeal is pending.
    AppealPending,
}

/// Everything that forbids the award on `today`.
///
/// # Errors
/// When the calendar does not reach so far.
pub fn blocks(complaints: &[Complaint], reviews: &[Review], today: NaiveDate) -> Result<Vec<Block>, calendar::Error> {
    let mut found = Vec::new();
    if complaints.iter().any(|complaint| complaint.answered_on.is_none()) {
        found.push(Block::ComplaintUnanswered);
    }
    for review in reviews.iter().filter(|review| review.informed_on <= today && review.ended_on.is_none()) {
        let Some(decided_on) = review.decided_on else {
            found.push(Block::ReviewPending);
            continue;
        };
        if review.buyer_won {
            continue; // the ban ends with the announcement (§ 169(1), second sentence); no suspensive effect (§ 173(1))
        }
        if review.appeal_pending {
            found.push(Block::AppealPending);
        } else if let Some(until) = calendar::calendar_end(decided_on, Period::Weeks(APPEAL_WEEKS))?
            && today <= until
        {
            found.push(Block::AppealPeriod { until });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn complaint(received_on: &str, visibility: Visibility) -> Complaint {
        Complaint {
            visibility,
            known_on: day("2026-12-01"),
            received_on: day(received_on),
            answered_on: None,
            remedied: false,
        }
    }

    #[test]
    fn ten_days_from_knowing_or_until_bids_are_due() {
        let due = day("2026-12-28");
        let in_time = |received, visibility| is_in_time(&complaint(received, visibility), due).unwrap();
        assert!(in_time("2026-12-11", Visibility::Recognised) && !in_time("2026-12-12", Visibility::Recognised));
        assert!(in_time("2026-12-28", Visibility::InNoticeOrDocuments));
        assert!(!in_time("2026-12-29", Visibility::InNoticeOrDocuments));
    }

    #[test]
    fn a_refused_complaint_opens_fifteen_days() {
        let mut refused = complaint("2026-12-11", Visibility::Recognised);
        assert_eq!(application_until(&refused).unwrap(), None);
        refused.answered_on = Some(day("2026-12-16"));
        assert_eq!(application_until(&refused).unwrap(), Some(day("2026-12-31")));
        refused.remedied = true;
        assert_eq!(application_until(&refused).unwrap(), None);
    }

    #[test]
    fn a_review_blocks_until_the_buyer_has_won_or_the_appeal_is_over() {
        let pending = Review {
            informed_on: day("2027-01-04"),
            decided_on: None,
            buyer_won: false,
            appeal_pending: false,
            ended_on: None,
        };
        let at = |review: Review, today: &str| blocks(&[], &[review], day(today)).unwrap();
        assert_eq!(at(pending, "2027-01-03"), []);
        assert_eq!(at(pending, "2027-01-04"), [Block::ReviewPending]);
        let lost = Review { decided_on: Some(day("2027-02-08")), ..pending };
        assert_eq!(at(lost, "2027-02-22"), [Block::AppealPeriod { until: day("2027-02-22") }]);
        assert_eq!(at(lost, "2027-02-23"), []);
        assert_eq!(at(Review { appeal_pending: true, ..lost }, "2027-03-23"), [Block::AppealPending]);
        assert_eq!(at(Review { buyer_won: true, ..lost }, "2027-02-08"), []);
        assert_eq!(at(Review { ended_on: Some(day("2027-01-05")), ..pending }, "2027-01-06"), []);
        let open = [complaint("2026-12-11", Visibility::Recognised)];
        assert_eq!(blocks(&open, &[], day("2026-12-12")).unwrap(), [Block::ComplaintUnanswered]);
    }
}
