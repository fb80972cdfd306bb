//! Persons and their names; erasing keeps the number and drops everything that names somebody.

use crate::entity::{person, person_name};
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{BodyId, PersonId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// The person with this subject (`sub` of the token), unless erased or no longer let in.
///
/// # Errors
/// When the database fails.
pub async fn by_subject(tx: &Tx, subject: &str) -> Result<Option<PersonId>, Error> {
    let query = person::Entity::find()
        .filter(person::Column::Subject.eq(subject))
        .filter(person::Column::ErasedAt.is_null())
        .filter(person::Column::DeactivatedAt.is_null());
    Ok(query.one(tx.conn()).await?.map(|p| PersonId(p.id)))
}

/// Adds a person.
///
/// # Errors
/// [`Error::Duplicate`] when the subject exists.
pub async fn insert(
    tx: &Tx,
    subject: &str,
    display_name: &str,
    email: Option<&str>,
    at: DateTime<Utc>,
) -> Result<PersonId, Error> {
    let row = person::ActiveModel {
        subject: Set(subject.to_owned()),
        created_at: Set(at),
        erased_at: Set(None),
        deactivated_at: Set(None),
        ..Default::default()
    };
    let id = row.insert(tx.conn()).await?.id;
    let name = person_name::ActiveModel {
        person_id: Set(id),
        display_name: Set(display_name.to_owned()),
        email: Set(email.map(ToOwned::to_owned)),
    };
    person_name::Entity::insert(name).exec_without_returning(tx.conn()).await?;
    Ok(PersonId(id))
}

/// Display names by person; an erased person has none.
///
/// # Errors
/// When the database fails.
pub async fn names(tx: &Tx, ids: &[i64]) -> Result<BTreeMap<i64, String>, Error> {
    let rows = person_name::Entity::find()
        .filter(person_name::Column::PersonId.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|r| (r.person_id, r.display_name)).collect())
}

/// Whether somebody of `bodies` may know this person: it holds or held a right for one of them, stands or stood in
/// for somebody who does, or left a text there. An erased person has lost its rights; its number still stands
/// where it acted.
///
/// # Errors
/// When the database fails.
pub async fn known_to(tx: &Tx, id: PersonId, bodies: &[BodyId]) -> Result<bool, Error> {
    if bodies.is_empty() {
        return Ok(false);
    }
    let own = bodies.iter().map(|b| b.0.to_string()).collect::<Vec<_>>().join(",");
    let sql = format!(
        "SELECT p.id FROM person p WHERE p.id = $1 AND ( \
         EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.body_id IN ({own})) \
         OR EXISTS (SELECT 1 FROM deputyship d JOIN role_grant g ON g.person_id = d.principal_id \
                    WHERE d.deputy_id = p.id AND g.body_id IN ({own})) \
         OR EXISTS (SELECT 1 FROM journal_text t WHERE t.person_id = p.id AND t.body_id IN ({own})) \
         OR (p.erased_at IS NOT NULL AND ( \
             EXISTS (SELECT 1 FROM case_hand h WHERE h.body_id IN ({own}) AND p.id IN (h.actor, h.represented)) \
             OR EXISTS (SELECT 1 FROM case_comment c WHERE c.body_id IN ({own}) AND c.person_id = p.id) \
             OR EXISTS (SELECT 1 FROM procurement r WHERE r.body_id IN ({own}) AND r.requester_id = p.id))))"
    );
    Ok(tx.conn().query_one_raw(tx.statement(sql, [id.0.into()])).await?.is_some())
}

/// Every person that is not erased, with subject and name (administration, demo sign-in).
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &Tx) -> Result<Vec<(person::Model, Option<String>)>, Error> {
    let persons = person::Entity::find()
        .filter(person::Column::ErasedAt.is_null())
        .order_by_asc(person::Column::Id)
        .all(tx.conn())
        .await?;
    let names = names(tx, &persons.iter().map(|p| p.id).collect::<Vec<_>>()).await?;
    Ok(persons
        .into_iter()
        .map(|p| {
            let name = names.get(&p.id).cloned();
            (p, name)
        })
        .collect())
}

/// Erases a person: subject, name, drafts, sessions, comments' text. Rows that carry only the number stay.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &Tx, id: PersonId, at: DateTime<Utc>) -> Result<bool, Error> {
    let tombstone = format!("erased:{}", id.0);
    let hit = tx
        .execute(
            "UPDATE person SET subject = $1, erased_at = $2 WHERE id = $3 AND erased_at IS NULL",
            [tombstone.into(), at.into(), id.0.into()],
        )
        .await?;
    for sql in [
        "DELETE FROM person_name WHERE person_id = $1",
        "DELETE FROM session WHERE person_id = $1",
        "DELETE FROM task_draft WHERE person_id = $1",
        "DELETE FROM role_grant WHERE person_id = $1",
        "DELETE FROM deputyship WHERE principal_id = $1 OR deputy_id = $1",
        "DELETE FROM absence WHERE person_id = $1",
        "DELETE FROM calendar_feed WHERE person_id = $1",
        "DELETE FROM notification WHERE person_id = $1",
        "DELETE FROM notification_setting WHERE person_id = $1",
        "DELETE FROM work_list_default WHERE person_id = $1 OR view_id IN (SELECT id FROM work_list_view WHERE owner_id = $1)",
        "DELETE FROM work_list_view WHERE owner_id = $1",
        "UPDATE task_request SET text = NULL WHERE asked_by = $1",
        "UPDATE task_request SET answer = NULL WHERE asked_of = $1",
        "UPDATE task SET assignee = delegated_by, delegated_by = NULL, version = version + 1 WHERE assignee = $1 AND state = 0 AND delegated_by IS NOT NULL",
        "UPDATE task SET delegated_by = NULL, version = version + 1 WHERE delegated_by = $1 AND state = 0",
        "UPDATE case_comment SET text = NULL WHERE person_id = $1",
        "UPDATE task SET assignee = NULL, version = version + 1 WHERE assignee = $1 AND state = 0",
    ] {
        tx.execute(sql, [id.0.into()]).await?;
    }
    crate::journal::erase_texts(tx, id.0).await?;
    Ok(hit == 1)
}
