//! The closed lists of `domain::procurement::rules` as GraphQL enums; the compiler keeps both the same.

use async_graphql::Enum;

/// What is bought, as the law divides it.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ProcurementCategory", remote = "domain::procurement::regime::Category")]
pub enum Category {
    /// Supplies and services (UVgO, VgV).
    SuppliesServices,
    /// Works (VOB/A).
    Works,
    /// Works for housing, where a Land sets limits of its own.
    WorksHousing,
    /// Social and other special services.
    SocialServices,
    /// Concessions.
    Concessions,
}

/// Ways to a contract.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ProcurementProcedure", remote = "domain::procurement::regime::Procedure")]
pub enum Procedure {
    /// Direktauftrag.
    DirectOrder,
    /// Verhandlungsvergabe; for works Freihändige Vergabe.
    NegotiatedAward,
    /// Beschränkte Ausschreibung.
    RestrictedCall,
    /// Öffentliche Ausschreibung.
    PublicCall,
    /// Beschränkte Ausschreibung mit Teilnahmewettbewerb.
    RestrictedCallTnw,
    /// Offenes Verfahren.
    Open,
    /// Nicht offenes Verfahren.
    Restricted,
    /// Verhandlungsverfahren mit Teilnahmewettbewerb.
    NegotiatedTnw,
    /// Wettbewerblicher Dialog.
    CompetitiveDialogue,
    /// Innovationspartnerschaft.
    InnovationPartnership,
}

/// How an estimate is held against the limit.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "RuleComparison", remote = "domain::procurement::rules::Comparison")]
pub enum Comparison {
    /// Estimate up to the limit: national limits.
    AtMost,
    /// Estimate below the limit: up to the Union's threshold.
    Below,
    /// Estimate from the limit on: thresholds of the Union.
    AtLeast,
}

/// How far a figure was verified.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "RuleConfidence", remote = "domain::procurement::rules::Confidence")]
pub enum Confidence {
    /// The statute's text was read.
    Primary,
    /// Stated by a ministry, chamber or specialist source.
    Secondary,
    /// Nobody has confirmed it yet: check it before you rely on it.
    Unconfirmed,
}

/// What a change of the rules does.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "RuleChangeKind", remote = "domain::procurement::rules::ChangeKind")]
pub enum ChangeKind {
    /// A record is added.
    Add,
    /// A record gets its last day.
    End,
}

/// Against which value an estimate is held.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLimitKind {
    /// An amount.
    Amount,
    /// Whatever the Union's threshold of the day is.
    EuThreshold,
    /// No limit: free choice.
    None,
    /// The Land leaves it to each body's own statute.
    OwnStatute,
}

/// Where a rule holds.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulePlace {
    /// In the Union.
    Eu,
    /// In the body's own Land.
    Land,
}

/// Where a proposal stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleChangeState {
    /// A second person has to decide.
    Proposed,
    /// It holds.
    Confirmed,
    /// It was rejected or taken back.
    Rejected,
}
