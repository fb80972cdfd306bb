//! Settlements, statements, shares and advances as the API shows them.

use crate::cooperation::Body;
use crate::efile::{Case, Document};
use crate::loaders::Loaders;
use crate::scalars::Money;
use crate::viewer::viewer;
use app::cost_sharing::settlement::view::{
    self, settlement, settlement_advance, settlement_correction, settlement_share, settlement_statement,
};
use async_graphql::{Context, Enum, Object};
use chrono::NaiveDate;
use domain::ids::{BodyId, CaseId};

/// Where a settlement stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::cost_sharing::settlement::State")]
pub enum SettlementState {
    /// The year runs; the key is not frozen.
    OpenYear,
    /// Key and measures are frozen; advances are called.
    KeyFrozen,
    /// All vouchers of the year are certified.
    CostsComplete,
    /// Shares are computed.
    Calculated,
    /// A second person approved them.
    Approved,
    /// Statements are with the members.
    Issued,
    /// A member objected in time.
    Objected,
    /// An objection became a dispute.
    Dispute,
    /// No member can object any more.
    Final,
    /// Balances are paid.
    Balanced,
    /// Closed for ever.
    Closed,
}

/// What a member said to its statement.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::cost_sharing::settlement::Answer")]
pub enum StatementAnswer {
    /// Accepts all of it.
    Accepted,
    /// Objects to at least one line.
    Objected,
    /// Has not answered.
    Silent,
}

/// The settlement of a year, or the correction of one.
pub struct Settlement(pub settlement::Model);

/// The settlement of a year, or the correction of one.
#[Object]
impl Settlement {
    /// Its case; null to members before their statement was issued.
    async fn case(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Case>> {
        Loaders::of(ctx)?.case(self.0.case_id).await
    }

    /// The seat, which settles for all.
    async fn seat(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.body_id).await
    }

    /// The year.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// 1: the first settlement of the year; above: a correction.
    async fn sequence(&self) -> i32 {
        self.0.sequence
    }

    /// Where it stands.
    async fn state(&self) -> Option<SettlementState> {
        let state: Option<domain::cost_sharing::settlement::State> = self.0.state.parse().ok();
        state.map(Into::into)
    }

    /// Version of the calculation; 0: not calculated.
    async fn version(&self) -> i32 {
        self.0.version_no
    }

    /// What the year was expected to cost, less grants and income.
    async fn budget(&self) -> Money {
        Money(self.0.budget_cents)
    }

    /// The last day on which members may object; null: no statements are out.
    async fn answers_until(&self) -> Option<NaiveDate> {
        self.0.answers_until
    }

    /// Statements of the version that counts now, by member.
    #[graphql(complexity = "20 * child_complexity + 5")]
    async fn statements(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<SettlementStatement>> {
        let viewer = viewer(ctx)?;
        let rows = view::statements(viewer.app(), &viewer.session(), CaseId(self.0.case_id)).await;
        Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().map(SettlementStatement).collect())
    }

    /// Advances, by instalment and member.
    #[graphql(complexity = "50 * child_complexity + 5")]
    async fn advances(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<SettlementAdvance>> {
        let viewer = viewer(ctx)?;
        let rows = view::advances(viewer.app(), &viewer.session(), CaseId(self.0.case_id)).await;
        Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().map(SettlementAdvance).collect())
    }

    /// Lines the version that counts now was corrected by.
    #[graphql(complexity = "10 * child_complexity + 5")]
    async fn corrections(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<SettlementCorrection>> {
        let viewer = viewer(ctx)?;
        let rows = view::corrections(viewer.app(), &viewer.session(), CaseId(self.0.case_id)).await;
        Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().map(SettlementCorrection).collect())
    }
}

/// What one member pays for a year.
pub struct SettlementStatement(settlement_statement::Model);

/// What one member pays for a year.
#[Object]
impl SettlementStatement {
    /// The member.
    async fn member(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.member_id).await
    }

    /// Its share of all costs.
    async fn share(&self) -> Money {
        Money(self.0.share_cents)
    }

    /// Grants that are its own.
    async fn member_grant(&self) -> Money {
        Money(self.0.member_grant_cents)
    }

    /// VAT on the rest.
    async fn vat(&self) -> Money {
        Money(self.0.vat_cents)
    }

    /// What it has paid in advance; of a correction what was settled before.
    async fn advances(&self) -> Money {
        Money(self.0.advances_cents)
    }

    /// Above zero it still pays, below it is paid back.
    async fn balance(&self) -> Money {
        Money(self.0.balance_cents)
    }

    /// What was paid of the balance.
    async fn paid(&self) -> Money {
        Money(self.0.paid_cents)
    }

    /// When money came or went last.
    async fn paid_on(&self) -> Option<NaiveDate> {
        self.0.paid_on
    }

    /// What the member said.
    async fn answer(&self) -> Option<StatementAnswer> {
        let answer: Option<domain::cost_sharing::settlement::Answer> = self.0.answer.parse().ok();
        answer.map(Into::into)
    }

    /// When it said so.
    async fn answered_on(&self) -> Option<NaiveDate> {
        self.0.answered_on
    }

    /// How much of its share it objects to.
    async fn disputed(&self) -> Money {
        Money(self.0.disputed_cents)
    }

    /// The statement on paper; null: not issued.
    async fn document(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Document>> {
        let Some(id) = self.0.document_id else { return Ok(None) };
        let all = Loaders::of(ctx)?.documents_of(self.0.case_id).await?;
        Ok(all.into_iter().find(|document| document.row.id == id))
    }

    /// Its shares by cost kind, part of the year and component of the key.
    #[graphql(complexity = "20 * child_complexity + 5")]
    async fn shares(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<SettlementShare>> {
        let viewer = viewer(ctx)?;
        let (case, member) = (CaseId(self.0.case_id), BodyId(self.0.member_id));
        let rows = view::shares(viewer.app(), &viewer.session(), case, self.0.version_no, member).await;
        Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().map(SettlementShare).collect())
    }
}

/// A part of a member's share.
pub struct SettlementShare(settlement_share::Model);

/// A part of a member's share.
#[Object]
impl SettlementShare {
    /// Code of the cost kind.
    async fn cost_kind(&self) -> &str {
        &self.0.cost_kind
    }

    /// Part of the year, from 1; 0: a correction of this member's share alone.
    async fn part(&self) -> i32 {
        self.0.segment
    }

    /// Component of the key, from 1; 0: all of them in one, or what floors and caps moved.
    async fn component(&self) -> i32 {
        self.0.component
    }

    /// How much.
    async fn amount(&self) -> Money {
        Money(self.0.cents)
    }
}

/// An instalment of one member's advance.
pub struct SettlementAdvance(settlement_advance::Model);

/// An instalment of one member's advance.
#[Object]
impl SettlementAdvance {
    /// Which instalment, from 1.
    async fn instalment(&self) -> i32 {
        self.0.instalment_no
    }

    /// The member.
    async fn member(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.member_id).await
    }

    /// When it is due.
    async fn due_on(&self) -> NaiveDate {
        self.0.due_on
    }

    /// How much is asked.
    async fn amount(&self) -> Money {
        Money(self.0.amount_cents)
    }

    /// How much came.
    async fn paid(&self) -> Money {
        Money(self.0.paid_cents)
    }

    /// When it came.
    async fn paid_on(&self) -> Option<NaiveDate> {
        self.0.paid_on
    }
}

/// A line of a correction.
pub struct SettlementCorrection(settlement_correction::Model);

/// A line of a correction.
#[Object]
impl SettlementCorrection {
    /// Code of the cost kind.
    async fn cost_kind(&self) -> &str {
        &self.0.cost_kind
    }

    /// The one member whose share changes; null: shared by the key of the year.
    async fn member(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        match self.0.member_id {
            Some(member) => Loaders::of(ctx)?.body(member).await,
            None => Ok(None),
        }
    }

    /// Above zero costs more, below less.
    async fn amount(&self) -> Money {
        Money(self.0.amount_cents)
    }

    /// What it rests on.
    async fn description(&self) -> &str {
        &self.0.description
    }
}
