//! Connections and transactions on SQLite and PostgreSQL.
//!
//! SQLite has one writer: a pool of one connection is its queue, every write begins IMMEDIATE. PostgreSQL: the
//! scope is told to the database at the start of every transaction, so that row-level security holds it too.

use crate::scope::{BelongsToBody, Scope};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IdenStatic,
    QueryFilter, Select, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Value,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Where the database is.
#[derive(Clone, Debug)]
pub struct DbSettings {
    /// `sqlite://path?mode=rwc` or `postgres://…`.
    pub url: String,
    /// Connections for reading (and, on PostgreSQL, writing).
    pub max_connections: u32,
}

/// What went wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another writer holds the database or a row longer than we wait: try again.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The disk is full.
    #[error("the disk is full: {0}")]
    DiskFull(String),
    /// It cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// A row that should be unique exists already.
    #[error("already there: {0}")]
    Duplicate(String),
    /// Stored data do not have the shape the code expects.
    #[error("stored data are damaged: {0}")]
    Damaged(String),
    /// Anything else the database said.
    #[error("database: {0}")]
    Other(DbErr),
}

impl From<DbErr> for Error {
    fn from(err: DbErr) -> Self {
        let text = err.to_string();
        let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
        if let Some(sea_orm::SqlErr::UniqueConstraintViolation(what)) = err.sql_err() {
            Self::Duplicate(what)
        } else if says(&["database is locked", "deadlock detected", "could not serialize", "database table is locked"])
        {
            Self::Busy(text)
        } else if says(&["disk is full", "No space left", "disk I/O error"]) {
            Self::DiskFull(text)
        } else if matches!(err, DbErr::Conn(_) | DbErr::ConnectionAcquire(_))
            || says(&["Connection refused", "terminating connection"])
        {
            Self::Unreachable(text)
        } else {
            Self::Other(err)
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(err: serde_json::Error) -> Self {
        Self::Damaged(err.to_string())
    }
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Db {
    write: DatabaseConnection,
    read: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

impl Db {
    /// Opens the pools.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn open(settings: &DbSettings) -> Result<Self, Error> {
        let sqlite = settings.url.starts_with("sqlite");
        let statements = Arc::new(AtomicU64::new(0));
        let read = connect(settings, settings.max_connections, &statements).await?;
        let write = if sqlite { connect(settings, 1, &statements).await? } else { read.clone() };
        Ok(Self { write, read, statements })
    }

    /// The raw pool, for migrations and probes.
    #[must_use]
    pub const fn pool(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// Statements run so far: tests hold operations to a number of them.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// When the database is busy or gone.
    pub async fn write(&self, scope: &Scope) -> Result<Tx, Error> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Tx::begin(self.write.begin_with_options(options).await?, scope).await
    }

    /// Begins a transaction that only reads.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn read(&self, scope: &Scope) -> Result<Tx, Error> {
        Tx::begin(self.read.begin().await?, scope).await
    }
}

async fn connect(
    settings: &DbSettings,
    connections: u32,
    statements: &Arc<AtomicU64>,
) -> Result<DatabaseConnection, Error> {
    let mut options = ConnectOptions::new(settings.url.clone());
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(20))
        .connect_timeout(Duration::from_secs(5))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("busy_timeout", "5000")
                .pragma("cache_size", "-16000")
                // a checkpoint writes each page once, however often it changed since the last: seldom is cheaper
                .pragma("wal_autocheckpoint", "8000")
                .statement_cache_capacity(256)
        });
    let mut db = Database::connect(options).await?;
    let statements = Arc::clone(statements);
    db.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    Ok(db)
}

/// A transaction with its scope. Dropped without [`Tx::commit`] it is rolled back.
#[derive(Debug)]
pub struct Tx {
    tx: DatabaseTransaction,
    scope: Scope,
}

impl Tx {
    async fn begin(tx: DatabaseTransaction, scope: &Scope) -> Result<Self, Error> {
        let this = Self { tx, scope: scope.clone() };
        if this.backend() == DbBackend::Postgres {
            this.tell_scope().await?;
        }
        Ok(this)
    }

    async fn tell_scope(&self) -> Result<(), Error> {
        let (person, bodies) = match &self.scope {
            Scope::Machine => return Ok(()),
            Scope::SignIn => ("0".to_owned(), String::new()),
            Scope::Person { person, bodies } => {
                (person.to_string(), bodies.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
            }
        };
        let sql = "SELECT set_config('verbund.person', $1, true), set_config('verbund.bodies', $2, true)";
        self.tx
            .query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [person.into(), bodies.into()]))
            .await?;
        Ok(())
    }

    /// The scope it was begun with.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    /// The connection, for entities of tables that belong to nobody.
    #[must_use]
    pub const fn conn(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// Rows of a table that belongs to bodies, within the scope.
    ///
    /// The bodies are one value, however many they are: the text stays the same, and with it the prepared plan.
    #[must_use]
    pub fn find<E: BelongsToBody>(&self) -> Select<E> {
        let Some(bodies) = self.scope.bodies() else { return E::find() };
        let list = bodies.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let (column, table) = (E::body_column(), E::default());
        let (column, table) = (column.as_str(), table.table_name());
        let within = if self.backend() == DbBackend::Postgres {
            Expr::cust_with_values(
                format!("\"{table}\".\"{column}\" = ANY(string_to_array($1, ',')::bigint[])"),
                [list],
            )
        } else {
            Expr::cust_with_values(
                format!("\"{table}\".\"{column}\" IN (SELECT value FROM json_each(?))"),
                [format!("[{list}]")],
            )
        };
        E::find().filter(within)
    }

    /// A statement of our own with values `$1…`.
    #[must_use]
    pub fn statement(&self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Statement {
        Statement::from_sql_and_values(self.backend(), sql, values)
    }

    /// Runs a statement and says how many rows it hit.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn execute(&self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Result<u64, Error> {
        Ok(self.tx.execute_raw(self.statement(sql, values)).await?.rows_affected())
    }

    /// Makes everything lasting.
    ///
    /// # Errors
    /// When the database cannot keep it; then nothing was written.
    pub async fn commit(self) -> Result<(), Error> {
        Ok(self.tx.commit().await?)
    }
}

/// Statements that belong together as one text for one round trip. Placeholders are numbered through all of it,
/// which both databases understand. On PostgreSQL none of them sees what another has written, so they must not
/// touch the same row; the rows counted are those of `last` there, and of all on SQLite.
pub(crate) fn together(backend: DbBackend, first: &[String], last: &str) -> String {
    if first.is_empty() {
        last.to_owned()
    } else if backend == DbBackend::Postgres {
        let named: Vec<_> = first.iter().enumerate().map(|(n, sql)| format!("w{n} AS ({sql})")).collect();
        format!("WITH {} {last}", named.join(", "))
    } else {
        format!("{}; {last}", first.join("; "))
    }
}
