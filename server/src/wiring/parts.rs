//! Opens what a process needs, and says clearly what cannot be opened.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use files::Vault;
use secrecy::ExposeSecret;
use store::{Db, DbSettings};

use crate::config::{self, Settings};
use crate::keys;

/// Task queue of all our workflows and activities.
pub const TASK_QUEUE: &str = "verbund";
/// Connections per process; more than PostgreSQL's default of 100 over several processes allows
/// would only queue elsewhere.
const MAX_CONNECTIONS: u32 = 16;

/// Why a process cannot start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Config(#[from] config::Error),
    #[error(transparent)]
    Keys(#[from] keys::Error),
    #[error("database: {0}")]
    Database(#[from] store::Error),
    #[error("documents: {0}")]
    Documents(#[from] files::Error),
    #[error("the data folder {path} cannot be made: {source}")]
    DataDir { path: String, source: std::io::Error },
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Config(error) => error.code(),
            Self::Keys(error) => error.code(),
            Self::Database(error) => database_code(error),
            Self::Documents(error) => error.code(),
            Self::DataDir { .. } => "DATA_DIR_UNUSABLE",
        }
    }
}

/// Stable code of a database fault.
pub fn database_code(error: &store::Error) -> &'static str {
    match error {
        store::Error::Busy(_) => "DATABASE_BUSY",
        store::Error::DiskFull(_) => "DATABASE_DISK_FULL",
        store::Error::Unreachable(_) => "DATABASE_UNREACHABLE",
        store::Error::Duplicate(_) => "DATABASE_DUPLICATE",
        store::Error::Damaged(_) => "DATABASE_DAMAGED",
        store::Error::Other(_) => "DATABASE_FAILED",
    }
}

/// What every process of ours works with.
#[derive(Clone)]
pub struct Parts {
    pub app: App,
    pub vault: Vault,
    pub codec: host::Codec,
}

impl Parts {
    /// Opens database and document store. The database's role (clerk, worker, owner) is the one
    /// the settings name: each process gets its own.
    pub async fn open(settings: &Settings) -> Result<Self, Error> {
        let keys = settings.master_keys()?;
        let vault = Vault::new(files::open(&settings.document_place())?, keys.for_documents()?);
        let codec = host::Codec::encrypting(keys.for_payloads()?);
        let db = open_database(settings).await?;
        Ok(Self { app: App::new(db.clone(), db, App::system_clock()).with_vault(vault.clone()), vault, codec })
    }

    /// How to reach Temporal. `address`: of the watched dev server; else by Temporal's own
    /// environment variables.
    pub fn temporal(&self, address: Option<String>, kind: &str) -> host::Settings {
        let mut settings = host::Settings::new(self.codec.clone());
        settings.address = address;
        settings.identity = format!("verbund-{kind}-{}", std::process::id());
        settings.timeout = Duration::from_secs(5);
        settings
    }

    /// The use cases, shared.
    pub fn shared_app(&self) -> Arc<App> {
        Arc::new(self.app.clone())
    }
}

/// Opens the database alone: for migrations and probes.
pub async fn open_database(settings: &Settings) -> Result<Db, Error> {
    std::fs::create_dir_all(&settings.data_dir)
        .map_err(|source| Error::DataDir { path: settings.data_dir.display().to_string(), source })?;
    let url = settings.database_url().expose_secret().to_owned();
    Ok(Db::open(&DbSettings { url, max_connections: MAX_CONNECTIONS }).await?)
}
