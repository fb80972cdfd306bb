//! Fresh PostgreSQL databases.
//!
//! One cluster serves many tests, each with a database of its own: the cluster that
//! `VERBUND_TEST_POSTGRES` names (`cargo xtask test` starts one for its whole run), else one started by the
//! first test of this process that asks. Roles are those of production (see `test_servers::postgres`).
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use test_servers::postgres::{APP, OWNER, SHARED_CLUSTER_ENV, WORKER};
pub use test_servers::postgres::{Cluster, Durability};

/// The URLs of one fresh database. Dropped, the database is gone.
#[derive(Debug)]
pub struct Fresh {
    /// Owns the schema: migrations only.
    pub owner_url: String,
    /// What `serve` uses: row-level security applies.
    pub app_url: String,
    /// What relay and worker use.
    pub worker_url: String,
    pub name: String,
    admin_url: String,
}

/// An empty database.
pub async fn fresh_database() -> Result<Fresh> {
    copy_of("template1").await
}

/// A database begun as a copy of `template`, to which nobody may be connected.
pub async fn copy_of(template: &str) -> Result<Fresh> {
    let admin_url = admin_url().await?;
    let name = unique_name();
    let admin = connect(&admin_url).await?;
    admin.execute_unprepared(&format!(r#"CREATE DATABASE "{name}" OWNER {OWNER} TEMPLATE "{template}""#)).await?;
    admin.close().await?;
    Ok(Fresh {
        owner_url: with_role(&admin_url, OWNER, &name)?,
        app_url: with_role(&admin_url, APP, &name)?,
        worker_url: with_role(&admin_url, WORKER, &name)?,
        name,
        admin_url,
    })
}

/// One connection, as a test wants it: no pool that keeps a database busy after its test.
pub async fn connect(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.with_context(|| format!("connecting to {url}"))
}

/// The administrator's URL of the cluster of this test run. Begins one if there is none.
pub async fn admin_url() -> Result<String> {
    if let Some(url) = std::env::var(SHARED_CLUSTER_ENV).ok().filter(|url| !url.is_empty()) {
        return Ok(url);
    }
    // A static is never dropped; the cluster ends with the process all the same, and the next one to
    // start sweeps its folder.
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    let start = || CLUSTER.get_or_init(|| Cluster::start(Durability::Careless).map_err(|error| error.to_string()));
    match tokio::task::spawn_blocking(start).await? {
        Ok(cluster) => Ok(cluster.admin_url()),
        Err(error) => Err(anyhow!("{error}")),
    }
}

/// The URL `…//postgres@host/postgres` with another role and database.
pub(crate) fn with_role(admin_url: &str, role: &str, database: &str) -> Result<String> {
    let rest = admin_url
        .split_once('@')
        .with_context(|| format!("{SHARED_CLUSTER_ENV} must be postgres://user@host:port/database"))?;
    let host = rest.1.split('/').next().unwrap_or(rest.1);
    Ok(format!("postgres://{role}@{host}/{database}"))
}

fn unique_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("test_{}_{:x}_{count}", std::process::id(), now.as_micros())
}

impl Drop for Fresh {
    /// On a thread of its own: `drop` cannot await, and the test's runtime may be ending.
    fn drop(&mut self) {
        let (admin_url, name) = (self.admin_url.clone(), self.name.clone());
        let remove = move || -> Result<()> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let admin = connect(&admin_url).await?;
                admin.execute_unprepared(&format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#)).await?;
                Ok(admin.close().await?)
            })
        };
        if let Ok(Err(error)) = std::thread::spawn(remove).join() {
            eprintln!("test database {} was left behind: {error:#}", self.name);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[tokio::test]
    async fn each_test_has_a_database_of_its_own_and_the_app_does_not_own_it() {
        let (one, two) = tokio::join!(fresh_database(), fresh_database());
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_ne!(one.name, two.name);
        let owner = connect(&one.owner_url).await.unwrap();
        owner.execute_unprepared("CREATE TABLE seen (id bigint)").await.unwrap();
        let app = connect(&one.app_url).await.unwrap();
        assert!(app.execute_unprepared("SELECT * FROM seen").await.is_err());
        let elsewhere = connect(&two.owner_url).await.unwrap();
        assert!(elsewhere.execute_unprepared("SELECT * FROM seen").await.is_err());
    }

    #[tokio::test]
    async fn a_dropped_database_is_gone() {
        let fresh = fresh_database().await.unwrap();
        let url = fresh.app_url.clone();
        connect(&url).await.unwrap();
        drop(fresh);
        assert!(connect(&url).await.is_err());
    }

    #[test]
    fn another_role_keeps_host_and_port() {
        let url = with_role("postgres://postgres:pw@127.0.0.1:5433/postgres", "verbund_app", "x").unwrap();
        assert_eq!(url, "postgres://verbund_app@127.0.0.1:5433/x");
    }
}
