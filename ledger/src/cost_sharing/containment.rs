//! Members within one another: Stadt Linz in its Verbandsgemeinde, Andernach in Landkreis Mayen-Koblenz (handbook 10).
//!
//! Detected by the prefix of the key, decided by people: deducted from the outer member's measure, or kept. An
//! undecided pair stops the calculation; nothing is counted twice silently.

use super::{ComponentKind, Error, Party, PartyKey};
use serde::{Deserialize, Serialize};

/// What is done about a pair.
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
pub enum Choice {
    /// The inner member's inhabitants and tax power are taken off the outer member's.
    Deduct,
    /// Both count in full.
    Keep,
}

/// What was decided about one pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    pub outer: PartyKey,
    pub inner: PartyKey,
    pub choice: Choice,
}

/// A pair of members of which one lies within the other, without a third between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    pub outer: PartyKey,
    pub inner: PartyKey,
}

/// All direct pairs, ascending by outer, then inner.
#[must_use]
pub fn pairs(parties: &[PartyKey]) -> Vec<Pair> {
    let mut sorted = parties.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let holders: Vec<PartyKey> = sorted.iter().copied().filter(|key| key.as_str().ends_with("000")).collect();
    let mut found = Vec::new();
    for inner in sorted {
        // Of those around it, the one with the longest prefix is the direct one.
        let around = holders.iter().filter(|outer| outer.contains(&inner));
        let direct = around.max_by_key(|outer| (!outer.as_str().ends_with("0000000"), **outer));
        found.extend(direct.map(|outer| Pair { outer: *outer, inner }));
    }
    found.sort_unstable();
    found
}

/// Takes the measures of inner members off the outer ones where so decided; a member of part of the year is taken off
/// for the time both were members, so the outer measure is scaled to `time` first where that differs.
///
/// # Errors
/// [`Error::ContainmentUndecided`], [`Error::ContainedExceedsOuter`], [`Error::Overflow`].
pub fn settle(parties: &[Party], decisions: &[Decision]) -> Result<Vec<Party>, Error> {
    let keys: Vec<PartyKey> = parties.iter().map(|party| party.key).collect();
    let mut settled = parties.to_vec();
    for pair in pairs(&keys) {
        let decided = decisions.iter().find(|d| d.outer == pair.outer && d.inner == pair.inner);
        let Some(decision) = decided else {
            return Err(Error::ContainmentUndecided { outer: pair.outer, inner: pair.inner });
        };
        if decision.choice == Choice::Keep {
            continue;
        }
        // What is taken off is what was measured, before the inner member's own members were taken off it.
        let Some(inner) = parties.iter().find(|party| party.key == pair.inner) else { continue };
        let Some(outer) = settled.iter_mut().find(|party| party.key == pair.outer) else { continue };
        deduct(outer, inner)?;
    }
    Ok(settled)
}

fn deduct(outer: &mut Party, inner: &Party) -> Result<(), Error> {
    for kind in [ComponentKind::Population, ComponentKind::TaxPower] {
        let (Some(whole), Some(part)) = (outer.measures.get(kind), inner.measures.get(kind)) else { continue };
        // For the time both were members: in whole units of the measure, rounded down in favour of the inner member.
        let shared = i128::from(inner.time.min(outer.time));
        let part = if outer.time == 0 { 0 } else { i128::from(part) * shared / i128::from(outer.time) };
        let rest = i128::from(whole) - part;
        let rest = i64::try_from(rest).map_err(|_| Error::Overflow)?;
        if rest < 0 {
            return Err(Error::ContainedExceedsOuter { outer: outer.key, kind });
        }
        outer.measures.set(kind, rest);
    }
    Ok(())
}
