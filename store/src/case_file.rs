//! The case row: it is locked for every change, numbers its journal and outbox, and carries the phase people see.
//!
//! [`Case`] is a case held under that lock. Its journal, outbox rows, announcements and numbers are gathered and
//! written at once by [`Case::save`], the last thing of every change: without it none of them is there.

pub mod parties;
mod pending;

use crate::entity::{announcement, case_file, file_serial, journal_text, outbox, task};
use crate::{Error, Tx, journal};
use chrono::{DateTime, Utc};
use domain::efile::FileReference;
use domain::ids::{BodyId, CaseId, TaskId};
use domain::journal::{Entry, Hash};
use domain::tasks::Hands;
use domain::wake::Wake;
use pending::Pending;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};
use serde_json::Value;

/// A case held under its lock.
#[derive(Debug)]
pub struct Case {
    /// The row as it will be saved.
    pub row: case_file::Model,
    head: Hash,
    at: DateTime<Utc>,
    pending: Pending,
}

/// Free text that is journalled as a salted hash and kept in a row of its own, so that it can be erased.
#[derive(Debug)]
pub struct FreeText<'a> {
    /// Name of the field.
    pub field: &'a str,
    /// What was written.
    pub text: &'a str,
    /// Whose words.
    pub person: i64,
    /// Random salt.
    pub salt: [u8; 16],
}

/// A case the scope may read: of its bodies, or shared with them.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: CaseId) -> Result<Option<case_file::Model>, Error> {
    Ok(tx.find_shared::<case_file::Entity>().filter(case_file::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Several cases the scope may read.
///
/// # Errors
/// When the database fails.
pub async fn find_many(tx: &Tx, ids: &[i64]) -> Result<Vec<case_file::Model>, Error> {
    Ok(tx
        .find_shared::<case_file::Entity>()
        .filter(case_file::Column::Id.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?)
}

/// A page of cases the scope may read, newest first, below `before`.
///
/// Own and shared ones are asked for apart, each by its index, and laid together here.
///
/// # Errors
/// When the database fails.
pub async fn page(
    tx: &Tx,
    running_only: bool,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<case_file::Model>, Error> {
    let narrowed = |query: Select<case_file::Entity>| {
        let mut query = query.order_by_desc(case_file::Column::Id).limit(limit);
        if running_only {
            query = query.filter(case_file::Column::EndedAt.is_null());
        }
        if let Some(before) = before {
            query = query.filter(case_file::Column::Id.lt(before));
        }
        query
    };
    let mut rows = narrowed(tx.find::<case_file::Entity>()).all(tx.conn()).await?;
    let shared = parties::shared_ids(tx).await?;
    if !shared.is_empty() {
        let only = tx.find_shared::<case_file::Entity>().filter(case_file::Column::Id.is_in(shared));
        rows.extend(narrowed(only).all(tx.conn()).await?);
        rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.id));
        rows.dedup_by_key(|row| row.id);
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(rows)
}

/// A case that was started with this key for this body: a repeated start finds the first one.
///
/// # Errors
/// When the database fails.
pub async fn by_request_key(tx: &Tx, body: BodyId, key: &str) -> Result<Option<case_file::Model>, Error> {
    let query = tx.find::<case_file::Entity>().filter(case_file::Column::BodyId.eq(body.0));
    Ok(query.filter(case_file::Column::RequestKey.eq(key)).one(tx.conn()).await?)
}

/// What a new case starts with.
#[derive(Debug)]
pub struct NewCase<'a> {
    /// Body that owns it.
    pub body: BodyId,
    /// Body whose office acts.
    pub office: BodyId,
    /// Process name.
    pub process: &'a str,
    /// Filing-plan number.
    pub plan_number: &'a str,
    /// Year of the reference.
    pub year: i32,
    /// What it is about.
    pub subject: &'a str,
    /// First phase.
    pub phase: &'a str,
    /// Key of the request, if the caller gave one.
    pub request_key: Option<&'a str>,
    /// Now.
    pub at: DateTime<Utc>,
}

impl Case {
    /// Makes a case with the next free file reference of its body.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create(tx: &Tx, new: NewCase<'_>) -> Result<Self, Error> {
        let reference = next_reference(tx, new.body, new.plan_number, new.year).await?;
        let row = case_file::ActiveModel {
            body_id: Set(new.body.0),
            office_body_id: Set(new.office.0),
            process: Set(new.process.to_owned()),
            file_reference: Set(reference.to_string()),
            subject: Set(new.subject.to_owned()),
            phase: Set(new.phase.to_owned()),
            pending_interrupt: Set(None),
            restart_wanted: Set(false),
            ended_at: Set(None),
            started_at: Set(new.at),
            outbox_no: Set(0),
            journal_no: Set(0),
            journal_head: Set(journal::hex(&domain::journal::GENESIS)),
            version: Set(1),
            request_key: Set(new.request_key.map(ToOwned::to_owned)),
            ..Default::default()
        };
        let row = row.insert(tx.conn()).await?;
        Ok(Self { row, head: domain::journal::GENESIS, at: new.at, pending: Pending::default() })
    }

    /// Locks a case of the scope until the transaction ends.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lock(tx: &Tx, id: CaseId, at: DateTime<Utc>) -> Result<Option<Self>, Error> {
        Self::locked(tx, tx.find::<case_file::Entity>().filter(case_file::Column::Id.eq(id.0)), at).await
    }

    /// Locks the case a task belongs to, in one statement: a task never changes its case. The case may be another
    /// body's that the scope's body is party of; whether the task itself is within the scope the caller finds out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lock_of_task(tx: &Tx, id: TaskId, at: DateTime<Utc>) -> Result<Option<Self>, Error> {
        let of_task = task::Entity::find().select_only().column(task::Column::CaseId).filter(task::Column::Id.eq(id.0));
        let case = case_file::Column::Id.in_subquery(of_task.into_query());
        Self::locked(tx, tx.find_shared::<case_file::Entity>().filter(case), at).await
    }

    async fn locked(tx: &Tx, which: Select<case_file::Entity>, at: DateTime<Utc>) -> Result<Option<Self>, Error> {
        let Some(row) = which.lock_exclusive().one(tx.conn()).await? else { return Ok(None) };
        let head = journal::unhex(&row.journal_head)?;
        Ok(Some(Self { row, head, at, pending: Pending::default() }))
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> CaseId {
        CaseId(self.row.id)
    }

    /// Its body.
    #[must_use]
    pub const fn body(&self) -> BodyId {
        BodyId(self.row.body_id)
    }

    /// The instant of this transaction.
    #[must_use]
    pub const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Appends a journal entry; [`Case::save`] writes it, in the same transaction `tx`.
    ///
    /// # Errors
    /// When the facts have no canonical form or the database fails.
    pub async fn journal(&mut self, tx: &Tx, hands: Option<Hands>, event: &str, facts: Value) -> Result<(), Error> {
        self.journal_with(tx, hands, event, facts, &[]).await
    }

    /// Appends a journal entry with free text, which goes into rows of its own.
    ///
    /// # Errors
    /// See [`Case::journal`].
    pub async fn journal_with(
        &mut self,
        _tx: &Tx,
        hands: Option<Hands>,
        event: &str,
        mut facts: Value,
        texts: &[FreeText<'_>],
    ) -> Result<(), Error> {
        self.row.journal_no += 1;
        for free in texts {
            if let Some(map) = facts.as_object_mut() {
                map.insert(format!("{}Hash", free.field), domain::journal::text_hash(&free.salt, free.text).into());
            }
            self.pending.texts.push(journal_text::Model {
                id: 0, // given by the database
                case_id: self.row.id,
                entry_no: self.row.journal_no,
                body_id: self.row.body_id,
                person_id: Some(free.person),
                field: free.field.to_owned(),
                salt: journal::hex(&free.salt),
                text: Some(free.text.to_owned()),
            });
        }
        let entry =
            Entry { case_id: self.row.id, no: self.row.journal_no, at: self.at, hands, event: event.to_owned(), facts };
        let (row, head) = journal::link(self.row.body_id, &self.head, &entry)?;
        self.pending.journal.push(row);
        self.head = head;
        self.row.journal_head = journal::hex(&self.head);
        Ok(())
    }

    /// Puts a message for the case's process into the outbox; `not_before` holds it back (undo).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wake(&mut self, tx: &Tx, wake: &Wake, not_before: DateTime<Utc>) -> Result<i64, Error> {
        self.push(tx, "SIGNAL", serde_json::to_string(wake)?, not_before).await
    }

    /// Puts the start of the case's process into the outbox.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start_process(&mut self, tx: &Tx) -> Result<i64, Error> {
        self.push(tx, "START", "{}".to_owned(), self.at).await
    }

    async fn push(&mut self, _tx: &Tx, kind: &str, payload: String, not_before: DateTime<Utc>) -> Result<i64, Error> {
        self.row.outbox_no += 1;
        self.pending.outbox.push(outbox::Model {
            case_id: self.row.id,
            no: self.row.outbox_no,
            body_id: self.row.body_id,
            kind: kind.to_owned(),
            payload,
            created_at: self.at,
            not_before,
            delivered_at: None,
            attempts: 0,
            last_error: None,
            held_by_incident: None,
        });
        Ok(self.row.outbox_no)
    }

    /// Announces a change of a task or of this case to open browsers: id and version only.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn announce(&mut self, tx: &Tx, topic: &str, subject_id: i64, version: i64) -> Result<(), Error> {
        self.announce_to(tx, self.body(), topic, subject_id, version).await
    }

    /// Announces a change of a task to those who work for its body, which may be a party of this case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn announce_task(&mut self, tx: &Tx, task: &task::Model, version: i64) -> Result<(), Error> {
        self.announce_to(tx, BodyId(task.body_id), "TASK", task.id, version).await
    }

    async fn announce_to(
        &mut self,
        _tx: &Tx,
        body: BodyId,
        topic: &str,
        subject_id: i64,
        version: i64,
    ) -> Result<(), Error> {
        self.pending.announcements.push(announcement::Model {
            id: 0, // given by the database
            body_id: body.0,
            topic: topic.to_owned(),
            subject_id,
            case_id: self.row.id,
            version,
            at: self.at,
        });
        Ok(())
    }

    /// Writes the row with its new numbers and all that was gathered. The last thing of every change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save(mut self, tx: &Tx) -> Result<case_file::Model, Error> {
        self.row.version += 1;
        self.pending.write(tx, &self.row).await?;
        Ok(self.row)
    }
}

async fn next_reference(tx: &Tx, body: BodyId, plan_number: &str, year: i32) -> Result<FileReference, Error> {
    let sql = "INSERT INTO file_serial (body_id, plan_number, year, last_serial) VALUES ($1, $2, $3, 1) \
               ON CONFLICT (body_id, plan_number, year) DO UPDATE SET last_serial = file_serial.last_serial + 1";
    tx.execute(sql, [body.0.into(), plan_number.into(), year.into()]).await?;
    let row = file_serial::Entity::find_by_id((body.0, plan_number.to_owned(), year)).one(tx.conn()).await?;
    let serial = row.map_or(1, |r| r.last_serial);
    Ok(FileReference { plan_number: plan_number.to_owned(), serial: u32::try_from(serial).unwrap_or(u32::MAX), year })
}
