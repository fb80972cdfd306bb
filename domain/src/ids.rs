//! Identifiers: one newtype per noun, so that a person can never be passed where a body is meant.
//!
//! All are 64-bit row numbers given by the database; the API shows them as opaque node ids.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A cooperation of municipalities.
    CooperationId,
    /// A body that owns budget and decisions: municipality, association, county (architecture: "Bodies and offices").
    BodyId,
    /// A natural person.
    PersonId,
    /// A case (Vorgang): the unit that has a file reference, a journal chain and one durable process.
    CaseId,
    /// A human task.
    TaskId,
    /// One distinct set of candidate roles; together with a body it names a lane of the work list.
    RoleSetId,
    /// A budget line of one body and year.
    BudgetLineId,
    /// A firm that is invited, ordered from and paid.
    SupplierId,
    /// An invoice received on a case.
    InvoiceId,
    /// A document (with versions) on a case.
    DocumentId,
    /// Something that went wrong and waits for a person.
    IncidentId,
    /// A comment on a case or task.
    CommentId,
    /// A saved view of the work list.
    ViewId,
    /// A question or delegation about a task.
    RequestId,
    /// A notice to a person.
    NoticeId,
    /// A deputyship.
    DeputyshipId,
    /// An absence.
    AbsenceId,
    /// What members of a cooperation agreed about sharing costs.
    AgreementId,
    /// A dated version of an allocation key.
    KeyVersionId,
    /// A cost voucher with its lines.
    VoucherId,
    /// A line of a cost voucher.
    CostLineId,
    /// A grant or income taken off shared costs.
    DeductionId,
    /// A posting entered by hand.
    ManualPostingId,
    /// Hours entered for a body served.
    HourEntryId,
}
