//! A failure becomes a row that people see, and the workflow waits for their word. The incident
//! itself must open: its activity is retried without end.

use std::time::Duration;

use serde_json::Value;
use temporalio_workflow::{TimerResult, WorkflowContext, WorkflowTermination};

use crate::{
    case::{CaseWorkflow, Stopped},
    contract::{IncidentReply, IncidentRequest, OpenIncident},
    message::{EngineMessage, Resolution},
    step::attempt,
    wait::{Woken, wait},
};

/// Between two tries to open an incident that was refused outright.
const REFUSED_PAUSE: Duration = Duration::from_secs(60);

/// The process itself met something it has no rule for: makes it visible and waits for a person.
/// `nth` tells several such events of one step and round apart.
///
/// # Errors
/// [`Stopped::Aborted`] when a person aborts; retry and skip are for the caller to tell apart.
pub async fn raise<W: CaseWorkflow>(
    ctx: &WorkflowContext<W>,
    step: &str,
    round: u32,
    nth: u32,
    kind: &str,
    cause: String,
) -> Result<Resolution, Stopped> {
    let request =
        IncidentRequest { kind: kind.to_owned(), failure_no: nth, activity: String::new(), code: None, cause };
    match open_and_wait(ctx, step, round, request).await? {
        (incident_id, Resolution::Abort) => Err(Stopped::Aborted { incident_id, step: step.to_owned() }),
        (_, resolution) => Ok(resolution),
    }
}

/// Opens (or finds) the incident and waits until somebody resolves it.
pub(crate) async fn open_and_wait<W: CaseWorkflow>(
    ctx: &WorkflowContext<W>,
    step: &str,
    round: u32,
    request: IncidentRequest,
) -> Result<(i64, Resolution), Stopped> {
    loop {
        let reply = open(ctx, step, round, request.clone()).await?;
        let resolution = match reply.resolution {
            Some(resolution) => Some(resolution),
            None => resolved(ctx, reply.incident_id).await?,
        };
        // none: something was missed, and the database knows
        if let Some(resolution) = resolution {
            ctx.state_mut(|w| w.case_mut().mailbox.settle_incident(reply.incident_id));
            return Ok((reply.incident_id, resolution));
        }
    }
}

/// Opens the incident without waiting: the process goes on, somebody should still know.
pub(crate) async fn open_and_go_on<W: CaseWorkflow>(
    ctx: &WorkflowContext<W>,
    step: &str,
    round: u32,
    request: IncidentRequest,
) -> Result<(), Stopped> {
    let reply = open(ctx, step, round, request).await?;
    ctx.state_mut(|w| w.case_mut().mailbox.settle_incident(reply.incident_id));
    Ok(())
}

async fn open<W: CaseWorkflow>(
    ctx: &WorkflowContext<W>,
    step: &str,
    round: u32,
    request: IncidentRequest,
) -> Result<IncidentReply, Stopped> {
    loop {
        let retries = W::retries().unlimited();
        if let Ok(reply) = attempt(ctx, &OpenIncident, step, round, request.clone(), retries).await? {
            return Ok(reply);
        }
        if ctx.timer(REFUSED_PAUSE).await == TimerResult::Cancelled {
            return Err(WorkflowTermination::cancelled().into());
        }
    }
}

async fn resolved<W: CaseWorkflow>(ctx: &WorkflowContext<W>, incident_id: i64) -> Result<Option<Resolution>, Stopped> {
    let read = |body: &Value| match EngineMessage::read(body) {
        Some(EngineMessage::IncidentResolved { incident_id: id, resolution }) if id == incident_id => Some(resolution),
        _ => None,
    };
    match wait(ctx, None, |body| read(body).is_some()).await? {
        Woken::Message(message) => Ok(read(&message.body)),
        Woken::Due | Woken::Gap => Ok(None),
        Woken::Full => Err(crate::case::roll_over(ctx).await),
    }
}
