//! A task as the API shows it.

use super::codes::{TaskKind, TaskState};
use super::colleagues::TaskRequest;
use super::explained::{Signature, TaskAction, TaskCandidate};
use super::outcome::{Draft, Outcome};
use crate::cooperation::{Body, Person, Role};
use crate::efile::Case;
use crate::fault::{UserError, fault};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::scalars::Json;
use crate::viewer::viewer;
use crate::words;
use app::tasks::list_tasks::task;
use app::tasks::{explain_actions, explain_task, kind_of};
use async_graphql::{Context, ID, Object};
use chrono::{DateTime, NaiveDate, Utc};

/// Something a person has to do in a case.
pub struct Task(pub task::Model);

impl Task {
    fn known_kind(&self, ctx: &Context<'_>) -> async_graphql::Result<domain::tasks::TaskKind> {
        let language = viewer(ctx)?.language();
        kind_of(&self.0).map_err(|err| fault(&err.into(), language))
    }
}

/// Something a person has to do in a case.
#[Object]
impl Task {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Task, self.0.id)
    }

    /// Version: send it with every verb, so that nobody overwrites what you have not seen.
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// What kind of task it is.
    async fn kind(&self, ctx: &Context<'_>) -> async_graphql::Result<TaskKind> {
        Ok(self.known_kind(ctx)?.into())
    }

    /// Title for people.
    async fn title(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(words::task(self.known_kind(ctx)?, viewer(ctx)?.language()))
    }

    /// Where it stands.
    async fn state(&self) -> Option<TaskState> {
        i16::try_from(self.0.state).ok().and_then(domain::tasks::State::from_repr).map(Into::into)
    }

    /// Round of its step: grows when the process comes by again.
    async fn round(&self) -> i32 {
        self.0.round
    }

    /// Urgency, 1 the most urgent; 5 is ordinary.
    async fn priority(&self) -> i32 {
        self.0.priority
    }

    /// Due on this day.
    async fn due_on(&self) -> NaiveDate {
        self.0.due_on
    }

    /// To be looked at again on this day (Wiedervorlage).
    async fn follow_up_on(&self) -> Option<NaiveDate> {
        self.0.follow_up_on
    }

    /// When it was opened.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.0.opened_at
    }

    /// When it was closed.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.closed_at
    }

    /// Who closed it.
    async fn closed_by(&self) -> Option<Person> {
        self.0.closed_by.map(Into::into)
    }

    /// In whose right, when somebody was represented.
    async fn closed_for(&self) -> Option<Person> {
        self.0.closed_for.filter(|p| Some(*p) != self.0.closed_by).map(Into::into)
    }

    /// Code of the outcome it was closed with.
    async fn outcome(&self) -> Option<&str> {
        self.0.outcome.as_deref()
    }

    /// That outcome in words.
    async fn outcome_title(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<&str>> {
        let language = viewer(ctx)?.language();
        Ok(self.0.outcome.as_deref().map(|code| words::outcome(code, language)))
    }

    /// Who holds it; null: free to take.
    async fn assignee(&self) -> Option<Person> {
        self.0.assignee.map(Into::into)
    }

    /// Roles that may do it.
    async fn roles(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Role>> {
        Ok(self.known_kind(ctx)?.roles().iter().copied().map(Into::into).collect())
    }

    /// Persons who hold one of these roles for the body today.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn candidates(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Person>> {
        let persons = Loaders::of(ctx)?.holders(self.0.body_id, self.known_kind(ctx)?).await?;
        Ok(persons.into_iter().map(|p| p.0.into()).collect())
    }

    /// How it can end.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn outcomes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Outcome>> {
        let kind = self.known_kind(ctx)?;
        Ok(kind.outcomes().iter().map(|outcome| Outcome { kind, outcome: *outcome }).collect())
    }

    /// The body whose task it is.
    async fn body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.body_id).await
    }

    /// Its case.
    async fn case(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Case>> {
        Loaders::of(ctx)?.case(self.0.case_id).await
    }

    /// The form it was finished with.
    async fn form(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Json>> {
        Loaders::of(ctx)?.form_of(self.0.id).await
    }

    /// Your own draft.
    async fn draft(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Draft>> {
        let draft = Loaders::of(ctx)?.draft_of(self.0.id).await?;
        Ok(draft.map(|d| Draft { data: Json(d.data), version: d.version, saved_at: d.saved_at }))
    }

    /// Who delegated it and owns it meanwhile; null: it is not delegated.
    async fn delegated_by(&self) -> Option<Person> {
        self.0.delegated_by.map(Into::into)
    }

    /// Questions and delegations about it, oldest first.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn requests(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<TaskRequest>> {
        Loaders::of(ctx)?.requests_of(self.0.id).await
    }

    /// How many distinct natural persons must sign it.
    async fn signatures_needed(&self) -> i32 {
        self.0.signatures_needed
    }

    /// Who has signed, where several must, in the order they did.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn signatures(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Signature>> {
        if self.0.signatures_needed < 2 {
            return Ok(Vec::new());
        }
        let rows = Loaders::of(ctx)?.signatures_of(self.0.id).await?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// What you may do with it now, and why not. For the page of one task.
    #[graphql(complexity = "20 + 10 * child_complexity")]
    async fn actions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<TaskAction>> {
        let viewer = viewer(ctx)?;
        let actions = explain_actions::actions(viewer.app(), &viewer.session(), &self.0).await;
        let actions = Loaders::of(ctx)?.found(actions)?.unwrap_or_default();
        let of = |(action, why): (explain_actions::Action, Option<app::Refusal>)| TaskAction {
            code: action.into(),
            allowed: why.is_none(),
            why_not: why.map(|refusal| UserError::of(&refusal, viewer.language())),
        };
        Ok(actions.into_iter().map(of).collect())
    }

    /// Who holds a role for it, and what stands in whose way. For the page of one task.
    #[graphql(complexity = "20 + 20 * child_complexity")]
    async fn eligible(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<TaskCandidate>> {
        let viewer = viewer(ctx)?;
        let candidates = explain_actions::candidates(viewer.app(), &viewer.session(), &self.0).await;
        let candidates = Loaders::of(ctx)?.found(candidates)?.unwrap_or_default();
        let of = |c: explain_actions::Candidate| TaskCandidate {
            person: c.person.0.into(),
            roles: c.roles.into_iter().map(Into::into).collect(),
            allowed: c.refusal.is_none(),
            why_not: c.refusal.map(|refusal| UserError::of(&refusal, viewer.language())),
            because_of: c.because_of.map(Into::into),
            absent: c.absent,
        };
        Ok(candidates.into_iter().map(of).collect())
    }

    /// Whether you can finish it now.
    async fn can_act(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        Ok(Loaders::of(ctx)?.why_not(self.0.id).await?.is_none())
    }

    /// Why you cannot finish it now: closed, held by another, four eyes, no right.
    async fn why_not(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<UserError>> {
        Loaders::of(ctx)?.why_not(self.0.id).await
    }

    /// Until when you can take back finishing it; null: you cannot.
    async fn undo_until(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DateTime<Utc>>> {
        let viewer = viewer(ctx)?;
        let until = explain_task::undo_until(viewer.app(), &viewer.session(), &self.0);
        Ok(Loaders::of(ctx)?.found(until)?.flatten())
    }
}
