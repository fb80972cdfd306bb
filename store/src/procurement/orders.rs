//! Order lines and what arrived of them.

use crate::case_file::Case;
use crate::entity::{goods_receipt, order_line};
use crate::{Error, Tx};
use chrono::NaiveDate;
use domain::ids::{CaseId, TaskId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Writes the lines of an order.
///
/// # Errors
/// [`Error::Duplicate`] when the case has ordered.
pub async fn insert_lines(tx: &Tx, lines: Vec<order_line::Model>) -> Result<(), Error> {
    for line in lines {
        order_line::Entity::insert(line.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Lines of a case's order, by number.
///
/// # Errors
/// When the database fails.
pub async fn lines(tx: &Tx, case: CaseId) -> Result<Vec<order_line::Model>, Error> {
    let query = tx.find::<order_line::Entity>().filter(order_line::Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(order_line::Column::LineNo).all(tx.conn()).await?)
}

/// Receipts of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn receipts(tx: &Tx, case: CaseId) -> Result<Vec<goods_receipt::Model>, Error> {
    let query = tx.find::<goods_receipt::Entity>().filter(goods_receipt::Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(goods_receipt::Column::Id).all(tx.conn()).await?)
}

/// Notes what arrived of a line.
///
/// # Errors
/// [`Error::Duplicate`] when the task noted this line before.
pub async fn receive(
    tx: &Tx,
    case: &Case,
    task: TaskId,
    line_no: i32,
    quantity_milli: i64,
    on: NaiveDate,
) -> Result<(), Error> {
    let row = goods_receipt::ActiveModel {
        case_id: Set(case.row.id),
        body_id: Set(case.row.body_id),
        task_id: Set(task.0),
        line_no: Set(line_no),
        quantity_milli: Set(quantity_milli),
        received_on: Set(on),
        ..Default::default()
    };
    goods_receipt::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes back what a task noted.
///
/// # Errors
/// When the database fails.
pub async fn take_back(tx: &Tx, case: &Case, task: TaskId) -> Result<(), Error> {
    let sql = "DELETE FROM goods_receipt WHERE case_id = $1 AND body_id = $2 AND task_id = $3";
    tx.execute(sql, [case.row.id.into(), case.row.body_id.into(), task.0.into()]).await?;
    Ok(())
}
