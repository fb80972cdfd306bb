//! Comments on a case or one of its tasks; the text can be erased, the row stays.

use crate::case_file::Case;
use crate::entity::case_comment;
use crate::{Error, Tx};
use domain::ids::{CaseId, CommentId, PersonId, TaskId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, QueryFilter, QueryOrder};

/// Adds a comment.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &Tx,
    case: &Case,
    task: Option<TaskId>,
    person: PersonId,
    text: &str,
) -> Result<CommentId, Error> {
    let row = case_comment::ActiveModel {
        case_id: Set(case.row.id),
        task_id: Set(task.map(|t| t.0)),
        body_id: Set(case.row.body_id),
        person_id: Set(person.0),
        text: Set(Some(text.to_owned())),
        written_at: Set(case.at()),
        ..Default::default()
    };
    Ok(CommentId(row.insert(tx.conn()).await?.id))
}

/// One comment.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: CommentId) -> Result<Option<case_comment::Model>, Error> {
    Ok(tx.find_shared::<case_comment::Entity>().filter(case_comment::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Comments of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<case_comment::Model>, Error> {
    let query = tx.find_shared::<case_comment::Entity>().filter(case_comment::Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(case_comment::Column::Id).all(tx.conn()).await?)
}
