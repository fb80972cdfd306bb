//! Why an allocation is refused: each variant is something the makers of a key can mend.

use super::{ComponentKind, PartyKey};

/// A refused key, measure or allocation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("a party's key must be twelve digits")]
    BadPartyKey,
    #[error("a fraction is written \"20/100\", \"0.2\" or \"1\", is not negative and has at most 18 digits")]
    BadFraction,
    #[error("nobody to share among")]
    NoParties,
    #[error("party {0} stands in the list twice")]
    DuplicateParty(PartyKey),
    #[error("the key has no component")]
    NoComponents,
    #[error("component {0} needs a weight")]
    WeightMissing(ComponentKind),
    #[error("component {0} is an amount in cents and has no weight")]
    WeightMisplaced(ComponentKind),
    #[error("the weights sum to {0}, not to 1")]
    WeightsNotOne(String),
    #[error("the fallback of {0} must be another proportional kind")]
    BadFallback(ComponentKind),
    #[error("{kind} of party {party} is missing")]
    MeasureMissing { party: PartyKey, kind: ComponentKind },
    #[error("{kind} of party {party} is negative")]
    MeasureNegative { party: PartyKey, kind: ComponentKind },
    #[error("party {0} is a member for longer than the year")]
    TimeBeyondYear(PartyKey),
    #[error("all measures of {0} are zero and the key names no fallback")]
    ZeroTotalMeasure(ComponentKind),
    #[error("fixed and manual amounts of {amounts} cents exceed the total of {total_cents} cents")]
    AmountsExceedTotal { amounts: String, total_cents: i64 },
    #[error("fixed and manual amounts do not make up the total and no component shares the rest")]
    RestUnshared,
    #[error("the floor of party {0} lies above its cap, or one of them is negative")]
    LimitsContradict(PartyKey),
    #[error("floors and minimum contributions exceed the total of {0} cents")]
    FloorsInfeasible(i64),
    #[error("caps leave part of the total of {0} cents unpaid")]
    CapsInfeasible(i64),
    #[error("party {inner} lies within party {outer}: decide whether its measure is deducted there")]
    ContainmentUndecided { outer: PartyKey, inner: PartyKey },
    #[error("{kind} of the members within {outer} exceeds that of {outer} itself")]
    ContainedExceedsOuter { outer: PartyKey, kind: ComponentKind },
    #[error("the key version is not frozen")]
    KeyNotFrozen,
    #[error("the key version is frozen; make a new one")]
    KeyFrozen,
    #[error("a key version is frozen by two different persons")]
    SecondPersonNeeded,
    #[error("no key segment covers the whole period")]
    SegmentsIncomplete,
    #[error("the service period of a cost lies outside the settled period or ends before it begins")]
    ServiceOutsidePeriod,
    #[error("the total is zero while single members pay amounts: no line carries them")]
    TraceOfZeroTotal,
    #[error("a cost line or deduction names a kind that is not in the list")]
    CostKindUnknown,
    #[error("a deduction meets no costs it could be taken off")]
    DeductionWithoutCost,
    #[error("{0} is no party of this settlement")]
    NotAParty(PartyKey),
    #[error("the instalments of an advance do not sum to the whole")]
    InstalmentsNotWhole,
    #[error("an amount leaves the range of integer cents")]
    Overflow,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadPartyKey => "BAD_PARTY_KEY",
            Self::BadFraction => "BAD_FRACTION",
            Self::NoParties => "NO_PARTIES",
            Self::DuplicateParty(_) => "DUPLICATE_PARTY",
            Self::NoComponents => "NO_COMPONENTS",
            Self::WeightMissing(_) => "WEIGHT_MISSING",
            Self::WeightMisplaced(_) => "WEIGHT_MISPLACED",
            Self::WeightsNotOne(_) => "WEIGHTS_NOT_ONE",
            Self::BadFallback(_) => "BAD_FALLBACK",
            Self::MeasureMissing { .. } => "MEASURE_MISSING",
            Self::MeasureNegative { .. } => "MEASURE_NEGATIVE",
            Self::TimeBeyondYear(_) => "TIME_BEYOND_YEAR",
            Self::ZeroTotalMeasure(_) => "ZERO_TOTAL_MEASURE",
            Self::AmountsExceedTotal { .. } => "AMOUNTS_EXCEED_TOTAL",
            Self::RestUnshared => "REST_UNSHARED",
            Self::LimitsContradict(_) => "LIMITS_CONTRADICT",
            Self::FloorsInfeasible(_) => "FLOORS_INFEASIBLE",
            Self::CapsInfeasible(_) => "CAPS_INFEASIBLE",
            Self::ContainmentUndecided { .. } => "CONTAINMENT_UNDECIDED",
            Self::ContainedExceedsOuter { .. } => "CONTAINED_EXCEEDS_OUTER",
            Self::KeyNotFrozen => "KEY_NOT_FROZEN",
            Self::KeyFrozen => "KEY_FROZEN",
            Self::SecondPersonNeeded => "KEY_SECOND_PERSON_NEEDED",
            Self::SegmentsIncomplete => "KEY_SEGMENTS_INCOMPLETE",
            Self::ServiceOutsidePeriod => "SERVICE_OUTSIDE_PERIOD",
            Self::TraceOfZeroTotal => "TRACE_OF_ZERO_TOTAL",
            Self::CostKindUnknown => "COST_KIND_UNKNOWN",
            Self::DeductionWithoutCost => "DEDUCTION_WITHOUT_COST",
            Self::NotAParty(_) => "NOT_A_PARTY",
            Self::InstalmentsNotWhole => "INSTALMENTS_NOT_WHOLE",
            Self::Overflow => "SHARE_OVERFLOW",
        }
    }
}
