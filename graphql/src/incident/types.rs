//! Incidents for reading.

use crate::cooperation::{Body, Person};
use crate::efile::Case;
use crate::fault::refused;
use crate::limits::{page_cost, page_size};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::engine::resolve_incidents::{self, incident};
use async_graphql::connection::{Connection, CursorType, Edge, OpaqueCursor};
use async_graphql::{Context, Enum, ID, Object};
use chrono::{DateTime, Utc};
use domain::ids::CaseId;

/// Something that went wrong in a case; the case waits until somebody decides.
pub struct Incident(pub incident::Model);

/// Where an incident stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncidentState {
    /// Waits for a decision.
    Open,
    /// To be tried again.
    Retried,
    /// Left out, with a reason.
    Skipped,
    /// The case was ended.
    Aborted,
}

/// Something that went wrong in a case; the case waits until somebody decides.
#[Object]
impl Incident {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Incident, self.0.id)
    }

    /// Stable code of what went wrong.
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// The step it happened in; empty: it was found from outside.
    async fn step(&self) -> &str {
        &self.0.step
    }

    /// Cause, for operators.
    async fn cause(&self) -> &str {
        &self.0.cause
    }

    /// Where it stands.
    async fn state(&self) -> IncidentState {
        match self.0.state.as_str() {
            "RETRIED" => IncidentState::Retried,
            "SKIPPED" => IncidentState::Skipped,
            "ABORTED" => IncidentState::Aborted,
            _ => IncidentState::Open,
        }
    }

    /// When it was found.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.0.opened_at
    }

    /// When it was decided about.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.closed_at
    }

    /// Who decided.
    async fn closed_by(&self) -> Option<Person> {
        self.0.closed_by.map(Into::into)
    }

    /// The body whose case it is.
    async fn body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.body_id).await
    }

    /// The case.
    async fn case(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Case>> {
        Loaders::of(ctx)?.case(self.0.case_id).await
    }
}

/// Queries about incidents.
#[derive(Default)]
pub struct IncidentQueries;

#[Object]
impl IncidentQueries {
    /// Incidents of your bodies, newest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn incidents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those nobody decided about yet.", default = true)] open_only: bool,
        #[graphql(desc = "Rows wanted, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row to start behind.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<OpaqueCursor<i64>, Incident>> {
        let viewer = viewer(ctx)?;
        let first = page_size(first, viewer.language())?;
        let before = after.as_deref().map(OpaqueCursor::<i64>::decode_cursor).transpose();
        let before = before.map_err(|_| refused("CURSOR_INVALID", viewer.language()))?.map(|c| c.0);
        let mut rows = rows(ctx, open_only, None, before, u64::from(first) + 1).await?;
        let mut connection = Connection::new(before.is_some(), rows.len() > first as usize);
        rows.truncate(first as usize);
        connection.edges.extend(rows.into_iter().map(|row| Edge::new(OpaqueCursor(row.id), Incident(row))));
        Ok(connection)
    }
}

async fn rows(
    ctx: &Context<'_>,
    open_only: bool,
    case: Option<CaseId>,
    before: Option<i64>,
    first: u64,
) -> async_graphql::Result<Vec<incident::Model>> {
    let viewer = viewer(ctx)?;
    let rows = resolve_incidents::list(viewer.app(), &viewer.session(), open_only, case, before, first).await;
    Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default())
}

/// Incidents of a case, newest first.
pub async fn of_case(ctx: &Context<'_>, case: i64) -> async_graphql::Result<Vec<Incident>> {
    Ok(rows(ctx, false, Some(CaseId(case)), None, 100).await?.into_iter().map(Incident).collect())
}

/// One incident the viewer may see: the first one below the next number.
pub async fn one(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Incident>> {
    let found = rows(ctx, false, None, Some(number.saturating_add(1)), 1).await?;
    Ok(found.into_iter().find(|row| row.id == number).map(Incident))
}
