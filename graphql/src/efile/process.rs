//! The process of a case as a picture: steps and the ways between them, with words for each.

use crate::cooperation::Person;
use crate::loaders::Loaders;
use crate::procurement::Phase;
use crate::tasks::Task;
use crate::viewer::viewer;
use crate::words;
use async_graphql::{Context, Enum, Object};
use chrono::{DateTime, Utc};
use domain::procurement::picture::{Edge, Picture, Step};

/// How a step looks from where the case stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::procurement::picture::StepState")]
pub enum StepState {
    /// Was gone through and lies behind.
    Done,
    /// The case is here.
    Now,
    /// Lies ahead on the shortest way to the closed file.
    Next,
    /// Comes only if something special happens: a return, a difference, a withdrawal.
    Possible,
    /// Was not needed and cannot come any more.
    Skipped,
}

/// Where a case stands, as a picture of its process.
pub struct ProcessPicture {
    pub case: i64,
    pub picture: Picture,
}

/// Where a case stands, as a picture of its process.
#[Object]
impl ProcessPicture {
    /// Every step there is, each once, in the order of the procedure.
    #[graphql(complexity = "24 * child_complexity + 1")]
    async fn steps(&self) -> Vec<ProcessStep> {
        self.picture.steps.iter().map(|step| ProcessStep { case: self.case, step: step.clone() }).collect()
    }

    /// Every way from one step to another by the outcome of the first.
    #[graphql(complexity = "40 * child_complexity + 1")]
    async fn edges(&self) -> Vec<ProcessEdge> {
        self.picture.edges.iter().cloned().map(ProcessEdge).collect()
    }
}

/// One step of the process.
pub struct ProcessStep {
    case: i64,
    step: Step,
}

/// One step of the process.
#[Object]
impl ProcessStep {
    /// Stable code.
    async fn code(&self) -> Phase {
        self.step.phase.into()
    }

    /// Name for people.
    async fn label(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(words::phase(self.step.phase, viewer(ctx)?.language()))
    }

    /// How it looks from where the case stands.
    async fn state(&self) -> StepState {
        self.step.state.into()
    }

    /// That in words.
    async fn state_title(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(words::step_state(self.step.state, viewer(ctx)?.language()))
    }

    /// Place on the usual way from need to closed file, from 1; null: a side way.
    async fn usual_place(&self) -> Option<usize> {
        self.step.usual_place
    }

    /// When it was last finished; for the present step: since when the case is there.
    async fn at(&self) -> Option<DateTime<Utc>> {
        self.step.at
    }

    /// Who finished it last; null: the machine, or nobody yet.
    async fn by(&self) -> Option<Person> {
        self.step.hands.map(|h| h.actor.0.into())
    }

    /// In whose right, when somebody was represented.
    async fn represented(&self) -> Option<Person> {
        self.step.hands.filter(|h| h.represented != h.actor).map(|h| h.represented.0.into())
    }

    /// Its latest task; null: not opened yet, or done by the machine.
    async fn task(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Task>> {
        let Some(id) = self.step.task else { return Ok(None) };
        let tasks = Loaders::of(ctx)?.tasks_of(self.case).await?;
        Ok(tasks.into_iter().find(|task| task.0.id == id.0))
    }

    /// How often it was finished: more than once when the case was sent back or delivered in parts.
    async fn times(&self) -> usize {
        self.step.times
    }
}

/// A way from one step to another.
pub struct ProcessEdge(Edge);

/// A way from one step to another.
#[Object]
impl ProcessEdge {
    /// Step it begins at.
    async fn from(&self) -> Phase {
        self.0.from.into()
    }

    /// Step it leads to.
    async fn to(&self) -> Phase {
        self.0.to.into()
    }

    /// The outcomes that lead there, in words.
    async fn outcomes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<&'static str>> {
        let language = viewer(ctx)?.language();
        Ok(self.0.outcomes.iter().map(|code| words::outcome(code, language)).collect())
    }

    /// Whether it lies on the usual way.
    async fn usual(&self) -> bool {
        self.0.usual
    }

    /// Whether this case went it.
    async fn walked(&self) -> bool {
        self.0.walked
    }
}
