//! A key applied to parties: the plan by which any total is shared.
//!
//! Order of computation: fixed and manual amounts, then weights, then floors and caps redistributed until stable, then
//! one rounding (handbook 9.2, 9.4). What stays true: shares sum to the total; results stand by ascending party key.

use super::apportion::{Weights, over_one_denominator, round};
use super::limits::{self, Bounds};
use super::{ComponentKind, Error, Fraction, Key, Limits, Method, Party, PartyKey};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// Shares of one total, in cents, in the order of [`Plan::parties`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allocation {
    pub shares: Vec<i64>,
    /// `TWO_STAGE`: one column per component of the key, in its order. Empty for `ONE_STAGE`.
    pub components: Vec<Vec<i64>>,
    /// `TWO_STAGE` where a floor, cap or minimum took hold: what it moved, summing to zero.
    pub moved_by_limits: Option<Vec<i64>>,
}

/// A key with its parties, checked.
#[derive(Clone, Debug)]
pub struct Plan {
    method: Method,
    parties: Vec<PartyKey>,
    columns: Vec<Column>,
    /// The weighted components as one weight; none where the key has amounts only.
    combined: Option<Weights>,
    /// Per party; empty where nothing is bounded.
    limits: Vec<Limits>,
}

#[derive(Clone, Debug)]
enum Column {
    /// A part of what the amounts leave, shared by weights.
    Share { part: BigRational, weights: Weights },
    /// Each party's own amount: its weight over the divisor, in cents.
    Amount { weights: Weights, divisor: u32 },
}

/// A total, or the part of it that the lines up to one of them make up.
#[derive(Clone, Copy, Debug)]
struct Part {
    running_cents: i64,
    total_cents: i64,
}

impl Plan {
    /// Applies `key` to `parties`; `year` is the time of a whole year in the unit of [`Party::time`] (12, 365, 366).
    ///
    /// # Errors
    /// See [`Error`]: whatever the key or a measure lacks.
    pub fn new(key: &Key, year: u32, parties: &[Party]) -> Result<Self, Error> {
        key.check()?;
        let mut parties: Vec<&Party> = parties.iter().collect();
        parties.sort_unstable_by_key(|party| party.key);
        if parties.is_empty() {
            return Err(Error::NoParties);
        }
        if let Some(pair) = parties.windows(2).find(|pair| pair[0].key == pair[1].key) {
            return Err(Error::DuplicateParty(pair[0].key));
        }
        if let Some(party) = parties.iter().find(|party| party.time > year) {
            return Err(Error::TimeBeyondYear(party.key));
        }
        let columns = key.components.iter().map(|c| column(c, year, &parties)).collect::<Result<Vec<_>, _>>()?;
        let combined = combined(&columns, parties.len());
        let limits: Vec<Limits> = parties.iter().map(|party| limits_of(party, key.limits)).collect();
        let bounded = limits.iter().any(|limits| !limits.is_none());
        Ok(Self {
            method: key.method,
            parties: parties.into_iter().map(|party| party.key).collect(),
            columns,
            combined,
            limits: if bounded { limits } else { Vec::new() },
        })
    }

    /// Who shares, ascending: the order of every column of an [`Allocation`].
    #[must_use]
    pub fn parties(&self) -> &[PartyKey] {
        &self.parties
    }

    /// Where the rounding takes place.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// Whether shares depend on more than proportions: amounts, floors, caps. Then cost kinds are allocated as parts
    /// of one total ([`Plan::part`]), not each by itself.
    #[must_use]
    pub fn has_amounts_or_limits(&self) -> bool {
        !self.limits.is_empty() || self.columns.iter().any(|c| matches!(c, Column::Amount { .. }))
    }

    /// Shares `total_cents`.
    ///
    /// # Errors
    /// Amounts or limits that the total cannot satisfy.
    pub fn allocate(&self, total_cents: i64) -> Result<Allocation, Error> {
        self.at(Part { running_cents: total_cents, total_cents })
    }

    /// What the first `running_cents` of a total cost each party. For proportional keys this is the allocation of
    /// `running_cents`; amounts and limits, which speak of the whole, are carried by its lines in proportion.
    /// `part(total, total)` is `allocate(total)`.
    ///
    /// # Errors
    /// As [`Plan::allocate`]; [`Error::TraceOfZeroTotal`].
    pub fn part(&self, running_cents: i64, total_cents: i64) -> Result<Allocation, Error> {
        let whole = if self.has_amounts_or_limits() { total_cents } else { running_cents };
        self.at(Part { running_cents, total_cents: whole })
    }

    fn at(&self, part: Part) -> Result<Allocation, Error> {
        let bounds = self.bounds(part.total_cents)?;
        match self.method {
            Method::OneStage => {
                let shares = match (&self.combined, self.has_amounts_or_limits()) {
                    (Some(weights), false) => weights.split(part.running_cents)?,
                    _ => self.by_exact(part, bounds.as_ref())?,
                };
                Ok(Allocation { shares, components: Vec::new(), moved_by_limits: None })
            }
            Method::TwoStage => self.two_stage(part, bounds.as_ref()),
        }
    }

    fn two_stage(&self, part: Part, bounds: Option<&Bounds>) -> Result<Allocation, Error> {
        let totals = round(&self.column_totals(part)?)?;
        let components = self
            .columns
            .iter()
            .zip(totals)
            .map(|(column, cents)| column.over_parties(cents, part))
            .collect::<Result<Vec<_>, _>>()?;
        let shares = sum_rows(&components, self.parties.len())?;
        let Some(bounds) = bounds else { return Ok(Allocation { shares, components, moved_by_limits: None }) };
        let whole = Part { running_cents: part.total_cents, ..part };
        let unbounded =
            if part.running_cents == part.total_cents { shares.clone() } else { self.two_stage(whole, None)?.shares };
        let bounded = self.by_exact(whole, Some(bounds))?;
        if !bounds.taken_hold(&unbounded, &self.exact(part.total_cents)?) {
            return Ok(Allocation { shares, components, moved_by_limits: None });
        }
        let moved = bounded.iter().zip(&unbounded).map(|(b, u)| BigInt::from(*b) - u).collect();
        let moved = scaled_or_zero(&Weights::unreduced(moved), part)?;
        let shares = sum_rows(&[shares, moved.clone()], self.parties.len())?;
        Ok(Allocation { shares, components, moved_by_limits: Some(moved) })
    }

    /// Exact totals of the columns for the running part; they sum to it.
    fn column_totals(&self, part: Part) -> Result<Vec<BigRational>, Error> {
        let rest = self.rest(part.total_cents)?;
        let ratio = if part.running_cents == part.total_cents {
            BigRational::from_integer(BigInt::from(1))
        } else if part.total_cents == 0 {
            return Err(Error::TraceOfZeroTotal);
        } else {
            BigRational::new(part.running_cents.into(), part.total_cents.into())
        };
        let exact = |column: &Column| match column {
            Column::Share { part, .. } => &rest * part * &ratio,
            Column::Amount { .. } => column.amount() * &ratio,
        };
        Ok(self.columns.iter().map(exact).collect())
    }

    /// What the amounts leave for the weights.
    fn rest(&self, total_cents: i64) -> Result<BigRational, Error> {
        let amounts = self.columns.iter().fold(BigRational::zero(), |sum, column| sum + column.amount());
        let total = BigRational::from_integer(total_cents.into());
        let rest = &total - &amounts;
        if !rest.is_zero() && (total.is_zero() || rest.is_negative() != total.is_negative()) {
            return Err(Error::AmountsExceedTotal { amounts: amounts.to_string(), total_cents });
        }
        if !rest.is_zero() && self.combined.is_none() {
            return Err(Error::RestUnshared);
        }
        Ok(rest)
    }

    /// Each party's exact share before floors and caps: own amounts, and its part of the rest.
    fn exact(&self, total_cents: i64) -> Result<limits::Exact, Error> {
        let rest = self.rest(total_cents)?;
        let own = |place: usize| {
            self.columns.iter().fold(BigRational::zero(), |sum, column| match column {
                Column::Share { .. } => sum,
                Column::Amount { weights, divisor } => sum + BigRational::new(weights.get(place), (*divisor).into()),
            })
        };
        let weight = |place: usize| self.combined.as_ref().map_or_else(BigInt::zero, |weights| weights.get(place));
        let places = 0..self.parties.len();
        Ok(limits::Exact {
            rest,
            own: places.clone().map(own).collect(),
            weights: places.map(weight).collect(),
            weight_sum: self.combined.as_ref().map_or_else(BigInt::zero, |weights| weights.sum().clone()),
        })
    }

    /// One rounding of the exact shares, within the bounds.
    fn by_exact(&self, part: Part, bounds: Option<&Bounds>) -> Result<Vec<i64>, Error> {
        let exact = self.exact(part.total_cents)?;
        let shares = match bounds {
            Some(bounds) => bounds.redistribute(&exact, part.total_cents)?,
            None => exact.unbounded(),
        };
        if part.running_cents == part.total_cents {
            return round(&shares);
        }
        let (numerators, denominator) = over_one_denominator(&shares);
        let over = denominator * part.total_cents;
        Weights::unreduced(numerators).scaled(&part.running_cents.into(), &over)
    }

    fn bounds(&self, total_cents: i64) -> Result<Option<Bounds>, Error> {
        if self.limits.is_empty() {
            return Ok(None);
        }
        Bounds::new(&self.parties, &self.limits, total_cents).map(Some)
    }
}

impl Column {
    /// Sum of the parties' own amounts; zero for a share.
    fn amount(&self) -> BigRational {
        match self {
            Self::Share { .. } => BigRational::zero(),
            Self::Amount { weights, divisor } => BigRational::new(weights.sum().clone(), (*divisor).into()),
        }
    }

    fn over_parties(&self, cents: i64, part: Part) -> Result<Vec<i64>, Error> {
        match self {
            Self::Share { weights, .. } => weights.split(cents),
            Self::Amount { weights, .. } if !weights.sum().is_zero() => weights.split(cents),
            // Amounts that cancel out move money between parties without being part of the total.
            Self::Amount { weights, .. } => scaled_or_zero(weights, part),
        }
    }
}

/// Weights that sum to zero, carried by the running part of the total.
fn scaled_or_zero(weights: &Weights, part: Part) -> Result<Vec<i64>, Error> {
    if part.running_cents == part.total_cents {
        return weights.scaled(&1.into(), &1.into());
    }
    weights.scaled(&part.running_cents.into(), &part.total_cents.into())
}

fn limits_of(party: &Party, general: Limits) -> Limits {
    let limits = party.limits.or(general);
    // Nobody owes a minimum for a time in which they were no member.
    if party.time == 0 { Limits { minimum_cents: None, floor: None, ..limits } } else { limits }
}

fn sum_rows(columns: &[Vec<i64>], rows: usize) -> Result<Vec<i64>, Error> {
    let mut sums = vec![0_i64; rows];
    for column in columns {
        for (sum, cents) in sums.iter_mut().zip(column) {
            *sum = sum.checked_add(*cents).ok_or(Error::Overflow)?;
        }
    }
    Ok(sums)
}

fn column(component: &super::Component, year: u32, parties: &[&Party]) -> Result<Column, Error> {
    if component.is_amount() {
        let scaled = component.kind == ComponentKind::FixedAmount;
        let amounts = parties.iter().map(|party| {
            let cents = measure(party, component.kind, !scaled)?;
            Ok(BigInt::from(cents) * if scaled { party.time } else { 1 })
        });
        let weights = Weights::unreduced(amounts.collect::<Result<_, Error>>()?);
        return Ok(Column::Amount { weights, divisor: if scaled { year.max(1) } else { 1 } });
    }
    let part = component.weight.map_or_else(BigRational::zero, Fraction::exact);
    let mut weights = proportional(component.kind, parties)?;
    if weights.sum().is_zero() {
        let Some(fallback) = component.fallback else { return Err(Error::ZeroTotalMeasure(component.kind)) };
        weights = proportional(fallback, parties)?;
        if weights.sum().is_zero() {
            return Err(Error::ZeroTotalMeasure(fallback));
        }
    }
    Ok(Column::Share { part, weights })
}

fn proportional(kind: ComponentKind, parties: &[&Party]) -> Result<Weights, Error> {
    let weights = parties.iter().map(|party| Ok(BigInt::from(measure(party, kind, false)?) * party.time));
    Ok(Weights::new(weights.collect::<Result<_, Error>>()?))
}

fn measure(party: &Party, kind: ComponentKind, signed: bool) -> Result<i64, Error> {
    match party.measures.get(kind) {
        None => Err(Error::MeasureMissing { party: party.key, kind }),
        Some(value) if value < 0 && !signed => Err(Error::MeasureNegative { party: party.key, kind }),
        Some(value) => Ok(value),
    }
}

/// All weighted components as whole numbers over one denominator.
fn combined(columns: &[Column], parties: usize) -> Option<Weights> {
    let shares: Vec<_> = columns
        .iter()
        .filter_map(|column| match column {
            Column::Share { part, weights } => Some((part / weights.sum(), weights)),
            Column::Amount { .. } => None,
        })
        .collect();
    if shares.is_empty() {
        return None;
    }
    let (factors, _) = over_one_denominator(&shares.iter().map(|(factor, _)| factor.clone()).collect::<Vec<_>>());
    let of = |place: usize| shares.iter().zip(&factors).map(|((_, weights), factor)| weights.get(place) * factor).sum();
    Some(Weights::new((0..parties).map(of).collect()))
}
