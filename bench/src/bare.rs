//! The bare program of (d): Temporal's SDK and nothing else. Per case the same as a procurement asks of Temporal:
//! thirteen tasks, each an activity, a timer and a signal, and three activities of the machine; no database.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use host::Client;
use host::worker::{Spec, Worker};
use serde::{Deserialize, Serialize};
use temporalio_client::{WorkflowGetResultOptions, WorkflowSignalOptions, WorkflowStartOptions};
use temporalio_macros::{activities, workflow, workflow_methods};
use temporalio_sdk::activities::{ActivityContext, ActivityError};
use temporalio_workflow::{
    ActivityOptions, CancellableFuture, SyncWorkflowContext, WorkflowContext, WorkflowContextView, WorkflowResult,
    WorkflowTermination, select,
};
use tokio::sync::mpsc;

const QUEUE: &str = "bare";
/// Tasks of people in a usual procurement.
const TASKS: u32 = 13;
/// Behind these the machine does something: matching after the invoice, booking after the payment, ending at the end.
const MACHINE_AFTER: [u32; 3] = [7, 12, 13];
const REMINDER: Duration = Duration::from_secs(3 * 86_400);
const TIMEOUT: Duration = Duration::from_secs(60);

/// What an activity is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    case: u64,
    step: u32,
}

/// What a person says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Word {
    step: u32,
    outcome: String,
}

#[workflow]
pub struct Plain {
    case: u64,
    heard: u32,
}

#[workflow_methods]
impl Plain {
    #[init]
    pub fn new(_: &WorkflowContextView, case: u64) -> Self {
        Self { case, heard: 0 }
    }

    #[run(name = "bare")]
    pub async fn run(ctx: &mut WorkflowContext<Self>) -> WorkflowResult<String> {
        let case = ctx.state(|w| w.case);
        for step in 1..=TASKS {
            ctx.execute_activity(PlainActivities::open, Order { case, step }, options()).await?;
            {
                let mut timer = pin!(ctx.timer(REMINDER));
                let mut heard = pin!(ctx.wait_condition(move |w: &Self| w.heard >= step));
                let came = select! {
                    ended = heard => { ended.map_err(WorkflowTermination::from)?; true }
                    _fired = timer => false,
                };
                if came {
                    timer.cancel();
                }
            }
            if MACHINE_AFTER.contains(&step) {
                ctx.execute_activity(PlainActivities::act, Order { case, step }, options()).await?;
            }
        }
        Ok("CLOSED".to_owned())
    }

    #[signal]
    pub fn wake(&mut self, _: &mut SyncWorkflowContext<Self>, word: Word) {
        self.heard = self.heard.max(word.step);
    }
}

fn options() -> ActivityOptions {
    ActivityOptions::start_to_close_timeout(TIMEOUT)
}

/// Who hears that a task of a case is open.
type Listeners = Arc<Mutex<BTreeMap<u64, mpsc::UnboundedSender<u32>>>>;

pub struct PlainActivities {
    listeners: Listeners,
}

#[activities]
impl PlainActivities {
    #[activity(name = "bare_open")]
    pub async fn open(self: Arc<Self>, _ctx: ActivityContext, order: Order) -> Result<u32, ActivityError> {
        let listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(listener) = listeners.get(&order.case) {
            // nobody listening any more is fine
            let _ = listener.send(order.step);
        }
        Ok(order.step)
    }

    #[activity(name = "bare_act")]
    pub async fn act(self: Arc<Self>, _ctx: ActivityContext, order: Order) -> Result<u32, ActivityError> {
        Ok(order.step)
    }
}

/// A worker of its own beside ours.
pub struct Bare {
    client: Client,
    listeners: Listeners,
    _worker: Worker,
}

impl Bare {
    pub async fn start(client: Client) -> Result<Self> {
        let listeners = Listeners::default();
        let shared = Arc::clone(&listeners);
        let spec = Spec::new(QUEUE, move |worker| {
            let activities = PlainActivities { listeners: Arc::clone(&shared) };
            Ok(worker.register_workflow::<Plain>()?.register_activities(activities))
        });
        Ok(Self { _worker: Worker::spawn(client.clone(), spec)?, client, listeners })
    }

    /// One case to its end.
    pub async fn walk(&self, number: usize) -> Result<()> {
        let case = u64::try_from(number)?;
        let (tell, mut open) = mpsc::unbounded_channel();
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).insert(case, tell);
        let options = WorkflowStartOptions::new(QUEUE, format!("bare-{case}")).build();
        let handle = self.client.start_workflow(Plain::run, case, options).await?;
        for step in 1..=TASKS {
            let opened = open.recv().await.context("the activities are gone")?;
            anyhow::ensure!(opened == step, "case {case}: task {opened} instead of {step}");
            let word = Word { step, outcome: "DONE".to_owned() };
            handle.signal(Plain::wake, word, WorkflowSignalOptions::default()).await?;
        }
        handle.get_result(WorkflowGetResultOptions::default()).await?;
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).remove(&case);
        Ok(())
    }
}
