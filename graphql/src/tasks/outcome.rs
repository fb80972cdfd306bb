//! How a task can end, with the form each ending asks for; and what was typed so far.

use crate::scalars::Json;
use crate::viewer::viewer;
use crate::words;
use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::tasks::{Outcome as DomainOutcome, TaskKind};

/// One way a task can end.
pub struct Outcome {
    pub kind: TaskKind,
    pub outcome: DomainOutcome,
}

/// One way a task can end.
#[Object]
impl Outcome {
    /// Stable code, to complete the task with.
    async fn code(&self) -> &str {
        self.outcome.code
    }

    /// Title for people.
    async fn title(&self, ctx: &Context<'_>) -> async_graphql::Result<&str> {
        Ok(words::outcome(self.outcome.code, viewer(ctx)?.language()))
    }

    /// Whether a reason must be given.
    async fn needs_reason(&self) -> bool {
        self.outcome.needs_reason
    }

    /// JSON Schema (draft 2020-12) of the form; the server checks against the same one.
    #[graphql(complexity = "3")]
    async fn form_schema(&self) -> Json {
        Json(self.kind.form_schema(self.outcome.code))
    }
}

/// Your own unfinished typing on a task.
#[derive(SimpleObject)]
pub struct Draft {
    /// What was typed.
    pub data: Json,
    /// Version to save over next.
    pub version: i64,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
}
