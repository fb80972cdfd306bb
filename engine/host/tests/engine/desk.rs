//! The other side of the engine's traits, in memory: outbox, tasks, incidents, saved states. It
//! keeps the same promises a database would: numbers under one lock, idempotent by key, effect
//! and state saved together.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use chrono::Utc;
use host::{
    Batch, Fault, Outbox, Row, RowKind,
    reconciler::{Suspect, Watch},
};
use process::{
    IncidentReply, IncidentRequest, NudgeOrder, NudgeReply, OpenTaskReply, Resolution, StepInput, StepKey, TaskOrder,
    TaskOutcome,
};
use serde::Serialize;
use serde_json::{Value, json};
use temporalio_macros::activities;
use temporalio_sdk::{
    ApplicationFailure,
    activities::{ActivityContext, ActivityError},
};
use tokio::sync::{Mutex, Notify};

#[derive(Clone, Debug)]
pub struct Sent {
    pub row: Row,
    pub delivered: bool,
    pub failed: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Task {
    pub id: i64,
    pub key: StepKey,
    pub outcome: Option<String>,
    pub nudges: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Incident {
    pub id: i64,
    pub case_id: i64,
    pub kind: String,
    pub key: Option<(StepKey, u32)>,
    pub cause: String,
    pub resolution: Option<Resolution>,
}

#[derive(Default)]
pub struct Inner {
    pub rows: BTreeMap<i64, Vec<Sent>>,
    pub states: BTreeMap<i64, Value>,
    snapshots: BTreeMap<i64, u64>,
    pub tasks: Vec<Task>,
    pub incidents: Vec<Incident>,
    pub booked: BTreeMap<StepKey, u32>,
    /// How the next executions of `book` fail; true: not retryable.
    pub failures: VecDeque<bool>,
    pub remind_in: Option<Duration>,
    pub escalate_in: Option<Duration>,
    /// Deliveries are not booked: the relay sends everything again and again.
    pub forgetful: bool,
    pub suspects: Vec<Suspect>,
    /// Cases to begin anew from their saved state.
    pub restart: Vec<i64>,
}

#[derive(Default)]
pub struct Desk {
    pub inner: Mutex<Inner>,
    pub wake: Arc<Notify>,
}

pub fn workflow_id(case_id: i64) -> String {
    format!("case-{case_id}")
}

impl Desk {
    pub async fn start_case(&self, case_id: i64, state: Value) {
        let mut inner = self.inner.lock().await;
        inner.states.insert(case_id, state);
        inner.push(case_id, RowKind::Start, Value::Null);
        self.wake.notify_one();
    }

    pub async fn send(&self, case_id: i64, body: Value) {
        self.inner.lock().await.push(case_id, RowKind::Signal, body);
        self.wake.notify_one();
    }

    /// A clerk closes a task; waits until it is there.
    pub async fn close(&self, case_id: i64, step: &str, round: u32, outcome: &str) -> i64 {
        let key = StepKey { case_id, step: step.to_owned(), round };
        self.until(&format!("task {key:?} is open"), |i| i.tasks.iter().any(|t| t.key == key)).await;
        let mut inner = self.inner.lock().await;
        let task = inner.tasks.iter_mut().find(|t| t.key == key).unwrap();
        task.outcome = Some(outcome.to_owned());
        let id = task.id;
        let body = json!({ "type": "TASK_CLOSED", "taskId": id, "outcome": outcome });
        inner.push(case_id, RowKind::Signal, body);
        self.wake.notify_one();
        id
    }

    pub async fn resolve(&self, case_id: i64, resolution: Resolution) -> Incident {
        let open = |i: &Incident| i.case_id == case_id && i.resolution.is_none();
        self.until("an incident is open", |i| i.incidents.iter().any(open)).await;
        let mut inner = self.inner.lock().await;
        let incident = inner.incidents.iter_mut().find(|i| open(i)).unwrap();
        incident.resolution = Some(resolution);
        let told = incident.clone();
        let body = json!({ "type": "INCIDENT_RESOLVED", "incidentId": told.id, "resolution": resolution });
        inner.push(case_id, RowKind::Signal, body);
        self.wake.notify_one();
        told
    }

    pub async fn until(&self, what: &str, holds: impl Fn(&Inner) -> bool) {
        for _ in 0..1500 {
            if holds(&*self.inner.lock().await) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let inner = self.inner.lock().await;
        panic!("never: {what}\ntasks {:?}\nincidents {:?}\nrows {:?}", inner.tasks, inner.incidents, inner.rows);
    }
}

impl Inner {
    fn push(&mut self, case_id: i64, kind: RowKind, payload: Value) {
        let rows = self.rows.entry(case_id).or_default();
        let no = rows.len() as u64 + 1;
        rows.push(Sent { row: Row { no, kind, payload }, delivered: false, failed: None });
    }

    fn save<T>(&mut self, input: &StepInput<T>) {
        let newest = self.snapshots.entry(input.key.case_id).or_default();
        if input.snapshot_no > *newest {
            *newest = input.snapshot_no;
            self.states.insert(input.key.case_id, input.state.clone());
        }
    }
}

impl Outbox for Desk {
    async fn lease(&self, _: &str, limit: usize) -> Result<Vec<Batch>, Fault> {
        let inner = self.inner.lock().await;
        let due = inner.rows.iter().filter_map(|(&case_id, rows)| {
            let open = rows.iter().filter(|s| inner.forgetful || !s.delivered);
            let mut rows: Vec<_> = open.take_while(|s| s.failed.is_none()).map(|s| s.row.clone()).collect();
            if inner.restart.contains(&case_id) {
                let no = inner.states[&case_id]["lastNo"].as_u64().unwrap();
                rows.insert(0, Row { no, kind: RowKind::Restart, payload: Value::Null });
            }
            (!rows.is_empty()).then(|| Batch {
                case_id,
                workflow_id: workflow_id(case_id),
                workflow_type: "approval".to_owned(),
                task_queue: None,
                rows,
            })
        });
        Ok(due.take(limit).collect())
    }

    async fn delivered(&self, case_id: i64, _: &str, up_to_no: u64) -> Result<(), Fault> {
        let mut inner = self.inner.lock().await;
        inner.restart.retain(|&id| id != case_id);
        for sent in inner.rows.get_mut(&case_id).unwrap().iter_mut().filter(|s| s.row.no <= up_to_no) {
            sent.delivered = true;
        }
        Ok(())
    }

    async fn failed(&self, case_id: i64, _: &str, no: u64, cause: &str, permanent: bool) -> Result<(), Fault> {
        if permanent {
            let mut inner = self.inner.lock().await;
            let rows = inner.rows.get_mut(&case_id).unwrap();
            rows.iter_mut().find(|s| s.row.no == no).unwrap().failed = Some(cause.to_owned());
        }
        Ok(())
    }

    async fn start_input(&self, case_id: i64) -> Result<Value, Fault> {
        Ok(self.inner.lock().await.states[&case_id].clone())
    }

    async fn rewind(&self, case_id: i64, last_no: u64) -> Result<(), Fault> {
        let mut inner = self.inner.lock().await;
        for sent in inner.rows.entry(case_id).or_default().iter_mut().filter(|s| s.row.no > last_no) {
            sent.delivered = false;
            sent.failed = None;
        }
        Ok(())
    }
}

impl Watch for Desk {
    async fn suspects(&self) -> Result<Vec<Suspect>, Fault> {
        Ok(self.inner.lock().await.suspects.clone())
    }

    async fn open_incident(&self, case_id: i64, kind: &str, cause: &str) -> Result<(), Fault> {
        let mut inner = self.inner.lock().await;
        let id = inner.incidents.len() as i64 + 1;
        let (kind, cause) = (kind.to_owned(), cause.to_owned());
        inner.incidents.push(Incident { id, case_id, kind, key: None, cause, resolution: None });
        Ok(())
    }
}

pub struct DeskActivities(pub Arc<Desk>);

#[activities]
impl DeskActivities {
    #[activity(definition = process::OpenTask)]
    pub async fn open_task(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<TaskOrder>,
    ) -> Result<OpenTaskReply, ActivityError> {
        let mut inner = self.0.inner.lock().await;
        inner.save(&input);
        if !inner.tasks.iter().any(|t| t.key == input.key) {
            let id = 100 + inner.tasks.len() as i64;
            inner.tasks.push(Task { id, key: input.key.clone(), outcome: None, nudges: vec![] });
        }
        let task = inner.tasks.iter().find(|t| t.key == input.key).unwrap();
        let closed = task.outcome.clone();
        Ok(OpenTaskReply {
            task_id: task.id,
            closed: closed.map(|code| TaskOutcome { task_id: task.id, code, ..Default::default() }),
            follow_up_at: None,
            remind_at: inner.remind_in.map(|span| Utc::now() + span),
            escalate_at: inner.escalate_in.map(|span| Utc::now() + span),
        })
    }

    #[activity(definition = process::NudgeTask)]
    pub async fn nudge_task(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<NudgeOrder>,
    ) -> Result<NudgeReply, ActivityError> {
        let mut inner = self.0.inner.lock().await;
        inner.save(&input);
        let task = inner.tasks.iter_mut().find(|t| t.id == input.args.task_id).unwrap();
        task.nudges.push(text(&input.args.nudge));
        Ok(NudgeReply::default())
    }

    #[activity(definition = process::OpenIncident)]
    pub async fn open_incident(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<IncidentRequest>,
    ) -> Result<IncidentReply, ActivityError> {
        let mut inner = self.0.inner.lock().await;
        inner.save(&input);
        let key = Some((input.key.clone(), input.args.failure_no));
        if !inner.incidents.iter().any(|i| i.key == key) {
            let id = inner.incidents.len() as i64 + 1;
            let IncidentRequest { kind, code, cause, .. } = input.args;
            let cause = format!("{}: {cause}", code.unwrap_or_default());
            let (case_id, key) = (input.key.case_id, key.clone());
            inner.incidents.push(Incident { id, case_id, kind, key, cause, resolution: None });
        }
        let incident = inner.incidents.iter().find(|i| i.key == key).unwrap();
        Ok(IncidentReply { incident_id: incident.id, resolution: incident.resolution })
    }

    #[activity(definition = crate::approval::Book)]
    pub async fn book(self: Arc<Self>, _: ActivityContext, input: StepInput<i64>) -> Result<i64, ActivityError> {
        let mut inner = self.0.inner.lock().await;
        if let Some(final_) = inner.failures.pop_front() {
            let failure = ApplicationFailure::builder(std::io::Error::other("the ledger is closed"));
            let failure = failure.type_name("LEDGER_CLOSED".to_owned()).non_retryable(final_).build();
            return Err(ActivityError::application(failure));
        }
        inner.save(&input);
        *inner.booked.entry(input.key.clone()).or_default() += 1;
        Ok(4711)
    }
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}
