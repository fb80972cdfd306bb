//! A database to measure on: migrated, and filled once with the size asked for.
//!
//! PostgreSQL is measured as in production: fsync on, the application's role, row-level security. What must
//! stay true: nothing here makes a database faster than an installation's own would be.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use store::{Db, DbSettings};
use test_servers::postgres::{APP, Cluster, Durability, OWNER, WORKER};

/// Name of the database in a cluster.
const DATABASE: &str = "verbund_bench";
/// What `verbund serve` opens.
const CONNECTIONS: u32 = 16;

/// One database by the URLs of those who use it.
#[derive(Clone, Debug)]
pub struct Place {
    /// For tables and messages.
    pub name: &'static str,
    pub app_url: String,
    pub worker_url: String,
    /// May change the schema and switch off what guards the rows: for filling only.
    filler_url: String,
    owner_url: String,
}

impl Place {
    /// A file; begun if it is missing.
    pub fn sqlite(file: &Path) -> Self {
        let url = format!("sqlite://{}?mode=rwc", file.display());
        Self { name: "SQLite", app_url: url.clone(), worker_url: url.clone(), filler_url: url.clone(), owner_url: url }
    }

    /// A database in a cluster that lets its administrator in; begun if it is missing.
    pub async fn postgres(admin_url: &str) -> Result<Self> {
        let admin = connect(admin_url).await?;
        let find = format!("SELECT 1 AS one FROM pg_database WHERE datname = '{DATABASE}'");
        if admin.query_one_raw(Statement::from_string(DbBackend::Postgres, find)).await?.is_none() {
            admin.execute_unprepared(&format!("CREATE DATABASE {DATABASE} OWNER {OWNER}")).await?;
        }
        admin.close().await?;
        let (_, rest) =
            admin_url.split_once('@').context("the cluster's address must be postgres://user@host:port/database")?;
        let host = rest.split('/').next().unwrap_or(rest);
        let of = |role: &str| format!("postgres://{role}@{host}/{DATABASE}");
        Ok(Self {
            name: "PostgreSQL",
            app_url: of(APP),
            worker_url: of(WORKER),
            filler_url: of("postgres"),
            owner_url: of(OWNER),
        })
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<()> {
        let owner = connect(&self.owner_url).await?;
        Migrator::up(&owner, None).await.with_context(|| format!("migrating {}", self.name))?;
        Ok(owner.close().await?)
    }

    /// One connection that may do anything.
    pub async fn filler(&self) -> Result<DatabaseConnection> {
        connect(&self.filler_url).await
    }

    /// As `serve` opens it.
    pub async fn people(&self) -> Result<Db> {
        self.open(&self.app_url).await
    }

    /// As relay and worker open it.
    pub async fn machine(&self) -> Result<Db> {
        self.open(&self.worker_url).await
    }

    async fn open(&self, url: &str) -> Result<Db> {
        let settings = DbSettings { url: url.to_owned(), max_connections: CONNECTIONS };
        Db::open(&settings).await.with_context(|| format!("opening {}", self.name))
    }
}

/// What keeps the databases of a run alive.
pub struct Grounds {
    pub places: Vec<Place>,
    _cluster: Option<Cluster>,
}

impl Grounds {
    /// SQLite in `folder`; PostgreSQL in `cluster` if one is named, else in one of our own with fsync on.
    pub async fn open(folder: &Path, cluster: Option<&str>, only: Option<&str>) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let wanted = |name: &str| only.is_none_or(|only| only.eq_ignore_ascii_case(name));
        let mut grounds = Self { places: Vec::new(), _cluster: None };
        if wanted("sqlite") {
            grounds.places.push(Place::sqlite(&file_in(folder)));
        }
        if wanted("postgresql") {
            let url = match cluster {
                Some(url) => url.to_owned(),
                None => {
                    let own = tokio::task::spawn_blocking(|| Cluster::start(Durability::Full)).await??;
                    grounds._cluster.insert(own).admin_url()
                }
            };
            grounds.places.push(Place::postgres(&url).await?);
        }
        Ok(grounds)
    }
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("bench.sqlite")
}

async fn connect(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.with_context(|| format!("connecting to {url}"))
}
