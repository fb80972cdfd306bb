//! What if: another key, other members, another year, computed beside the present settlement without touching it.
//!
//! Both sides are settlements of the same arithmetic; here they are only compared. Who gains, who loses, and since
//! which cost line.

use super::period::Segments;
use super::settlement::{Deduction, Input, Line, Settlement, settle};
use super::{Error, Key, Party, PartyKey, Plan};
use std::collections::BTreeMap;

/// What a party pays now and would pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub party: PartyKey,
    pub present_cents: i64,
    pub then_cents: i64,
}

impl Change {
    /// Above zero: the party would pay more.
    #[must_use]
    pub fn difference_cents(&self) -> i64 {
        self.then_cents.saturating_sub(self.present_cents)
    }
}

/// Shares after member grants, side by side, for whoever is a party on either side; ascending.
///
/// # Errors
/// [`Error::Overflow`].
pub fn compare(present: &Settlement, then: &Settlement) -> Result<Vec<Change>, Error> {
    let mut sides: BTreeMap<PartyKey, (i64, i64)> = BTreeMap::new();
    for (settlement, is_present) in [(present, true), (then, false)] {
        for statement in settlement.statements()? {
            let pays = statement.share_cents.checked_sub(statement.member_grant_cents).ok_or(Error::Overflow)?;
            let side = sides.entry(statement.party).or_default();
            if is_present { side.0 = pays } else { side.1 = pays }
        }
    }
    let change = |(party, (present_cents, then_cents))| Change { party, present_cents, then_cents };
    Ok(sides.into_iter().map(change).collect())
}

/// For each party, the place of the line since which it has been better or worse off without a break; none where both
/// sides end equal. Settles once per line: for thousands of lines and tens of parties, as people look at them.
///
/// # Errors
/// As [`settle`].
pub fn since_line(
    kinds: &[String],
    lines: &[Line],
    present: &Segments,
    then: &Segments,
) -> Result<BTreeMap<PartyKey, Option<usize>>, Error> {
    let mut since: BTreeMap<PartyKey, (i64, Option<usize>)> = BTreeMap::new();
    for place in 0..lines.len() {
        let input = Input { kinds, lines: &lines[..=place], deductions: &[], member_grants: &[], advances: &[] };
        for change in compare(&settle(&input, present)?, &settle(&input, then)?)? {
            let sign = change.difference_cents().signum();
            let entry = since.entry(change.party).or_default();
            if entry.0 != sign {
                *entry = (sign, (sign != 0).then_some(place));
            }
        }
    }
    Ok(since.into_iter().map(|(party, (_, line))| (party, line)).collect())
}

/// "A member leaves at year end": the same costs shared by those who stay, for the whole of the next year.
///
/// # Errors
/// [`Error::NotAParty`] when the one who leaves is none; [`Error::NoParties`] when nobody stays; as [`Plan::new`].
pub fn without(key: &Key, year: u32, parties: &[Party], leaving: PartyKey) -> Result<Plan, Error> {
    let staying: Vec<Party> = parties.iter().filter(|party| party.key != leaving).cloned().collect();
    if staying.len() == parties.len() {
        return Err(Error::NotAParty(leaving));
    }
    Plan::new(key, year, &staying)
}

/// The same costs under another arrangement, beside the present settlement.
///
/// # Errors
/// As [`settle`].
pub fn beside(
    present: &Settlement,
    kinds: &[String],
    lines: &[Line],
    deductions: &[Deduction],
    then: &Segments,
) -> Result<Vec<Change>, Error> {
    let input = Input { kinds, lines, deductions, member_grants: &[], advances: &[] };
    compare(present, &settle(&input, then)?)
}
