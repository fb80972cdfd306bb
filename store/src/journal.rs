//! The journal's rows: appended, never changed; verified from the stored text of each entry.

use crate::entity::{case_file, journal_entry, journal_seal, journal_text};
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::CaseId;
use domain::journal::{Break, Entry, GENESIS, Hash};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A hash from its hexadecimal form.
///
/// # Errors
/// [`Error::Damaged`].
pub fn unhex(text: &str) -> Result<Hash, Error> {
    let damaged = || Error::Damaged("a journal hash is not 64 hexadecimal digits".to_owned());
    if text.len() != 64 || !text.is_ascii() {
        return Err(damaged());
    }
    let mut hash = GENESIS;
    for (place, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[place * 2..place * 2 + 2], 16).map_err(|_| damaged())?;
    }
    Ok(hash)
}

/// The row of an entry that follows `head`, and the new head.
pub(crate) fn link(body_id: i64, head: &Hash, entry: &Entry) -> Result<(journal_entry::Model, Hash), Error> {
    let damaged = |e: domain::journal::Error| Error::Damaged(e.to_string());
    let hash = domain::journal::chain(head, entry).map_err(damaged)?;
    let row = journal_entry::Model {
        case_id: entry.case_id,
        no: entry.no,
        body_id,
        at: entry.at,
        event: entry.event.clone(),
        content: serde_json::to_string(entry)?,
        hash: hex(&hash),
    };
    Ok((row, hash))
}

/// One entry as people read it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The entry.
    pub entry: Entry,
    /// Free texts of it that were not erased, by field.
    pub texts: Vec<(String, String)>,
}

/// Entries of a case in order, from `after` on.
///
/// # Errors
/// When the database fails.
pub async fn read(tx: &Tx, case: CaseId, after: i64, limit: u64) -> Result<Vec<Line>, Error> {
    let rows = tx
        .find_shared::<journal_entry::Entity>()
        .filter(journal_entry::Column::CaseId.eq(case.0))
        .filter(journal_entry::Column::No.gt(after))
        .order_by_asc(journal_entry::Column::No)
        .limit(limit)
        .all(tx.conn())
        .await?;
    let texts =
        tx.find_shared::<journal_text::Entity>().filter(journal_text::Column::CaseId.eq(case.0)).all(tx.conn()).await?;
    rows.into_iter()
        .map(|row| {
            let own = texts.iter().filter(|t| t.entry_no == row.no);
            let texts = own.filter_map(|t| Some((t.field.clone(), t.text.clone()?))).collect();
            Ok(Line { entry: serde_json::from_str(&row.content)?, texts })
        })
        .collect()
}

/// What verification found for one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The chain holds and ends in the head the case row names.
    Holds {
        /// Number of entries.
        entries: i64,
    },
    /// The first place where it does not.
    Broken {
        /// Number of the entry.
        no: i64,
        /// Why.
        why: &'static str,
    },
}

/// Verifies the chain of one case.
///
/// # Errors
/// When the database fails.
pub async fn verify_case(tx: &Tx, case: &case_file::Model) -> Result<Verdict, Error> {
    let rows = tx
        .find::<journal_entry::Entity>()
        .filter(journal_entry::Column::CaseId.eq(case.id))
        .order_by_asc(journal_entry::Column::No)
        .all(tx.conn())
        .await?;
    let mut chain = Vec::with_capacity(rows.len());
    for row in &rows {
        let Ok(entry) = serde_json::from_str::<Entry>(&row.content) else {
            return Ok(Verdict::Broken { no: row.no, why: "the entry cannot be read" });
        };
        if entry.case_id != case.id || entry.no != row.no || entry.event != row.event || entry.at != row.at {
            return Ok(Verdict::Broken { no: row.no, why: "the columns differ from the entry" });
        }
        let Ok(hash) = unhex(&row.hash) else {
            return Ok(Verdict::Broken { no: row.no, why: "the hash cannot be read" });
        };
        chain.push((entry, hash));
    }
    Ok(match domain::journal::verify(chain.iter().map(|(e, h)| (e, *h))) {
        Err(Break::Gap { expected }) => Verdict::Broken { no: expected, why: "an entry is missing" },
        Err(Break::Altered { no }) => Verdict::Broken { no, why: "the entry was altered" },
        Ok(head) if hex(&head) != case.journal_head || case.journal_no != i64::try_from(chain.len()).unwrap_or(-1) => {
            Verdict::Broken { no: case.journal_no, why: "the end of the chain is not the head the case names" }
        }
        Ok(_) => Verdict::Holds { entries: case.journal_no },
    })
}

/// From here on the transaction sees the database as it stands at its first statement, which this must be: a case
/// that goes on meanwhile would look broken. SQLite reads so anyway.
///
/// # Errors
/// When the database fails.
pub async fn as_of_now(tx: &Tx) -> Result<(), Error> {
    if tx.backend() == sea_orm::DbBackend::Postgres {
        tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", []).await?;
    }
    Ok(())
}

/// Keeps other sealers out until the transaction ends; SQLite has one writer anyway.
///
/// # Errors
/// When the database fails.
pub async fn seal_alone(tx: &Tx) -> Result<(), Error> {
    if tx.backend() == sea_orm::DbBackend::Postgres {
        tx.execute("SELECT pg_advisory_xact_lock(7204501)", []).await?;
    }
    Ok(())
}

/// The latest seal.
///
/// # Errors
/// When the database fails.
pub async fn last_seal(tx: &Tx) -> Result<Option<journal_seal::Model>, Error> {
    Ok(journal_seal::Entity::find().order_by_desc(journal_seal::Column::Id).one(tx.conn()).await?)
}

/// Every seal in order.
///
/// # Errors
/// When the database fails.
pub async fn seals(tx: &Tx) -> Result<Vec<journal_seal::Model>, Error> {
    Ok(journal_seal::Entity::find().order_by_asc(journal_seal::Column::Id).all(tx.conn()).await?)
}

/// Heads `(case, number, hash)` of cases that changed since `since`.
///
/// # Errors
/// When the database fails.
pub async fn heads_since(tx: &Tx, since: Option<DateTime<Utc>>) -> Result<Vec<(i64, i64, String)>, Error> {
    let mut query = tx.find::<journal_entry::Entity>().select_only().column(journal_entry::Column::CaseId).distinct();
    if let Some(since) = since {
        query = query.filter(journal_entry::Column::At.gte(since));
    }
    let ids: Vec<i64> = query.into_tuple().all(tx.conn()).await?;
    let mut heads = Vec::with_capacity(ids.len());
    // a statement takes some ten thousands of values at most
    for part in ids.chunks(10_000) {
        let these = tx.find::<case_file::Entity>().filter(case_file::Column::Id.is_in(part.iter().copied()));
        let rows = these.order_by_asc(case_file::Column::Id).all(tx.conn()).await?;
        heads.extend(rows.into_iter().map(|r| (r.id, r.journal_no, r.journal_head)));
    }
    Ok(heads)
}

/// Writes a seal over `heads` (JSON text) chained to the one before.
///
/// # Errors
/// When the database fails.
pub async fn seal(tx: &Tx, at: DateTime<Utc>, heads: &str, hash: &str) -> Result<journal_seal::Model, Error> {
    let row = journal_seal::ActiveModel {
        at: Set(at),
        heads: Set(heads.to_owned()),
        hash: Set(hash.to_owned()),
        ..Default::default()
    };
    Ok(row.insert(tx.conn()).await?)
}

/// Erases the free texts of a person; the chain keeps their salted hashes. Gives the number of texts.
///
/// # Errors
/// When the database fails.
pub async fn erase_texts(tx: &Tx, person: i64) -> Result<u64, Error> {
    tx.execute(
        "UPDATE journal_text SET text = NULL, salt = '' WHERE person_id = $1 AND text IS NOT NULL",
        [person.into()],
    )
    .await
}

/// Every entry of a case with its stored hash, in order.
///
/// # Errors
/// When the database fails.
pub async fn with_hashes(tx: &Tx, case: CaseId) -> Result<Vec<(Line, String)>, Error> {
    let lines = read(tx, case, 0, u64::from(u32::MAX)).await?;
    let query = tx.find::<journal_entry::Entity>().filter(journal_entry::Column::CaseId.eq(case.0));
    let rows = query.order_by_asc(journal_entry::Column::No).all(tx.conn()).await?;
    Ok(lines.into_iter().zip(rows.into_iter().map(|r| r.hash)).collect())
}

/// The last entry of a case that a seal covers; none: no seal names the case yet.
///
/// # Errors
/// When the database fails.
pub async fn sealed_up_to(tx: &Tx, case: CaseId) -> Result<Option<i64>, Error> {
    // heads are written as `[case,number,"hash"]`
    let named = format!("%[{},%", case.0);
    let query = journal_seal::Entity::find().filter(journal_seal::Column::Heads.like(named));
    let latest = query.order_by_desc(journal_seal::Column::Id).one(tx.conn()).await?;
    let heads = latest.map(|s| serde_json::from_str::<Vec<(i64, i64, String)>>(&s.heads)).transpose()?;
    Ok(heads.unwrap_or_default().into_iter().find(|(id, ..)| *id == case.0).map(|(_, no, _)| no))
}
