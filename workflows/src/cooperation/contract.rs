//! What a membership change needs done by machine, as typed contracts; carried out in `activities`, each by one use case.

use chrono::{DateTime, Utc};
use domain::cooperation::change::Phase;
use process::StepInput;
use serde::{Deserialize, Serialize};
use temporalio_macros::activity_definitions;

// the macro puts its marker types into a private module named after the struct
pub use membership_activities::{AdvanceMembership, EndMembershipCase};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// How a machine phase ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Advanced {
    /// An outcome code of [`Phase::after`]; none: the day has not come.
    pub outcome: Option<String>,
    /// When to ask again.
    pub not_before: Option<DateTime<Utc>>,
}

/// The end a case has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndOrder {
    pub phase: Phase,
}

/// Nothing to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Nothing {}

/// Carrier of the definitions.
pub struct MembershipActivities;

#[activity_definitions]
#[allow(clippy::unimplemented)] // the macro demands this body; it is never called
impl MembershipActivities {
    /// Does what the phase asks of the machine, or says until when to wait.
    #[activity(name = "advance_membership")]
    pub fn advance_membership(_: StepInput<Nothing>) -> Result<Advanced, BoxError> {
        unimplemented!()
    }
    /// Ends the case if it has not been ended.
    #[activity(name = "end_membership_case")]
    pub fn end_membership_case(_: StepInput<EndOrder>) -> Result<Nothing, BoxError> {
        unimplemented!()
    }
}
