//! Settlements of a year and their corrections: read by the seat and by every member, started by the seat.
//!
//! Everything else is done on tasks: plan, record, calculate, approve, issue, answer, close.

use super::settlement_types::Settlement;
use crate::efile::Case;
use crate::fault::{UserError, answer};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::cost_sharing::settlement::{start, view};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::ids::{CaseId, CooperationId};

/// Queries about settlements.
#[derive(Default)]
pub struct SettlementQueries;

#[Object]
impl SettlementQueries {
    /// The settlement of a year that counts now: the last correction, if there is one. Null: none, or not yours to read.
    #[graphql(complexity = "child_complexity + 10")]
    async fn settlement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which cooperation.")] cooperation_id: ID,
        #[graphql(desc = "Of which year.")] year: i32,
    ) -> async_graphql::Result<Option<Settlement>> {
        Ok(of_year(ctx, &cooperation_id, year).await?.pop())
    }

    /// Settlements of a year: the first one, and behind it its corrections.
    #[graphql(complexity = "4 * child_complexity + 10")]
    async fn settlements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which cooperation.")] cooperation_id: ID,
        #[graphql(desc = "Of which year.")] year: i32,
    ) -> async_graphql::Result<Vec<Settlement>> {
        of_year(ctx, &cooperation_id, year).await
    }
}

async fn of_year(ctx: &Context<'_>, cooperation_id: &ID, year: i32) -> async_graphql::Result<Vec<Settlement>> {
    let viewer = viewer(ctx)?;
    let id = CooperationId(node::number(Kind::Cooperation, cooperation_id));
    let rows = view::of_year(viewer.app(), &viewer.session(), id, year).await;
    Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().map(Settlement).collect())
}

/// Begin the settlement of a year.
#[derive(InputObject)]
pub struct StartSettlementInput {
    /// Of which cooperation; you lead its seat.
    pub cooperation_id: ID,
    /// Which year, past or running.
    pub year: i32,
    /// A key of your own: sent again it finds the case of the first time instead of starting another.
    pub request_key: Option<String>,
}

/// Correct a closed settlement.
#[derive(InputObject)]
pub struct StartCorrectionInput {
    /// Of which cooperation; you lead its seat.
    pub cooperation_id: ID,
    /// Which year; its last settlement is closed.
    pub year: i32,
    /// A key of your own: sent again it finds the case of the first time instead of starting another.
    pub request_key: Option<String>,
}

/// What beginning a settlement gave.
#[derive(SimpleObject)]
pub struct StartSettlementPayload {
    /// The case as it stands now; null when it was refused.
    case: Option<Case>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What beginning a correction gave.
#[derive(SimpleObject)]
pub struct StartCorrectionPayload {
    /// The case as it stands now; null when it was refused.
    case: Option<Case>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

async fn outcome_of(
    ctx: &Context<'_>,
    result: app::Result<CaseId>,
) -> async_graphql::Result<(Option<Case>, Vec<UserError>)> {
    match answer(result, viewer(ctx)?.language())? {
        Ok(id) => Ok((Loaders::of(ctx)?.case(id.0).await?, Vec::new())),
        Err(user_errors) => Ok((None, user_errors)),
    }
}

fn asked(cooperation_id: &ID, year: i32, request_key: Option<String>) -> start::Start {
    let cooperation = CooperationId(node::number(Kind::Cooperation, cooperation_id));
    start::Start { cooperation, year, request_key }
}

/// What is begun about settlements.
#[derive(Default)]
pub struct SettlementMutations;

#[Object]
impl SettlementMutations {
    /// Begins the settlement of a year: a case with file reference and process. There is one a year.
    async fn start_settlement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cooperation and year.")] input: StartSettlementInput,
    ) -> async_graphql::Result<StartSettlementPayload> {
        let viewer = viewer(ctx)?;
        let asked = asked(&input.cooperation_id, input.year, input.request_key);
        let started = start::settlement(viewer.app(), &viewer.session(), &asked).await;
        let (case, user_errors) = outcome_of(ctx, started).await?;
        Ok(StartSettlementPayload { case, user_errors })
    }

    /// Begins the correction of a closed settlement: a new version, of which the differences are booked and paid.
    async fn start_correction(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cooperation and year.")] input: StartCorrectionInput,
    ) -> async_graphql::Result<StartCorrectionPayload> {
        let viewer = viewer(ctx)?;
        let asked = asked(&input.cooperation_id, input.year, input.request_key);
        let started = start::correction(viewer.app(), &viewer.session(), &asked).await;
        let (case, user_errors) = outcome_of(ctx, started).await?;
        Ok(StartCorrectionPayload { case, user_errors })
    }
}
