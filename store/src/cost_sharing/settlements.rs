//! Settlements beside their cases, and the versions of shares and statements under them.

use crate::case_file::Case;
use crate::entity::{settlement, settlement_advance, settlement_correction, settlement_share, settlement_statement};
use crate::{Error, Tx};
use domain::ids::{BodyId, CaseId, CooperationId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Rows of one statement at most: some ten thousands of values fit.
const CHUNK: usize = 2_000;

/// Adds the row of a new case.
///
/// # Errors
/// [`Error::Duplicate`] when this year has one of this sequence.
pub async fn insert(tx: &Tx, row: settlement::Model) -> Result<(), Error> {
    settlement::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The settlement of a case that the caller holds under its lock.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: &Case) -> Result<Option<settlement::Model>, Error> {
    find(tx, case.id()).await
}

/// The settlement of a case the scope may read.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, case: CaseId) -> Result<Option<settlement::Model>, Error> {
    let query = tx.find_common::<settlement::Entity>().filter(settlement::Column::CaseId.eq(case.0));
    Ok(query.one(tx.conn()).await?)
}

/// Settlements of a year, the first one first; behind it its corrections.
///
/// # Errors
/// When the database fails.
pub async fn of_year(tx: &Tx, cooperation: CooperationId, year: i32) -> Result<Vec<settlement::Model>, Error> {
    let query = tx.find_common::<settlement::Entity>().filter(settlement::Column::CooperationId.eq(cooperation.0));
    let query = query.filter(settlement::Column::Year.eq(year)).order_by_asc(settlement::Column::Sequence);
    Ok(query.all(tx.conn()).await?)
}

/// Saves a changed row.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &Tx, mut row: settlement::Model) -> Result<(), Error> {
    row.version += 1;
    settlement::Entity::update(row.into_active_model().reset_all()).exec(tx.conn()).await?;
    Ok(())
}

/// Keeps the shares and statements of a new version.
///
/// # Errors
/// [`Error::Duplicate`] when the version is there.
pub async fn keep_version(
    tx: &Tx,
    shares: &[settlement_share::Model],
    statements: &[settlement_statement::Model],
) -> Result<(), Error> {
    for part in shares.chunks(CHUNK) {
        let rows = part.iter().cloned().map(IntoActiveModel::into_active_model);
        settlement_share::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    for part in statements.chunks(CHUNK) {
        let rows = part.iter().cloned().map(IntoActiveModel::into_active_model);
        settlement_statement::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Shares of a version by member and cost kind, of one member if named.
///
/// # Errors
/// When the database fails.
pub async fn shares(
    tx: &Tx,
    case: CaseId,
    version_no: i32,
    member: Option<BodyId>,
) -> Result<Vec<settlement_share::Model>, Error> {
    use settlement_share::Column;
    let mut query = tx.find_common::<settlement_share::Entity>().filter(Column::CaseId.eq(case.0));
    query = query.filter(Column::VersionNo.eq(version_no));
    if let Some(member) = member {
        query = query.filter(Column::MemberId.eq(member.0));
    }
    let query = query.order_by_asc(Column::MemberId).order_by_asc(Column::CostKind);
    Ok(query.order_by_asc(Column::Segment).order_by_asc(Column::Component).all(tx.conn()).await?)
}

/// Statements of a version by member.
///
/// # Errors
/// When the database fails.
pub async fn statements(tx: &Tx, case: CaseId, version_no: i32) -> Result<Vec<settlement_statement::Model>, Error> {
    use settlement_statement::Column;
    let query = tx.find_common::<settlement_statement::Entity>().filter(Column::CaseId.eq(case.0));
    Ok(query.filter(Column::VersionNo.eq(version_no)).order_by_asc(Column::MemberId).all(tx.conn()).await?)
}

/// Saves a changed statement.
///
/// # Errors
/// When the database fails.
pub async fn save_statement(tx: &Tx, row: settlement_statement::Model) -> Result<(), Error> {
    settlement_statement::Entity::update(row.into_active_model().reset_all()).exec(tx.conn()).await?;
    Ok(())
}

/// Keeps the advances of a year.
///
/// # Errors
/// [`Error::Duplicate`] when they are there.
pub async fn keep_advances(tx: &Tx, rows: &[settlement_advance::Model]) -> Result<(), Error> {
    for part in rows.chunks(CHUNK) {
        let rows = part.iter().cloned().map(IntoActiveModel::into_active_model);
        settlement_advance::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Advances of a settlement by instalment and member.
///
/// # Errors
/// When the database fails.
pub async fn advances(tx: &Tx, case: CaseId) -> Result<Vec<settlement_advance::Model>, Error> {
    use settlement_advance::Column;
    let query = tx.find_common::<settlement_advance::Entity>().filter(Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(Column::InstalmentNo).order_by_asc(Column::MemberId).all(tx.conn()).await?)
}

/// Saves a changed advance.
///
/// # Errors
/// When the database fails.
pub async fn save_advance(tx: &Tx, row: settlement_advance::Model) -> Result<(), Error> {
    settlement_advance::Entity::update(row.into_active_model().reset_all()).exec(tx.conn()).await?;
    Ok(())
}

/// Keeps the lines a correction was calculated from.
///
/// # Errors
/// When the database fails.
pub async fn keep_corrections(tx: &Tx, rows: &[settlement_correction::Model]) -> Result<(), Error> {
    for part in rows.chunks(CHUNK) {
        let rows = part.iter().cloned().map(IntoActiveModel::into_active_model);
        settlement_correction::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The lines a version of a correction was calculated from.
///
/// # Errors
/// When the database fails.
pub async fn corrections(tx: &Tx, case: CaseId, version_no: i32) -> Result<Vec<settlement_correction::Model>, Error> {
    use settlement_correction::Column;
    let query = tx.find_common::<settlement_correction::Entity>().filter(Column::CaseId.eq(case.0));
    Ok(query.filter(Column::VersionNo.eq(version_no)).order_by_asc(Column::LineNo).all(tx.conn()).await?)
}
