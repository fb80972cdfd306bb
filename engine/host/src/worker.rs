//! Runs workflows and activities. A worker is not `Send`, so it lives on a thread of its own;
//! when its loop ends for a bad reason (the server is gone, the namespace is not there yet, a
//! panic) it is built anew after a pause, until it is told to stop.

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use temporalio_client::Client;
use temporalio_sdk::{
    Runtime, Worker as SdkWorker, WorkerOptions, WorkflowRegistrationError, worker_options_builder::Empty,
};
use tokio::{runtime::Handle, sync::oneshot, task::LocalSet};
use tokio_util::sync::CancellationToken;

/// A worker's options while workflows and activities are being registered.
pub type Registering = temporalio_sdk::WorkerOptionsBuilder<Empty>;

type Register = Arc<dyn Fn(Registering) -> Result<Registering, WorkflowRegistrationError> + Send + Sync>;

/// What a worker is.
#[derive(Clone)]
pub struct Spec {
    pub task_queue: String,
    /// 0 replays every workflow on every task: slow, and finds what is not deterministic.
    pub max_cached_workflows: usize,
    /// How long running activities may go on after `stop`.
    pub graceful_shutdown: Duration,
    register: Register,
}

impl Spec {
    /// `register` adds workflows and activities; it runs again whenever the worker is built anew.
    pub fn new<F>(task_queue: impl Into<String>, register: F) -> Self
    where
        F: Fn(Registering) -> Result<Registering, WorkflowRegistrationError> + Send + Sync + 'static,
    {
        Self {
            task_queue: task_queue.into(),
            max_cached_workflows: 1000,
            graceful_shutdown: Duration::from_secs(10),
            register: Arc::new(register),
        }
    }

    pub fn max_cached_workflows(mut self, count: usize) -> Self {
        self.max_cached_workflows = count;
        self
    }

    fn options(&self) -> Result<WorkerOptions, WorkflowRegistrationError> {
        Ok((self.register)(WorkerOptions::new(self.task_queue.clone()))?
            .max_cached_workflows(self.max_cached_workflows)
            .graceful_shutdown_period(self.graceful_shutdown)
            .build())
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("workflows cannot be registered: {0}")]
    Registration(#[from] WorkflowRegistrationError),
    #[error("the worker's thread cannot be started: {0}")]
    Thread(#[from] std::io::Error),
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Registration(_) => "WORKER_REGISTRATION",
            Self::Thread(_) => "WORKER_THREAD",
        }
    }
}

/// A running worker.
pub struct Worker {
    stop: CancellationToken,
    ended: oneshot::Receiver<()>,
    last_error: Arc<Mutex<Option<String>>>,
}

impl Worker {
    /// Starts the thread. Needs a running tokio runtime that outlives the worker; activities and
    /// pollers run there, workflow code on the thread.
    ///
    /// # Errors
    /// Only what would fail every time; an unreachable server is waited for.
    pub fn spawn(client: Client, spec: Spec) -> Result<Self, Error> {
        spec.options()?;
        let stop = CancellationToken::new();
        let (end, ended) = oneshot::channel();
        let last_error = Arc::new(Mutex::new(None));
        let looped =
            Loop { client, spec, stop: stop.clone(), last_error: Arc::clone(&last_error), handle: Handle::current() };
        std::thread::Builder::new().name("workflows".to_owned()).spawn(move || {
            looped.run();
            let _ = end.send(());
        })?;
        Ok(Self { stop, ended, last_error })
    }

    /// Why the worker is not working at the moment, if so.
    pub fn last_error(&self) -> Option<String> {
        self.last_error.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Finishes what is running (within the graceful period) and ends the thread.
    pub async fn stop(self) {
        self.stop.cancel();
        let _ = self.ended.await;
    }
}

struct Loop {
    client: Client,
    spec: Spec,
    stop: CancellationToken,
    last_error: Arc<Mutex<Option<String>>>,
    handle: Handle,
}

impl Loop {
    fn run(&self) {
        let mut pause = Duration::from_millis(200);
        while !self.stop.is_cancelled() {
            let begun = std::time::Instant::now();
            let outcome = std::panic::catch_unwind(AssertUnwindSafe(|| {
                self.handle.block_on(LocalSet::new().run_until(self.once()))
            }));
            let cause = match outcome {
                Ok(Ok(())) if self.stop.is_cancelled() => return,
                Ok(Ok(())) => "the worker ended without being told to".to_owned(),
                Ok(Err(cause)) => cause,
                Err(_) => "the worker panicked".to_owned(),
            };
            tracing::error!(%cause, pause_ms = pause.as_millis(), "worker ended, building it anew");
            self.note(Some(cause));
            if begun.elapsed() > Duration::from_secs(60) {
                pause = Duration::from_millis(200);
            }
            self.handle.block_on(async {
                tokio::select! {
                    () = self.stop.cancelled() => {}
                    () = tokio::time::sleep(pause) => {}
                }
            });
            pause = (pause * 2).min(Duration::from_secs(10));
        }
    }

    async fn once(&self) -> Result<(), String> {
        let text = |error: &dyn std::error::Error| error.to_string();
        let runtime = Runtime::from_current_tokio(Default::default()).map_err(|e| text(&e))?;
        let options = self.spec.options().map_err(|e| text(&e))?;
        let mut worker = SdkWorker::new(&runtime, self.client.clone(), options).map_err(|e| text(&e))?;
        let shut_down = worker.shutdown_handle();
        self.note(None);
        let told = async {
            self.stop.cancelled().await;
            shut_down();
            std::future::pending::<()>().await;
        };
        tokio::select! {
            ended = worker.run() => ended.map_err(|e| text(&e)),
            () = told => Ok(()),
        }
    }

    fn note(&self, error: Option<String>) {
        *self.last_error.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }
}
