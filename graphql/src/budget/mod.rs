//! Budget lines: reading, and importing them as CSV.

use crate::cooperation::Body;
use crate::fault::{UserError, answer};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::scalars::{Money, RowNumber};
use crate::viewer::viewer;
use app::budget::import_budget;
use app::budget::list_budget::{self, budget_line};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::ids::BodyId;

/// A budget line of one body and year; all amounts gross.
pub struct BudgetLine(pub budget_line::Model);

/// A budget line of one body and year; all amounts gross.
#[Object]
impl BudgetLine {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::BudgetLine, self.0.id)
    }

    /// The number forms name it by (`budgetLineId`).
    async fn number(&self) -> RowNumber {
        RowNumber(self.0.id)
    }

    /// Whose it is.
    async fn body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.body_id).await
    }

    /// Budget year.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// Code in the budget.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Cost centre.
    async fn cost_centre(&self) -> &str {
        &self.0.cost_centre
    }

    /// What the budget gives (Ansatz).
    async fn appropriation(&self) -> Money {
        Money(self.0.appropriation_cents)
    }

    /// Set aside by releases (vorgemerkt).
    async fn reserved(&self) -> Money {
        Money(self.0.reserved_cents)
    }

    /// Bound by orders.
    async fn committed(&self) -> Money {
        Money(self.0.committed_cents)
    }

    /// Paid.
    async fn spent(&self) -> Money {
        Money(self.0.spent_cents)
    }

    /// Still free.
    async fn available(&self) -> Money {
        Money(list_budget::available_cents(&self.0))
    }
}

/// Queries about budget lines.
#[derive(Default)]
pub struct BudgetQueries;

#[Object]
impl BudgetQueries {
    /// Budget lines of one of your bodies and a year; empty for a body you have no right for.
    #[graphql(complexity = "50 * child_complexity + 1")]
    async fn budget_lines(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] body_id: ID,
        #[graphql(desc = "Budget year.")] year: i32,
    ) -> async_graphql::Result<Vec<BudgetLine>> {
        let viewer = viewer(ctx)?;
        let body = BodyId(node::number(Kind::Body, &body_id));
        let rows = list_budget::list(viewer.app(), &viewer.session(), Some(body), Some(year)).await;
        Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().map(BudgetLine).collect())
    }
}

/// One line the viewer may see.
pub async fn line(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<BudgetLine>> {
    let viewer = viewer(ctx)?;
    let rows = list_budget::by_ids(viewer.app(), &viewer.session(), &[number]).await;
    Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().next().map(BudgetLine))
}

/// Import budget lines.
#[derive(InputObject)]
pub struct ImportBudgetInput {
    /// The CSV file as text: all rows are taken or none.
    csv: String,
}

/// What an import did.
#[derive(SimpleObject)]
pub struct BudgetImport {
    /// New lines.
    inserted: u32,
    /// Lines whose appropriation went up.
    raised: u32,
    /// Lines whose appropriation went down.
    lowered: u32,
    /// Lines that were as the file says.
    unchanged: u32,
}

/// What importing gave.
#[derive(SimpleObject)]
pub struct ImportBudgetPayload {
    /// What it did; null when it was refused.
    import: Option<BudgetImport>,
    /// What to correct, `field` naming the line of the file; empty: done.
    user_errors: Vec<UserError>,
}

/// Importing budget lines.
#[derive(Default)]
pub struct BudgetMutations;

#[Object]
impl BudgetMutations {
    /// Imports budget lines for bodies whose budget is yours.
    async fn import_budget(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The file.")] input: ImportBudgetInput,
    ) -> async_graphql::Result<ImportBudgetPayload> {
        let viewer = viewer(ctx)?;
        let done = import_budget::import(viewer.app(), &viewer.session(), &input.csv).await;
        Ok(match answer(done, viewer.language())? {
            Ok(done) => ImportBudgetPayload {
                import: Some(BudgetImport {
                    inserted: done.inserted,
                    raised: done.raised,
                    lowered: done.lowered,
                    unchanged: done.unchanged,
                }),
                user_errors: Vec::new(),
            },
            Err(user_errors) => ImportBudgetPayload { import: None, user_errors },
        })
    }
}
