//! Taking many tasks at once: each in a transaction of its own, so that one refusal spoils no other.

use super::inputs::ClaimTasksInput;
use super::mutations::outcome_of;
use super::payloads::{ClaimResult, ClaimTasksPayload};
use crate::fault::UserError;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::tasks::claim_task;
use async_graphql::{Context, Object};
use domain::ids::TaskId;

/// Most tasks of one call.
const MOST: usize = 100;

/// Verbs on many tasks.
#[derive(Default)]
pub struct BulkMutations;

#[Object]
impl BulkMutations {
    /// Takes up to a hundred free tasks; those that cannot be taken say why.
    #[graphql(complexity = "input.tasks.len() * child_complexity + 1")]
    async fn claim_tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to take.")] input: ClaimTasksInput,
    ) -> async_graphql::Result<ClaimTasksPayload> {
        let viewer = viewer(ctx)?;
        let wrong = match input.tasks.len() {
            0 => Some("NOTHING_CHOSEN"),
            n if n > MOST => Some("TOO_MANY"),
            _ => None,
        };
        if let Some(code) = wrong {
            return Ok(ClaimTasksPayload {
                results: Vec::new(),
                user_errors: vec![UserError::new(Some("tasks"), code, viewer.language())],
            });
        }
        let mut results = Vec::with_capacity(input.tasks.len());
        for wanted in input.tasks {
            let id = TaskId(node::number(Kind::Task, &wanted.id));
            let claimed = claim_task::claim(viewer.app(), &viewer.session(), id, wanted.version).await;
            let (task, user_errors) = outcome_of(ctx, id, claimed).await?;
            results.push(ClaimResult { id: wanted.id, task, user_errors });
        }
        Ok(ClaimTasksPayload { results, user_errors: Vec::new() })
    }
}
