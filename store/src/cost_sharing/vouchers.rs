//! Vouchers with their lines, and what is taken off shared costs. Certified ones count and are never changed.

use crate::entity::{cost_line, cost_voucher, deduction, personnel_share};
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{CooperationId, CostLineId, DeductionId, VoucherId};
use domain::tasks::Hands;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

/// Adds a voucher with its lines and, for personnel, the shares of posts behind them. Numbers of rows are given by
/// the database.
///
/// # Errors
/// [`Error::Duplicate`] when one of this key is there.
pub async fn insert(
    tx: &Tx,
    voucher: cost_voucher::Model,
    lines: Vec<cost_line::Model>,
    shares: Vec<personnel_share::Model>,
) -> Result<cost_voucher::Model, Error> {
    let mut row = voucher.into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    let voucher = row.insert(tx.conn()).await?;
    for part in lines.chunks(1_000) {
        let rows = part.iter().cloned().map(|line| {
            let mut row = line.into_active_model();
            row.id = sea_orm::ActiveValue::NotSet;
            row.voucher_id = sea_orm::ActiveValue::Set(voucher.id);
            row
        });
        cost_line::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    if !shares.is_empty() {
        let rows =
            shares.into_iter().map(|s| personnel_share::Model { voucher_id: voucher.id, ..s }.into_active_model());
        personnel_share::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(voucher)
}

/// The voucher of a key.
///
/// # Errors
/// When the database fails.
pub async fn by_key(tx: &Tx, key: &str) -> Result<Option<cost_voucher::Model>, Error> {
    Ok(tx.find_common::<cost_voucher::Entity>().filter(cost_voucher::Column::Key.eq(key)).one(tx.conn()).await?)
}

/// One voucher.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: VoucherId) -> Result<Option<cost_voucher::Model>, Error> {
    Ok(tx.find_common::<cost_voucher::Entity>().filter(cost_voucher::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Vouchers of a year behind `after`, in order of entry.
///
/// # Errors
/// When the database fails.
pub async fn page(
    tx: &Tx,
    cooperation: CooperationId,
    year: i32,
    after: i64,
    limit: u64,
) -> Result<Vec<cost_voucher::Model>, Error> {
    let query = tx.find_common::<cost_voucher::Entity>().filter(cost_voucher::Column::CooperationId.eq(cooperation.0));
    let query = query.filter(cost_voucher::Column::Year.eq(year)).filter(cost_voucher::Column::Id.gt(after));
    Ok(query.order_by_asc(cost_voucher::Column::Id).limit(limit).all(tx.conn()).await?)
}

/// Lines of vouchers, in order.
///
/// # Errors
/// When the database fails.
pub async fn lines(tx: &Tx, vouchers: &[i64]) -> Result<Vec<cost_line::Model>, Error> {
    let query = tx.find_common::<cost_line::Entity>();
    let query = query.filter(cost_line::Column::VoucherId.is_in(vouchers.iter().copied()));
    Ok(query.order_by_asc(cost_line::Column::VoucherId).order_by_asc(cost_line::Column::LineNo).all(tx.conn()).await?)
}

/// One line.
///
/// # Errors
/// When the database fails.
pub async fn line(tx: &Tx, id: CostLineId) -> Result<Option<cost_line::Model>, Error> {
    Ok(tx.find_common::<cost_line::Entity>().filter(cost_line::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Shares of posts behind vouchers: rows of the employer alone.
///
/// # Errors
/// When the database fails.
pub async fn shares(tx: &Tx, vouchers: &[i64]) -> Result<Vec<personnel_share::Model>, Error> {
    let query = tx.find::<personnel_share::Entity>();
    let query = query.filter(personnel_share::Column::VoucherId.is_in(vouchers.iter().copied()));
    let query = query.order_by_asc(personnel_share::Column::VoucherId);
    Ok(query.order_by_asc(personnel_share::Column::ShareNo).all(tx.conn()).await?)
}

/// Certifies a voucher: its lines count from now on. `false`: it was certified meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn certify(tx: &Tx, id: VoucherId, hands: Option<Hands>, at: DateTime<Utc>) -> Result<bool, Error> {
    let sql = "UPDATE cost_voucher SET certified_by = $1, certified_for = $2, certified_at = $3 WHERE id = $4 AND certified_at IS NULL";
    let (by, on_behalf) = (hands.map(|h| h.actor.0), hands.map(|h| h.represented.0));
    if tx.execute(sql, [by.into(), on_behalf.into(), at.into(), id.0.into()]).await? != 1 {
        return Ok(false);
    }
    tx.execute("UPDATE cost_line SET counts = $1 WHERE voucher_id = $2", [true.into(), id.0.into()]).await?;
    Ok(true)
}

/// What counts of one cost kind.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KindSum {
    /// Code.
    pub cost_kind: String,
    /// Sum of its lines.
    pub amount_cents: i64,
    /// How many.
    pub lines: i64,
}

/// Sums of a year's certified lines by cost kind, by code; of lines before `before` only, if given.
///
/// # Errors
/// When the database fails.
pub async fn sums(
    tx: &Tx,
    cooperation: CooperationId,
    year: i32,
    only: Option<(&str, CostLineId)>,
) -> Result<Vec<KindSum>, Error> {
    let mut values = vec![cooperation.0.into(), year.into()];
    let narrow = match only {
        Some((kind, before)) => {
            values.extend([kind.into(), before.0.into()]);
            " AND cost_kind = $3 AND id < $4"
        }
        None => "",
    };
    let sql = format!(
        "SELECT cost_kind, CAST(SUM(amount_cents) AS BIGINT) AS amount_cents, COUNT(*) AS lines FROM cost_line \
         WHERE cooperation_id = $1 AND year = $2 AND counts{narrow} GROUP BY cost_kind ORDER BY cost_kind"
    );
    let rows = tx.conn().query_all_raw(tx.statement(sql, values)).await?;
    Ok(rows.iter().map(|r| KindSum::from_query_result(r, "")).collect::<Result<_, _>>()?)
}

/// A year's certified lines in the order they are shared: by cost kind, then number.
///
/// # Errors
/// When the database fails.
pub async fn counting_lines(tx: &Tx, cooperation: CooperationId, year: i32) -> Result<Vec<cost_line::Model>, Error> {
    let query = tx.find_common::<cost_line::Entity>().filter(cost_line::Column::CooperationId.eq(cooperation.0));
    let query = query.filter(cost_line::Column::Year.eq(year)).filter(cost_line::Column::Counts.eq(true));
    Ok(query.order_by_asc(cost_line::Column::CostKind).order_by_asc(cost_line::Column::Id).all(tx.conn()).await?)
}

/// Adds a deduction; its number is given by the database.
///
/// # Errors
/// [`Error::Duplicate`] when one of this key is there.
pub async fn insert_deduction(tx: &Tx, row: deduction::Model) -> Result<deduction::Model, Error> {
    let mut row = row.into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    Ok(row.insert(tx.conn()).await?)
}

/// Deductions of a year, in order of entry.
///
/// # Errors
/// When the database fails.
pub async fn deductions(tx: &Tx, cooperation: CooperationId, year: i32) -> Result<Vec<deduction::Model>, Error> {
    let query = tx.find_common::<deduction::Entity>().filter(deduction::Column::CooperationId.eq(cooperation.0));
    Ok(query.filter(deduction::Column::Year.eq(year)).order_by_asc(deduction::Column::Id).all(tx.conn()).await?)
}

/// One deduction.
///
/// # Errors
/// When the database fails.
pub async fn deduction(tx: &Tx, id: DeductionId) -> Result<Option<deduction::Model>, Error> {
    Ok(tx.find_common::<deduction::Entity>().filter(deduction::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Certifies a deduction. `false`: it was certified meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn certify_deduction(tx: &Tx, id: DeductionId, hands: Hands, at: DateTime<Utc>) -> Result<bool, Error> {
    let sql = "UPDATE deduction SET certified_by = $1, certified_for = $2, certified_at = $3 WHERE id = $4 AND certified_at IS NULL";
    Ok(tx.execute(sql, [hands.actor.0.into(), hands.represented.0.into(), at.into(), id.0.into()]).await? == 1)
}
