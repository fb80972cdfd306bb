//! The money of a case in one view.

use crate::budget::{self, BudgetLine};
use crate::cooperation::Person;
use crate::loaders::Loaders;
use crate::scalars::Money;
use crate::viewer::viewer;
use crate::words;
use app::procurement::view_money::{self, MoneyRow};
use async_graphql::{Context, Enum, Object};
use chrono::NaiveDate;
use domain::ids::CaseId;

/// What moved money, or bound it.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "app::procurement::view_money::MoneyEvent")]
pub enum MoneyEvent {
    /// Funds were set aside.
    Reserve,
    /// Funds set aside became free again, or were bound by the order.
    Release,
    /// An order bound funds.
    Commit,
    /// What an order had bound became free again.
    FreeCommitment,
    /// An invoice was paid.
    Consume,
    /// Money came back.
    Refund,
    /// An invoice came in.
    Invoice,
    /// A payment was ordered.
    PaymentOrder,
}

/// The money of a case; all amounts gross.
pub struct CaseMoney(view_money::Money);

/// The money of a case; all amounts gross.
#[Object]
impl CaseMoney {
    /// The budget line that bears it; null: not released yet.
    #[graphql(complexity = "child_complexity + 10")]
    async fn budget_line(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<BudgetLine>> {
        match self.0.budget_line_id {
            Some(line) => budget::line(ctx, line).await,
            None => Ok(None),
        }
    }

    /// Estimate of the request.
    async fn estimate(&self) -> Money {
        Money(self.0.estimate_cents)
    }

    /// Set aside now.
    async fn reserved(&self) -> Money {
        Money(self.0.reserved_cents)
    }

    /// Bound by the order now.
    async fn committed(&self) -> Money {
        Money(self.0.committed_cents)
    }

    /// The order; null: nothing ordered yet.
    async fn ordered(&self) -> Option<Money> {
        self.0.ordered_cents.map(Money)
    }

    /// All invoices that were not rejected.
    async fn invoiced(&self) -> Money {
        Money(self.0.invoiced_cents)
    }

    /// Ordered to be paid and not yet paid.
    async fn payable(&self) -> Money {
        Money(self.0.payable_cents)
    }

    /// Paid.
    async fn paid(&self) -> Money {
        Money(self.0.paid_cents)
    }

    /// Got back.
    async fn refunded(&self) -> Money {
        Money(self.0.refunded_cents)
    }

    /// What happened, oldest first.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn rows(&self) -> Vec<CaseMoneyRow> {
        self.0.rows.iter().cloned().map(CaseMoneyRow).collect()
    }
}

/// One thing that moved or bound money.
pub struct CaseMoneyRow(MoneyRow);

/// One thing that moved or bound money.
#[Object]
impl CaseMoneyRow {
    /// What happened.
    async fn event(&self) -> MoneyEvent {
        self.0.event.into()
    }

    /// That in words.
    async fn title(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(words::money_event(self.0.event, viewer(ctx)?.language()))
    }

    /// Day.
    async fn on(&self) -> NaiveDate {
        self.0.on
    }

    /// Amount, gross.
    async fn gross(&self) -> Money {
        Money(self.0.gross_cents)
    }

    /// The firm's number of the invoice concerned.
    async fn invoice_number(&self) -> Option<&str> {
        self.0.invoice_number.as_deref()
    }

    /// Who did it, where the record of the money says so.
    async fn by(&self) -> Option<Person> {
        self.0.person.map(Into::into)
    }
}

/// The money of a case the viewer may see.
pub async fn money_of(ctx: &Context<'_>, case: i64) -> async_graphql::Result<Option<CaseMoney>> {
    let viewer = viewer(ctx)?;
    let money = view_money::money(viewer.app(), &viewer.session(), CaseId(case)).await;
    Ok(Loaders::of(ctx)?.found(money)?.map(CaseMoney))
}
