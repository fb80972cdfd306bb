//! Verbs on many tasks at once: each in a transaction of its own, so that one refusal spoils no other.

use super::inputs::{AssignTasksInput, ClaimTaskInput, ClaimTasksInput, ReleaseTasksInput};
use super::mutations::outcome_of;
use super::payloads::{AssignTasksPayload, ClaimResult, ClaimTasksPayload, ReleaseTasksPayload};
use crate::fault::UserError;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::tasks::{assign_task, claim_task};
use async_graphql::{Context, Object};
use domain::ids::{PersonId, TaskId};

/// Most tasks of one call.
const MOST: usize = 100;

/// What is wrong with the whole call, if anything.
fn wrong(ctx: &Context<'_>, tasks: usize) -> async_graphql::Result<Option<UserError>> {
    let code = match tasks {
        0 => "NOTHING_CHOSEN",
        n if n > MOST => "TOO_MANY",
        _ => return Ok(None),
    };
    Ok(Some(UserError::new(Some("tasks"), code, viewer(ctx)?.language())))
}

/// Does `verb` to each task by itself, in the order sent.
async fn each<F, G>(ctx: &Context<'_>, tasks: Vec<ClaimTaskInput>, verb: F) -> async_graphql::Result<Vec<ClaimResult>>
where
    F: Fn(TaskId, i64) -> G,
    G: Future<Output = app::Result<i64>>,
{
    let mut results = Vec::with_capacity(tasks.len());
    for wanted in tasks {
        let id = TaskId(node::number(Kind::Task, &wanted.id));
        let done = verb(id, wanted.version).await;
        let (task, user_errors) = outcome_of(ctx, id, done).await?;
        results.push(ClaimResult { id: wanted.id, task, user_errors });
    }
    Ok(results)
}

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
        if let Some(error) = wrong(ctx, input.tasks.len())? {
            return Ok(ClaimTasksPayload { results: Vec::new(), user_errors: vec![error] });
        }
        let viewer = viewer(ctx)?;
        let session = viewer.session();
        let results = each(ctx, input.tasks, |id, v| claim_task::claim(viewer.app(), &session, id, v)).await?;
        Ok(ClaimTasksPayload { results, user_errors: Vec::new() })
    }

    /// Gives up to a hundred held tasks back to their lanes; those that cannot be given back say why.
    #[graphql(complexity = "input.tasks.len() * child_complexity + 1")]
    async fn release_tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to give back.")] input: ReleaseTasksInput,
    ) -> async_graphql::Result<ReleaseTasksPayload> {
        if let Some(error) = wrong(ctx, input.tasks.len())? {
            return Ok(ReleaseTasksPayload { results: Vec::new(), user_errors: vec![error] });
        }
        let viewer = viewer(ctx)?;
        let session = viewer.session();
        let results = each(ctx, input.tasks, |id, v| claim_task::release(viewer.app(), &session, id, v)).await?;
        Ok(ReleaseTasksPayload { results, user_errors: Vec::new() })
    }

    /// Hands up to a hundred open tasks to one person; those this person may not do say why.
    #[graphql(complexity = "input.tasks.len() * child_complexity + 1")]
    async fn assign_tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to hand to whom.")] input: AssignTasksInput,
    ) -> async_graphql::Result<AssignTasksPayload> {
        if let Some(error) = wrong(ctx, input.tasks.len())? {
            return Ok(AssignTasksPayload { results: Vec::new(), user_errors: vec![error] });
        }
        let viewer = viewer(ctx)?;
        let session = viewer.session();
        let to = PersonId(node::number(Kind::Person, &input.person_id));
        let results = each(ctx, input.tasks, |id, v| assign_task::assign(viewer.app(), &session, id, to, v)).await?;
        Ok(AssignTasksPayload { results, user_errors: Vec::new() })
    }
}
