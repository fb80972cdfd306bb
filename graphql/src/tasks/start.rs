//! The start page: sums with the place of their lists.

use crate::loaders::Loaders;
use crate::viewer::viewer;
use crate::words;
use app::tasks::start_page::{self, Count, Part};
use async_graphql::{Context, Enum, Object};

/// In which part of the start page a sum stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "StartPart", remote = "Part")]
pub enum StartPart {
    /// To be done.
    Due,
    /// Others are to act.
    Waiting,
    /// Something went wrong.
    Wrong,
}

/// What is counted on the start page; the page knows the list behind each.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Count")]
pub enum StartCount {
    /// Held by you, past due: work list, shelf `MINE`, due before today.
    MineOverdue,
    /// Held by you: work list, shelf `MINE`.
    Mine,
    /// Open to you, past due: work list, shelf `UNASSIGNED`, due before today.
    UnassignedOverdue,
    /// Open to you: work list, shelf `UNASSIGNED`.
    Unassigned,
    /// You asked for it and others have it: running cases.
    AskedRunning,
    /// The supplier is to deliver: running cases in phase `RECEIPT`.
    DeliveryAwaited,
    /// The supplier is to send its invoice: running cases in phase `INVOICE`.
    InvoiceAwaited,
    /// Your own request came back: running cases in phase `REVISION`.
    AskedReturned,
    /// An invoice does not match: running cases in phase `DIFFERENCE`.
    Differences,
    /// Tasks made most urgent because nobody did them: work list, shelf `ALL_OPEN`, by priority.
    Escalated,
    /// Incidents that wait for a decision: open incidents.
    Incidents,
}

/// One sum of the start page.
pub struct StartFigure {
    count: Count,
    number: i64,
}

/// One sum of the start page.
#[Object]
impl StartFigure {
    /// What is counted.
    async fn code(&self) -> StartCount {
        self.count.into()
    }

    /// In which part of the page it stands.
    async fn part(&self) -> StartPart {
        self.count.part().into()
    }

    /// That in words.
    async fn title(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(words::start_count(self.count, viewer(ctx)?.language()))
    }

    /// How many.
    async fn number(&self) -> i64 {
        self.number
    }
}

/// Queries for the start page.
#[derive(Default)]
pub struct StartQueries;

#[Object]
impl StartQueries {
    /// What is due, waits on others, or went wrong: the sums that concern your roles, in the order of the page.
    #[graphql(complexity = "12 * child_complexity + 20")]
    async fn start_page(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<StartFigure>> {
        let viewer = viewer(ctx)?;
        let counts = start_page::read(viewer.app(), &viewer.session()).await;
        let counts = Loaders::of(ctx)?.found(counts)?.unwrap_or_default();
        Ok(counts.into_iter().map(|(count, number)| StartFigure { count, number }).collect())
    }
}
