//! A migrated database, opened as the program opens it, on SQLite and on PostgreSQL.
//!
//! Tests of behaviour take [`both`] and run their sentence on each; the two must not be told apart by
//! anything but [`TestDb::name`]. On PostgreSQL the schema is made once per cluster and copied, which
//! turns a second into a few hundredths.
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::{Context, Result};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use store::{Db, DbSettings};
use test_servers::postgres::OWNER;

use crate::postgres::{self, Fresh};
use crate::sqlite;

/// Enough for a test's own concurrency, little enough for many tests side by side.
const CONNECTIONS: u32 = 8;

/// An open, migrated, empty database. Dropped, it is gone.
#[derive(Debug)]
pub struct TestDb {
    /// Opened as `serve` opens it: on PostgreSQL the role `verbund_app`, held by row-level security.
    pub db: Db,
    /// For messages: "SQLite" or "PostgreSQL".
    pub name: &'static str,
    /// On SQLite all three are the same file.
    pub owner_url: String,
    pub app_url: String,
    pub worker_url: String,
    _guard: Guard,
}

#[derive(Debug)]
#[allow(dead_code, reason = "held for what happens when it is dropped")]
enum Guard {
    File(tempfile::TempDir),
    Database(Fresh),
}

impl TestDb {
    /// A second pool as relay and worker have it.
    pub async fn open_worker(&self) -> Result<Db> {
        open(&self.worker_url).await
    }

    /// One more pool of `serve`, as a second process would have it.
    pub async fn open_again(&self) -> Result<Db> {
        open(&self.app_url).await
    }
}

/// The same test on both: `for test in databases::both().await? { … }`
pub async fn both() -> Result<[TestDb; 2]> {
    Ok([sqlite().await?, postgres().await?])
}

pub async fn sqlite() -> Result<TestDb> {
    let (folder, url) = sqlite::fresh()?;
    let connection = postgres::connect(&url).await?;
    // An empty database needs no safety yet; `Db::open` sets the program's own.
    connection.execute_unprepared("PRAGMA synchronous = OFF").await?;
    Migrator::up(&connection, None).await.context("migrating SQLite")?;
    connection.close().await?;
    Ok(TestDb {
        db: open(&url).await?,
        name: "SQLite",
        owner_url: url.clone(),
        app_url: url.clone(),
        worker_url: url,
        _guard: Guard::File(folder),
    })
}

pub async fn postgres() -> Result<TestDb> {
    let fresh = postgres::copy_of(&migrated_template().await?).await?;
    Ok(TestDb {
        db: open(&fresh.app_url).await?,
        name: "PostgreSQL",
        owner_url: fresh.owner_url.clone(),
        app_url: fresh.app_url.clone(),
        worker_url: fresh.worker_url.clone(),
        _guard: Guard::Database(fresh),
    })
}

async fn open(url: &str) -> Result<Db> {
    let settings = DbSettings { url: url.to_owned(), max_connections: CONNECTIONS };
    Db::open(&settings).await.with_context(|| format!("opening {url}"))
}

/// The migrated database that others are copied from. Built under another name and renamed, under a lock
/// that other test processes wait for: whoever sees it sees it whole.
async fn migrated_template() -> Result<String> {
    const LOCK: i64 = 0x7665_7262_756e_6401;
    let template = template_name();
    let admin_url = postgres::admin_url().await?;
    let admin = postgres::connect(&admin_url).await?;
    admin.execute_unprepared(&format!("SELECT pg_advisory_lock({LOCK})")).await?;
    if !database_exists(&admin, &template).await? {
        let draft = format!("{template}_draft");
        admin.execute_unprepared(&format!(r#"DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)"#)).await?;
        admin.execute_unprepared(&format!(r#"CREATE DATABASE "{draft}" OWNER {OWNER}"#)).await?;
        let owner = postgres::connect(&postgres::with_role(&admin_url, OWNER, &draft)?).await?;
        Migrator::up(&owner, None).await.context("migrating PostgreSQL")?;
        owner.close().await?;
        admin.execute_unprepared(&format!(r#"ALTER DATABASE "{draft}" RENAME TO "{template}""#)).await?;
    }
    admin.close().await?; // frees the lock
    Ok(template)
}

/// A cluster that outlives a change of migrations must not hand out the schema of before.
fn template_name() -> String {
    let mut hasher = DefaultHasher::new();
    for migration in Migrator::migrations() {
        migration.name().hash(&mut hasher);
    }
    // While a migration is being written its name stays and its content does not: the test's own build.
    let built = std::env::current_exe().and_then(|file| file.metadata()?.modified());
    built.ok().hash(&mut hasher);
    format!("verbund_{:016x}", hasher.finish())
}

async fn database_exists(admin: &DatabaseConnection, name: &str) -> Result<bool> {
    let sql = "SELECT 1 AS one FROM pg_database WHERE datname = $1";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.into()]);
    Ok(admin.query_one_raw(statement).await?.is_some())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[tokio::test]
    async fn both_databases_come_migrated_and_apart() {
        for test in both().await.unwrap() {
            let other = if test.name == "SQLite" { sqlite().await } else { postgres().await }.unwrap();
            assert_ne!(test.app_url, other.app_url);
            let owner = postgres::connect(&test.owner_url).await.unwrap();
            assert!(Migrator::get_pending_migrations(&owner).await.unwrap().is_empty(), "{}", test.name);
            owner.close().await.unwrap();
        }
    }

    #[tokio::test]
    async fn app_and_worker_may_not_change_the_schema_on_postgresql() {
        let test = postgres().await.unwrap();
        let refused = test.db.pool().execute_unprepared("CREATE TABLE mine (id bigint)").await;
        assert!(refused.unwrap_err().to_string().contains("permission denied"));
        let worker = test.open_worker().await.unwrap();
        let refused = worker.pool().execute_unprepared("DROP TABLE task").await;
        assert!(refused.unwrap_err().to_string().contains("must be owner"));
    }
}
