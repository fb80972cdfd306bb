//! What the procurement needs done by machine, as typed contracts; carried out in `activities`,
//! each by one use case. Idempotent by step key, effect and state saved together.

use domain::procurement::phase::Phase;
use process::StepInput;
use serde::{Deserialize, Serialize};
use temporalio_macros::activity_definitions;

// the macro puts its marker types into a private module named after the struct
pub use procurement_activities::{BookCost, EndCase, MatchInvoice};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// How a machine phase ended: an outcome code of [`Phase::after`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Verdict {
    pub outcome: String,
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
pub struct ProcurementActivities;

#[activity_definitions]
#[allow(clippy::unimplemented)] // the macro demands this body; it is never called
impl ProcurementActivities {
    /// Three-way match of order, receipts and the newest invoice: `MATCHED` or `DIFFERENCE`.
    #[activity(name = "match_invoice")]
    pub fn match_invoice(_: StepInput<Nothing>) -> Result<Verdict, BoxError> {
        unimplemented!()
    }
    /// Books the paid invoice to its cost centre: `FINISHED`, `MORE` (goods still to come) or
    /// `MORE_INVOICES`.
    #[activity(name = "book_cost")]
    pub fn book_cost(_: StepInput<Nothing>) -> Result<Verdict, BoxError> {
        unimplemented!()
    }
    /// Ends the case if it has not been ended: frees what is still bound when it was aborted.
    #[activity(name = "end_case")]
    pub fn end_case(_: StepInput<EndOrder>) -> Result<Nothing, BoxError> {
        unimplemented!()
    }
}
