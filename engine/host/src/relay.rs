//! Carries outbox rows to Temporal: one case strictly in order, several cases at a time, at least
//! once. Woken by a notification from the process that wrote the row, and by a poll for rows that
//! others wrote.
//!
//! What must stay true: row n + 1 of a case is never sent before row n went through; a relay that
//! dies leaves nothing behind but a lease that runs out.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use temporalio_client::Client;
use tokio::{
    sync::Notify,
    task::{JoinHandle, JoinSet},
};
use tokio_util::sync::CancellationToken;

use crate::{
    deliver::{self, Reuse, Undelivered},
    outbox::{Batch, Fault, Outbox, Row, RowKind},
};

/// How a relay works.
#[derive(Clone, Debug)]
pub struct Options {
    /// Unique among the relays: leases are held in this name.
    pub holder: String,
    pub task_queue: String,
    /// Cases delivered to at the same time.
    pub parallel_cases: usize,
    /// How often to look for rows nobody told us about.
    pub poll_every: Duration,
    /// Longest pause while Temporal or the database cannot be reached.
    pub longest_pause: Duration,
}

impl Options {
    pub fn new(holder: impl Into<String>, task_queue: impl Into<String>) -> Self {
        Self {
            holder: holder.into(),
            task_queue: task_queue.into(),
            parallel_cases: 16,
            poll_every: Duration::from_millis(500),
            longest_pause: Duration::from_secs(2),
        }
    }
}

/// A running relay.
pub struct Relay {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Relay {
    /// Starts relaying. `wake` is notified whenever this process has written outbox rows.
    pub fn spawn<O: Outbox>(client: Client, outbox: Arc<O>, wake: Arc<Notify>, options: Options) -> Self {
        let stop = CancellationToken::new();
        let round = Round {
            courier: Arc::new(Courier { client, outbox, options }),
            in_flight: BTreeSet::new(),
            through: Vec::new(),
            running: JoinSet::new(),
            pause: None,
        };
        let task = tokio::spawn(round.run(wake, stop.clone()));
        Self { stop, task }
    }

    /// Lets what is being delivered finish, takes nothing new.
    pub async fn stop(self) {
        self.stop.cancel();
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the relay ended badly");
        }
    }
}

/// What became of one case's batch.
struct Report {
    case_id: i64,
    /// Rows up to this one went through and are to be booked.
    through: Option<u64>,
    /// Nothing got through for a passing reason: slow down.
    trouble: bool,
}

struct Round<O> {
    courier: Arc<Courier<O>>,
    /// Cases that must not be set off again: under way, or through and not yet booked.
    in_flight: BTreeSet<i64>,
    /// What went through since the last turn.
    through: Vec<(i64, u64)>,
    running: JoinSet<Report>,
    pause: Option<Duration>,
}

impl<O: Outbox> Round<O> {
    async fn run(mut self, wake: Arc<Notify>, stop: CancellationToken) {
        loop {
            // made before looking: what is written while we look rings for the next round
            let rung = wake.notified();
            self.take_on().await;
            let wait = self.pause.unwrap_or(self.courier.options.poll_every);
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(wait) => {}
                () = rung, if self.pause.is_none() => {}
                Some(done) = self.running.join_next() => self.note(done),
            }
            while let Some(done) = self.running.try_join_next() {
                self.note(done);
            }
        }
        while let Some(done) = self.running.join_next().await {
            self.note(done);
        }
        if let Err(error) = self.courier.outbox.turn(&self.courier.options.holder, &self.through, 0).await {
            tracing::warn!(%error, booked = self.through.len(), "the last deliveries could not be booked");
        }
    }

    /// Books what went through, leases cases and sets those off that are not under way already.
    async fn take_on(&mut self) {
        let options = &self.courier.options;
        let through = std::mem::take(&mut self.through);
        let room = self.in_flight.len().saturating_sub(through.len()) < options.parallel_cases;
        if through.is_empty() && !room {
            return;
        }
        // cases under way may be among those returned: ask for so many that new ones fit
        let limit = if room { options.parallel_cases } else { 0 };
        let turned = self.courier.outbox.turn(&options.holder, &through, limit).await;
        // delivered but not booked: it will be delivered again, and the mailbox drops it
        for (case_id, _) in &through {
            self.in_flight.remove(case_id);
        }
        match turned {
            Ok(batches) => self.set_off(batches),
            Err(error) => {
                tracing::warn!(%error, booked = through.len(), "outbox cannot be read or written");
                self.slow_down();
            }
        }
    }

    fn set_off(&mut self, batches: Vec<Batch>) {
        for batch in batches {
            if !batch.rows.is_empty() && self.in_flight.insert(batch.case_id) {
                let courier = Arc::clone(&self.courier);
                self.running.spawn(async move { courier.carry(batch).await });
            }
        }
    }

    fn note(&mut self, done: Result<Report, tokio::task::JoinError>) {
        match done {
            Ok(report) => {
                match report.through {
                    Some(no) => self.through.push((report.case_id, no)),
                    None => {
                        self.in_flight.remove(&report.case_id);
                    }
                }
                if report.trouble { self.slow_down() } else { self.pause = None }
            }
            Err(error) => {
                // which case it was is unknown: forget them all, the leases keep order
                tracing::error!(%error, "a delivery panicked");
                if self.running.is_empty() {
                    self.in_flight = self.through.iter().map(|(case_id, _)| *case_id).collect();
                }
                self.slow_down();
            }
        }
    }

    fn slow_down(&mut self) {
        let next = self.pause.map_or(Duration::from_millis(200), |pause| pause * 2);
        self.pause = Some(next.min(self.courier.options.longest_pause));
    }
}

struct Courier<O> {
    client: Client,
    outbox: Arc<O>,
    options: Options,
}

impl<O: Outbox> Courier<O> {
    /// Delivers a case's rows in order, up to the first that does not go through.
    async fn carry(&self, batch: Batch) -> Report {
        let case_id = batch.case_id;
        let mut through = None;
        let mut failure = None;
        for row in &batch.rows {
            match self.send(&batch, row).await {
                Ok(()) => {
                    through = Some(row.no);
                    if begins_anew(row) {
                        // earlier rows may be due again: what follows is leased anew
                        break;
                    }
                }
                Err(undelivered) => {
                    failure = Some((row.no, undelivered));
                    break;
                }
            }
        }
        let passing = failure.as_ref().is_some_and(|(_, u)| !u.permanent);
        let Some((no, undelivered)) = failure else { return Report { case_id, through, trouble: false } };
        if let Err(error) = self.refused(case_id, through, no, undelivered).await {
            tracing::warn!(%error, case_id, "a failed delivery could not be booked");
            return Report { case_id, through: None, trouble: true };
        }
        Report { case_id, through: None, trouble: passing && through.is_none() }
    }

    /// Books a row that did not go through, and before it what did: its failure gives the case back.
    async fn refused(&self, case_id: i64, through: Option<u64>, no: u64, why: Undelivered) -> Result<(), Fault> {
        let holder = &self.options.holder;
        if let Some(no) = through {
            self.outbox.delivered(case_id, holder, no).await?;
        }
        let Undelivered { cause, permanent } = why;
        tracing::warn!(case_id, no, permanent, %cause, "outbox row not delivered");
        self.outbox.failed(case_id, holder, no, &cause, permanent).await
    }

    async fn send(&self, batch: &Batch, row: &Row) -> Result<(), Undelivered> {
        match row.kind {
            RowKind::Signal => deliver::signal(&self.client, batch, row).await,
            RowKind::Start if !begins_anew(row) => self.start(batch, row.no, Reuse::Never).await.map(drop),
            RowKind::Start | RowKind::Restart => {
                let last_no = self.start(batch, row.no, Reuse::TerminateRunning).await?;
                self.outbox.rewind(batch.case_id, last_no).await.map_err(|error| passing(&error))?;
                self.outbox.restarted(batch.case_id).await.map_err(|error| passing(&error))
            }
        }
    }

    /// Starts from the saved state; returns the number of the last message that state has seen.
    async fn start(&self, batch: &Batch, no: u64, reuse: Reuse) -> Result<u64, Undelivered> {
        let read = self.outbox.start_input(batch.case_id).await;
        let mut input = read.map_err(|error| passing(&error))?;
        let last_no = count_start(&mut input, no);
        let queue = batch.task_queue.as_deref().unwrap_or(&self.options.task_queue);
        let (id, kind) = (&batch.workflow_id, &batch.workflow_type);
        deliver::start(&self.client, queue, id, kind, &input, reuse).await?;
        Ok(last_no)
    }
}

/// A case's start row is its first; a start under another number was asked for later.
fn begins_anew(row: &Row) -> bool {
    row.kind == RowKind::Restart || (row.kind == RowKind::Start && row.no != 1)
}

fn passing(error: &Fault) -> Undelivered {
    Undelivered { cause: format!("the outbox does not answer: {error}"), permanent: false }
}

/// The start row has a number like any other: the workflow must expect the one after it.
fn count_start(input: &mut serde_json::Value, no: u64) -> u64 {
    let Some(fields) = input.as_object_mut() else { return no };
    let old = fields.remove("last_no");
    let last = fields.get("lastNo").or(old.as_ref()).and_then(serde_json::Value::as_u64);
    let last = last.unwrap_or(0).max(no);
    fields.insert("lastNo".to_owned(), last.into());
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_start_row_counts_and_a_saved_state_never_goes_back() {
        for (saved, expected) in [
            (json!({}), json!({ "lastNo": 3 })),
            (json!({ "lastNo": 9 }), json!({ "lastNo": 9 })),
            (json!({ "last_no": 9 }), json!({ "lastNo": 9 })),
        ] {
            let mut input = saved;
            count_start(&mut input, 3);
            assert_eq!(input, expected);
        }
    }
}
