//! What a settlement needs done by machine, as typed contracts; carried out in `activities`, each by one use case.

use chrono::{DateTime, Utc};
use domain::cost_sharing::year::Phase;
use process::StepInput;
use serde::{Deserialize, Serialize};
use temporalio_macros::activity_definitions;

// the macro puts its marker types into a private module named after the struct
pub use settlement_activities::{AdvanceSettlement, DeliverStatements, EndSettlementCase};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// How a machine phase ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Advanced {
    /// An outcome code of [`Phase::after`]; none: not yet.
    pub outcome: Option<String>,
    /// When to ask again; none: when somebody answers.
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
pub struct SettlementActivities;

#[activity_definitions]
#[allow(clippy::unimplemented)] // the macro demands this body; it is never called
impl SettlementActivities {
    /// Does what the phase asks of the machine, or says until when to wait.
    #[activity(name = "advance_settlement")]
    pub fn advance_settlement(_: StepInput<Nothing>) -> Result<Advanced, BoxError> {
        unimplemented!()
    }
    /// Makes and files some statements of the approved version; once all are there, asks every member.
    #[activity(name = "deliver_statements")]
    pub fn deliver_statements(_: StepInput<Nothing>) -> Result<Advanced, BoxError> {
        unimplemented!()
    }
    /// Ends the case if it has not been ended.
    #[activity(name = "end_settlement_case")]
    pub fn end_settlement_case(_: StepInput<EndOrder>) -> Result<Nothing, BoxError> {
        unimplemented!()
    }
}
