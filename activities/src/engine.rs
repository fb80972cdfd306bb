//! The engine's own contracts: tasks, nudges, incidents.

use std::sync::Arc;

use app::{
    App,
    engine::open_incident::from_step,
    tasks::{nudge_task, open_task},
};
use domain::{ids::TaskId, tasks::TaskKind, wake};
use temporalio_macros::activities;
use temporalio_sdk::activities::{ActivityContext, ActivityError};
use workflows::process::{
    IncidentReply, IncidentRequest, Nudge, NudgeOrder, NudgeReply, NudgeTask, OpenIncident, OpenTask, OpenTaskReply,
    Resolution, StepInput, TaskOrder, TaskOutcome,
};

use crate::{failure::Failure, step::reference};

/// Carries out the engine's contracts.
pub struct EngineActivities {
    app: App,
}

impl EngineActivities {
    pub fn new(app: App) -> Self {
        Self { app }
    }
}

#[activities]
impl EngineActivities {
    #[activity(definition = OpenTask)]
    pub async fn open_task(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<TaskOrder>,
    ) -> Result<OpenTaskReply, ActivityError> {
        let kind: TaskKind = input
            .args
            .kind
            .parse()
            .map_err(|_| Failure::final_("UNKNOWN_TASK_KIND", format!("no task kind {}", input.args.kind)))?;
        let at = reference(&input)?;
        let opened = open_task::open(&self.app, &at, kind).await.map_err(Failure::from)?;
        Ok(OpenTaskReply {
            task_id: opened.task_id,
            closed: outcome(opened.task_id, opened.closed),
            // presenting a task again on its follow-up date is the work list's own filter
            follow_up_at: None,
            remind_at: opened.remind_at,
            escalate_at: opened.escalate_at,
        })
    }

    #[activity(definition = NudgeTask)]
    pub async fn nudge_task(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<NudgeOrder>,
    ) -> Result<NudgeReply, ActivityError> {
        let nudge = match input.args.nudge {
            Nudge::FollowUp | Nudge::Remind => nudge_task::Nudge::Remind,
            Nudge::Escalate => nudge_task::Nudge::Escalate,
        };
        let task_id = input.args.task_id;
        let at = reference(&input)?;
        let closed = nudge_task::nudge(&self.app, &at, TaskId(task_id), nudge).await;
        Ok(NudgeReply { closed: outcome(task_id, closed.map_err(Failure::from)?) })
    }

    #[activity(definition = OpenIncident)]
    pub async fn open_incident(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<IncidentRequest>,
    ) -> Result<IncidentReply, ActivityError> {
        let request = &input.args;
        let cause = match &request.code {
            Some(code) => format!("{code}: {}", request.cause),
            None => request.cause.clone(),
        };
        let failure_no = request.failure_no.try_into().map_err(Failure::number)?;
        let at = reference(&input)?;
        let opened = from_step(&self.app, &at, &request.kind, failure_no, &cause).await;
        let (incident, resolution) = opened.map_err(Failure::from)?;
        Ok(IncidentReply { incident_id: incident.0, resolution: resolution.map(resolved) })
    }
}

fn outcome(task_id: i64, code: Option<String>) -> Option<TaskOutcome> {
    code.map(|code| TaskOutcome { task_id, code, ..TaskOutcome::default() })
}

fn resolved(resolution: wake::Resolution) -> Resolution {
    match resolution {
        wake::Resolution::Retry => Resolution::Retry,
        wake::Resolution::Skip => Resolution::Skip,
        wake::Resolution::Abort => Resolution::Abort,
    }
}
