//! Advances (Abschlagszahlungen): a member's share of the budget in instalments, the last of which takes the remainder.

use super::{Error, Fraction};
use chrono::NaiveDate;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// An agreed instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    pub due_on: NaiveDate,
    /// Its part of the year.
    pub part: Fraction,
}

/// One amount to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advance {
    pub due_on: NaiveDate,
    pub cents: i64,
}

/// Four equal parts on the given days, or any number of them.
///
/// # Errors
/// [`Error::InstalmentsNotWhole`] without a day.
pub fn equal(days: &[NaiveDate]) -> Result<Vec<Instalment>, Error> {
    let count = u64::try_from(days.len()).map_err(|_| Error::InstalmentsNotWhole)?;
    let part = Fraction::new(1, count).map_err(|_| Error::InstalmentsNotWhole)?;
    Ok(days.iter().map(|due_on| Instalment { due_on: *due_on, part }).collect())
}

/// Cuts `share_cents` into the instalments, each cut off to the cent towards zero; the last by date takes what is left.
///
/// # Errors
/// [`Error::InstalmentsNotWhole`] when the parts do not sum to 1; [`Error::Overflow`].
pub fn cut(share_cents: i64, instalments: &[Instalment]) -> Result<Vec<Advance>, Error> {
    let whole = instalments.iter().fold(BigRational::zero(), |sum, i| sum + i.part.exact());
    let mut sorted = instalments.to_vec();
    sorted.sort_by_key(|instalment| instalment.due_on);
    let Some((last, first)) = sorted.split_last() else { return Err(Error::InstalmentsNotWhole) };
    if !whole.is_one() {
        return Err(Error::InstalmentsNotWhole);
    }
    let mut left = share_cents;
    let mut advances = Vec::with_capacity(sorted.len());
    for instalment in first {
        let exact = instalment.part.exact() * BigRational::from_integer(share_cents.into());
        let cents = i64::try_from(exact.trunc().to_integer()).map_err(|_| Error::Overflow)?;
        left = left.checked_sub(cents).ok_or(Error::Overflow)?;
        advances.push(Advance { due_on: instalment.due_on, cents });
    }
    advances.push(Advance { due_on: last.due_on, cents: left });
    Ok(advances)
}
