//! The procurement beside its case: what is asked for, by which rules, with which money.

use crate::entity::{case_file, procurement};
use crate::{Error, Tx};
use chrono::{Datelike, NaiveDate};
use domain::ids::{BodyId, CaseId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Adds the row of a new case.
///
/// # Errors
/// [`Error::Duplicate`] when the case has one.
pub async fn insert(tx: &Tx, row: procurement::Model) -> Result<(), Error> {
    procurement::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The procurement of a case.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, case: CaseId) -> Result<Option<procurement::Model>, Error> {
    Ok(tx.find::<procurement::Entity>().filter(procurement::Column::CaseId.eq(case.0)).one(tx.conn()).await?)
}

/// Procurements of several cases.
///
/// # Errors
/// When the database fails.
pub async fn find_many(tx: &Tx, cases: &[i64]) -> Result<Vec<procurement::Model>, Error> {
    Ok(tx
        .find::<procurement::Entity>()
        .filter(procurement::Column::CaseId.is_in(cases.iter().copied()))
        .all(tx.conn())
        .await?)
}

/// Saves a changed procurement.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &Tx, mut row: procurement::Model) -> Result<(), Error> {
    row.version += 1;
    procurement::Entity::update(row.into_active_model().reset_all()).exec(tx.conn()).await?;
    Ok(())
}

/// Procurements of a body for a commodity in the year of `day`, without those that were withdrawn or aborted.
///
/// # Errors
/// When the database fails.
pub async fn of_year(tx: &Tx, body: BodyId, commodity: &str, day: NaiveDate) -> Result<Vec<procurement::Model>, Error> {
    let first = NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day);
    let last = NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day);
    let query = tx.find::<procurement::Entity>().filter(procurement::Column::BodyId.eq(body.0));
    let query = query.filter(procurement::Column::Commodity.eq(commodity));
    let query = query.filter(procurement::Column::StartedOn.between(first, last));
    let mut rows = query.order_by_asc(procurement::Column::CaseId).all(tx.conn()).await?;
    let ids: Vec<_> = rows.iter().map(|r| r.case_id).collect();
    let query = tx.find::<case_file::Entity>().filter(case_file::Column::Id.is_in(ids));
    let ended = query.filter(case_file::Column::Phase.is_in(["WITHDRAWN", "ABORTED"])).all(tx.conn()).await?;
    rows.retain(|r| !ended.iter().any(|c| c.id == r.case_id));
    Ok(rows)
}
