//! Throughput, age and bottlenecks for leads; never a figure about one person.

use super::codes::TaskKind;
use crate::cooperation::Body;
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::scalars::RowNumber;
use crate::viewer::viewer;
use crate::words;
use app::tasks::lead_statistics::{self, Range, Statistics};
use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::NaiveDate;
use domain::ids::BodyId;
use domain::tasks::statistics::{Figure, Span};

/// How a range of days is divided.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "RangeDivision", remote = "domain::tasks::statistics::Division")]
pub enum Division {
    /// Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
}

/// Where work flows and where it stands still. A figure with fewer than three persons behind it is hidden.
pub struct LeadStatistics(Statistics);

/// One span of the range.
#[derive(SimpleObject)]
pub struct StatisticsSpan {
    /// First day.
    first_on: NaiveDate,
    /// Last day.
    last_on: NaiveDate,
}

impl From<&Span> for StatisticsSpan {
    fn from(span: &Span) -> Self {
        Self { first_on: span.first_on, last_on: span.last_on }
    }
}

/// Where work flows and where it stands still. A figure with fewer than three persons behind it is hidden.
#[Object]
impl LeadStatistics {
    /// The range, divided into whole weeks or months.
    async fn spans(&self) -> Vec<StatisticsSpan> {
        self.0.spans.iter().map(Into::into).collect()
    }

    /// Finished tasks by span and step: how many, and how long they were open. `step` null: all steps of the span.
    #[graphql(complexity = "50 * child_complexity + 1")]
    async fn finished(&self) -> Vec<StatisticsFigure> {
        self.of(&self.0.finished)
    }

    /// Finished tasks of the whole range by body. `body` null: all together.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn finished_by_body(&self) -> Vec<StatisticsFigure> {
        self.of(&self.0.finished_by_body)
    }

    /// Open tasks by step: how many, and how old they are. `step` null: all together.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn open(&self) -> Vec<StatisticsFigure> {
        self.of(&self.0.open)
    }

    /// Open tasks by body. `body` null: all together.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn open_by_body(&self) -> Vec<StatisticsFigure> {
        self.of(&self.0.open_by_body)
    }
}

impl LeadStatistics {
    fn of(&self, figures: &[Figure]) -> Vec<StatisticsFigure> {
        let span = |figure: &Figure| figure.group.span.and_then(|at| self.0.spans.get(at)).map(Into::into);
        figures.iter().map(|figure| StatisticsFigure { figure: *figure, span: span(figure) }).collect()
    }
}

/// How many tasks, and how long; or why that is not shown.
pub struct StatisticsFigure {
    figure: Figure,
    span: Option<StatisticsSpan>,
}

/// How many tasks, and how long; or why that is not shown.
#[Object]
impl StatisticsFigure {
    /// In which span; null: in the whole range, or now.
    async fn span(&self) -> Option<&StatisticsSpan> {
        self.span.as_ref()
    }

    /// Of which body; null: of all together.
    async fn body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        match self.figure.group.body {
            Some(body) => Loaders::of(ctx)?.body(body.0).await,
            None => Ok(None),
        }
    }

    /// Of which step; null: of all together.
    async fn step(&self) -> Option<TaskKind> {
        self.figure.group.kind.map(Into::into)
    }

    /// The step in words.
    async fn step_title(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<&'static str>> {
        let language = viewer(ctx)?.language();
        Ok(self.figure.group.kind.map(|kind| words::task(kind, language)))
    }

    /// How many tasks; null: hidden.
    async fn tasks(&self) -> Option<i64> {
        self.figure.sum.map(|sum| sum.tasks)
    }

    /// How many seconds they were, or are, open on average; null: hidden.
    async fn mean_seconds(&self) -> Option<RowNumber> {
        self.figure.sum.map(|sum| RowNumber(sum.mean_seconds))
    }

    /// Why the figure is hidden; null: it is shown.
    async fn hidden_because(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<&'static str>> {
        let language = viewer(ctx)?.language();
        Ok(self.figure.sum.is_none().then(|| words::hidden_figure(language)))
    }
}

/// Queries for leads.
#[derive(Default)]
pub struct StatisticsQueries;

#[Object]
impl StatisticsQueries {
    /// Throughput, age and bottlenecks of the bodies you lead; null when you lead none of those named.
    #[graphql(complexity = "child_complexity + 100")]
    async fn lead_statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day; widened to the beginning of its week or month.")] first_on: NaiveDate,
        #[graphql(desc = "Last day; widened to the end of its week or month.")] last_on: NaiveDate,
        #[graphql(desc = "How the range is divided.")] division: Division,
        #[graphql(desc = "Only these bodies; left out: all you lead.")] body_ids: Option<Vec<ID>>,
    ) -> async_graphql::Result<Option<LeadStatistics>> {
        let viewer = viewer(ctx)?;
        let named: Option<Vec<_>> =
            body_ids.map(|ids| ids.iter().map(|id| BodyId(node::number(Kind::Body, id))).collect());
        if named.as_ref().is_some_and(Vec::is_empty) {
            return Ok(None);
        }
        let range = Range { first_on, last_on, division: division.into() };
        let read = lead_statistics::read(viewer.app(), &viewer.session(), &named.unwrap_or_default(), range).await;
        Ok(Loaders::of(ctx)?.found(read)?.map(LeadStatistics))
    }
}
