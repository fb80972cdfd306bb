//! Which notices wait for mail, and what became of it. For the machine only.

use super::notices::wish;
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::tasks::MailWish;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Where the mail of a notice stands. The numbers are stored; 0 waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailed {
    /// Sent.
    Sent = 1,
    /// Not wanted, read before, or nobody to send it to.
    NotWanted = 2,
    /// Tried too often.
    GivenUp = 3,
}

/// A notice that waits.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Waiting {
    /// Its number.
    pub id: i64,
    /// To whom.
    pub person_id: i64,
    /// About what.
    pub kind: i32,
    /// The task.
    pub task_id: i64,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// When the person read it.
    pub read_at: Option<DateTime<Utc>>,
    /// Not to be tried before.
    pub mail_not_before: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub mail_attempts: i32,
    wish: Option<i32>,
    digest_hour: Option<i32>,
    /// Address.
    pub email: Option<String>,
}

impl Waiting {
    /// How the person wants it, and at which hour a digest.
    #[must_use]
    pub fn wanted(&self) -> (MailWish, i32) {
        (self.wish.map(wish).unwrap_or_default(), self.digest_hour.unwrap_or(7))
    }
}

/// Notices whose mail may be tried now, by person.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &Tx, now: DateTime<Utc>, limit: u32) -> Result<Vec<Waiting>, Error> {
    let sql = format!(
        "SELECT n.id, n.person_id, n.kind, n.task_id, n.at, n.read_at, n.mail_not_before, n.mail_attempts, \
         s.mail AS wish, s.digest_hour, p.email FROM notification n \
         LEFT JOIN notification_setting s ON s.person_id = n.person_id LEFT JOIN person_name p ON p.person_id = n.person_id \
         WHERE n.mail = 0 AND (n.mail_not_before IS NULL OR n.mail_not_before <= $1) ORDER BY n.person_id, n.id LIMIT {limit}"
    );
    let rows = tx.conn().query_all_raw(tx.statement(sql, [now.into()])).await?;
    rows.iter().map(|row| Ok(Waiting::from_query_result(row, "")?)).collect()
}

fn list(ids: &[i64]) -> String {
    if ids.is_empty() { "0".to_owned() } else { ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",") }
}

/// Takes notices for a try until `until`: another relay that looked at the same moment gets fewer than all.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &Tx, ids: &[i64], now: DateTime<Utc>, until: DateTime<Utc>) -> Result<bool, Error> {
    let sql = format!(
        "UPDATE notification SET mail_not_before = $1, mail_attempts = mail_attempts + 1 \
         WHERE id IN ({}) AND mail = 0 AND (mail_not_before IS NULL OR mail_not_before <= $2)",
        list(ids)
    );
    Ok(tx.execute(sql, [until.into(), now.into()]).await? == ids.len() as u64)
}

/// Not to be tried before `when`.
///
/// # Errors
/// When the database fails.
pub async fn put_off(tx: &Tx, ids: &[i64], when: DateTime<Utc>) -> Result<(), Error> {
    let sql = format!("UPDATE notification SET mail_not_before = $1 WHERE id IN ({}) AND mail = 0", list(ids));
    tx.execute(sql, [when.into()]).await?;
    Ok(())
}

/// What became of the mail of notices.
///
/// # Errors
/// When the database fails.
pub async fn settle(tx: &Tx, ids: &[i64], mailed: Mailed) -> Result<(), Error> {
    let sql = format!("UPDATE notification SET mail = $1 WHERE id IN ({}) AND mail = 0", list(ids));
    tx.execute(sql, [(mailed as i32).into()]).await?;
    Ok(())
}
