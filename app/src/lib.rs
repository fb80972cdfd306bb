//! Use cases: one file per verb_noun, each permit → load → decide → save → announce in ONE transaction.
//!
//! People and the machine go through the same use cases, so the same rules hold for both. `app` does not know
//! that Temporal exists: it writes outbox rows, and `domain::wake` says what they mean.

pub mod budget;
pub mod cooperation;
pub mod cost_sharing;
pub mod efile;
pub mod engine;
pub mod journal;
pub mod procurement;
mod refusal;
pub mod tasks;

pub use refusal::{Error, Refusal, Result, StoreError};

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use std::sync::Arc;
use store::Db;

/// Gives the instant; tests give another one.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Everything a use case needs: the databases and a clock.
#[derive(Clone)]
pub struct App {
    people: Db,
    machine: Db,
    clock: Clock,
    changed: Arc<tokio::sync::Notify>,
    vault: Option<files::Vault>,
}

impl App {
    /// `people` is the database as the role of signed-in persons, `machine` as the role of relay and worker;
    /// on SQLite they are the same.
    #[must_use]
    pub fn new(people: Db, machine: Db, clock: Clock) -> Self {
        Self { people, machine, clock, changed: Arc::new(tokio::sync::Notify::new()), vault: None }
    }

    /// With the vault in which documents that use cases make themselves (letters) are kept.
    #[must_use]
    pub fn with_vault(self, vault: files::Vault) -> Self {
        Self { vault: Some(vault), ..self }
    }

    /// The vault; none: this process makes no documents.
    #[must_use]
    pub const fn vault(&self) -> Option<&files::Vault> {
        self.vault.as_ref()
    }

    /// The system clock.
    #[must_use]
    pub fn system_clock() -> Clock {
        Arc::new(Utc::now)
    }

    /// Database for persons.
    #[must_use]
    pub const fn people(&self) -> &Db {
        &self.people
    }

    /// Database for the machine.
    #[must_use]
    pub const fn machine(&self) -> &Db {
        &self.machine
    }

    /// Now, to the microsecond: what both databases can keep, so that hashed entries read back the same.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)().trunc_subsecs(6)
    }

    /// The local calendar date (Europe/Berlin).
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now().with_timezone(&chrono_tz::Europe::Berlin).date_naive()
    }

    /// Rings when a use case of this process committed something for relay or browsers: they need not wait for
    /// their next look. Other processes find it by looking.
    #[must_use]
    pub fn changed(&self) -> Arc<tokio::sync::Notify> {
        Arc::clone(&self.changed)
    }

    pub(crate) fn ring(&self) {
        self.changed.notify_waiters();
    }
}
