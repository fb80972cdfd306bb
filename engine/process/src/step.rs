//! One step of a process: an activity that is tried, and that waits for a person when it fails.
//! The workflow never fails because of an activity.

use std::{marker::PhantomData, time::Duration};

use serde::{Serialize, de::DeserializeOwned};
use temporalio_common::{ActivityDefinition, error::IncomingError};
use temporalio_workflow::{ActivityExecutionError, ActivityOptions, RetryPolicy, WorkflowContext, WorkflowTermination};

use crate::{
    case::{CaseWorkflow, Stopped, snapshot},
    contract::{IncidentRequest, StepInput},
    incident::open_and_wait,
    message::Resolution,
};

/// How a step ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Stepped<T> {
    Done(T),
    /// It failed and a person decided to go on without it.
    Skipped,
}

impl<T> Stepped<T> {
    pub fn done(self) -> Option<T> {
        match self {
            Self::Done(value) => Some(value),
            Self::Skipped => None,
        }
    }
}

/// How often and how patiently a step is tried before it becomes an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    pub attempts: u32,
    pub first_wait: Duration,
    pub longest_wait: Duration,
    /// One attempt may take this long.
    pub attempt_timeout: Duration,
}

impl Default for Retries {
    /// 1, 2, 4 … 60 s: about two minutes of trouble pass unnoticed, then somebody hears of it.
    fn default() -> Self {
        Self {
            attempts: 8,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
            attempt_timeout: Duration::from_secs(60),
        }
    }
}

impl Retries {
    pub(crate) fn unlimited(self) -> Self {
        Self { attempts: 0, ..self }
    }

    fn options(self) -> ActivityOptions {
        ActivityOptions::with_start_to_close_timeout(self.attempt_timeout)
            .retry_policy(
                RetryPolicy::builder()
                    .initial_interval(self.first_wait)
                    .backoff_coefficient(2.0)
                    .maximum_interval(self.longest_wait)
                    .maximum_attempts(self.attempts)
                    .build(),
            )
            .build()
    }
}

/// Runs an activity under `(case, step, round)`. Retries exhausted, or a failure marked as not
/// retryable: an incident opens and the workflow waits for retry, skip or abort.
///
/// # Errors
/// [`Stopped::Aborted`] when a person aborts; [`Stopped::Ended`] on cancellation.
pub async fn step<W, A, T>(
    ctx: &WorkflowContext<W>,
    activity: A,
    step: &str,
    round: u32,
    args: T,
) -> Result<Stepped<A::Output>, Stopped>
where
    W: CaseWorkflow,
    A: ActivityDefinition<Input = StepInput<T>>,
    A::Output: DeserializeOwned + Serialize + 'static,
    T: Clone + Serialize + DeserializeOwned + 'static,
{
    let mut failure_no = 0u32;
    loop {
        let failure = match attempt(ctx, &activity, step, round, args.clone(), W::retries()).await? {
            Ok(output) => return Ok(Stepped::Done(output)),
            Err(failure) => failure,
        };
        failure_no = failure_no.saturating_add(1);
        let request = IncidentRequest {
            kind: "STEP_FAILED".to_owned(),
            failure_no,
            activity: activity.name().to_owned(),
            code: failure.code,
            cause: failure.cause,
        };
        match open_and_wait(ctx, step, round, request).await? {
            (_, Resolution::Retry) => {}
            (_, Resolution::Skip) => return Ok(Stepped::Skipped),
            (incident_id, Resolution::Abort) => {
                return Err(Stopped::Aborted { incident_id, step: step.to_owned() });
            }
        }
    }
}

/// What is left of a failed activity.
pub(crate) struct Failure {
    pub code: Option<String>,
    pub cause: String,
}

impl Failure {
    fn of(error: &ActivityExecutionError) -> Self {
        match error.cause() {
            Some(IncomingError::Application(failure)) => Self {
                code: failure.type_name().filter(|t| !t.is_empty()).map(str::to_owned),
                cause: failure.failure().map_or_else(|| failure.to_string(), |f| f.message.clone()),
            },
            Some(IncomingError::Timeout(timeout)) => {
                Self { code: Some("TIMEOUT".to_owned()), cause: timeout.to_string() }
            }
            Some(other) => Self { code: None, cause: other.failure().message.clone() },
            None => Self { code: None, cause: error.to_string() },
        }
    }
}

/// One activity execution with its retries. Outer error: the workflow ends; inner: it failed.
pub(crate) async fn attempt<W, A, T>(
    ctx: &WorkflowContext<W>,
    activity: &A,
    step: &str,
    round: u32,
    args: T,
    retries: Retries,
) -> Result<Result<A::Output, Failure>, Stopped>
where
    W: CaseWorkflow,
    A: ActivityDefinition<Input = StepInput<T>>,
    A::Output: DeserializeOwned + Serialize + 'static,
    T: Serialize + DeserializeOwned + 'static,
{
    let input = match snapshot(ctx, step, round, args) {
        Ok(input) => input,
        Err(error) => {
            let cause = format!("the case state cannot be written as JSON: {error}");
            return Ok(Err(Failure { code: Some("STATE_NOT_WRITABLE".to_owned()), cause }));
        }
    };
    let named = Named::<StepInput<T>, A::Output>::like(activity);
    match ctx.execute_activity(named, input, retries.options()).await {
        Ok(output) => {
            ctx.state_mut(|w| w.case_mut().moved = true);
            Ok(Ok(output))
        }
        Err(ActivityExecutionError::Cancelled(_)) => Err(WorkflowTermination::cancelled().into()),
        Err(error) => Ok(Err(Failure::of(&error))),
    }
}

/// The macro's markers are not `Clone`, and a step may run its activity several times.
struct Named<I, O> {
    name: String,
    shape: PhantomData<fn(I) -> O>,
}

impl<I, O> Named<I, O> {
    fn like(activity: &impl ActivityDefinition<Input = I, Output = O>) -> Self {
        Self { name: activity.name().to_owned(), shape: PhantomData }
    }
}

impl<I, O> ActivityDefinition for Named<I, O>
where
    I: Serialize + DeserializeOwned + 'static,
    O: Serialize + DeserializeOwned + 'static,
{
    type Input = I;
    type Output = O;

    fn name(&self) -> &str {
        &self.name
    }
}
