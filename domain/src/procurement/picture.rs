//! Where a case stands, as a picture of its process: what is done, where it is, what comes next, what else may come.
//!
//! Derived from [`Phase`] and what happened; there is no second list of phases. What must stay true: every phase
//! appears exactly once, exactly one is the present one while the case runs, and what cannot be reached any more is
//! never drawn as if it could.

use super::guards::{Withdrawal, withdrawal};
use super::phase::Phase;
use crate::ids::TaskId;
use crate::tasks::Hands;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use strum::IntoEnumIterator;

/// How a phase looks from where the case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum StepState {
    /// Was gone through and lies behind.
    Done,
    /// The case is here.
    Now,
    /// Lies ahead on the shortest way to the closed file.
    Next,
    /// Comes only if something special happens: a return, a difference, a withdrawal.
    Possible,
    /// Was not needed and cannot come any more.
    Skipped,
}

/// One time the case was in a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Where.
    pub phase: Phase,
    /// Since when.
    pub entered_at: DateTime<Utc>,
    /// How it was left; none: not yet, or the task was dropped.
    pub left: Option<Left>,
    /// The task that was done there; none: the machine did it.
    pub task: Option<TaskId>,
}

/// How a phase was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; none: the machine.
    pub hands: Option<Hands>,
    /// Outcome code.
    pub outcome: String,
}

/// Facts that decide what may still come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where the case is.
    pub now: Phase,
    /// Where it goes back to when a withdrawal is refused.
    pub stood: Option<Phase>,
    /// Whether an order went out.
    pub ordered: bool,
    /// Whether money has left.
    pub paid: bool,
}

/// One phase in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub phase: Phase,
    /// How it looks from here.
    pub state: StepState,
    /// Place on the usual way from need to closed file, from 1; none: a side way.
    pub usual_place: Option<usize>,
    /// Last time it was finished; for the present phase: since when the case is there.
    pub at: Option<DateTime<Utc>>,
    /// Whose hands finished it last.
    pub hands: Option<Hands>,
    /// Its latest task.
    pub task: Option<TaskId>,
    /// How often it was finished.
    pub times: usize,
}

/// A way from one phase to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// From.
    pub from: Phase,
    /// To.
    pub to: Phase,
    /// The outcomes that lead there.
    pub outcomes: Vec<&'static str>,
    /// Whether it lies on the usual way.
    pub usual: bool,
    /// Whether this case went it.
    pub walked: bool,
}

/// The picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Every phase, in the order of the procedure.
    pub steps: Vec<Step>,
    /// Every way by an outcome.
    pub edges: Vec<Edge>,
}

/// Draws the picture. `visits` in the order in which they began.
#[must_use]
pub fn draw(standing: Standing, visits: &[Visit]) -> Picture {
    let usual = way(Phase::default(), Phase::Closed);
    let ahead = ahead_of(standing);
    let reachable = reachable(standing);
    let steps = Phase::iter().map(|phase| {
        let own: Vec<_> = visits.iter().filter(|v| v.phase == phase).collect();
        let finished: Vec<_> = own.iter().filter_map(|v| v.left.as_ref()).collect();
        let state = state_of(phase, standing.now, &ahead, &reachable, !finished.is_empty());
        let last = finished.last();
        let at = if state == StepState::Now { own.last().map(|v| v.entered_at) } else { last.map(|l| l.at) };
        Step {
            phase,
            state,
            usual_place: usual.iter().position(|p| *p == phase).map(|place| place + 1),
            at,
            hands: if state == StepState::Now { None } else { last.and_then(|l| l.hands) },
            task: own.last().and_then(|v| v.task),
            times: finished.len(),
        }
    });
    Picture { steps: steps.collect(), edges: edges(&usual, visits) }
}

fn state_of(phase: Phase, now: Phase, ahead: &[Phase], reachable: &BTreeSet<Phase>, was_done: bool) -> StepState {
    if phase == now {
        if now.is_end() { StepState::Done } else { StepState::Now }
    } else if ahead.contains(&phase) {
        StepState::Next
    } else if was_done {
        StepState::Done
    } else if reachable.contains(&phase) {
        StepState::Possible
    } else {
        StepState::Skipped
    }
}

/// The phases that usually follow, the present one left out.
fn ahead_of(standing: Standing) -> Vec<Phase> {
    if standing.now.is_end() {
        return Vec::new();
    }
    // a withdrawal under way usually ends the case
    let goal = if standing.now == Phase::WithdrawalConfirmation { Phase::Withdrawn } else { Phase::Closed };
    way(standing.now, goal).into_iter().skip(1).collect()
}

/// The shortest way by outcomes; of equal ones the way of the outcome named first.
fn way(from: Phase, to: Phase) -> Vec<Phase> {
    let mut came_from = BTreeMap::from([(from, from)]);
    let mut queue = VecDeque::from([from]);
    while let Some(here) = queue.pop_front() {
        for (_, next) in here.ways_out() {
            if let std::collections::btree_map::Entry::Vacant(free) = came_from.entry(next) {
                free.insert(here);
                queue.push_back(next);
            }
        }
    }
    let mut back = vec![to];
    let mut at = to;
    while at != from {
        match came_from.get(&at) {
            Some(before) => at = *before,
            None => return vec![from],
        }
        back.push(at);
    }
    back.reverse();
    back
}

/// Everything the case may still come to: by outcomes, by withdrawal or claim, or because an operator ends it.
fn reachable(standing: Standing) -> BTreeSet<Phase> {
    let mut found = BTreeSet::new();
    if standing.now.is_end() {
        return found;
    }
    let mut open = vec![(standing.now, standing.ordered)];
    open.extend(
        standing.stood.filter(|_| standing.now == Phase::WithdrawalConfirmation).map(|p| (p, standing.ordered)),
    );
    let mut seen = BTreeSet::new();
    while let Some((phase, ordered)) = open.pop() {
        if !seen.insert((phase, ordered)) {
            continue;
        }
        found.insert(phase);
        let ordered = ordered || phase == Phase::Receipt;
        open.extend(phase.ways_out().into_iter().map(|(_, next)| (next, ordered)));
        let paid = standing.paid || phase == Phase::Booking;
        match withdrawal(phase, ordered, paid) {
            Withdrawal::Free => open.push((Phase::Withdrawn, ordered)),
            Withdrawal::NeedsSupplierConfirmation => open.push((Phase::WithdrawalConfirmation, ordered)),
            Withdrawal::OnlyRefund => open.push((Phase::Refund, ordered)),
            Withdrawal::Ended => {}
        }
    }
    found.insert(Phase::Aborted);
    found
}

fn edges(usual: &[Phase], visits: &[Visit]) -> Vec<Edge> {
    let went: BTreeSet<_> = visits
        .iter()
        .filter_map(|v| v.left.as_ref().and_then(|l| v.phase.after(&l.outcome).ok()).map(|to| (v.phase, to)))
        .collect();
    let mut all: BTreeMap<(Phase, Phase), Vec<&'static str>> = BTreeMap::new();
    for from in Phase::iter() {
        for (outcome, to) in from.ways_out() {
            all.entry((from, to)).or_default().push(outcome);
        }
    }
    let is_usual = |from, to| usual.windows(2).any(|pair| pair == [from, to]);
    all.into_iter()
        .map(|((from, to), outcomes)| Edge {
            from,
            to,
            outcomes,
            usual: is_usual(from, to),
            walked: went.contains(&(from, to)),
        })
        .collect()
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
