//! The estimated contract value (§ 3 VgV, handbook 2.2): what counts, over how long, and which lots may stay
//! national although the whole does not.
//!
//! All amounts net cents. Pure sums over checked amounts: an absurd input is refused, never wrapped.

use crate::money;
use serde::{Deserialize, Serialize};

/// Longest term that counts in full, and the factor beyond it (§ 3(11) VgV).
pub const TERM_CAP_MONTHS: u32 = 48;
/// Longest ordinary framework agreement (§ 21(6) VgV).
pub const FRAMEWORK_MAX_MONTHS: u32 = 48;
/// Longest ordinary framework agreement on social services (§ 65(2) VgV).
pub const FRAMEWORK_MAX_MONTHS_SOCIAL: u32 = 96;

/// How long a contract without total price runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Term {
    /// A number of months, from 1.
    Months(u32),
    /// Until somebody gives notice.
    Indefinite,
}

/// How the value is found; the variant is the method the award file names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Method {
    /// One contract with a total price (§ 3(1), (6)).
    Total {
        /// The contract itself.
        main_cents: i64,
        /// All options, whether drawn or not.
        options_cents: i64,
        /// All possible extensions.
        extensions_cents: i64,
        /// Prizes and payments to candidates or bidders.
        prizes_cents: i64,
        /// For works: supplies and services the buyer provides.
        provided_cents: i64,
    },
    /// Framework agreement or dynamic purchasing system: all planned call-offs of the whole term (§ 3(4)).
    Framework {
        /// Each planned call-off, or one sum per year.
        call_offs_cents: Vec<i64>,
        /// Whole term with extensions.
        term_months: u32,
        /// Whether it is about social or other special services (§ 130 GWB).
        social: bool,
    },
    /// Recurring, by what the previous financial year cost (§ 3(10) no. 1).
    RecurringByPreviousYear {
        /// What was actually spent.
        previous_year_cents: i64,
        /// Expected change of quantity or cost over the next twelve months; may be negative.
        expected_change_cents: i64,
    },
    /// Recurring, by what the twelve months after first delivery will cost (§ 3(10) no. 2).
    RecurringByNextYear {
        /// The estimate.
        next_year_cents: i64,
    },
    /// No total price stated (§ 3(11)).
    Monthly {
        /// Value of one month.
        month_cents: i64,
        /// How long.
        term: Term,
    },
    /// Lots of one project, or similar supplies: all of them (§ 3(7), (8)).
    Lots {
        /// Value of each lot.
        lots_cents: Vec<i64>,
    },
    /// A joint tender: the needs of all members (handbook 2.2).
    Joint {
        /// Need of each member.
        needs_cents: Vec<i64>,
    },
}

/// The value, and what a person should look at before relying on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Estimate {
    /// Net; compare with limits and thresholds.
    pub net_cents: i64,
    /// The framework runs longer than the law's ordinary maximum and needs a stated special case.
    pub framework_too_long: bool,
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// An amount, or the sum, is negative or absurd.
    #[error("estimate: {0}")]
    Amount(#[from] money::Error),
    /// A list without entries, or a term of no months.
    #[error("nothing to estimate: no lots, call-offs, needs or months given")]
    Nothing,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount(error) => error.code(),
            Self::Nothing => "ESTIMATE_EMPTY",
        }
    }
}

/// The estimated value by one method.
///
/// # Errors
/// [`Error::Amount`], [`Error::Nothing`].
pub fn estimate(method: &Method) -> Result<Estimate, Error> {
    let mut framework_too_long = false;
    let net_cents = match method {
        Method::Total { main_cents, options_cents, extensions_cents, prizes_cents, provided_cents } => {
            sum(&[*main_cents, *options_cents, *extensions_cents, *prizes_cents, *provided_cents])?
        }
        Method::Framework { call_offs_cents, term_months, social } => {
            let max = if *social { FRAMEWORK_MAX_MONTHS_SOCIAL } else { FRAMEWORK_MAX_MONTHS };
            framework_too_long = *term_months > max;
            if *term_months == 0 {
                return Err(Error::Nothing);
            }
            sum(call_offs_cents)?
        }
        Method::RecurringByPreviousYear { previous_year_cents, expected_change_cents } => {
            let previous = money::checked(*previous_year_cents)?;
            money::checked(previous.saturating_add(*expected_change_cents))?
        }
        Method::RecurringByNextYear { next_year_cents } => money::checked(*next_year_cents)?,
        Method::Monthly { month_cents, term } => {
            let months = match term {
                Term::Months(0) => return Err(Error::Nothing),
                Term::Months(months) => (*months).min(TERM_CAP_MONTHS),
                Term::Indefinite => TERM_CAP_MONTHS,
            };
            money::checked(money::checked(*month_cents)?.saturating_mul(months.into()))?
        }
        Method::Lots { lots_cents: parts } | Method::Joint { needs_cents: parts } => sum(parts)?,
    };
    Ok(Estimate { net_cents, framework_too_long })
}

fn sum(parts: &[i64]) -> Result<i64, Error> {
    if parts.is_empty() {
        return Err(Error::Nothing);
    }
    let mut total = 0_i64;
    for part in parts {
        total = money::checked(total.saturating_add(money::checked(*part)?))?;
    }
    Ok(total)
}

/// What the lots are about, as far as the exception for small lots differs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum LotKind {
    /// Each exempt lot below 80,000 EUR.
    SuppliesServices,
    /// Each exempt lot below 1,000,000 EUR.
    Works,
}

impl LotKind {
    /// An exempt lot stays below this, net cents (§ 3(9) VgV).
    #[must_use]
    pub const fn below_cents(self) -> i64 {
        match self {
            Self::SuppliesServices => 8_000_000,
            Self::Works => 100_000_000,
        }
    }
}

/// Lots that may be awarded by national law although the whole reaches the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LotExemption {
    /// Value of all lots.
    pub total_cents: i64,
    /// Value of the exempt ones.
    pub exempt_cents: i64,
    /// How much may be exempt: 20 % of the total, whole cents.
    pub exempt_limit_cents: i64,
}

/// Why a choice of lots may not stay national.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LotError {
    /// The lots themselves make no value.
    #[error(transparent)]
    Estimate(#[from] Error),
    /// No such lot, or named twice.
    #[error("lot {position} (counted from 0) is unknown or named twice")]
    NoSuchLot {
        /// As given.
        position: usize,
    },
    /// The lot alone is too large.
    #[error("lot {position} (counted from 0) reaches the value below which a lot may be exempt")]
    LotTooLarge {
        /// Which.
        position: usize,
    },
    /// Together they are more than a fifth.
    #[error("the exempt lots are worth {exempt_cents} cents, more than {exempt_limit_cents}, a fifth of all lots")]
    MoreThanAFifth {
        /// Their sum.
        exempt_cents: i64,
        /// What is allowed.
        exempt_limit_cents: i64,
    },
}

impl LotError {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Estimate(error) => error.code(),
            Self::NoSuchLot { .. } => "LOT_UNKNOWN",
            Self::LotTooLarge { .. } => "LOT_TOO_LARGE_FOR_EXEMPTION",
            Self::MoreThanAFifth { .. } => "EXEMPT_LOTS_ABOVE_A_FIFTH",
        }
    }
}

/// Whether the lots at positions `exempt` may stay national together (§ 3(9) VgV): each below the limit of
/// its kind, and their sum at most 20 % of all lots.
///
/// # Errors
/// See [`LotError`].
pub fn exempt_lots(lots_cents: &[i64], exempt: &[usize], kind: LotKind) -> Result<LotExemption, LotError> {
    let total_cents = sum(lots_cents)?;
    let mut exempt_cents = 0_i64;
    for (nth, &position) in exempt.iter().enumerate() {
        let lot = lots_cents.get(position).filter(|_| !exempt[..nth].contains(&position));
        let lot = *lot.ok_or(LotError::NoSuchLot { position })?;
        if lot >= kind.below_cents() {
            return Err(LotError::LotTooLarge { position });
        }
        exempt_cents += lot; // a subset of a checked sum
    }
    let exempt_limit_cents = total_cents / 5; // whole cents: sum ≤ total/5 exactly when sum ≤ floor(total/5)
    if exempt_cents > exempt_limit_cents {
        return Err(LotError::MoreThanAFifth { exempt_cents, exempt_limit_cents });
    }
    Ok(LotExemption { total_cents, exempt_cents, exempt_limit_cents })
}

#[cfg(test)]
#[path = "estimate_tests.rs"]
mod tests;
