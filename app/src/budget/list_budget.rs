//! Budget lines as people see them.

use crate::{App, Result};
use domain::cooperation::Session;
use domain::ids::{BodyId, BudgetLineId};
use store::Scope;

pub use store::entity::{budget_line, budget_movement};

/// Lines the session may see, narrowed to one body or year if given.
///
/// # Errors
/// When the database fails.
pub async fn list(
    app: &App,
    session: &Session,
    body: Option<BodyId>,
    year: Option<i32>,
) -> Result<Vec<budget_line::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::budget::list(&tx, body, year).await?)
}

/// Lines by id, as far as the session may see them.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(app: &App, session: &Session, ids: &[i64]) -> Result<Vec<budget_line::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::budget::find_many(&tx, ids).await?)
}

/// What moved on a line, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn movements(app: &App, session: &Session, line: BudgetLineId) -> Result<Vec<budget_movement::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(store::budget::movements_of_line(&tx, line).await?)
}

/// Gross cents free on a line.
#[must_use]
pub const fn available_cents(line: &budget_line::Model) -> i64 {
    line.appropriation_cents
        .saturating_sub(line.reserved_cents.saturating_add(line.committed_cents).saturating_add(line.spent_cents))
}
