//! The phases of a membership change and what follows what: how joining and leaving run as a process.
//!
//! The legal states stand in [`super::membership`]; a phase is what is being done to get from one to the next. The
//! workflow is a loop over these phases; [`Phase::after`] is the only place that knows their order.

use crate::tasks::TaskKind;
use serde::{Deserialize, Serialize};

/// Which change.
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
pub enum Direction {
    /// A body joins.
    Join,
    /// A member leaves by notice.
    Leave,
    /// A member leaves at once, for cause.
    ForCause,
}

/// Where a membership change stands. Also the step name of what is done there.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
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
pub enum Phase {
    /// The machine looks which way the change goes.
    #[default]
    Opening,
    /// The joining body's council resolves.
    OwnResolution,
    /// All members consent.
    Consents,
    /// The changed agreement is signed.
    Signing,
    /// The supervisory authority approves.
    Approval,
    /// The agreement is published.
    Publication,
    /// The machine waits for the first day of membership.
    EffectiveDay,
    /// The machine waits until the last day of membership is over.
    LastDay,
    /// The machine ends the membership.
    Ending,
    /// Assets, contracts, staff and grants are settled.
    ExitSettlement,
    /// Data are handed over.
    HandOver,
    /// End: a member.
    Joined,
    /// End: gone.
    Left,
    /// End: refused, or notice taken back.
    Withdrawn,
    /// End: aborted by an operator after an incident.
    Aborted,
}

/// Why a phase cannot be left that way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{phase} knows no outcome {outcome}")]
pub struct UnknownOutcome {
    /// Phase.
    pub phase: Phase,
    /// Code that came.
    pub outcome: String,
}

impl Phase {
    /// The human task of this phase; none: the machine does it or it is an end.
    #[must_use]
    pub const fn task(self) -> Option<TaskKind> {
        Some(match self {
            Self::OwnResolution => TaskKind::RecordOwnResolution,
            Self::Consents => TaskKind::CollectConsents,
            Self::Signing => TaskKind::SignAgreement,
            Self::Approval => TaskKind::RecordApproval,
            Self::Publication => TaskKind::RecordPublication,
            Self::ExitSettlement => TaskKind::SettleExit,
            Self::HandOver => TaskKind::HandOverData,
            Self::Opening
            | Self::EffectiveDay
            | Self::LastDay
            | Self::Ending
            | Self::Joined
            | Self::Left
            | Self::Withdrawn
            | Self::Aborted => return None,
        })
    }

    /// Whether the case has ended.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Joined | Self::Left | Self::Withdrawn | Self::Aborted)
    }

    /// What follows this phase after `outcome`.
    ///
    /// # Errors
    /// [`UnknownOutcome`].
    pub fn after(self, outcome: &str) -> Result<Self, UnknownOutcome> {
        Ok(match (self, outcome) {
            (Self::Opening, "JOIN") => Self::OwnResolution,
            (Self::Opening, "LEAVE") => Self::LastDay,
            (Self::Opening, "FOR_CAUSE") | (Self::LastDay, "OVER") => Self::Ending,
            (Self::OwnResolution, "RESOLVED") => Self::Consents,
            (Self::OwnResolution | Self::Consents | Self::Approval, "DECLINED")
            | (Self::LastDay, "NOTICE_WITHDRAWN") => Self::Withdrawn,
            (Self::Consents, "CONSENTED") => Self::Signing,
            (Self::Signing, "SIGNED") => Self::Approval,
            // a working group needs neither approval nor publication
            (Self::Signing, "SIGNED_FREELY") | (Self::Publication, "PUBLISHED") => Self::EffectiveDay,
            (Self::Approval, "APPROVED") => Self::Publication,
            (Self::EffectiveDay, "ACTIVE") => Self::Joined,
            (Self::Ending, "ENDED") => Self::ExitSettlement,
            (Self::ExitSettlement, "SETTLED") => Self::HandOver,
            (Self::HandOver, "HANDED_OVER") => Self::Left,
            (phase, outcome) => return Err(UnknownOutcome { phase, outcome: outcome.to_owned() }),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use strum::IntoEnumIterator;

    fn walk(outcomes: &[&str]) -> Phase {
        outcomes.iter().fold(Phase::default(), |phase, outcome| phase.after(outcome).unwrap())
    }

    #[test]
    fn joining_and_leaving_run_to_their_ends() {
        let join = ["JOIN", "RESOLVED", "CONSENTED", "SIGNED", "APPROVED", "PUBLISHED", "ACTIVE"];
        assert_eq!(walk(&join), Phase::Joined);
        assert_eq!(walk(&["JOIN", "RESOLVED", "CONSENTED", "SIGNED_FREELY", "ACTIVE"]), Phase::Joined);
        assert_eq!(walk(&["LEAVE", "OVER", "ENDED", "SETTLED", "HANDED_OVER"]), Phase::Left);
        assert_eq!(walk(&["FOR_CAUSE", "ENDED", "SETTLED", "HANDED_OVER"]), Phase::Left);
        assert_eq!(walk(&["LEAVE", "NOTICE_WITHDRAWN"]), Phase::Withdrawn);
    }

    #[test]
    fn every_outcome_a_task_offers_leads_somewhere() {
        for phase in Phase::iter() {
            for outcome in phase.task().map(TaskKind::outcomes).unwrap_or_default() {
                assert!(phase.after(outcome.code).is_ok(), "{phase} {}", outcome.code);
            }
        }
    }
}
