//! The facts of a procurement as the API shows them. What hangs on it is read once, when first asked for.

use super::details::{Invoice, OrderLine, Quote, Receipt};
use super::suppliers::Supplier;
use crate::budget::{self, BudgetLine};
use crate::cooperation::Person;
use crate::loaders::Loaders;
use crate::scalars::{Json, Money};
use crate::viewer::viewer;
use app::procurement::view_procurement::{self, View, procurement};
use async_graphql::{Context, Object};
use chrono::NaiveDate;
use domain::ids::CaseId;
use tokio::sync::OnceCell;

/// What is bought, at what estimate, by which procedure, from whom, and what became of it.
pub struct Procurement {
    row: procurement::Model,
    view: OnceCell<Option<View>>,
}

impl From<procurement::Model> for Procurement {
    fn from(row: procurement::Model) -> Self {
        Self { row, view: OnceCell::new() }
    }
}

impl Procurement {
    async fn view(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<&View>> {
        let viewer = viewer(ctx)?;
        let loaders = Loaders::of(ctx)?;
        let read = || async {
            let view = view_procurement::view(viewer.app(), &viewer.session(), CaseId(self.row.case_id)).await;
            loaders.found(view)
        };
        Ok(self.view.get_or_try_init(read).await?.as_ref())
    }
}

/// What is bought, at what estimate, by which procedure, from whom, and what became of it.
#[Object]
impl Procurement {
    /// The request as it was last submitted: the form of `REVISE_REQUEST`.
    async fn request(&self) -> Option<Json> {
        serde_json::from_str(&self.row.request).ok().map(Json)
    }

    /// Category of the law, a stable code.
    async fn category(&self) -> &str {
        &self.row.category
    }

    /// Commodity group; requests of one group count together in the splitting check.
    async fn commodity(&self) -> &str {
        &self.row.commodity
    }

    /// Estimate, net.
    async fn estimate_net(&self) -> Money {
        Money(self.row.estimate_net_cents)
    }

    /// Estimate, gross.
    async fn estimate_gross(&self) -> Money {
        Money(self.row.estimate_gross_cents)
    }

    /// Cost centre that shall bear it.
    async fn cost_centre(&self) -> &str {
        &self.row.cost_centre
    }

    /// The day it started; its rules are those of this day.
    async fn started_on(&self) -> NaiveDate {
        self.row.started_on
    }

    /// Where the pinned rules come from.
    #[graphql(complexity = "20")]
    async fn rule_source(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        Ok(self.view(ctx).await?.and_then(|v| v.rules.as_ref()).map(|r| r.source.clone()))
    }

    /// Who asked for it.
    async fn requester(&self) -> Person {
        self.row.requester_id.into()
    }

    /// Chosen procedure, a stable code; null: not chosen yet.
    async fn procedure(&self) -> Option<&str> {
        self.row.procedure.as_deref()
    }

    /// `NATIONAL` or `EU`; null: not chosen yet.
    async fn regime(&self) -> Option<&str> {
        self.row.regime.as_deref()
    }

    /// Quotes needed.
    async fn min_quotes(&self) -> Option<i32> {
        self.row.min_quotes
    }

    /// The budget line that bears it.
    #[graphql(complexity = "child_complexity + 10")]
    async fn budget_line(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<BudgetLine>> {
        match self.row.budget_line_id {
            Some(line) => budget::line(ctx, line).await,
            None => Ok(None),
        }
    }

    /// Set aside for it, gross.
    async fn reserved(&self) -> Money {
        Money(self.row.reserved_cents)
    }

    /// Bound by its order, gross.
    async fn committed(&self) -> Money {
        Money(self.row.committed_cents)
    }

    /// Paid, gross.
    async fn spent(&self) -> Money {
        Money(self.row.spent_cents)
    }

    /// Got back, gross.
    async fn refunded(&self) -> Money {
        Money(self.row.refunded_cents)
    }

    /// The chosen firm.
    async fn supplier(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Supplier>> {
        match self.row.supplier_id {
            Some(supplier) => Loaders::of(ctx)?.supplier(supplier).await,
            None => Ok(None),
        }
    }

    /// The chosen quote, net.
    async fn quote_net(&self) -> Option<Money> {
        self.row.quote_net_cents.map(Money)
    }

    /// The order, net.
    async fn order_net(&self) -> Option<Money> {
        self.row.order_net_cents.map(Money)
    }

    /// The order, gross.
    async fn order_gross(&self) -> Option<Money> {
        self.row.order_gross_cents.map(Money)
    }

    /// Day of the order.
    async fn ordered_on(&self) -> Option<NaiveDate> {
        self.row.ordered_on
    }

    /// Whether everything ordered has arrived.
    async fn receipt_complete(&self) -> bool {
        self.row.receipt_complete
    }

    /// Why it was withdrawn.
    async fn withdrawal_reason(&self) -> Option<&str> {
        self.row.withdrawal_reason.as_deref()
    }

    /// Firms asked for a quote.
    #[graphql(complexity = "5 * child_complexity + 20")]
    async fn invited(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Supplier>> {
        let ids: Vec<_> =
            self.view(ctx).await?.map(|v| v.invited.iter().map(|i| i.supplier_id).collect()).unwrap_or_default();
        let loaders = Loaders::of(ctx)?;
        let firms = futures::future::try_join_all(ids.into_iter().map(|id| loaders.supplier(id))).await?;
        Ok(firms.into_iter().flatten().collect())
    }

    /// Quotes that came, lowest first.
    #[graphql(complexity = "5 * child_complexity + 20")]
    async fn quotes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Quote>> {
        Ok(self.view(ctx).await?.map(|v| v.quotes.iter().cloned().map(Quote).collect()).unwrap_or_default())
    }

    /// Lines of the order, with what has arrived of each.
    #[graphql(complexity = "10 * child_complexity + 20")]
    async fn order_lines(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<OrderLine>> {
        Ok(self.view(ctx).await?.map(OrderLine::all).unwrap_or_default())
    }

    /// Receipts, oldest first.
    #[graphql(complexity = "10 * child_complexity + 20")]
    async fn receipts(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Receipt>> {
        Ok(self.view(ctx).await?.map(|v| v.receipts.iter().map(Receipt::from).collect()).unwrap_or_default())
    }

    /// Invoices, oldest first, with their payments.
    #[graphql(complexity = "5 * child_complexity + 20")]
    async fn invoices(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Invoice>> {
        Ok(self.view(ctx).await?.map(Invoice::all).unwrap_or_default())
    }
}
