//! A case as the API shows it.

use super::comments::{Comment, of_case};
use super::documents::Document;
use super::letters::{Letter, letters_of};
use super::people::{CaseHand, hands_of};
use super::process::ProcessPicture;
use crate::cooperation::Body;
use crate::incident::{self, Incident};
use crate::journal::{self, HistoryEntry};
use crate::limits::{page_cost, page_size};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::procurement::{CaseMoney, Phase, Procurement, money_of};
use crate::tasks::Task;
use crate::viewer::viewer;
use crate::words;
use app::efile::list_cases::case_file;
use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};

/// A case (Vorgang): file reference, one durable process, everything that happened.
pub struct Case(pub case_file::Model);

impl Case {
    fn known_phase(&self) -> Option<domain::procurement::phase::Phase> {
        self.0.phase.parse().ok()
    }
}

/// A case (Vorgang): file reference, one durable process, everything that happened.
#[Object]
impl Case {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Case, self.0.id)
    }

    /// The number that document addresses name the case by.
    async fn number(&self) -> crate::scalars::RowNumber {
        crate::scalars::RowNumber(self.0.id)
    }

    /// Version: grows with every change of the case.
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// File reference (Aktenzeichen).
    async fn file_reference(&self) -> &str {
        &self.0.file_reference
    }

    /// What it is about.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Where it stands.
    async fn phase(&self) -> Option<Phase> {
        self.known_phase().map(Into::into)
    }

    /// Where it stands, in words.
    async fn phase_title(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<&'static str>> {
        let language = viewer(ctx)?.language();
        Ok(words::phase_of_code(&self.0.phase, language))
    }

    /// `WITHDRAWAL` or `REFUND` while the process has not yet answered such a wish; else null.
    async fn pending_interrupt(&self) -> Option<&str> {
        self.0.pending_interrupt.as_deref()
    }

    /// When it was started.
    async fn started_at(&self) -> DateTime<Utc> {
        self.0.started_at
    }

    /// When it ended; null: it runs.
    async fn ended_at(&self) -> Option<DateTime<Utc>> {
        self.0.ended_at
    }

    /// The body whose need and money it is.
    async fn body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.body_id).await
    }

    /// The body whose office acts.
    async fn office_body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.office_body_id).await
    }

    /// The facts of the procurement.
    async fn procurement(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Procurement>> {
        Loaders::of(ctx)?.procurement(self.0.id).await
    }

    /// All its tasks, oldest first.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn tasks(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Task>> {
        Loaders::of(ctx)?.tasks_of(self.0.id).await
    }

    /// Its documents, oldest first.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn documents(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Document>> {
        Loaders::of(ctx)?.documents_of(self.0.id).await
    }

    /// Comments, oldest first.
    #[graphql(complexity = "20 * child_complexity + 20")]
    async fn comments(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Comment>> {
        of_case(ctx, self.0.id).await
    }

    /// What happened, in order, in sentences people can read.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only entries behind this number; 0: from the beginning.", default = 0)] after: i64,
        #[graphql(desc = "Entries wanted, 1 to 100; 50 when left out.")] first: Option<i32>,
    ) -> async_graphql::Result<Vec<HistoryEntry>> {
        let first = page_size(first, viewer(ctx)?.language())?;
        journal::of_case(ctx, self.0.id, after, u64::from(first)).await
    }

    /// Where it stands, as a picture of its process; null for a case without a procedure.
    #[graphql(complexity = "child_complexity + 20")]
    async fn process(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<ProcessPicture>> {
        let picture = Loaders::of(ctx)?.picture_of(self.0.id).await?;
        Ok(picture.map(|picture| ProcessPicture { case: self.0.id, picture }))
    }

    /// Its money in one view; null for a case without a procurement.
    #[graphql(complexity = "child_complexity + 20")]
    async fn money(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<CaseMoney>> {
        money_of(ctx, self.0.id).await
    }

    /// Its letters, oldest first.
    #[graphql(complexity = "5 * child_complexity + 10")]
    async fn letters(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Letter>> {
        letters_of(ctx, self.0.id).await
    }

    /// Who had hands on it, in the order in which they came to it.
    #[graphql(complexity = "20 * child_complexity + 20")]
    async fn people(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<CaseHand>> {
        hands_of(ctx, self.0.id).await
    }

    /// Incidents, newest first, at most a hundred.
    #[graphql(complexity = "20 * child_complexity + 20")]
    async fn incidents(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Incident>> {
        incident::of_case(ctx, self.0.id).await
    }
}
