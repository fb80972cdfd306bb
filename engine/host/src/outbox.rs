//! What the relay needs from whoever keeps the outbox. Implemented by the wiring through use
//! cases; the engine does not know which database it is.

use std::future::Future;

use serde_json::Value;

/// A fault of the other side of a trait; the relay logs it and tries later.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// What a row wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Start the case's workflow.
    Start,
    /// Somebody decided to begin it anew from the saved state, ending what may still run. Not an
    /// outbox row of its own; its number is that of the last message the saved state has seen.
    Restart,
    /// Wake it with the payload as message body.
    Signal,
}

/// One outbox row. Numbers of a case have no holes; the start row has one too.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub no: u64,
    pub kind: RowKind,
    pub payload: Value,
}

/// The due rows of one case leased to the asking relay, in order, beginning with the oldest
/// undelivered one (a row that is held back holds those behind it).
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    pub case_id: i64,
    pub workflow_id: String,
    pub workflow_type: String,
    /// `None`: the relay's default queue.
    pub task_queue: Option<String>,
    pub rows: Vec<Row>,
}

/// The outbox as the relay sees it. One case is leased to one holder at a time; a lease that is
/// not renewed by another `lease` call runs out.
pub trait Outbox: Send + Sync + 'static {
    /// Leases at most `limit` cases that have due rows, including those this holder has already.
    fn lease(&self, holder: &str, limit: usize) -> impl Future<Output = Result<Vec<Batch>, Fault>> + Send;

    /// Rows up to this number are through. Ignored when the lease is no longer the holder's.
    fn delivered(&self, case_id: i64, holder: &str, up_to_no: u64) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Both at once: rows of these cases up to these numbers are through, and what is due now is leased. Whoever can
    /// do it in one transaction should: under load it is most of what a relay costs its database.
    fn turn(
        &self,
        holder: &str,
        through: &[(i64, u64)],
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Batch>, Fault>> + Send {
        async move {
            for &(case_id, no) in through {
                self.delivered(case_id, holder, no).await?;
            }
            if limit == 0 { Ok(Vec::new()) } else { self.lease(holder, limit).await }
        }
    }

    /// A row did not go through. `permanent`: it never will; an incident opens and holds this
    /// case. Otherwise the row becomes due again later, with those behind it.
    fn failed(
        &self,
        case_id: i64,
        holder: &str,
        no: u64,
        cause: &str,
        permanent: bool,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// The workflow was begun anew, as a [`RowKind::Restart`] asked for: the wish is fulfilled.
    fn restarted(&self, _case_id: i64) -> impl Future<Output = Result<(), Fault>> + Send {
        std::future::ready(Ok(()))
    }

    /// The saved case state as JSON: the input a workflow starts with.
    fn start_input(&self, case_id: i64) -> impl Future<Output = Result<Value, Fault>> + Send;

    /// Makes every row above `last_no` undelivered again (also failed ones): the workflow was
    /// started anew from a state that had not seen them.
    fn rewind(&self, case_id: i64, last_no: u64) -> impl Future<Output = Result<(), Fault>> + Send;
}
