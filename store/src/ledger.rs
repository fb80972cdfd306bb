//! Entries of the books: written once under their key, never changed, chained per body.
//!
//! What must stay true: the chain's row is locked before a number is given, so numbers have no gaps; the hash covers
//! the one before and the whole entry, so that verifying needs nothing else.

use crate::db::Tx;
use crate::entity::{ledger_entry, ledger_line};
use crate::tasks::lanes::Values;
use crate::{Error, journal};
use domain::ids::{BodyId, CaseId};
use domain::journal::{GENESIS, Hash, sha256};
use ledger::posting::{Entry, Leg, Side};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, QueryFilter, QueryOrder};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one statement: both databases take no more than some 32,000 values.
const CHUNK: usize = 3_000;

/// Books an entry; one that is there already is left as it is (`false`).
///
/// # Errors
/// When the database fails.
pub async fn book(tx: &Tx, case: CaseId, entry: &Entry) -> Result<bool, Error> {
    Ok(book_all(tx, case, std::slice::from_ref(entry)).await? == 1)
}

/// Books entries of a case (0: none); those that are there already are left as they are. Gives how many were new.
///
/// # Errors
/// When the database fails.
pub async fn book_all(tx: &Tx, case: CaseId, entries: &[Entry]) -> Result<usize, Error> {
    let mut known = BTreeSet::new();
    for part in entries.chunks(CHUNK) {
        let mut values = Values::default();
        let keys = values.list(part.iter().map(|e| e.idempotency_key().to_owned()));
        let sql = format!("SELECT key FROM ledger_entry WHERE key IN ({keys})");
        for row in tx.conn().query_all_raw(tx.statement(sql, values.0)).await? {
            known.insert(row.try_get::<String>("", "key")?);
        }
    }
    let mut by_body: BTreeMap<BodyId, Vec<&Entry>> = BTreeMap::new();
    let mut seen = known;
    for entry in entries {
        if seen.insert(entry.idempotency_key().to_owned()) {
            by_body.entry(entry.body()).or_default().push(entry);
        }
    }
    let mut booked = 0;
    for (body, entries) in by_body {
        let (mut no, mut head) = lock_chain(tx, body).await?;
        for part in entries.chunks(CHUNK) {
            write(tx, case, part, &mut no, &mut head).await?;
        }
        let sql = "UPDATE ledger_chain SET last_no = $1, head = $2 WHERE body_id = $3";
        tx.execute(sql, [no.into(), journal::hex(&head).into(), body.0.into()]).await?;
        booked += entries.len();
    }
    Ok(booked)
}

async fn lock_chain(tx: &Tx, body: BodyId) -> Result<(i64, Hash), Error> {
    let first = "INSERT INTO ledger_chain (body_id, last_no, head) VALUES ($1, 0, $2) ON CONFLICT (body_id) DO NOTHING";
    tx.execute(first, [body.0.into(), journal::hex(&GENESIS).into()]).await?;
    let lock = if tx.backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
    let sql = format!("SELECT last_no, head FROM ledger_chain WHERE body_id = $1{lock}");
    let row = tx.conn().query_one_raw(tx.statement(sql, [body.0.into()])).await?;
    let row = row.ok_or_else(|| Error::Damaged(format!("the books of body {body} have no chain")))?;
    Ok((row.try_get("", "last_no")?, journal::unhex(&row.try_get::<String>("", "head")?)?))
}

async fn write(tx: &Tx, case: CaseId, entries: &[&Entry], no: &mut i64, head: &mut Hash) -> Result<(), Error> {
    let mut values = Values::default();
    let mut tuples = Vec::with_capacity(entries.len());
    for entry in entries {
        *no += 1;
        let cause = serde_json::to_string(&entry.cause())?;
        let lines = entry.legs().iter().map(Content::of).collect();
        let chained = Chained {
            no: *no,
            key: entry.idempotency_key(),
            body: entry.body().0,
            case: case.0,
            cause: &cause,
            value_on: entry.value_on(),
            booked_on: entry.booked_on(),
            lines,
        };
        *head = chained.hash(head)?;
        let row: [sea_orm::Value; 8] = [
            entry.idempotency_key().to_owned().into(),
            entry.body().0.into(),
            case.0.into(),
            cause.clone().into(),
            entry.value_on().into(),
            entry.booked_on().into(),
            (*no).into(),
            journal::hex(head).into(),
        ];
        tuples.push(format!("({})", values.list(row)));
    }
    let sql = format!(
        "INSERT INTO ledger_entry (key, body_id, case_id, cause, value_on, booked_on, chain_no, hash) VALUES {} RETURNING id, key",
        tuples.join(", ")
    );
    let rows = tx.conn().query_all_raw(tx.statement(sql, values.0)).await?;
    let ids: BTreeMap<String, i64> =
        rows.iter().map(|r| Ok((r.try_get("", "key")?, r.try_get("", "id")?))).collect::<Result<_, Error>>()?;
    let mut lines = Vec::new();
    for entry in entries {
        let id = ids.get(entry.idempotency_key()).copied();
        let id = id.ok_or_else(|| Error::Damaged("an entry was written without a number".to_owned()))?;
        lines.extend((1_i32..).zip(entry.legs()).map(|(line, leg)| (id, line, leg)));
    }
    for part in lines.chunks(CHUNK) {
        write_lines(tx, part).await?;
    }
    Ok(())
}

async fn write_lines(tx: &Tx, lines: &[(i64, i32, &Leg)]) -> Result<(), Error> {
    let mut values = Values::default();
    let mut tuples = Vec::with_capacity(lines.len());
    for (entry, no, leg) in lines {
        let content = Content::of(leg);
        let row: [sea_orm::Value; 9] = [
            (*entry).into(),
            (*no).into(),
            leg.account.body.0.into(),
            content.account.to_owned().into(),
            content.cost_centre.to_owned().into(),
            content.cents.into(),
            content.cooperation.into(),
            content.member.into(),
            content.cost_kind.map(ToOwned::to_owned).into(),
        ];
        tuples.push(format!("({})", values.list(row)));
    }
    let sql = format!(
        "INSERT INTO ledger_line (entry_id, line_no, body_id, account, cost_centre, amount_cents, cooperation_id, member_id, cost_kind) VALUES {}",
        tuples.join(", ")
    );
    tx.execute(sql, values.0).await?;
    Ok(())
}

/// What the hash of an entry covers; the order of its fields is part of what is hashed.
#[derive(Serialize)]
struct Chained<'a> {
    no: i64,
    key: &'a str,
    body: i64,
    case: i64,
    cause: &'a str,
    value_on: chrono::NaiveDate,
    booked_on: chrono::NaiveDate,
    lines: Vec<Content<'a>>,
}

/// A line: debit positive.
#[derive(Serialize)]
struct Content<'a> {
    account: &'a str,
    cost_centre: &'a str,
    cents: i64,
    cooperation: Option<i64>,
    member: Option<i64>,
    cost_kind: Option<&'a str>,
}

impl<'a> Content<'a> {
    fn of(leg: &'a Leg) -> Self {
        let shared = leg.account.shared.as_ref();
        Self {
            account: leg.account.kind.code(),
            cost_centre: leg.account.cost_centre.as_deref().unwrap_or_default(),
            cents: if leg.side == Side::Debit { leg.amount_cents } else { -leg.amount_cents },
            cooperation: shared.map(|s| s.cooperation.0),
            member: shared.map(|s| s.member.0),
            cost_kind: shared.and_then(|s| s.cost_kind.as_deref()),
        }
    }

    fn of_row(row: &'a ledger_line::Model) -> Self {
        Self {
            account: &row.account,
            cost_centre: &row.cost_centre,
            cents: row.amount_cents,
            cooperation: row.cooperation_id,
            member: row.member_id,
            cost_kind: row.cost_kind.as_deref(),
        }
    }
}

impl Chained<'_> {
    fn hash(&self, previous: &Hash) -> Result<Hash, Error> {
        let mut bytes = previous.to_vec();
        bytes.extend(serde_json::to_vec(self)?);
        Ok(sha256(&bytes))
    }
}

/// Entries of a case with their lines (debit positive), oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<(ledger_entry::Model, Vec<ledger_line::Model>)>, Error> {
    let query = tx.find::<ledger_entry::Entity>().filter(ledger_entry::Column::CaseId.eq(case.0));
    let entries = query.order_by_asc(ledger_entry::Column::Id).all(tx.conn()).await?;
    with_lines(tx, entries).await
}

/// Entries with their lines.
///
/// # Errors
/// When the database fails.
pub async fn with_lines(
    tx: &Tx,
    entries: Vec<ledger_entry::Model>,
) -> Result<Vec<(ledger_entry::Model, Vec<ledger_line::Model>)>, Error> {
    let ids: Vec<_> = entries.iter().map(|e| e.id).collect();
    let lines = tx.find::<ledger_line::Entity>().filter(ledger_line::Column::EntryId.is_in(ids));
    let mut of: BTreeMap<i64, Vec<ledger_line::Model>> = BTreeMap::new();
    for line in lines.order_by_asc(ledger_line::Column::LineNo).all(tx.conn()).await? {
        of.entry(line.entry_id).or_default().push(line);
    }
    Ok(entries.into_iter().map(|e| (of.remove(&e.id).unwrap_or_default(), e)).map(|(lines, e)| (e, lines)).collect())
}

/// Chained entries of a body behind number `after`, in order.
///
/// # Errors
/// When the database fails.
pub async fn chained(
    tx: &Tx,
    body: BodyId,
    after: i64,
    limit: u64,
) -> Result<Vec<(ledger_entry::Model, Vec<ledger_line::Model>)>, Error> {
    use sea_orm::QuerySelect;
    let query = tx.find::<ledger_entry::Entity>().filter(ledger_entry::Column::BodyId.eq(body.0));
    let query = query.filter(ledger_entry::Column::ChainNo.gt(after)).order_by_asc(ledger_entry::Column::ChainNo);
    with_lines(tx, query.limit(limit).all(tx.conn()).await?).await
}

/// Bodies that have a chain.
///
/// # Errors
/// When the database fails.
pub async fn bodies(tx: &Tx) -> Result<Vec<BodyId>, Error> {
    let rows = tx.conn().query_all_raw(tx.statement("SELECT body_id FROM ledger_chain ORDER BY body_id", [])).await?;
    rows.iter().map(|r| Ok(BodyId(r.try_get("", "body_id")?))).collect()
}

/// Verifies the books of a body: the number of entries, or the first number at which the chain does not hold.
///
/// # Errors
/// When the database fails.
pub async fn verify(tx: &Tx, body: BodyId) -> Result<Result<i64, i64>, Error> {
    let (mut no, mut head) = (0_i64, GENESIS);
    loop {
        let page = chained(tx, body, no, 1_000).await?;
        if page.is_empty() {
            break;
        }
        for (entry, lines) in &page {
            let chained = Chained {
                no: no + 1,
                key: &entry.key,
                body: entry.body_id,
                case: entry.case_id,
                cause: &entry.cause,
                value_on: entry.value_on,
                booked_on: entry.booked_on,
                lines: lines.iter().map(Content::of_row).collect(),
            };
            head = chained.hash(&head)?;
            if entry.chain_no != Some(no + 1) || entry.hash.as_deref() != Some(journal::hex(&head).as_str()) {
                return Ok(Err(no + 1));
            }
            no += 1;
        }
    }
    let sql = "SELECT last_no, head FROM ledger_chain WHERE body_id = $1";
    let Some(row) = tx.conn().query_one_raw(tx.statement(sql, [body.0.into()])).await? else { return Ok(Ok(no)) };
    let named = (row.try_get::<i64>("", "last_no")?, row.try_get::<String>("", "head")?);
    Ok(if named == (no, journal::hex(&head)) { Ok(no) } else { Err(no + 1) })
}

/// What an account held at the end of a day, debit positive.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Balance {
    /// Kind of account.
    pub account: String,
    /// Cost centre; empty: none.
    pub cost_centre: String,
    /// Whose share.
    pub member_id: Option<i64>,
    /// Of which kind of cost.
    pub cost_kind: Option<String>,
    /// Debit less credit.
    pub balance_cents: i64,
}

/// Balances of a body's accounts at the end of `day`, by booking date, of one cooperation if named; zero ones are
/// left out.
///
/// # Errors
/// When the database fails.
pub async fn balances(
    tx: &Tx,
    body: BodyId,
    cooperation: Option<i64>,
    day: chrono::NaiveDate,
) -> Result<Vec<Balance>, Error> {
    use sea_orm::FromQueryResult;
    let mut values = Values::default();
    let (body, day) = (values.push(body.0), values.push(day));
    let only = cooperation.map(|id| format!(" AND l.cooperation_id = {}", values.push(id))).unwrap_or_default();
    let sql = format!(
        "SELECT l.account, l.cost_centre, l.member_id, l.cost_kind, CAST(SUM(l.amount_cents) AS BIGINT) AS balance_cents \
         FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id WHERE l.body_id = {body} AND e.booked_on <= {day}{only} \
         GROUP BY l.account, l.cost_centre, l.member_id, l.cost_kind HAVING SUM(l.amount_cents) <> 0 \
         ORDER BY l.account, l.cost_centre, l.member_id, l.cost_kind"
    );
    let rows = tx.conn().query_all_raw(tx.statement(sql, values.0)).await?;
    Ok(rows.iter().map(|r| Balance::from_query_result(r, "")).collect::<Result<_, _>>()?)
}
