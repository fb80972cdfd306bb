//! The legal form of a cooperation, and what follows from it for a statement (handbook 9.1; KomZG §§ 10, 12 to 14a).
//!
//! Whoever settles by agreement hears objections (Einwendungen), and silence counts as agreed where the agreement says so.
//! An association levies by notice with instruction on remedies: administrative appeal within one month, and no acceptance
//! by silence; the notice merely becomes final when the month is over.

use crate::calendar::{self, Deadline, Period, Roll};
use crate::cooperation::Land;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Legal form of a cooperation.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum LegalForm {
    /// Zweckverband: a legal person that levies.
    Association,
    /// Zweckvereinbarung: one performs for the others.
    PublicLawAgreement,
    /// Kommunale Arbeitsgemeinschaft.
    WorkingGroup,
    /// Gemeinsame kommunale Anstalt: its members settle by agreement; a levy is not provided for.
    JointInstitution,
}

/// What a member can do against a statement, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Einwendung against a statement under an agreement.
    Objection {
        /// Days of the agreed objection period.
        period_days: u32,
        /// Whether the agreement lets silence count as consent.
        silence_agrees: bool,
    },
    /// Widerspruch against a notice: one month from notification (§ 70 VwGO).
    AdministrativeAppeal,
}

/// How a member's part of a settlement became final.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Finality {
    /// The member said yes.
    Accepted,
    /// The period passed, and the agreement lets silence count as consent.
    AgreedBySilence,
    /// The month passed: the notice can no longer be appealed. Nobody has consented to anything.
    Unappealable,
}

impl LegalForm {
    /// What a member can do. `period_days` and `silence_agrees` are those of the agreement; a notice ignores them.
    #[must_use]
    pub const fn remedy(self, period_days: u32, silence_agrees: bool) -> Remedy {
        match self {
            Self::Association => Remedy::AdministrativeAppeal,
            Self::PublicLawAgreement | Self::WorkingGroup | Self::JointInstitution => {
                Remedy::Objection { period_days, silence_agrees }
            }
        }
    }

    /// Whether joining and leaving need the supervisory authority's approval (handbook 11.6).
    #[must_use]
    pub const fn needs_supervisory_approval(self) -> bool {
        !matches!(self, Self::WorkingGroup)
    }
}

impl Remedy {
    /// Last day for objecting or appealing, counted from the day of notification, at the member's place.
    ///
    /// # Errors
    /// As [`calendar::deadline`].
    pub fn ends(self, notified_on: NaiveDate, land: Land) -> Result<Deadline, calendar::Error> {
        let period = match self {
            Self::Objection { period_days, .. } => Period::Days(period_days),
            Self::AdministrativeAppeal => Period::Months(1),
        };
        calendar::deadline(notified_on, period, land, Roll::NextWorkingDay)
    }

    /// What silence means once the period is over; none: the member must still be asked.
    #[must_use]
    pub const fn silence(self) -> Option<Finality> {
        match self {
            Self::Objection { silence_agrees: true, .. } => Some(Finality::AgreedBySilence),
            Self::Objection { silence_agrees: false, .. } => None,
            Self::AdministrativeAppeal => Some(Finality::Unappealable),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_notice_runs_one_month_and_silence_is_no_consent() {
        let remedy = LegalForm::Association.remedy(42, true);
        assert_eq!(remedy.ends(day(2026, 4, 23), Land::Rp).unwrap().end, day(2026, 5, 26));
        assert_eq!(remedy.silence(), Some(Finality::Unappealable));
    }

    #[test]
    fn an_agreement_runs_as_agreed_and_silence_counts_only_where_agreed() {
        let agreed = LegalForm::PublicLawAgreement.remedy(28, true);
        assert_eq!(agreed.ends(day(2026, 3, 2), Land::Rp).unwrap().end, day(2026, 3, 30));
        assert_eq!(agreed.silence(), Some(Finality::AgreedBySilence));
        assert_eq!(LegalForm::WorkingGroup.remedy(28, false).silence(), None);
    }
}
