//! The world around one procurement: keeps tasks, outbox and incidents, and lets a test play the
//! clerks. It stands where `app` stands, behind the same contracts.

#![allow(dead_code)] // the constants of the activities macro

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::Path,
    sync::Arc,
    time::Duration,
};

use host::{
    Batch, Client, Codec, Fault, Outbox, Row, RowKind, Settings,
    binary::Program,
    relay::{self, Relay},
    worker::{Spec, Worker},
};
use process::{
    IncidentReply, IncidentRequest, NudgeOrder, NudgeReply, OpenTaskReply, Resolution, StepInput, StepKey, TaskOrder,
    TaskOutcome,
};
use serde_json::{Value, json};
use temporalio_common::error::ApplicationFailure;
use temporalio_macros::activities;
use temporalio_sdk::activities::{ActivityContext, ActivityError};
use temporalio_sdk_core::ephemeral_server::{EphemeralExe, EphemeralServer, TestServerConfig};
use tokio::sync::{Mutex, Notify};
use workflows::procurement::{
    Procurement, WORKFLOW_TYPE,
    contract::{BookCost, EndCase, EndOrder, MatchInvoice, Nothing, Verdict},
};

const ID: &str = "procurement-1";
const QUEUE: &str = "procurements";

struct Task {
    key: StepKey,
    outcome: Option<String>,
}

struct Incident {
    key: (StepKey, u32),
    kind: String,
    resolution: Option<Resolution>,
}

#[derive(Default)]
struct Books {
    rows: Vec<(Row, bool)>,
    tasks: Vec<Task>,
    incidents: Vec<Incident>,
    machine: Vec<StepKey>,
    verdicts: VecDeque<String>,
    failing: BTreeSet<String>,
}

#[derive(Default)]
struct Desk {
    books: Mutex<Books>,
    wake: Notify,
}

pub struct Office {
    name: &'static str,
    desk: Arc<Desk>,
    client: Client,
    server: EphemeralServer,
    worker: Worker,
    relay: Relay,
}

impl Office {
    pub async fn open(name: &'static str) -> Self {
        let program = Program::TestServer.find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let program = EphemeralExe::ExistingPath(program.to_string_lossy().into_owned());
        let server = TestServerConfig::builder().exe(program).build().start_server().await.unwrap();
        let mut settings = Settings::new(Codec::plain());
        settings.address = Some(server.target.clone());
        settings.namespace = Some("default".to_owned());
        let client = host::connect_patiently(&settings).await.unwrap();
        let desk = Arc::new(Desk::default());
        let hands = Arc::clone(&desk);
        // no cache: whatever is not deterministic shows at once
        let spec = Spec::new(QUEUE, move |worker| {
            Ok(worker.register_workflow::<Procurement>()?.register_activities(Hands(Arc::clone(&hands))))
        });
        let worker = Worker::spawn(client.clone(), spec.max_cached_workflows(0)).unwrap();
        let options = relay::Options { poll_every: Duration::from_millis(50), ..relay::Options::new("office", QUEUE) };
        let relay = Relay::spawn(client.clone(), Arc::clone(&desk), Arc::new(Notify::new()), options);
        desk.push(RowKind::Start, Value::Null).await;
        Self { name, desk, client, server, worker, relay }
    }

    /// Clerks finish these tasks, each as soon as it is open.
    pub async fn work(&self, tasks: &[(&str, &str)]) {
        for (phase, outcome) in tasks {
            self.opened(phase).await;
            let mut books = self.desk.books.lock().await;
            let (at, task) = books.tasks.iter_mut().enumerate().find(|(_, t)| t.outcome.is_none()).unwrap();
            task.outcome = Some((*outcome).to_owned());
            drop(books);
            let body = json!({ "type": "TASK_CLOSED", "taskId": at + 1, "outcome": outcome });
            self.send(body).await;
        }
    }

    /// Waits until a task of the phase is open; those before it that nobody finished are closed
    /// without a word, as a withdrawal does.
    pub async fn opened(&self, phase: &str) {
        self.until(&format!("{phase} is open"), |books| {
            books.tasks.last().is_some_and(|t| t.key.step == phase && t.outcome.is_none())
        })
        .await;
        let mut books = self.desk.books.lock().await;
        let last = books.tasks.len() - 1;
        for task in books.tasks[..last].iter_mut().filter(|t| t.outcome.is_none()) {
            task.outcome = Some("INTERRUPTED".to_owned());
        }
    }

    pub async fn send(&self, body: Value) {
        self.desk.push(RowKind::Signal, body).await;
    }

    pub async fn verdicts(&self, codes: &[&str]) {
        self.desk.books.lock().await.verdicts.extend(codes.iter().map(|&c| c.to_owned()));
    }

    pub async fn fail_next(&self, step: &str) {
        self.desk.books.lock().await.failing.insert(step.to_owned());
    }

    pub async fn resolve(&self, kind: &str, resolution: Resolution) {
        let open = |i: &Incident| i.kind == kind && i.resolution.is_none();
        self.until(&format!("incident {kind}"), |books| books.incidents.iter().any(open)).await;
        let mut books = self.desk.books.lock().await;
        let (at, incident) = books.incidents.iter_mut().enumerate().find(|(_, i)| open(i)).unwrap();
        incident.resolution = Some(resolution);
        drop(books);
        self.send(json!({ "type": "INCIDENT_RESOLVED", "incidentId": at + 1, "resolution": resolution })).await;
    }

    /// Waits for the end of the process; gives its code.
    pub async fn end(&self) -> String {
        let handle = self.client.get_workflow_handle::<Procurement>(ID);
        let ended = tokio::time::timeout(Duration::from_secs(20), handle.get_result(Default::default()));
        let code = ended.await.expect("the process never ended").unwrap();
        if std::env::var_os("VERBUND_RECORD_HISTORIES").is_some() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/histories");
            let path = folder.join(format!("procurement-v1-{}.history", self.name));
            host::histories::save(&self.client, ID, &path).await.unwrap();
        }
        code
    }

    pub async fn machine_steps(&self) -> Vec<String> {
        let books = self.desk.books.lock().await;
        books.machine.iter().map(|key| format!("{} {}", key.step, key.round)).collect()
    }

    pub async fn rounds(&self) -> BTreeMap<String, u32> {
        let books = self.desk.books.lock().await;
        books.tasks.iter().map(|task| (task.key.step.clone(), task.key.round)).collect()
    }

    pub async fn close(mut self) {
        self.relay.stop().await;
        self.worker.stop().await;
        self.server.shutdown().await.unwrap();
    }

    async fn until(&self, what: &str, holds: impl Fn(&Books) -> bool) {
        for _ in 0..1000 {
            if holds(&*self.desk.books.lock().await) {
                return;
            }
            let _ = tokio::time::timeout(Duration::from_millis(20), self.desk.wake.notified()).await;
        }
        let books = self.desk.books.lock().await;
        let tasks: Vec<_> = books.tasks.iter().map(|t| (&t.key.step, t.key.round, &t.outcome)).collect();
        panic!("never: {what}; tasks {tasks:?}; rows {:?}", books.rows);
    }
}

impl Desk {
    async fn push(&self, kind: RowKind, payload: Value) {
        let mut books = self.books.lock().await;
        let no = books.rows.len() as u64 + 1;
        books.rows.push((Row { no, kind, payload }, false));
    }
}

impl Outbox for Desk {
    async fn lease(&self, _: &str, _: usize) -> Result<Vec<Batch>, Fault> {
        let books = self.books.lock().await;
        let rows = books.rows.iter().filter(|(_, sent)| !sent).map(|(row, _)| row.clone()).collect();
        Ok(vec![Batch {
            case_id: 1,
            workflow_id: ID.to_owned(),
            workflow_type: WORKFLOW_TYPE.to_owned(),
            task_queue: None,
            rows,
        }])
    }

    async fn delivered(&self, _: i64, _: &str, up_to_no: u64) -> Result<(), Fault> {
        let mut books = self.books.lock().await;
        books.rows.iter_mut().filter(|(row, _)| row.no <= up_to_no).for_each(|(_, sent)| *sent = true);
        Ok(())
    }

    async fn failed(&self, _: i64, _: &str, no: u64, cause: &str, permanent: bool) -> Result<(), Fault> {
        assert!(!permanent, "row {no} can never be delivered: {cause}");
        Ok(())
    }

    async fn start_input(&self, case_id: i64) -> Result<Value, Fault> {
        Ok(json!({ "caseId": case_id, "lastNo": 1 }))
    }

    async fn rewind(&self, _: i64, _: u64) -> Result<(), Fault> {
        Ok(())
    }
}

struct Hands(Arc<Desk>);

impl Hands {
    async fn verdict(&self, key: StepKey, otherwise: &str) -> Result<Verdict, ActivityError> {
        let mut books = self.0.books.lock().await;
        if books.failing.remove(&key.step) {
            let failure = ApplicationFailure::non_retryable(format!("{} is out of order", key.step));
            return Err(ActivityError::application(failure));
        }
        books.machine.push(key);
        let outcome = books.verdicts.pop_front().unwrap_or_else(|| otherwise.to_owned());
        Ok(Verdict { outcome })
    }
}

#[activities]

impl Hands {
    #[activity(definition = process::OpenTask)]
    async fn open_task(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<TaskOrder>,
    ) -> Result<OpenTaskReply, ActivityError> {
        let mut books = self.0.books.lock().await;
        if !books.tasks.iter().any(|t| t.key == input.key) {
            books.tasks.push(Task { key: input.key.clone(), outcome: None });
        }
        let (at, task) = books.tasks.iter().enumerate().find(|(_, t)| t.key == input.key).unwrap();
        let task_id = at as i64 + 1;
        let closed = task.outcome.clone().map(|code| TaskOutcome { task_id, code, ..Default::default() });
        drop(books);
        self.0.wake.notify_waiters();
        Ok(OpenTaskReply { task_id, closed, ..Default::default() })
    }

    #[activity(definition = process::NudgeTask)]
    async fn nudge_task(
        self: Arc<Self>,
        _: ActivityContext,
        _: StepInput<NudgeOrder>,
    ) -> Result<NudgeReply, ActivityError> {
        Ok(NudgeReply::default())
    }

    #[activity(definition = process::OpenIncident)]
    async fn open_incident(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<IncidentRequest>,
    ) -> Result<IncidentReply, ActivityError> {
        let key = (input.key, input.args.failure_no);
        let mut books = self.0.books.lock().await;
        if !books.incidents.iter().any(|i| i.key == key) {
            books.incidents.push(Incident { key: key.clone(), kind: input.args.kind, resolution: None });
        }
        let (at, incident) = books.incidents.iter().enumerate().find(|(_, i)| i.key == key).unwrap();
        Ok(IncidentReply { incident_id: at as i64 + 1, resolution: incident.resolution })
    }

    #[activity(definition = MatchInvoice)]
    async fn match_invoice(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<Nothing>,
    ) -> Result<Verdict, ActivityError> {
        self.verdict(input.key, "MATCHED").await
    }

    #[activity(definition = BookCost)]
    async fn book_cost(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<Nothing>,
    ) -> Result<Verdict, ActivityError> {
        self.verdict(input.key, "FINISHED").await
    }

    #[activity(definition = EndCase)]
    async fn end_case(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<EndOrder>,
    ) -> Result<Nothing, ActivityError> {
        assert_eq!(input.key.step, input.args.phase.to_string());
        self.0.books.lock().await.machine.push(input.key);
        Ok(Nothing {})
    }
}
