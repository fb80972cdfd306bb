//! Budget lines and their movements.
//!
//! A line is locked before it is changed, and the change is written against the version that was read: of two
//! who want the last euro, the second sees the first. Movements only grow, each under a key of its own, so that
//! doing a thing twice is refused by the database.

use crate::entity::{budget_line, budget_movement};
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::budget::{Buckets, Line};
use domain::ids::{BodyId, BudgetLineId, CaseId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// A line of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: BudgetLineId) -> Result<Option<budget_line::Model>, Error> {
    Ok(tx.find::<budget_line::Entity>().filter(budget_line::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// A line of the scope, locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &Tx, id: BudgetLineId) -> Result<Option<budget_line::Model>, Error> {
    let query = tx.find::<budget_line::Entity>().filter(budget_line::Column::Id.eq(id.0)).lock_exclusive();
    Ok(query.one(tx.conn()).await?)
}

/// The line of a body, year and code, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_by_code(tx: &Tx, body: BodyId, year: i32, code: &str) -> Result<Option<budget_line::Model>, Error> {
    let query = tx.find::<budget_line::Entity>().filter(budget_line::Column::BodyId.eq(body.0));
    let query = query.filter(budget_line::Column::Year.eq(year)).filter(budget_line::Column::Code.eq(code));
    Ok(query.lock_exclusive().one(tx.conn()).await?)
}

/// Lines of the scope by body, year and code; narrowed to one body or year if given.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &Tx, body: Option<BodyId>, year: Option<i32>) -> Result<Vec<budget_line::Model>, Error> {
    let mut query = tx.find::<budget_line::Entity>();
    if let Some(body) = body {
        query = query.filter(budget_line::Column::BodyId.eq(body.0));
    }
    if let Some(year) = year {
        query = query.filter(budget_line::Column::Year.eq(year));
    }
    let query = query.order_by_asc(budget_line::Column::BodyId).order_by_asc(budget_line::Column::Year);
    Ok(query.order_by_asc(budget_line::Column::Code).all(tx.conn()).await?)
}

/// Several lines of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find_many(tx: &Tx, ids: &[i64]) -> Result<Vec<budget_line::Model>, Error> {
    Ok(tx
        .find::<budget_line::Entity>()
        .filter(budget_line::Column::Id.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?)
}

/// The rule's view of a row.
///
/// # Errors
/// [`Error::Damaged`] when a bucket is negative or the buckets overflow.
pub fn line_of(row: &budget_line::Model) -> Result<Line, Error> {
    let buckets = Buckets {
        appropriation_cents: row.appropriation_cents,
        reserved_cents: row.reserved_cents,
        committed_cents: row.committed_cents,
        spent_cents: row.spent_cents,
    };
    Line::restore(buckets).map_err(|e| Error::Damaged(format!("budget line {}: {e}", row.id)))
}

/// Writes the buckets over the version that was read. `false`: somebody was faster.
///
/// # Errors
/// When the database fails.
pub async fn save_buckets(tx: &Tx, row: &budget_line::Model, next: Buckets) -> Result<bool, Error> {
    let sql = "UPDATE budget_line SET appropriation_cents = $1, reserved_cents = $2, committed_cents = $3, spent_cents = $4, \
               version = version + 1 WHERE id = $5 AND body_id = $6 AND version = $7";
    let values = [
        next.appropriation_cents.into(),
        next.reserved_cents.into(),
        next.committed_cents.into(),
        next.spent_cents.into(),
        row.id.into(),
        row.body_id.into(),
        row.version.into(),
    ];
    Ok(tx.execute(sql, values).await? == 1)
}

/// A new line with nothing on it.
#[derive(Debug)]
pub struct NewLine<'a> {
    /// Body.
    pub body: BodyId,
    /// Year.
    pub year: i32,
    /// Code.
    pub code: &'a str,
    /// Name.
    pub name: &'a str,
    /// Cost centre.
    pub cost_centre: &'a str,
    /// Gross cents.
    pub appropriation_cents: i64,
}

/// Adds a line.
///
/// # Errors
/// [`Error::Duplicate`] when body, year and code exist.
pub async fn insert(tx: &Tx, new: &NewLine<'_>) -> Result<budget_line::Model, Error> {
    let row = budget_line::ActiveModel {
        body_id: Set(new.body.0),
        year: Set(new.year),
        code: Set(new.code.to_owned()),
        name: Set(new.name.to_owned()),
        cost_centre: Set(new.cost_centre.to_owned()),
        appropriation_cents: Set(new.appropriation_cents),
        reserved_cents: Set(0),
        committed_cents: Set(0),
        spent_cents: Set(0),
        version: Set(1),
        ..Default::default()
    };
    Ok(row.insert(tx.conn()).await?)
}

/// Changes name and cost centre of a line.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &Tx, row: &budget_line::Model, name: &str, cost_centre: &str) -> Result<(), Error> {
    let sql = "UPDATE budget_line SET name = $1, cost_centre = $2 WHERE id = $3 AND body_id = $4";
    tx.execute(sql, [name.into(), cost_centre.into(), row.id.into(), row.body_id.into()]).await?;
    Ok(())
}

/// One movement, as the line's history shows it.
#[derive(Debug)]
pub struct NewMovement<'a> {
    /// Case that caused it; none: an import.
    pub case: Option<CaseId>,
    /// `RESERVE`, `RELEASE`, `COMMIT`, `CONSUME`, `FREE_COMMITMENT`, `REFUND`, `APPROPRIATION`.
    pub kind: &'a str,
    /// Gross cents; an appropriation cut is negative.
    pub amount_cents: i64,
    /// Names the movement for ever.
    pub key: &'a str,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Writes a movement down.
///
/// # Errors
/// [`Error::Duplicate`] when this very movement was made before.
pub async fn note(tx: &Tx, line: &budget_line::Model, new: &NewMovement<'_>) -> Result<(), Error> {
    let row = budget_movement::ActiveModel {
        budget_line_id: Set(line.id),
        body_id: Set(line.body_id),
        case_id: Set(new.case.map(|c| c.0)),
        kind: Set(new.kind.to_owned()),
        amount_cents: Set(new.amount_cents),
        key: Set(new.key.to_owned()),
        at: Set(new.at),
        ..Default::default()
    };
    budget_movement::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Movements of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn movements_of_case(tx: &Tx, case: CaseId) -> Result<Vec<budget_movement::Model>, Error> {
    let query = tx.find::<budget_movement::Entity>().filter(budget_movement::Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(budget_movement::Column::Id).all(tx.conn()).await?)
}

/// Movements of a line, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn movements_of_line(tx: &Tx, line: BudgetLineId) -> Result<Vec<budget_movement::Model>, Error> {
    let query = tx.find::<budget_movement::Entity>().filter(budget_movement::Column::BudgetLineId.eq(line.0));
    Ok(query.order_by_asc(budget_movement::Column::Id).all(tx.conn()).await?)
}
