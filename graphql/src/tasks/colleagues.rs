//! Working on a task with colleagues: questions, delegations, and a leader's redistribution.

use super::mutations::outcome_of;
use super::payloads::{
    AnswerQuestionPayload, AskColleaguePayload, DelegateTaskPayload, GiveBackTaskPayload, MovedTask,
    RedistributeTasksPayload, TakeBackTaskPayload,
};
use super::types::Task;
use crate::cooperation::Person;
use crate::fault::{UserError, answer, salt};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::tasks::ask_colleague::{self, OPEN, WITHDRAWN, task_request};
use app::tasks::{delegate_task, redistribute_tasks};
use async_graphql::{Context, Enum, ID, InputObject, Object};
use chrono::{DateTime, Utc};
use domain::ids::{BodyId, PersonId, RequestId, TaskId};

/// What was asked.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskRequestKind {
    /// A question; the task stays where it is.
    Question,
    /// The task is with the one asked until it is answered.
    Delegation,
}

/// Where a request stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskRequestState {
    /// Waits for an answer.
    Open,
    /// Was answered.
    Answered,
    /// Was taken back, or the task ended without an answer.
    Withdrawn,
}

/// A question or delegation about a task.
pub struct TaskRequest(pub task_request::Model);

/// A question or delegation about a task.
#[Object]
impl TaskRequest {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::TaskRequest, self.0.id)
    }

    /// What was asked.
    async fn kind(&self) -> TaskRequestKind {
        if self.0.kind == 2 { TaskRequestKind::Delegation } else { TaskRequestKind::Question }
    }

    /// Where it stands.
    async fn state(&self) -> TaskRequestState {
        match self.0.state {
            OPEN => TaskRequestState::Open,
            WITHDRAWN => TaskRequestState::Withdrawn,
            _ => TaskRequestState::Answered,
        }
    }

    /// The task.
    async fn task(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Task>> {
        Loaders::of(ctx)?.task(self.0.task_id).await
    }

    /// Who asked; owns the task while it is delegated.
    async fn asked_by(&self) -> Person {
        self.0.asked_by.into()
    }

    /// Who is asked.
    async fn asked_of(&self) -> Person {
        self.0.asked_of.into()
    }

    /// What was asked; null when nothing was said, or the person was erased.
    async fn text(&self) -> Option<&str> {
        self.0.text.as_deref()
    }

    /// When.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.0.asked_at
    }

    /// The answer.
    async fn answer(&self) -> Option<&str> {
        self.0.answer.as_deref()
    }

    /// When it was answered.
    async fn answered_at(&self) -> Option<DateTime<Utc>> {
        self.0.answered_at
    }
}

/// Let a colleague answer a task and stay its owner.
#[derive(InputObject)]
pub struct DelegateTaskInput {
    /// The task.
    id: ID,
    /// Version you saw.
    version: i64,
    /// The colleague.
    person_id: ID,
    /// What you want to know; may be empty.
    #[graphql(default)]
    text: String,
}

/// Give a delegated task back to its owner.
#[derive(InputObject)]
pub struct GiveBackTaskInput {
    /// The task.
    id: ID,
    /// Version you saw.
    version: i64,
    /// Your answer.
    text: String,
}

/// Take back what you delegated.
#[derive(InputObject)]
pub struct TakeBackTaskInput {
    /// The task.
    id: ID,
    /// Version you saw.
    version: i64,
}

/// Ask a colleague something about a task.
#[derive(InputObject)]
pub struct AskColleagueInput {
    /// The task.
    task_id: ID,
    /// The colleague.
    person_id: ID,
    /// The question.
    text: String,
}

/// Answer a question.
#[derive(InputObject)]
pub struct AnswerQuestionInput {
    /// The request.
    id: ID,
    /// Your answer.
    text: String,
}

/// Give what one person holds to others, or back to the pool. Leads only.
#[derive(InputObject)]
pub struct RedistributeTasksInput {
    /// Whose tasks.
    person_id: ID,
    /// Only of these bodies; left out: of all you lead.
    body_ids: Option<Vec<ID>>,
    /// To whom, evenly; empty: back to the pool.
    to_person_ids: Vec<ID>,
}

/// Queries about requests.
#[derive(Default)]
pub struct ColleagueQueries;

#[Object]
impl ColleagueQueries {
    /// Questions and delegations that wait for your answer, oldest first.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn requests_to_me(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<TaskRequest>> {
        let viewer = viewer(ctx)?;
        let waiting = ask_colleague::waiting(viewer.app(), &viewer.session()).await;
        let waiting = Loaders::of(ctx)?.found(waiting)?.unwrap_or_default();
        Ok(waiting.into_iter().map(TaskRequest).collect())
    }
}

fn task_id(id: &ID) -> TaskId {
    TaskId(node::number(Kind::Task, id))
}

fn person_id(id: &ID) -> PersonId {
    PersonId(node::number(Kind::Person, id))
}

/// Verbs with colleagues.
#[derive(Default)]
pub struct ColleagueMutations;

#[Object]
impl ColleagueMutations {
    /// Lets a colleague answer a task; you stay its owner, and it comes back to you with the answer.
    async fn delegate_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to delegate to whom.")] input: DelegateTaskInput,
    ) -> async_graphql::Result<DelegateTaskPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let said = (input.text.as_str(), salt(viewer.language())?);
        let to = person_id(&input.person_id);
        let done = delegate_task::delegate(viewer.app(), &viewer.session(), id, input.version, to, said).await;
        Ok(outcome_of(ctx, id, done).await?.into())
    }

    /// Gives a task that was delegated to you back to its owner, with your answer.
    async fn give_back_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to give back with which answer.")] input: GiveBackTaskInput,
    ) -> async_graphql::Result<GiveBackTaskPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let said = (input.text.as_str(), salt(viewer.language())?);
        let done = delegate_task::give_back(viewer.app(), &viewer.session(), id, input.version, said).await;
        Ok(outcome_of(ctx, id, done).await?.into())
    }

    /// Takes back what you delegated, without waiting for the answer.
    async fn take_back_task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to take back.")] input: TakeBackTaskInput,
    ) -> async_graphql::Result<TakeBackTaskPayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.id));
        let done = delegate_task::take_back(viewer.app(), &viewer.session(), id, input.version).await;
        Ok(outcome_of(ctx, id, done).await?.into())
    }

    /// Asks a colleague something about a task; the task stays where it is.
    async fn ask_colleague(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to ask whom.")] input: AskColleagueInput,
    ) -> async_graphql::Result<AskColleaguePayload> {
        let (viewer, id) = (viewer(ctx)?, task_id(&input.task_id));
        let said = (input.text.as_str(), salt(viewer.language())?);
        let to = person_id(&input.person_id);
        let done = ask_colleague::ask(viewer.app(), &viewer.session(), id, to, said).await;
        Ok(outcome_of(ctx, id, done).await?.into())
    }

    /// Answers a question that was asked of you.
    async fn answer_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to answer.")] input: AnswerQuestionInput,
    ) -> async_graphql::Result<AnswerQuestionPayload> {
        let viewer = viewer(ctx)?;
        let request = RequestId(node::number(Kind::TaskRequest, &input.id));
        let said = (input.text.as_str(), salt(viewer.language())?);
        let done = ask_colleague::answer(viewer.app(), &viewer.session(), request, said).await;
        Ok(match answer(done, viewer.language())? {
            Ok(task) => (Loaders::of(ctx)?.task(task.0).await?, Vec::new()),
            Err(user_errors) => (None, user_errors),
        }
        .into())
    }

    /// Gives what one person holds to others, the fewest first, or back to the pool; what stays says why.
    async fn redistribute_tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose tasks go to whom.")] input: RedistributeTasksInput,
    ) -> async_graphql::Result<RedistributeTasksPayload> {
        let viewer = viewer(ctx)?;
        let only: Vec<_> = input.body_ids.iter().flatten().map(|id| BodyId(node::number(Kind::Body, id))).collect();
        let to: Vec<_> = input.to_person_ids.iter().map(person_id).collect();
        if to.len() > 50 {
            let error = UserError::new(Some("toPersonIds"), "TOO_MANY", viewer.language());
            return Ok(RedistributeTasksPayload { results: Vec::new(), user_errors: vec![error] });
        }
        let from = person_id(&input.person_id);
        let moved = redistribute_tasks::redistribute(viewer.app(), &viewer.session(), from, &only, &to).await;
        let moved = match answer(moved, viewer.language())? {
            Ok(moved) => moved,
            Err(user_errors) => return Ok(RedistributeTasksPayload { results: Vec::new(), user_errors }),
        };
        let mut results = Vec::with_capacity(moved.len());
        for one in moved {
            let (task, user_errors) = outcome_of(ctx, one.task, one.to).await?;
            results.push(MovedTask { id: node::id(Kind::Task, one.task.0), task, user_errors });
        }
        Ok(RedistributeTasksPayload { results, user_errors: Vec::new() })
    }
}

/// A request the viewer may see.
pub async fn request(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<TaskRequest>> {
    let viewer = viewer(ctx)?;
    let found = ask_colleague::one(viewer.app(), &viewer.session(), RequestId(number)).await;
    Ok(Loaders::of(ctx)?.found(found)?.map(TaskRequest))
}
