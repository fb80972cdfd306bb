//! Fills a database with a made-up country: by set-based SQL, the same text on both databases.
//!
//! Constraints and secondary indexes are set aside while rows go in and are back before anything is measured;
//! afterwards the database knows its statistics, as it would after a night in production.

mod rows;

use std::time::Instant;

use anyhow::Result;
use chrono::NaiveDate;
use domain::tasks::TaskKind;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use store::Scope;

use crate::place::Place;

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub open_tasks: u64,
    pub done_tasks: u64,
}

impl Size {
    pub fn with_open(open_tasks: u64) -> Self {
        Self { open_tasks, done_tasks: open_tasks / 5 }
    }
}

pub use rows::{BODIES, CLERKS, WIDE_EVERY};

/// Kinds of the tasks, evenly; together they ask for eight roles.
pub const KINDS: [TaskKind; 10] = [
    TaskKind::ReleaseBudget,
    TaskKind::ChooseProcedure,
    TaskKind::CollectQuotes,
    TaskKind::ReleaseOrder,
    TaskKind::CertifyFactual,
    TaskKind::CertifyArithmetic,
    TaskKind::OrderPayment,
    TaskKind::AcceptPayment,
    TaskKind::RecordInvoice,
    TaskKind::CloseFile,
];

/// Fills `place` unless it holds that many tasks already.
pub async fn fill(place: &Place, size: Size, today: NaiveDate) -> Result<()> {
    place.migrate().await?;
    let db = place.filler().await?;
    let there = count(&db, "task").await?;
    if there >= size.open_tasks + size.done_tasks {
        eprintln!("{}: filled already ({there} tasks)", place.name);
        return Ok(db.close().await?);
    }
    anyhow::ensure!(there == 0, "{} holds {there} tasks: begin with an empty database", place.name);
    let begun = Instant::now();
    let role_sets = role_sets(place).await?;
    let aside = set_aside(&db).await?;
    for (what, sql) in rows::all(db.get_database_backend(), size, today, &role_sets) {
        let step = Instant::now();
        db.execute_unprepared(&sql).await.map_err(|e| anyhow::anyhow!("{}: {what}: {e}", place.name))?;
        eprintln!("{}: {what} in {:.1} s", place.name, step.elapsed().as_secs_f64());
    }
    bring_back(&db, &aside).await?;
    db.close().await?;
    eprintln!("{}: filled in {:.0} s", place.name, begun.elapsed().as_secs_f64());
    Ok(())
}

/// The stored role set of each kind, made by the program's own code.
async fn role_sets(place: &Place) -> Result<Vec<(TaskKind, i64)>> {
    let machine = place.machine().await?;
    let tx = machine.write(&Scope::Machine).await?;
    let mut sets = Vec::new();
    for kind in KINDS {
        sets.push((kind, store::tasks::rows::role_set_of(&tx, kind.roles()).await?));
    }
    tx.commit().await?;
    Ok(sets)
}

async fn count(db: &DatabaseConnection, table: &str) -> Result<u64> {
    let sql = format!("SELECT COUNT(*) AS n FROM {table}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let n: i64 = row.map(|r| r.try_get("", "n")).transpose()?.unwrap_or_default();
    Ok(u64::try_from(n)?)
}

/// Drops the indexes that are no constraint and gives the statements that make them again.
async fn set_aside(db: &DatabaseConnection) -> Result<Vec<String>> {
    let backend = db.get_database_backend();
    let (settings, find): (&[&str], _) = if backend == DbBackend::Postgres {
        (
            &[
                "SET session_replication_role = replica",
                "SET maintenance_work_mem = '512MB'",
                "SET synchronous_commit = off",
            ],
            "SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS sql FROM pg_index i \
             WHERE i.indrelid IN ('task'::regclass, 'case_file'::regclass, 'role_grant'::regclass) AND NOT i.indisunique",
        )
    } else {
        (
            &[
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = OFF",
                "PRAGMA foreign_keys = OFF",
                "PRAGMA cache_size = -500000",
            ],
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('task', 'case_file', 'role_grant')",
        )
    };
    for sql in settings {
        db.execute_unprepared(sql).await?;
    }
    let mut again = Vec::new();
    for row in db.query_all_raw(Statement::from_string(backend, find)).await? {
        let (name, sql): (String, String) = (row.try_get("", "name")?, row.try_get("", "sql")?);
        db.execute_unprepared(&format!("DROP INDEX {name}")).await?;
        again.push(sql);
    }
    Ok(again)
}

async fn bring_back(db: &DatabaseConnection, aside: &[String]) -> Result<()> {
    let begun = Instant::now();
    for sql in aside {
        db.execute_unprepared(sql).await?;
    }
    let last: &[&str] = if db.get_database_backend() == DbBackend::Postgres {
        &["VACUUM (ANALYZE)", "CHECKPOINT"]
    } else {
        &["ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"]
    };
    for sql in last {
        db.execute_unprepared(sql).await?;
    }
    eprintln!("indexes and statistics in {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}
