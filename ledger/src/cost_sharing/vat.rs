//! VAT on flows between partners (§ 2b UStG): decided by people per agreement, applied by the day of supply.
//!
//! The option for the old law covers supplies before 2027-01-01 only (§ 27 (22a) UStG; handbook 9.6). A day without a
//! decision stops for a person; nothing is guessed.

use chrono::NaiveDate;
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};

/// First day on which the old law can no longer apply.
pub const OLD_LAW_ENDS: NaiveDate = match NaiveDate::from_ymd_opt(2027, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// How a flow is taxed.
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
pub enum Treatment {
    /// Not an entrepreneur: § 2b UStG.
    #[serde(rename = "NOT_TAXABLE_2B")]
    #[strum(serialize = "NOT_TAXABLE_2B")]
    NotTaxable2b,
    #[serde(rename = "TAXABLE_19")]
    #[strum(serialize = "TAXABLE_19")]
    Taxable19,
    #[serde(rename = "TAXABLE_7")]
    #[strum(serialize = "TAXABLE_7")]
    Taxable7,
    Exempt,
    /// Option under § 27 (22a) UStG.
    #[serde(rename = "OLD_LAW_UNTIL_2026")]
    #[strum(serialize = "OLD_LAW_UNTIL_2026")]
    OldLawUntil2026,
}

impl Treatment {
    /// Basis points on the net amount.
    #[must_use]
    pub const fn rate_bp(self) -> u16 {
        match self {
            Self::Taxable19 => 1_900,
            Self::Taxable7 => 700,
            Self::NotTaxable2b | Self::Exempt | Self::OldLawUntil2026 => 0,
        }
    }
}

/// What was decided about a flow for a time, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    pub treatment: Treatment,
    pub valid_from: NaiveDate,
    /// Last day; open when absent.
    pub valid_to: Option<NaiveDate>,
    /// Why: the four conditions of § 2b (3) no. 2, a ruling, an option declared.
    pub evidence: String,
    pub decided_by: PersonId,
}

/// Why a treatment cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("nothing is decided about VAT for supplies on {0}")]
    Undecided(NaiveDate),
    #[error("two decisions about VAT hold on {0}")]
    Overlap(NaiveDate),
    #[error("the old law covers no supply from 2027-01-01 on")]
    OldLawOver,
    #[error("a decision about VAT needs its evidence")]
    NoEvidence,
    #[error("the amount leaves the range of integer cents")]
    Overflow,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Undecided(_) => "VAT_UNDECIDED",
            Self::Overlap(_) => "VAT_DECISIONS_OVERLAP",
            Self::OldLawOver => "VAT_OLD_LAW_OVER",
            Self::NoEvidence => "VAT_EVIDENCE_MISSING",
            Self::Overflow => "VAT_OVERFLOW",
        }
    }
}

/// Checks a decision before it is kept.
///
/// # Errors
/// [`Error::NoEvidence`], [`Error::OldLawOver`].
pub fn check(decision: &Decision) -> Result<(), Error> {
    if decision.evidence.trim().is_empty() {
        return Err(Error::NoEvidence);
    }
    let too_long = decision.valid_to.is_none_or(|last| last >= OLD_LAW_ENDS);
    if decision.treatment == Treatment::OldLawUntil2026 && too_long {
        return Err(Error::OldLawOver);
    }
    Ok(())
}

/// The decision that holds for a supply on `day`.
///
/// # Errors
/// [`Error::Undecided`], [`Error::Overlap`], [`Error::OldLawOver`].
pub fn on(decisions: &[Decision], day: NaiveDate) -> Result<&Decision, Error> {
    let mut holding = decisions.iter().filter(|d| d.valid_from <= day && d.valid_to.is_none_or(|last| day <= last));
    match (holding.next(), holding.next()) {
        (None, _) => Err(Error::Undecided(day)),
        (Some(_), Some(_)) => Err(Error::Overlap(day)),
        (Some(d), None) if d.treatment == Treatment::OldLawUntil2026 && day >= OLD_LAW_ENDS => Err(Error::OldLawOver),
        (Some(decision), None) => Ok(decision),
    }
}

/// VAT on a net share or credit, half away from zero to the cent.
///
/// # Errors
/// [`Error::Overflow`].
pub fn vat_cents(treatment: Treatment, net_cents: i64) -> Result<i64, Error> {
    let exact = i128::from(net_cents.unsigned_abs()) * i128::from(treatment.rate_bp());
    let rounded = i64::try_from((exact + 5_000) / 10_000).map_err(|_| Error::Overflow)?;
    Ok(if net_cents < 0 { -rounded } else { rounded })
}

/// Whether an agreement with supplies until `last_supply_on` (open when absent) still lacks a decision for the time from
/// 2027-01-01: such agreements are pointed out.
#[must_use]
pub fn needs_review(decisions: &[Decision], last_supply_on: Option<NaiveDate>) -> bool {
    let supplies_after = last_supply_on.is_none_or(|last| last >= OLD_LAW_ENDS);
    supplies_after && on(decisions, OLD_LAW_ENDS).is_err()
}
