//! Money is integer cents of EUR (`i64`); rates are basis points; nothing here is a float.
//!
//! Net and gross are never one field: limits are net, budgets and payments gross (architecture, decision "Net and gross").

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The largest amount any form accepts: 100 billion euros, far above any municipal budget and far
/// below where sums of a year could overflow.
pub const MAX_CENTS: i64 = 10_000_000_000_000;

/// Why an amount was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Below zero where only zero or more makes sense.
    #[error("the amount is negative")]
    Negative,
    /// Beyond [`MAX_CENTS`].
    #[error("the amount is beyond what a municipal budget can hold")]
    Absurd,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Negative => "AMOUNT_NEGATIVE",
            Self::Absurd => "AMOUNT_ABSURD",
        }
    }
}

/// A net amount with its gross counterpart, both in cents and both within `0..=MAX_CENTS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NetGross {
    /// Without VAT; compared with procurement limits.
    pub net_cents: i64,
    /// With VAT; booked on budget lines and paid.
    pub gross_cents: i64,
}

/// Checks that `cents` is an amount a person may enter.
///
/// # Errors
/// [`Error::Negative`] or [`Error::Absurd`].
pub const fn checked(cents: i64) -> Result<i64, Error> {
    if cents < 0 {
        Err(Error::Negative)
    } else if cents > MAX_CENTS {
        Err(Error::Absurd)
    } else {
        Ok(cents)
    }
}

/// VAT on `net_cents` at `rate_bp` basis points (1900 = 19 %), half up to the cent.
///
/// # Errors
/// When net or result leave the range of [`checked`].
pub fn vat_cents(net_cents: i64, rate_bp: u16) -> Result<i64, Error> {
    let net = i128::from(checked(net_cents)?);
    let exact = net * i128::from(rate_bp);
    i64::try_from((exact + 5_000) / 10_000).map_err(|_| Error::Absurd).and_then(checked)
}

/// Net and gross of a net amount at one VAT rate.
///
/// # Errors
/// See [`vat_cents`].
pub fn with_vat(net_cents: i64, rate_bp: u16) -> Result<NetGross, Error> {
    let gross_cents = checked(net_cents.saturating_add(vat_cents(net_cents, rate_bp)?))?;
    Ok(NetGross { net_cents, gross_cents })
}

/// Price of `quantity_milli` thousandths of a unit at `unit_price_cents`, half up to the cent.
///
/// # Errors
/// When a factor or the product leaves the range of [`checked`].
pub fn line_cents(quantity_milli: i64, unit_price_cents: i64) -> Result<i64, Error> {
    let product = i128::from(checked(quantity_milli)?) * i128::from(checked(unit_price_cents)?);
    i64::try_from((product + 500) / 1_000).map_err(|_| Error::Absurd).and_then(checked)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn vat_of_the_handbook_example_is_half_up() {
        assert_eq!(vat_cents(2_866_542, 1900).unwrap(), 544_643);
        assert_eq!(with_vat(2_866_542, 1900).unwrap().gross_cents, 3_411_185);
    }

    proptest! {
        #[test]
        fn no_amount_panics_and_gross_is_never_below_net(net in any::<i64>(), rate in 0u16..=10_000) {
            if let Ok(both) = with_vat(net, rate) {
                prop_assert!(both.gross_cents >= both.net_cents);
            }
        }

        #[test]
        fn a_line_of_whole_units_is_the_plain_product(q in 0i64..100_000, p in 0i64..100_000) {
            prop_assert_eq!(line_cents(q * 1_000, p).unwrap(), q * p);
        }
    }
}
