//! What one cost line costs each member: the allocation of the running total with it, minus the one before it.
//!
//! Why so: rounding each line by itself would not add up to the statement; differences of running totals do, for any
//! number of lines in any fixed order. A line of a million is answered from [`RunningTotals`] without reading the others.

use super::{Allocation, Error, Plan};

/// Lines between two stored sums: memory is one number per block, a look-up reads at most one block.
const BLOCK: usize = 256;

/// The lines of one cost kind in the order of the books, with sums to look up.
#[derive(Clone, Debug, Default)]
pub struct RunningTotals {
    lines: Vec<i64>,
    /// Sum of all lines before each block.
    blocks: Vec<i64>,
    total_cents: i64,
}

impl RunningTotals {
    /// Takes the lines in their fixed order.
    ///
    /// # Errors
    /// [`Error::Overflow`].
    pub fn new(lines: Vec<i64>) -> Result<Self, Error> {
        let mut totals = Self { blocks: Vec::with_capacity(lines.len() / BLOCK + 1), lines, total_cents: 0 };
        for block in totals.lines.chunks(BLOCK) {
            totals.blocks.push(totals.total_cents);
            for cents in block {
                totals.total_cents = totals.total_cents.checked_add(*cents).ok_or(Error::Overflow)?;
            }
        }
        Ok(totals)
    }

    /// Sum of all lines.
    #[must_use]
    pub fn total_cents(&self) -> i64 {
        self.total_cents
    }

    /// The running total before a line, and the line; `None` beyond the last.
    #[must_use]
    pub fn before(&self, line: usize) -> Option<(i64, i64)> {
        let cents = *self.lines.get(line)?;
        let first = line / BLOCK * BLOCK;
        // Cannot overflow: the same sums were checked when they were taken.
        let before = self.blocks.get(line / BLOCK)? + self.lines.get(first..line)?.iter().sum::<i64>();
        Some((before, cents))
    }
}

/// What the line `line_cents`, standing after `before_cents` of `total_cents`, costs each member of `plan`.
///
/// # Errors
/// As [`Plan::part`].
pub fn line(plan: &Plan, before_cents: i64, line_cents: i64, total_cents: i64) -> Result<Allocation, Error> {
    let with_cents = before_cents.checked_add(line_cents).ok_or(Error::Overflow)?;
    let with = plan.part(with_cents, total_cents)?;
    let before = if before_cents == 0 && line_cents == total_cents {
        return Ok(with);
    } else {
        plan.part(before_cents, total_cents)?
    };
    difference(&with, &before)
}

/// `later` minus `earlier`, place by place; both of one plan.
///
/// # Errors
/// [`Error::Overflow`].
pub fn difference(later: &Allocation, earlier: &Allocation) -> Result<Allocation, Error> {
    let column = |later: &[i64], earlier: &[i64]| {
        later.iter().zip(earlier).map(|(l, e)| l.checked_sub(*e).ok_or(Error::Overflow)).collect::<Result<Vec<_>, _>>()
    };
    let zeros = vec![0; later.shares.len()];
    let moved = match (&later.moved_by_limits, &earlier.moved_by_limits) {
        (None, None) => None,
        (l, e) => Some(column(l.as_deref().unwrap_or(&zeros), e.as_deref().unwrap_or(&zeros))?),
    };
    Ok(Allocation {
        shares: column(&later.shares, &earlier.shares)?,
        components: later
            .components
            .iter()
            .zip(&earlier.components)
            .map(|(l, e)| column(l, e))
            .collect::<Result<_, _>>()?,
        moved_by_limits: moved,
    })
}
