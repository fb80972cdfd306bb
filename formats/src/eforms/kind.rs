//! The seven subtypes: their numbers, documents and what each carries.

use super::data::{CallTerms, ProcessReason, Results};
use chrono::NaiveDate;

/// Number of the notice subtype.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subtype {
    /// 4: prior information.
    PriorInformation,
    /// 16: contract notice.
    Contract,
    /// 20: contract notice, social services.
    SocialContract,
    /// 25: direct award preannouncement (ex ante).
    DirectAward,
    /// 29: award.
    Award,
    /// 33: award, social services.
    SocialAward,
    /// 38: contract change.
    ContractChange,
}

/// What a contract change says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modification {
    /// Award notice that is changed: `uuid-01`.
    pub former_notice: String,
    /// Code of the list `modification-justification`.
    pub reason_code: &'static str,
    /// Why.
    pub reason: String,
    /// What changes.
    pub description: String,
}

/// What belongs to each subtype.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Subtype 4.
    PriorInformation {
        /// When the contract notice is planned.
        planned_on: NaiveDate,
    },
    /// Subtype 16.
    Contract(CallTerms),
    /// Subtype 20.
    SocialContract(CallTerms),
    /// Subtype 25.
    DirectAward(ProcessReason, Results),
    /// Subtype 29.
    Award(Results),
    /// Subtype 33.
    SocialAward(Results),
    /// Subtype 38; the results are those of the changed contract.
    ContractChange(Modification, Results),
}

impl Content {
    /// Its subtype.
    #[must_use]
    pub const fn subtype(&self) -> Subtype {
        match self {
            Self::PriorInformation { .. } => Subtype::PriorInformation,
            Self::Contract(_) => Subtype::Contract,
            Self::SocialContract(_) => Subtype::SocialContract,
            Self::DirectAward(..) => Subtype::DirectAward,
            Self::Award(_) => Subtype::Award,
            Self::SocialAward(_) => Subtype::SocialAward,
            Self::ContractChange(..) => Subtype::ContractChange,
        }
    }

    pub(super) const fn call(&self) -> Option<&CallTerms> {
        match self {
            Self::Contract(call) | Self::SocialContract(call) => Some(call),
            _ => None,
        }
    }

    pub(super) const fn results(&self) -> Option<&Results> {
        match self {
            Self::DirectAward(_, results)
            | Self::Award(results)
            | Self::SocialAward(results)
            | Self::ContractChange(_, results) => Some(results),
            _ => None,
        }
    }
}

impl Subtype {
    /// Its number.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::PriorInformation => "4",
            Self::Contract => "16",
            Self::SocialContract => "20",
            Self::DirectAward => "25",
            Self::Award => "29",
            Self::SocialAward => "33",
            Self::ContractChange => "38",
        }
    }

    /// Form type (name of the list) and notice type.
    pub(super) const fn notice_type(self) -> (&'static str, &'static str) {
        match self {
            Self::PriorInformation => ("planning", "pin-only"),
            Self::Contract => ("competition", "cn-standard"),
            Self::SocialContract => ("competition", "cn-social"),
            Self::DirectAward => ("dir-awa-pre", "veat"),
            Self::Award => ("result", "can-standard"),
            Self::SocialAward => ("result", "can-social"),
            Self::ContractChange => ("cont-modif", "can-modif"),
        }
    }

    /// Root element and its namespace.
    pub(super) const fn root(self) -> (&'static str, &'static str) {
        match self {
            Self::PriorInformation => {
                ("PriorInformationNotice", "urn:oasis:names:specification:ubl:schema:xsd:PriorInformationNotice-2")
            }
            Self::Contract | Self::SocialContract => {
                ("ContractNotice", "urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2")
            }
            Self::DirectAward | Self::Award | Self::SocialAward | Self::ContractChange => {
                ("ContractAwardNotice", "urn:oasis:names:specification:ubl:schema:xsd:ContractAwardNotice-2")
            }
        }
    }

    /// Social services have fewer fields.
    pub(super) const fn is_social(self) -> bool {
        matches!(self, Self::SocialContract | Self::SocialAward)
    }
}
