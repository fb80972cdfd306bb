//! Where work stands still, in sums and groups only: never a figure about one person.
//!
//! Staff councils demand it, and the law behind them (§ 80(1) no. 21 LPersVG RP and its like): a figure whose group
//! has fewer than three natural persons is hidden, and so is a total from which it could be reckoned back.

use super::TaskKind;
use crate::ids::{BodyId, PersonId};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::Berlin;
use std::collections::{BTreeMap, BTreeSet};

/// Groups of fewer natural persons are hidden.
pub const FEWEST_PERSONS: usize = 3;

/// Longest range shown at once, in spans.
pub const MOST_SPANS: usize = 60;

/// How a range of days is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
}

/// Days of one span, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub first_on: NaiveDate,
    /// Last day.
    pub last_on: NaiveDate,
}

impl Span {
    /// The instants from which and before which its days last in Germany.
    #[must_use]
    pub fn instants(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        (midnight(self.first_on), midnight(self.last_on.checked_add_days(Days::new(1)).unwrap_or(self.last_on)))
    }
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(chrono::NaiveTime::MIN);
    Berlin.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}

/// The spans that `first_on` to `last_on` lie in, whole weeks or months; none when there are too many or the range is
/// empty.
#[must_use]
pub fn spans(division: Division, first_on: NaiveDate, last_on: NaiveDate) -> Option<Vec<Span>> {
    let mut at = match division {
        Division::Week => first_on.checked_sub_days(Days::new(first_on.weekday().num_days_from_monday().into()))?,
        Division::Month => first_on.with_day(1)?,
    };
    let mut all = Vec::new();
    while at <= last_on {
        let next = match division {
            Division::Week => at.checked_add_days(Days::new(7))?,
            Division::Month => at.checked_add_months(Months::new(1))?,
        };
        all.push(Span { first_on: at, last_on: next.pred_opt()? });
        at = next;
        if all.len() > MOST_SPANS {
            return None;
        }
    }
    (!all.is_empty()).then_some(all)
}

/// What one person did, or holds, of one step of one body in one span. Never shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Place of the span in the range.
    pub span: usize,
    /// Whose task.
    pub body: BodyId,
    /// Which step.
    pub kind: TaskKind,
    /// Who; none: nobody.
    pub person: Option<PersonId>,
    /// How many tasks.
    pub tasks: i64,
    /// The time they were open, added up.
    pub seconds: i64,
}

/// By what figures are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Span; none: the whole range.
    pub span: Option<usize>,
    /// Body; none: all together.
    pub body: Option<BodyId>,
    /// Step; none: all together.
    pub kind: Option<TaskKind>,
}

/// Figures of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// How many tasks.
    pub tasks: i64,
    /// Mean time they were open, whole seconds, rounded down.
    pub mean_seconds: i64,
}

/// A group with its figures, or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which.
    pub group: Group,
    /// The figures; none: too few persons are behind them, or behind what could be reckoned back from them.
    pub sum: Option<Sum>,
}

#[derive(Default)]
struct Heap {
    persons: BTreeSet<PersonId>,
    tasks: i64,
    seconds: i64,
    hidden: bool,
}

/// Figures by `of`, in order of their groups, and their total in front of each span's (or the range's) groups.
///
/// `group_of` gives the group of a piece below the total; `total_of` the total it is part of. Tasks that nobody holds
/// tell nothing about anybody and are never hidden.
#[must_use]
pub fn figures(
    pieces: &[Piece],
    group_of: impl Fn(&Piece) -> Group,
    total_of: impl Fn(&Piece) -> Group,
) -> Vec<Figure> {
    let mut groups: BTreeMap<(Group, Group), Heap> = BTreeMap::new();
    for piece in pieces {
        let heap = groups.entry((total_of(piece), group_of(piece))).or_default();
        heap.persons.extend(piece.person);
        heap.tasks = heap.tasks.saturating_add(piece.tasks);
        heap.seconds = heap.seconds.saturating_add(piece.seconds);
    }
    for heap in groups.values_mut() {
        heap.hidden = too_few(heap.persons.len());
    }
    let mut totals: BTreeMap<Group, Heap> = BTreeMap::new();
    let mut behind_hidden: BTreeMap<Group, BTreeSet<PersonId>> = BTreeMap::new();
    for ((total, _), heap) in &groups {
        let sum = totals.entry(*total).or_default();
        sum.persons.extend(&heap.persons);
        sum.tasks = sum.tasks.saturating_add(heap.tasks);
        sum.seconds = sum.seconds.saturating_add(heap.seconds);
        if heap.hidden {
            behind_hidden.entry(*total).or_default().extend(&heap.persons);
        }
    }
    for (total, heap) in &mut totals {
        let reckoned_back = behind_hidden.get(total).is_some_and(|persons| too_few(persons.len()));
        heap.hidden = too_few(heap.persons.len()) || reckoned_back;
    }
    let totals = totals.into_iter().map(|(group, heap)| heap.figure(group));
    let groups = groups.into_iter().map(|((_, group), heap)| heap.figure(group));
    let mut all: Vec<_> = totals.chain(groups).collect();
    all.sort_by_key(|figure| figure.group);
    all.dedup_by_key(|figure| figure.group);
    all
}

/// One or two persons are too few; none is nobody.
const fn too_few(persons: usize) -> bool {
    0 < persons && persons < FEWEST_PERSONS
}

impl Heap {
    fn figure(&self, group: Group) -> Figure {
        let sum = Sum { tasks: self.tasks, mean_seconds: self.seconds / self.tasks.max(1) };
        Figure { group, sum: (!self.hidden).then_some(sum) }
    }
}

#[cfg(test)]
#[path = "statistics_tests.rs"]
mod tests;
