//! The numbered inbox of a case: number last + 1 only, each once, in order. Pure, so that the
//! promise "takes effect exactly once" is a property test and not a hope.
//!
//! What must stay true: `last_no` and `pending` travel together (saved state, continue-as-new);
//! a message that was accepted is either taken by somebody or still pending, never lost.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::message::{EngineMessage, Message};

/// Closed tasks and resolved incidents remembered, so that a late message about one is dropped.
const SETTLED_KEPT: usize = 64;

/// What became of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    Accepted,
    /// Number ≤ last: seen before.
    Duplicate,
    /// Number > last + 1: the sender skipped one; not taken, the sender must come again in order.
    Gap,
    /// Not a message, or an engine message that cannot be read.
    Malformed,
}

/// See the module. Serialises to `{lastNo, pending, …}`, flattened into the case state.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Mailbox {
    #[serde(alias = "last_no")]
    last_no: u64,
    pending: VecDeque<Message>,
    gaps: u64,
    malformed: u64,
    settled_tasks: VecDeque<i64>,
    settled_incidents: VecDeque<i64>,
    /// A gap was heard and nobody has asked the database since.
    #[serde(skip)]
    unasked_gap: bool,
}

impl Mailbox {
    /// A mailbox that has applied everything up to `last_no` (the number of the start row).
    pub fn after(last_no: u64) -> Self {
        Self { last_no, ..Self::default() }
    }

    pub fn last_no(&self) -> u64 {
        self.last_no
    }

    /// Deliveries dropped because an earlier number was missing.
    pub fn gaps(&self) -> u64 {
        self.gaps
    }

    /// Deliveries dropped because they could not be read.
    pub fn malformed(&self) -> u64 {
        self.malformed
    }

    /// Takes a delivery; `None` is one that could not even be parsed.
    pub fn receive(&mut self, delivery: Option<Message>) -> Received {
        let Some(message) = delivery else {
            self.malformed = self.malformed.saturating_add(1);
            return Received::Malformed;
        };
        if message.no <= self.last_no {
            return Received::Duplicate;
        }
        if message.no - self.last_no > 1 {
            self.gaps = self.gaps.saturating_add(1);
            self.unasked_gap = true;
            return Received::Gap;
        }
        self.last_no = message.no;
        self.admit(message)
    }

    /// The number counts; whether the body is kept depends on what it says.
    fn admit(&mut self, message: Message) -> Received {
        if EngineMessage::claims(&message.body) {
            match EngineMessage::read(&message.body) {
                None => {
                    self.malformed = self.malformed.saturating_add(1);
                    // what it may have said also stands in the database: ask there
                    self.unasked_gap = true;
                    return Received::Malformed;
                }
                Some(known) if self.is_settled(&known) => return Received::Accepted,
                Some(_) => {}
            }
        }
        self.pending.push_back(message);
        Received::Accepted
    }

    fn is_settled(&self, message: &EngineMessage) -> bool {
        match message {
            EngineMessage::TaskClosed { task_id, .. } => self.settled_tasks.contains(task_id),
            EngineMessage::IncidentResolved { incident_id, .. } => self.settled_incidents.contains(incident_id),
        }
    }

    pub fn has(&self, wanted: impl Fn(&Value) -> bool) -> bool {
        self.pending.iter().any(|m| wanted(&m.body))
    }

    /// Takes the oldest pending message that fits; others stay in their order.
    pub fn take(&mut self, wanted: impl Fn(&Value) -> bool) -> Option<Message> {
        let at = self.pending.iter().position(|m| wanted(&m.body))?;
        self.pending.remove(at)
    }

    /// Nobody will wait for this task any more: what is pending about it goes, what comes is dropped.
    pub fn settle_task(&mut self, task_id: i64) {
        remember(&mut self.settled_tasks, task_id);
        self.drop_settled();
    }

    /// The same for an incident.
    pub fn settle_incident(&mut self, incident_id: i64) {
        remember(&mut self.settled_incidents, incident_id);
        self.drop_settled();
    }

    fn drop_settled(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        self.pending = pending
            .into_iter()
            .filter(|m| !EngineMessage::read(&m.body).is_some_and(|e| self.is_settled(&e)))
            .collect();
    }

    pub(crate) fn has_unasked_gap(&self) -> bool {
        self.unasked_gap
    }

    /// Whoever waits will ask the database: no signal is the only bearer of anything.
    pub(crate) fn asked(&mut self) {
        self.unasked_gap = false;
    }
}

fn remember(kept: &mut VecDeque<i64>, id: i64) {
    if !kept.contains(&id) {
        kept.push_back(id);
    }
    while kept.len() > SETTLED_KEPT {
        kept.pop_front();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn message(no: u64) -> Option<Message> {
        Some(Message { no, body: json!({ "type": "NOTE", "n": no }) })
    }

    #[test]
    fn only_the_next_number_is_applied() {
        let mut mailbox = Mailbox::after(4);
        assert_eq!(mailbox.receive(message(6)), Received::Gap);
        assert_eq!(mailbox.receive(message(5)), Received::Accepted);
        assert_eq!(mailbox.receive(message(5)), Received::Duplicate);
        assert_eq!(mailbox.receive(None), Received::Malformed);
        assert_eq!((mailbox.last_no(), mailbox.gaps(), mailbox.malformed()), (5, 1, 1));
    }

    #[test]
    fn an_unreadable_engine_message_counts_but_is_not_kept() {
        let mut mailbox = Mailbox::default();
        let body = json!({ "type": "TASK_CLOSED", "taskId": "seven" });
        assert_eq!(mailbox.receive(Some(Message { no: 1, body })), Received::Malformed);
        assert_eq!(mailbox.last_no(), 1);
        assert!(!mailbox.has(|_| true));
        assert!(mailbox.has_unasked_gap());
    }

    #[test]
    fn a_late_word_about_a_settled_task_is_dropped() {
        let mut mailbox = Mailbox::default();
        mailbox.settle_task(7);
        let body = json!({ "type": "TASK_CLOSED", "taskId": 7, "outcome": "APPROVED" });
        assert_eq!(mailbox.receive(Some(Message { no: 1, body })), Received::Accepted);
        assert!(!mailbox.has(|_| true));
    }

    #[test]
    fn old_and_empty_states_still_load() {
        let mailbox: Mailbox = serde_json::from_value(json!({})).unwrap();
        assert_eq!(mailbox, Mailbox::default());
        let mailbox: Mailbox = serde_json::from_value(json!({ "last_no": 3, "unknown": 1 })).unwrap();
        assert_eq!(mailbox.last_no(), 3);
    }

    proptest! {
        /// At least once, duplicated, shuffled and retried until the last number is through: each
        /// message is yielded once and in order, also across saving and loading in the middle.
        #[test]
        fn each_message_is_yielded_once_and_in_order(
            count in 1u64..30,
            noise in proptest::collection::vec(0u64..35, 0..120),
            takes in proptest::collection::vec(any::<bool>(), 0..120),
            reload_at in 0usize..120,
        ) {
            let mut mailbox = Mailbox::default();
            let mut yielded = vec![];
            let mut step = 0usize;
            let mut deliver = |mailbox: &mut Mailbox, no: u64, yielded: &mut Vec<u64>| {
                mailbox.receive(message(no.clamp(1, count)));
                if step == reload_at {
                    let saved = serde_json::to_string(mailbox).unwrap();
                    *mailbox = serde_json::from_str(&saved).unwrap();
                }
                if takes.get(step).copied().unwrap_or(false)
                    && let Some(m) = mailbox.take(|_| true) { yielded.push(m.no); }
                step += 1;
            };
            for no in noise { deliver(&mut mailbox, no, &mut yielded); }
            for no in 1..=count { deliver(&mut mailbox, no, &mut yielded); }
            while let Some(m) = mailbox.take(|_| true) { yielded.push(m.no); }
            prop_assert_eq!(yielded, (1..=count).collect::<Vec<_>>());
        }
    }
}
