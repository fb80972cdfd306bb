//! The verbs on one task.

use super::inputs::{
    AssignTaskInput, CancelTaskInput, ClaimTaskInput, CompleteTaskInput, DiscardDraftInput, ReleaseTaskInput,
    SaveDraftInput, SetFollowUpInput, UndoCompletionInput,
};
use super::outcome::Draft;
use super::payloads::{
    AssignTaskPayload, CancelTaskPayload, ClaimTaskPayload, CompleteTaskPayload, DiscardDraftPayload,
    ReleaseTaskPayload, SaveDraftPayload, SetFollowUpPayload, UndoCompletionPayload,
};
use super::types::Task;
use crate::fault::{UserError, answer, not_found, salt};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::scalars::Json;
use crate::viewer::viewer;
use app::tasks::assign_task::Note;
use app::tasks::complete_task::{self, Completion};
use app::tasks::list_tasks::work_list::After;
use app::tasks::{assign_task, cancel_task, claim_task, save_draft, set_follow_up, undo_completion};
use async_graphql::{Context, ID, Object};
use domain::ids::{PersonId, TaskId};

fn task_id(id: &ID) -> TaskId {
    TaskId(node::number(Kind::Task, id))
}

/// The task as it stands now, or what to correct.
pub async fn outcome_of<T>(
    ctx: &Context<'_>,
    id: TaskId,
    result: app::Result<T>,
) -> async_graphql::Result<(Option<Task>, Vec<UserError>)> {
    match answer(result, viewer(ctx)?.language())? {
        Ok(_) => Ok((Loaders::of(ctx)?.task(id.0).await?, Vec::new())),
        Err(user_errors) => Ok((None, user_errors)),
    }
}

/// Verbs on tasks.
#[derive(Default)]
pub struct TaskMutations;

#[Object]
impl TaskMutations {
    /// Takes a free task.
    async fn claim_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to take.")] input: ClaimTaskInput,
    ) -> async_graphql::Result<ClaimTaskPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let result = claim_task::claim(viewer.app(), &viewer.session(), id, input.version).await;
        Ok(outcome_of(ctx, id, result).await?.into())
    }

    /// Gives a held task back to its lane.
    async fn release_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to give back.")] input: ReleaseTaskInput,
    ) -> async_graphql::Result<ReleaseTaskPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let result = claim_task::release(viewer.app(), &viewer.session(), id, input.version).await;
        Ok(outcome_of(ctx, id, result).await?.into())
    }

    /// Hands an open task to a person who may do it.
    async fn assign_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to hand to whom.")] input: AssignTaskInput,
    ) -> async_graphql::Result<AssignTaskPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let to = PersonId(node::number(Kind::Person, &input.person_id));
        let salt = salt(viewer.language())?;
        let note = input.note.as_deref().map(|text| Note { text, salt });
        let result = assign_task::hand_over(viewer.app(), &viewer.session(), id, to, input.version, note).await;
        Ok(outcome_of(ctx, id, result).await?.into())
    }

    /// Finishes a task: the form is checked, its effect takes place, the process goes on.
    async fn complete_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to finish, how.")] input: CompleteTaskInput,
    ) -> async_graphql::Result<CompleteTaskPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let completion = Completion {
            task: id,
            version: input.version,
            outcome: input.outcome,
            form: input.form.0,
            salt: salt(viewer.language())?,
        };
        let done = complete_task::complete(viewer.app(), &viewer.session(), completion).await;
        Ok(match answer(done, viewer.language())? {
            Ok(done) => {
                let task = Loaders::of(ctx)?.task(id.0).await?;
                let place = task.as_ref().map(|t| After { priority: t.0.priority, due_on: t.0.due_on, id: t.0.id });
                CompleteTaskPayload {
                    task,
                    outcome: Some(done.outcome),
                    undo_until: done.undo_until,
                    signatures_missing: Some(done.signatures_missing),
                    user_errors: Vec::new(),
                    place,
                }
            }
            Err(user_errors) => CompleteTaskPayload {
                task: None,
                outcome: None,
                undo_until: None,
                signatures_missing: None,
                user_errors,
                place: None,
            },
        })
    }

    /// Takes back finishing a task.
    async fn undo_completion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to take back.")] input: UndoCompletionInput,
    ) -> async_graphql::Result<UndoCompletionPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let result = undo_completion::undo(viewer.app(), &viewer.session(), id).await;
        Ok(outcome_of(ctx, id, result).await?.into())
    }

    /// Ends a task that makes no sense any more.
    async fn cancel_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to end, why.")] input: CancelTaskInput,
    ) -> async_graphql::Result<CancelTaskPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let salt = salt(viewer.language())?;
        let result = cancel_task::cancel(viewer.app(), &viewer.session(), id, input.version, &input.reason, salt).await;
        Ok(outcome_of(ctx, id, result).await?.into())
    }

    /// Sets or clears the follow-up date.
    async fn set_follow_up(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "When to look again.")] input: SetFollowUpInput,
    ) -> async_graphql::Result<SetFollowUpPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let result = set_follow_up::set(viewer.app(), &viewer.session(), id, input.version, input.follow_up_on).await;
        Ok(outcome_of(ctx, id, result).await?.into())
    }

    /// Keeps unfinished typing, never over a newer save of another window.
    async fn save_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was typed.")] input: SaveDraftInput,
    ) -> async_graphql::Result<SaveDraftPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.task_id));
        let saved = save_draft::save(viewer.app(), &viewer.session(), id, &input.data.0, input.version).await;
        Ok(match answer(saved, viewer.language())? {
            Ok(version) => {
                let draft = Draft { data: Json(input.data.0), version, saved_at: viewer.app().now() };
                SaveDraftPayload { draft: Some(draft), user_errors: Vec::new() }
            }
            Err(user_errors) => SaveDraftPayload { draft: None, user_errors },
        })
    }

    /// Throws your own draft of a task away.
    async fn discard_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which draft.")] input: DiscardDraftInput,
    ) -> async_graphql::Result<DiscardDraftPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.task_id));
        if Loaders::of(ctx)?.task(id.0).await?.is_none() {
            return Ok((None, vec![not_found(viewer.language())]).into());
        }
        let result = save_draft::discard(viewer.app(), &viewer.session(), id).await;
        Ok(outcome_of(ctx, id, result).await?.into())
    }
}
