//! Notices to persons: written with their cause, read by the person, carried by mail as the person wishes.

use crate::entity::{notification, notification_setting};
use crate::{Error, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, PersonId, TaskId};
use domain::tasks::{MailWish, NoticeKind};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

/// A notice to write.
#[derive(Debug, Clone)]
pub struct NewNotice {
    /// To whom.
    pub person: PersonId,
    /// About what.
    pub kind: NoticeKind,
    /// The case.
    pub case: CaseId,
    /// The task.
    pub task: TaskId,
    /// Names what must be told once only; none: every time.
    pub key: Option<String>,
}

/// Writes a notice. `false`: it was written before.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, new: &NewNotice, at: DateTime<Utc>) -> Result<bool, Error> {
    // no arbiter: PostgreSQL would ask for the right to read a row that is somebody else's
    let sql = "INSERT INTO notification (person_id, kind, case_id, task_id, key, at, mail, mail_attempts) \
               VALUES ($1, $2, $3, $4, $5, $6, 0, 0) ON CONFLICT DO NOTHING";
    let values = [
        new.person.0.into(),
        i32::from(new.kind.number()).into(),
        new.case.0.into(),
        new.task.0.into(),
        new.key.clone().into(),
        at.into(),
    ];
    Ok(tx.execute(sql, values).await? == 1)
}

/// A page of a person's notices, newest first, below `before`.
///
/// # Errors
/// When the database fails.
pub async fn page(
    tx: &Tx,
    person: PersonId,
    unread_only: bool,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<notification::Model>, Error> {
    let mut query = notification::Entity::find().filter(notification::Column::PersonId.eq(person.0));
    if unread_only {
        query = query.filter(notification::Column::ReadAt.is_null());
    }
    if let Some(before) = before {
        query = query.filter(notification::Column::Id.lt(before));
    }
    Ok(query.order_by_desc(notification::Column::Id).limit(limit).all(tx.conn()).await?)
}

/// How many a person has not read.
///
/// # Errors
/// When the database fails.
pub async fn unread(tx: &Tx, person: PersonId) -> Result<u64, Error> {
    let query = notification::Entity::find().filter(notification::Column::PersonId.eq(person.0));
    Ok(query.filter(notification::Column::ReadAt.is_null()).count(tx.conn()).await?)
}

/// Marks notices of a person as read: these, or all up to now.
///
/// # Errors
/// When the database fails.
pub async fn mark_read(tx: &Tx, person: PersonId, ids: Option<&[i64]>, at: DateTime<Utc>) -> Result<u64, Error> {
    let which = match ids {
        None => String::new(),
        Some([]) => return Ok(0),
        Some(ids) => {
            let list = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            format!(" AND id IN ({list})")
        }
    };
    let sql = format!("UPDATE notification SET read_at = $1 WHERE person_id = $2 AND read_at IS NULL{which}");
    tx.execute(sql, [at.into(), person.0.into()]).await
}

/// How a person wants mail, and at which hour a digest; at once unless said otherwise.
///
/// # Errors
/// When the database fails.
pub async fn setting(tx: &Tx, person: PersonId) -> Result<(MailWish, i32), Error> {
    let row = notification_setting::Entity::find_by_id(person.0).one(tx.conn()).await?;
    Ok(row.map_or((MailWish::default(), 7), |r| (wish(r.mail), r.digest_hour)))
}

pub(super) fn wish(number: i32) -> MailWish {
    i16::try_from(number).ok().and_then(MailWish::from_repr).unwrap_or_default()
}

/// Keeps how a person wants mail.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &Tx, person: PersonId, mail: MailWish, digest_hour: i32) -> Result<(), Error> {
    let sql = "INSERT INTO notification_setting (person_id, mail, digest_hour) VALUES ($1, $2, $3) \
               ON CONFLICT (person_id) DO UPDATE SET mail = excluded.mail, digest_hour = excluded.digest_hour";
    tx.execute(sql, [person.0.into(), i32::from(mail as i16).into(), digest_hour.into()]).await?;
    Ok(())
}

/// Notices, not yet written, of tasks whose follow-up day has come within the last week: once per task and day.
///
/// # Errors
/// When the database fails.
pub async fn follow_ups_due(tx: &Tx, today: NaiveDate) -> Result<Vec<NewNotice>, Error> {
    let key = "'follow-up/' || t.id || '/' || CAST(t.follow_up_on AS TEXT) || '/' || t.assignee";
    let sql = format!(
        "SELECT t.id, t.case_id, t.assignee, {key} AS notice_key FROM task t WHERE t.state = 0 AND t.assignee IS NOT NULL \
         AND t.follow_up_on <= $1 AND t.follow_up_on >= $2 AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.key = {key})"
    );
    let last_week = today.checked_sub_days(chrono::Days::new(7)).unwrap_or(today);
    let rows = tx.conn().query_all_raw(tx.statement(sql, [today.into(), last_week.into()])).await?;
    let notice = |row: &sea_orm::QueryResult| {
        Ok(NewNotice {
            person: PersonId(row.try_get("", "assignee")?),
            kind: NoticeKind::FollowUpDue,
            case: CaseId(row.try_get("", "case_id")?),
            task: TaskId(row.try_get("", "id")?),
            key: Some(row.try_get("", "notice_key")?),
        })
    };
    rows.iter().map(notice).collect()
}
