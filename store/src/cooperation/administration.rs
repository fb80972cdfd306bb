//! What administrators change: rights and limits of a body with their row numbers, persons' sign-in, master data,
//! memberships, and the record each change is journalled in.

use super::rights::to_grant;
use crate::case_file::{Case, NewCase};
use crate::entity::{administration_record, body, cooperation, cooperation_member, ordering_limit, person, role_grant};
use crate::{Error, Tx};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::cooperation::Grant;
use domain::ids::{BodyId, CaseId, CooperationId, PersonId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Process name of the record; no workflow stands behind it.
pub const PROCESS: &str = domain::efile::ADMINISTRATION;

/// The locked record of a body's administration; made with the first change.
///
/// # Errors
/// [`Error::Busy`] when another one made it this very moment; when the database fails.
pub async fn record(tx: &Tx, body: &body::Model, at: DateTime<Utc>) -> Result<Case, Error> {
    let known = record_of(tx, BodyId(body.id)).await?;
    if let Some(case) = known {
        let found = Case::lock(tx, case, at).await?;
        return found.ok_or_else(|| Error::Damaged(format!("the record of body {} is missing", body.id)));
    }
    let new = NewCase {
        body: BodyId(body.id),
        office: BodyId(body.office_body_id.unwrap_or(body.id)),
        process: PROCESS,
        plan_number: domain::efile::ADMINISTRATION_PLAN_NUMBER,
        year: at.year(),
        subject: "Verwaltung der Rechte und Stammdaten",
        phase: PROCESS,
        request_key: None,
        at,
    };
    let case = Case::create(tx, new).await?;
    let row = administration_record::Model { body_id: body.id, case_id: case.row.id };
    let made = administration_record::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await;
    match made.map_err(Error::from) {
        Ok(_) => Ok(case),
        Err(Error::Duplicate(what)) => Err(Error::Busy(what)),
        Err(other) => Err(other),
    }
}

/// The case a body's administration is journalled in; none: nothing was changed yet.
///
/// # Errors
/// When the database fails.
pub async fn record_of(tx: &Tx, body: BodyId) -> Result<Option<CaseId>, Error> {
    let query = tx.find::<administration_record::Entity>();
    let row = query.filter(administration_record::Column::BodyId.eq(body.0)).one(tx.conn()).await?;
    Ok(row.map(|r| CaseId(r.case_id)))
}

/// Every right ever given for a body, with its number, the latest first day first.
///
/// # Errors
/// When the database fails or holds a role nobody knows.
pub async fn grants_of(tx: &Tx, body: BodyId) -> Result<Vec<(i64, Grant)>, Error> {
    let query = role_grant::Entity::find().filter(role_grant::Column::BodyId.eq(body.0));
    let rows = query
        .order_by_desc(role_grant::Column::ValidFrom)
        .order_by_asc(role_grant::Column::PersonId)
        .order_by_asc(role_grant::Column::Id)
        .all(tx.conn())
        .await?;
    rows.iter().map(|row| Ok((row.id, to_grant(row)?))).collect()
}

/// One right by its number.
///
/// # Errors
/// When the database fails or holds a role nobody knows.
pub async fn grant(tx: &Tx, id: i64) -> Result<Option<Grant>, Error> {
    role_grant::Entity::find_by_id(id).one(tx.conn()).await?.as_ref().map(to_grant).transpose()
}

/// Ends a right with a day; one that had not begun by then is taken away.
///
/// # Errors
/// When the database fails.
pub async fn end_grant(tx: &Tx, id: i64, last_on: NaiveDate) -> Result<(), Error> {
    tx.execute("DELETE FROM role_grant WHERE id = $1 AND valid_from > $2", [id.into(), last_on.into()]).await?;
    tx.execute("UPDATE role_grant SET valid_to = $2 WHERE id = $1", [id.into(), last_on.into()]).await?;
    Ok(())
}

/// Whether a person has a right for any body on `day` or later.
///
/// # Errors
/// When the database fails.
pub async fn has_any_right(tx: &Tx, person: PersonId, day: NaiveDate) -> Result<bool, Error> {
    let query = role_grant::Entity::find().filter(role_grant::Column::PersonId.eq(person.0));
    Ok(query.filter(role_grant::Column::ValidTo.gte(day)).one(tx.conn()).await?.is_some())
}

/// Ordering limits of a body, the latest first day first.
///
/// # Errors
/// When the database fails.
pub async fn limits_of(tx: &Tx, body: BodyId) -> Result<Vec<ordering_limit::Model>, Error> {
    let query = tx.find::<ordering_limit::Entity>().filter(ordering_limit::Column::BodyId.eq(body.0));
    let query = query.order_by_desc(ordering_limit::Column::ValidFrom).order_by_asc(ordering_limit::Column::Id);
    Ok(query.all(tx.conn()).await?)
}

/// Adds an ordering limit; `id` is given by the database.
///
/// # Errors
/// When the database fails.
pub async fn insert_limit(tx: &Tx, row: ordering_limit::Model) -> Result<(), Error> {
    let mut row = row.into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    row.insert(tx.conn()).await?;
    Ok(())
}

/// Ends every ordering limit of a person for a body with a day; those that had not begun are taken away.
///
/// # Errors
/// When the database fails.
pub async fn end_limits(tx: &Tx, person: PersonId, body: BodyId, last_on: NaiveDate) -> Result<u64, Error> {
    let of = [person.0.into(), body.0.into(), last_on.into()];
    let sql = "DELETE FROM ordering_limit WHERE person_id = $1 AND body_id = $2 AND valid_from > $3";
    let gone = tx.execute(sql, of.clone()).await?;
    let sql = "UPDATE ordering_limit SET valid_to = $3 WHERE person_id = $1 AND body_id = $2 AND valid_to > $3";
    Ok(gone + tx.execute(sql, of).await?)
}

/// A person by its subject, whether it may sign in or not; erased ones have none.
///
/// # Errors
/// When the database fails.
pub async fn person_of_subject(tx: &Tx, subject: &str) -> Result<Option<person::Model>, Error> {
    let query = person::Entity::find().filter(person::Column::Subject.eq(subject));
    Ok(query.filter(person::Column::ErasedAt.is_null()).one(tx.conn()).await?)
}

/// Persons by number.
///
/// # Errors
/// When the database fails.
pub async fn persons(tx: &Tx, ids: &[i64]) -> Result<Vec<person::Model>, Error> {
    let query = person::Entity::find().filter(person::Column::Id.is_in(ids.iter().copied()));
    Ok(query.order_by_asc(person::Column::Id).all(tx.conn()).await?)
}

/// Lets a person sign in, or no longer; then its sessions end too.
///
/// # Errors
/// When the database fails.
pub async fn let_in(tx: &Tx, person: PersonId, deactivated_at: Option<DateTime<Utc>>) -> Result<(), Error> {
    let sql = "UPDATE person SET deactivated_at = $2 WHERE id = $1 AND erased_at IS NULL";
    tx.execute(sql, [person.0.into(), deactivated_at.into()]).await?;
    if deactivated_at.is_some() {
        tx.execute("DELETE FROM session WHERE person_id = $1", [person.0.into()]).await?;
    }
    Ok(())
}

/// Persons whose rights or texts have to do with a body: by number, ascending, each once.
///
/// # Errors
/// When the database fails.
pub async fn persons_of(tx: &Tx, body: BodyId) -> Result<Vec<i64>, Error> {
    let sql = "SELECT person_id FROM role_grant WHERE body_id = $1 \
               UNION SELECT t.person_id FROM journal_text t JOIN administration_record r ON r.case_id = t.case_id \
               WHERE r.body_id = $1 AND t.field = 'name' AND t.person_id IS NOT NULL ORDER BY 1";
    let rows = sea_orm::ConnectionTrait::query_all_raw(tx.conn(), tx.statement(sql, [body.0.into()])).await?;
    Ok(rows.iter().map(|r| r.try_get("", "person_id")).collect::<Result<_, _>>()?)
}

/// Saves a body's master data.
///
/// # Errors
/// When the database fails.
pub async fn save_body(tx: &Tx, row: body::Model) -> Result<(), Error> {
    row.into_active_model().reset_all().update(tx.conn()).await?;
    Ok(())
}

/// A cooperation.
///
/// # Errors
/// When the database fails.
pub async fn cooperation(tx: &Tx, id: CooperationId) -> Result<Option<cooperation::Model>, Error> {
    Ok(cooperation::Entity::find_by_id(id.0).one(tx.conn()).await?)
}

/// Saves name and leading body of a cooperation.
///
/// # Errors
/// When the database fails.
pub async fn save_cooperation(tx: &Tx, row: cooperation::Model) -> Result<(), Error> {
    row.into_active_model().reset_all().update(tx.conn()).await?;
    Ok(())
}

/// Every membership of a cooperation, past and future ones too.
///
/// # Errors
/// When the database fails.
pub async fn members(tx: &Tx, id: CooperationId) -> Result<Vec<cooperation_member::Model>, Error> {
    let query = cooperation_member::Entity::find().filter(cooperation_member::Column::CooperationId.eq(id.0));
    let query = query.order_by_asc(cooperation_member::Column::ValidFrom);
    Ok(query.order_by_asc(cooperation_member::Column::BodyId).all(tx.conn()).await?)
}

/// Adds a membership.
///
/// # Errors
/// [`Error::Duplicate`] when one begins on the same day.
pub async fn insert_member(tx: &Tx, row: cooperation_member::Model) -> Result<(), Error> {
    let row = cooperation_member::ActiveModel {
        cooperation_id: Set(row.cooperation_id),
        body_id: Set(row.body_id),
        valid_from: Set(row.valid_from),
        valid_to: Set(row.valid_to),
    };
    cooperation_member::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Ends the membership that begins on `valid_from` with a day.
///
/// # Errors
/// When the database fails.
pub async fn end_member(tx: &Tx, row: &cooperation_member::Model, last_on: NaiveDate) -> Result<(), Error> {
    let sql =
        "UPDATE cooperation_member SET valid_to = $4 WHERE cooperation_id = $1 AND body_id = $2 AND valid_from = $3";
    tx.execute(sql, [row.cooperation_id.into(), row.body_id.into(), row.valid_from.into(), last_on.into()]).await?;
    Ok(())
}
