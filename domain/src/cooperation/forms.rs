//! The forms of joining and leaving, as types: JSON Schema is derived from them, and the server reads into them.

use crate::ids::BodyId;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The joining body's own resolution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OwnResolution {
    /// Day of the session.
    pub resolved_on: NaiveDate,
    /// Organ, session and agenda item.
    #[schemars(length(min = 3, max = 400))]
    pub reference: String,
}

/// One member's consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consent {
    /// The member.
    pub body_id: BodyId,
    /// Day of its resolution.
    pub resolved_on: NaiveDate,
    /// Organ, session and agenda item.
    #[schemars(length(min = 3, max = 400))]
    pub reference: String,
}

/// Consents of all members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consents {
    /// One per member.
    #[schemars(length(max = 500))]
    pub consents: Vec<Consent>,
}

/// The changed agreement is signed, in writing (§ 57 VwVfG).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signature {
    /// Day of the last signature.
    pub signed_on: NaiveDate,
    /// Who signed for whom.
    #[schemars(length(min = 3, max = 2000))]
    pub signed_by: String,
}

/// Approval by the supervisory authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Approval {
    /// Day of the approval.
    pub approved_on: NaiveDate,
    /// Authority and file reference.
    #[schemars(length(min = 3, max = 400))]
    pub reference: String,
}

/// Publication of the agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Publication {
    /// Day of the last publication.
    pub published_on: NaiveDate,
    /// Where it was published.
    #[schemars(length(min = 3, max = 400))]
    pub place: String,
}

/// What is settled when a member leaves (Auseinandersetzung).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ExitKind {
    /// Assets bought together.
    Assets,
    /// Running contracts and framework agreements.
    Contracts,
    /// Staff and pension burdens.
    Staff,
    /// Grants and their proof of use.
    Grants,
    /// Anything else.
    Other,
}

/// One item of the exit settlement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExitItem {
    /// What sort of thing.
    pub kind: ExitKind,
    /// What is settled and how.
    #[schemars(length(min = 3, max = 1000))]
    pub description: String,
    /// Above zero the leaving member pays, below it is paid.
    #[schemars(range(min = -10_000_000_000_000_i64, max = 10_000_000_000_000_i64))]
    pub amount_cents: i64,
    /// When it was paid; needed unless the amount is zero.
    #[serde(default)]
    pub paid_on: Option<NaiveDate>,
}

/// The exit settlement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExitSettlement {
    /// Its items; at least one, if only to say that nothing is owed.
    #[schemars(length(min = 1, max = 200))]
    pub items: Vec<ExitItem>,
}

/// One entry of the hand-over list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandOverEntry {
    /// Files, data or things.
    #[schemars(length(min = 3, max = 1000))]
    pub what: String,
    /// When it was handed over.
    #[serde(default)]
    pub handed_over_on: Option<NaiveDate>,
    /// Who received it.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub received_by: Option<String>,
}

/// The hand-over list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandOver {
    /// Its entries.
    #[schemars(length(min = 1, max = 500))]
    pub entries: Vec<HandOverEntry>,
}
