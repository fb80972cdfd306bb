//! Roles of handbook 11 as a closed enum with stable numbers for the database.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What somebody may be towards a body. The number is stored; never reuse or change one.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
    strum::FromRepr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[repr(i16)]
pub enum Role {
    /// Bedarfsstelle.
    Requester = 1,
    /// Vergabestelle.
    Buyer = 2,
    /// Haushaltsverantwortliche.
    Budget = 3,
    /// Evaluates bids.
    Evaluator = 4,
    /// Opens bids.
    Opener = 5,
    /// Entscheider.
    Decider = 6,
    /// Rechnungsprüfung: reads everything of its bodies, changes nothing.
    Auditor = 7,
    /// Certifies that an invoice is factually right.
    #[serde(rename = "CERTIFIER_F")]
    #[strum(serialize = "CERTIFIER_F")]
    CertifierFactual = 8,
    /// Certifies that an invoice is arithmetically right.
    #[serde(rename = "CERTIFIER_A")]
    #[strum(serialize = "CERTIFIER_A")]
    CertifierArithmetic = 9,
    /// Anordnungsbefugte.
    Orderer = 10,
    /// Kasse, first signature.
    #[serde(rename = "TREASURY_1")]
    #[strum(serialize = "TREASURY_1")]
    Treasury1 = 11,
    /// Kasse, second signature.
    #[serde(rename = "TREASURY_2")]
    #[strum(serialize = "TREASURY_2")]
    Treasury2 = 12,
    /// Sachbearbeitung.
    Clerk = 13,
    /// Signs final versions.
    Signer = 14,
    /// Registratur.
    Registry = 15,
    /// Archiv.
    Archive = 16,
    /// Lead of a cooperation or joint tender; administers cases.
    Lead = 17,
    /// Member of a cooperation.
    Member = 18,
    /// Steering committee.
    Steering = 19,
    /// Kommunalaufsicht.
    Supervisor = 20,
    /// Operates the engine: incidents; sees no contents.
    Operator = 21,
}

impl Role {
    /// The number the database stores.
    #[must_use]
    pub const fn number(self) -> i16 {
        self as i16
    }
}

/// Field of work a grant is limited to.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
    strum::FromRepr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[repr(i16)]
pub enum Area {
    /// Every area.
    All = 0,
    /// Procurement, budget lines, invoices.
    Procurement = 1,
    /// Joint tenders.
    JointTender = 2,
    /// Files and documents.
    Efile = 3,
    /// Cost sharing.
    CostSharing = 4,
    /// Members, persons, grants.
    Cooperation = 5,
}

impl Area {
    /// Whether a grant for `self` reaches `wanted`.
    #[must_use]
    pub fn covers(self, wanted: Self) -> bool {
        self == Self::All || self == wanted
    }
}
