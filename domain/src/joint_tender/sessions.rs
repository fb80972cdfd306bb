//! A member's calendar of sessions, and the dates counted back from the planned publication.
//!
//! Backward periods do not move to another day (handbook 12.3). Must stay true: a plan never names a session whose
//! drafts could no longer be handed in.

use crate::calendar;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Which organ.
    pub organ: String,
    /// Its day.
    pub session_on: NaiveDate,
    /// Last day to hand in a draft resolution.
    pub drafts_until: NaiveDate,
}

/// Days between the gates, by the agreement of the cooperation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LeadTimes {
    /// From the last signature to publication.
    pub signature_days: u32,
    /// From a session to the signature.
    pub after_session_days: u32,
    /// From the consolidated need to the last day for drafts.
    pub draft_days: u32,
    /// From the declared need to consolidation.
    pub consolidation_days: u32,
}

/// One member's dates, latest possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Need declared by.
    pub need_by: NaiveDate,
    /// Draft handed in by.
    pub draft_by: NaiveDate,
    /// Decided in this session.
    pub session_on: NaiveDate,
    /// Signed by.
    pub signed_by: NaiveDate,
}

/// Why the planned day cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No session in time: plan a later publication, or decide urgently.
    #[error("no session before {latest} can still take a draft")]
    NoSession {
        /// Latest day a session would help.
        latest: NaiveDate,
    },
    /// The calendar does not reach so far.
    #[error(transparent)]
    Calendar(#[from] calendar::Error),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSession { .. } => "NO_SESSION_IN_TIME",
            Self::Calendar(error) => error.code(),
        }
    }
}

/// Dates of one member for a publication on `publish_on`, seen from `today`: the last session of `organ` that is
/// early enough and still takes drafts.
///
/// # Errors
/// [`Error`].
pub fn plan(
    publish_on: NaiveDate,
    organ: &str,
    sessions: &[Session],
    lead: LeadTimes,
    today: NaiveDate,
) -> Result<Plan, Error> {
    let signed_by = calendar::days_before(publish_on, lead.signature_days)?;
    let latest = calendar::days_before(signed_by, lead.after_session_days)?;
    let fits =
        |session: &&Session| session.organ == organ && session.session_on <= latest && session.drafts_until >= today;
    let last = sessions.iter().filter(fits).max_by_key(|session| session.session_on);
    let session = last.ok_or(Error::NoSession { latest })?;
    let draft_by = session.drafts_until.min(session.session_on);
    let consolidated_by = calendar::days_before(draft_by, lead.draft_days)?;
    let need_by = calendar::days_before(consolidated_by, lead.consolidation_days)?;
    Ok(Plan { need_by, draft_by, session_on: session.session_on, signed_by })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const LEAD: LeadTimes =
        LeadTimes { signature_days: 7, after_session_days: 10, draft_days: 5, consolidation_days: 14 };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn session(on: &str, until: &str) -> Session {
        Session { organ: "council".into(), session_on: day(on), drafts_until: day(until) }
    }

    #[test]
    fn dates_are_counted_back_over_the_last_session_that_fits() {
        let calendar = [
            session("2027-01-21", "2027-01-04"),
            session("2027-02-25", "2027-02-08"),
            session("2027-03-18", "2027-03-01"),
        ];
        let found = plan(day("2027-03-15"), "council", &calendar, LEAD, day("2026-11-22")).unwrap();
        assert_eq!(found.session_on, day("2027-02-25"));
        assert_eq!((found.signed_by, found.draft_by), (day("2027-03-08"), day("2027-02-08")));
        assert_eq!(found.need_by, day("2027-01-20"));
        let late = plan(day("2027-03-15"), "council", &calendar, LEAD, day("2027-02-09")).unwrap_err();
        assert_eq!(late, Error::NoSession { latest: day("2027-02-26") });
        assert!(plan(day("2027-03-15"), "committee", &calendar, LEAD, day("2026-11-22")).is_err());
    }

    proptest! {
        #[test]
        fn dates_never_stand_in_the_wrong_order(publish in 0u64..2_000, sessions in proptest::collection::vec((0u64..2_000, 0u64..40), 0..20), today in 0u64..2_000) {
            let at = |days: u64| day("2026-01-01") + chrono::Days::new(days);
            let list: Vec<_> = sessions.iter().map(|(on, before)| Session { organ: "o".into(), session_on: at(*on), drafts_until: at(on.saturating_sub(*before)) }).collect();
            if let Ok(found) = plan(at(publish), "o", &list, LEAD, at(today)) {
                prop_assert!(found.need_by <= found.draft_by && found.draft_by <= found.session_on);
                prop_assert!(found.session_on <= found.signed_by && found.signed_by <= at(publish));
                prop_assert!(list.iter().any(|s| s.session_on == found.session_on && s.drafts_until >= at(today)));
            }
        }
    }
}
