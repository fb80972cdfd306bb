//! Connections and transactions on SQLite and PostgreSQL.
//!
//! SQLite has one writer: a pool of one connection is its queue, every write begins IMMEDIATE. PostgreSQL: the
//! scope is told to the database at the start of every transaction, so that row-level security holds it too.

use crate::scope::{BelongsToBody, Common, ReadByParties, Scope};
use chrono::NaiveDate;
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

/// A part of a WHERE clause with the values of its placeholders.
pub(crate) struct Condition {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

fn listed(bodies: &[domain::ids::BodyId]) -> String {
    bodies.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
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
        let (person, bodies, today) = match &self.scope {
            Scope::Machine => return Ok(()),
            Scope::SignIn => ("0".to_owned(), String::new(), String::new()),
            Scope::Person { person, bodies, today } => (person.to_string(), listed(bodies), today.to_string()),
        };
        let sql = "SELECT set_config('verbund.person', $1, true), set_config('verbund.bodies', $2, true), \
                   set_config('verbund.today', $3, true)";
        let values = [person.into(), bodies.into(), today.into()];
        self.tx.query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
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
        let Some(own) = self.own_rows::<E>() else { return E::find() };
        E::find().filter(Expr::cust_with_values(own.sql, own.values))
    }

    /// Rows of a table of cases that the scope may read: those of its bodies, and those of cases its bodies are
    /// party of on its day. Only for reading, and only narrowed to cases or rows by id.
    #[must_use]
    pub fn find_shared<E: ReadByParties>(&self) -> Select<E> {
        let Some(own) = self.own_rows::<E>() else { return E::find() };
        let Some(shared) = self.shared_cases(own.values.len()) else { return E::find() };
        let sql = format!("({} OR {} IN ({}))", own.sql, E::CASE, shared.sql);
        E::find().filter(Expr::cust_with_values(sql, own.values.into_iter().chain(shared.values)))
    }

    /// Rows of a table of cooperations that the scope may read: those of its bodies, and those of cooperations its
    /// bodies belong to or belonged to until lately (`tenancy::guard_common`). Only for reading.
    #[must_use]
    pub fn find_common<E: Common>(&self) -> Select<E> {
        let Some(own) = self.own_rows::<E>() else { return E::find() };
        let Scope::Person { today, bodies, .. } = &self.scope else { return self.find::<E>() };
        let list = listed(bodies);
        let (column, table) = (E::cooperation_column(), E::default());
        let (column, table) = (column.as_str(), table.table_name());
        let member = if self.backend() == DbBackend::Postgres {
            "m.body_id = ANY(string_to_array($2, ',')::bigint[]) AND m.valid_from <= $3 AND m.valid_to >= $4"
        } else {
            "m.body_id IN (SELECT value FROM json_each(?)) AND m.valid_from <= ? AND m.valid_to >= ?"
        };
        let sql = format!(
            "({} OR \"{table}\".\"{column}\" IN (SELECT m.cooperation_id FROM cooperation_member m WHERE {member}))",
            own.sql
        );
        let list = if self.backend() == DbBackend::Postgres { list } else { format!("[{list}]") };
        let since = today.checked_sub_days(chrono::Days::new(1_461)).unwrap_or(*today);
        let values = own.values.into_iter().chain([list.into(), (*today).into(), since.into()]);
        E::find().filter(Expr::cust_with_values(sql, values))
    }

    /// "The row belongs to a body of the scope"; none: the scope is not limited.
    fn own_rows<E: BelongsToBody>(&self) -> Option<Condition> {
        let list = self.listed_bodies()?;
        let (column, table) = (E::body_column(), E::default());
        let (column, table) = (column.as_str(), table.table_name());
        Some(if self.backend() == DbBackend::Postgres {
            let sql = format!("\"{table}\".\"{column}\" = ANY(string_to_array($1, ',')::bigint[])");
            Condition { sql, values: vec![list.into()] }
        } else {
            let sql = format!("\"{table}\".\"{column}\" IN (SELECT value FROM json_each(?))");
            Condition { sql, values: vec![format!("[{list}]").into()] }
        })
    }

    /// Cases that bodies of the scope are party of on its day, as a sub-select; none: the scope is not limited.
    /// `before` values stand before its own.
    pub(crate) fn shared_cases(&self, before: usize) -> Option<Condition> {
        let list = self.listed_bodies()?;
        let today = match &self.scope {
            Scope::Person { today, .. } => *today,
            _ => NaiveDate::default(),
        };
        let postgres = self.backend() == DbBackend::Postgres;
        let (bodies, day) = if postgres {
            let (list, day) = (before + 1, before + 2);
            (format!("p.body_id = ANY(string_to_array(${list}, ',')::bigint[])"), format!("${day}"))
        } else {
            ("p.body_id IN (SELECT value FROM json_each(?))".to_owned(), "?".to_owned())
        };
        let sql = format!(
            "SELECT p.case_id FROM case_party p WHERE {bodies} AND p.joined_on <= {day} \
             AND (p.left_on IS NULL OR p.left_on >= {day} OR p.keeps_access)"
        );
        let list = if postgres { list } else { format!("[{list}]") };
        let days = if postgres { 1 } else { 2 };
        let values = std::iter::once(list.into()).chain(std::iter::repeat_n(today.into(), days)).collect();
        Some(Condition { sql, values })
    }

    fn listed_bodies(&self) -> Option<String> {
        let bodies = self.scope.bodies()?;
        Some(bodies.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
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
