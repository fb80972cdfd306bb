//! The yearly settlement: costs by kind, what is deducted, each member's share, what it has paid and still owes.
//!
//! Order (handbook 9.3, 9.5): costs are summed by kind and segment; project grants and income go off before the key is
//! applied; a grant tied to one member goes off that member's share alone; then advances. One rounding per kind (× component
//! for `TWO_STAGE`, × segment for `PERIOD_SPLIT`). Where the key has amounts, floors or caps, which speak of the whole, the
//! kinds are parts of one total and their shares add up to its allocation.

use super::apportion::Weights;
use super::period::{Segments, Span};
use super::{Allocation, Error, PartyKey, trace};
use num_bigint::BigInt;
use num_traits::Signed;
use std::collections::BTreeMap;

/// One cost line: what the books hold for the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Place in the list of kinds.
    pub kind: usize,
    pub service: Span,
    pub amount_cents: i64,
}

/// A project grant (only what was granted for the period, and at most the eligible costs) or income.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// The kind it was given for; without one it goes off all kinds in proportion to their costs.
    pub kind: Option<usize>,
    pub service: Span,
    /// Above zero takes off.
    pub amount_cents: i64,
}

impl Deduction {
    /// A grant counts up to the eligible costs.
    #[must_use]
    pub fn grant(kind: Option<usize>, service: Span, granted_cents: i64, eligible_cents: i64) -> Self {
        Self { kind, service, amount_cents: granted_cents.min(eligible_cents) }
    }
}

/// An amount of one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfParty {
    pub party: PartyKey,
    pub cents: i64,
}

/// Everything a settlement is computed from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Codes of the cost kinds, each once.
    pub kinds: &'a [String],
    pub lines: &'a [Line],
    pub deductions: &'a [Deduction],
    pub member_grants: &'a [OfParty],
    pub advances: &'a [OfParty],
}

/// One kind, shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedKind {
    pub kind: String,
    pub gross_cents: i64,
    /// What grants and income took off.
    pub deducted_cents: i64,
    /// By place of the party in [`Settlement::parties`].
    pub shares: Vec<i64>,
    /// One allocation per segment, in the order of that segment's plan.
    pub segments: Vec<Allocation>,
}

/// A computed settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Whoever is a party in any segment, ascending.
    pub parties: Vec<PartyKey>,
    pub kinds: Vec<SharedKind>,
    /// By place of the party.
    pub member_grants: Vec<i64>,
    /// By place of the party.
    pub advances: Vec<i64>,
}

/// What one member pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub party: PartyKey,
    /// One amount per kind, in the order of [`Settlement::kinds`].
    pub shares: Vec<i64>,
    pub share_cents: i64,
    pub member_grant_cents: i64,
    pub advances_cents: i64,
    /// Above zero: still to be paid. Below: comes back.
    pub balance_cents: i64,
}

/// Computes a settlement.
///
/// # Errors
/// See [`Error`]; nothing is guessed.
pub fn settle(input: &Input<'_>, segments: &Segments) -> Result<Settlement, Error> {
    let gross = gross(input, segments)?;
    let deducted = deducted(input, segments, &gross)?;
    let mut parties: Vec<PartyKey> = segments.all().iter().flat_map(|s| s.plan.parties()).copied().collect();
    parties.sort_unstable();
    parties.dedup();
    let mut shared = Vec::with_capacity(input.kinds.len());
    let mut by_segment = Vec::with_capacity(segments.all().len());
    for (place, segment) in segments.all().iter().enumerate() {
        let net = net(&gross[place], &deducted[place])?;
        by_segment.push(allocate(&segment.plan, &net)?);
    }
    for (kind, code) in input.kinds.iter().enumerate() {
        let allocations: Vec<Allocation> =
            by_segment.iter_mut().map(|kinds| std::mem::take(&mut kinds[kind])).collect();
        let mut shares = vec![0_i64; parties.len()];
        for (segment, allocation) in segments.all().iter().zip(&allocations) {
            spread(&parties, segment.plan.parties(), &allocation.shares, &mut shares)?;
        }
        shared.push(SharedKind {
            kind: code.clone(),
            gross_cents: total(gross.iter().map(|kinds| kinds[kind]))?,
            deducted_cents: total(deducted.iter().map(|kinds| kinds[kind]))?,
            shares,
            segments: allocations,
        });
    }
    let member_grants = placed(&parties, input.member_grants)?;
    let advances = placed(&parties, input.advances)?;
    Ok(Settlement { parties, kinds: shared, member_grants, advances })
}

/// Costs by segment and kind.
fn gross(input: &Input<'_>, segments: &Segments) -> Result<Vec<Vec<i64>>, Error> {
    let mut sums = vec![vec![0_i64; input.kinds.len()]; segments.all().len()];
    for line in input.lines {
        for (segment, cents) in segments.parts(line.service, line.amount_cents)? {
            let sum = sums[segment].get_mut(line.kind).ok_or(Error::CostKindUnknown)?;
            *sum = sum.checked_add(cents).ok_or(Error::Overflow)?;
        }
    }
    Ok(sums)
}

/// Deductions by segment and kind.
fn deducted(input: &Input<'_>, segments: &Segments, gross: &[Vec<i64>]) -> Result<Vec<Vec<i64>>, Error> {
    let mut sums = vec![vec![0_i64; input.kinds.len()]; segments.all().len()];
    for deduction in input.deductions {
        for (segment, cents) in segments.parts(deduction.service, deduction.amount_cents)? {
            let parts = match deduction.kind {
                Some(kind) if kind < input.kinds.len() => vec![(kind, cents)],
                Some(_) => return Err(Error::CostKindUnknown),
                None => over_kinds(&gross[segment], cents)?,
            };
            for (kind, cents) in parts {
                let sum = &mut sums[segment][kind];
                *sum = sum.checked_add(cents).ok_or(Error::Overflow)?;
            }
        }
    }
    Ok(sums)
}

/// In proportion to the costs; credits among them take no part.
fn over_kinds(gross: &[i64], cents: i64) -> Result<Vec<(usize, i64)>, Error> {
    let weights = Weights::new(gross.iter().map(|cost| BigInt::from((*cost).max(0))).collect());
    if cents == 0 {
        return Ok(Vec::new());
    }
    if !weights.sum().is_positive() {
        return Err(Error::DeductionWithoutCost);
    }
    Ok(weights.split(cents)?.into_iter().enumerate().collect())
}

fn net(gross: &[i64], deducted: &[i64]) -> Result<Vec<i64>, Error> {
    gross.iter().zip(deducted).map(|(g, d)| g.checked_sub(*d).ok_or(Error::Overflow)).collect()
}

/// One allocation per kind.
fn allocate(plan: &super::Plan, net: &[i64]) -> Result<Vec<Allocation>, Error> {
    if !plan.has_amounts_or_limits() {
        return net.iter().map(|cents| plan.allocate(*cents)).collect();
    }
    let whole = total(net.iter().copied())?;
    if whole == 0 && net.iter().any(|cents| *cents != 0) {
        return Err(Error::TraceOfZeroTotal);
    }
    let mut running = 0_i64;
    let mut earlier = plan.part(0, whole)?;
    let mut kinds = Vec::with_capacity(net.len());
    for cents in net {
        running = running.checked_add(*cents).ok_or(Error::Overflow)?;
        let later = plan.part(running, whole)?;
        kinds.push(trace::difference(&later, &earlier)?);
        earlier = later;
    }
    Ok(kinds)
}

/// Adds a segment's shares to the places of all parties; both ascending.
fn spread(all: &[PartyKey], some: &[PartyKey], shares: &[i64], sums: &mut [i64]) -> Result<(), Error> {
    let mut place = 0;
    for (party, cents) in some.iter().zip(shares) {
        while all[place] != *party {
            place += 1;
        }
        sums[place] = sums[place].checked_add(*cents).ok_or(Error::Overflow)?;
    }
    Ok(())
}

fn placed(parties: &[PartyKey], amounts: &[OfParty]) -> Result<Vec<i64>, Error> {
    let mut sums = vec![0_i64; parties.len()];
    for amount in amounts {
        let place = parties.binary_search(&amount.party).map_err(|_| Error::NotAParty(amount.party))?;
        sums[place] = sums[place].checked_add(amount.cents).ok_or(Error::Overflow)?;
    }
    Ok(sums)
}

fn total(mut amounts: impl Iterator<Item = i64>) -> Result<i64, Error> {
    amounts.try_fold(0_i64, |sum, cents| sum.checked_add(cents)).ok_or(Error::Overflow)
}

impl Settlement {
    /// The statement of the party at `place` of [`Settlement::parties`].
    ///
    /// # Errors
    /// [`Error::Overflow`].
    pub fn statement(&self, place: usize) -> Result<Statement, Error> {
        let shares: Vec<i64> = self.kinds.iter().map(|kind| kind.shares[place]).collect();
        let share_cents = total(shares.iter().copied())?;
        let (grant, advances) = (self.member_grants[place], self.advances[place]);
        let balance = share_cents.checked_sub(grant).and_then(|rest| rest.checked_sub(advances));
        Ok(Statement {
            party: self.parties[place],
            shares,
            share_cents,
            member_grant_cents: grant,
            advances_cents: advances,
            balance_cents: balance.ok_or(Error::Overflow)?,
        })
    }

    /// All statements, ascending by party.
    ///
    /// # Errors
    /// [`Error::Overflow`].
    pub fn statements(&self) -> Result<Vec<Statement>, Error> {
        (0..self.parties.len()).map(|place| self.statement(place)).collect()
    }

    /// What is posted: one amount per member and cost kind; zero amounts are none.
    pub fn postings(&self) -> impl Iterator<Item = Posting<'_>> {
        self.kinds.iter().flat_map(|kind| {
            let amounts = self.parties.iter().zip(&kind.shares).filter(|(_, cents)| **cents != 0);
            amounts.map(|(party, cents)| Posting { party: *party, kind: &kind.kind, cents: *cents })
        })
    }
}

/// One amount to post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting<'a> {
    pub party: PartyKey,
    pub kind: &'a str,
    pub cents: i64,
}

/// What posting `later` after `earlier` changes: a closed settlement is never edited, its correction is these
/// differences. Ascending by party, then kind; zero differences are none.
///
/// # Errors
/// [`Error::Overflow`].
pub fn differences<'a>(earlier: &'a Settlement, later: &'a Settlement) -> Result<Vec<Posting<'a>>, Error> {
    let mut sums: BTreeMap<(PartyKey, &str), i64> = BTreeMap::new();
    for (settlement, sign) in [(later, 1_i64), (earlier, -1)] {
        for posting in settlement.postings() {
            let sum = sums.entry((posting.party, posting.kind)).or_default();
            let signed = posting.cents.checked_mul(sign).ok_or(Error::Overflow)?;
            *sum = sum.checked_add(signed).ok_or(Error::Overflow)?;
        }
    }
    let changed = sums.into_iter().filter(|(_, cents)| *cents != 0);
    Ok(changed.map(|((party, kind), cents)| Posting { party, kind, cents }).collect())
}
