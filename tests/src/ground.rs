//! The database a house stands on, and whoever keeps it alive.
use sea_orm::ConnectionTrait;
use store::{Db, DbSettings};
use test_servers::postgres::{APP, OWNER, WORKER};
use testkit::databases::{self, TestDb};
use testkit::postgres::{Cluster, Durability, connect};

use crate::house::{Database, migrate};

/// A migrated database. Dropped, it is gone.
#[derive(Debug)]
pub struct Ground {
    pub owner_url: String,
    pub app_url: String,
    pub worker_url: String,
    pub(crate) people: Db,
    pub(crate) machine: Db,
    keeper: Keeper,
}

#[derive(Debug)]
enum Keeper {
    Shared(#[expect(dead_code, reason = "held for what happens when it is dropped")] Box<TestDb>),
    Own(Box<Cluster>),
}

impl Ground {
    pub(crate) async fn of(database: Database) -> Self {
        let database = match database {
            Database::Sqlite => databases::sqlite().await,
            Database::Postgres => databases::postgres().await,
            Database::OwnPostgres => return Self::of_its_own().await,
        };
        let database = database.expect("a migrated database");
        Self {
            owner_url: database.owner_url.clone(),
            app_url: database.app_url.clone(),
            worker_url: database.worker_url.clone(),
            people: database.db.clone(),
            machine: database.open_worker().await.expect("the worker's connections"),
            keeper: Keeper::Shared(Box::new(database)),
        }
    }

    /// A cluster nobody else uses, as durable as in production, migrated by our own command.
    async fn of_its_own() -> Self {
        let cluster = Cluster::start(Durability::Full).expect("PostgreSQL starts");
        let admin = connect(&cluster.admin_url()).await.expect("its administrator");
        let create = format!("CREATE DATABASE verbund OWNER {OWNER}");
        admin.execute_unprepared(&create).await.expect("a database");
        admin.close().await.expect("closing");
        let [owner_url, app_url, worker_url] = [OWNER, APP, WORKER].map(|role| cluster.url(role, "verbund"));
        migrate(&owner_url);
        Self {
            people: open(&app_url).await,
            machine: open(&worker_url).await,
            keeper: Keeper::Own(Box::new(cluster)),
            owner_url,
            app_url,
            worker_url,
        }
    }

    /// Stops the database server at once, as a crash would, and starts it again.
    ///
    /// # Panics
    /// When the server is not this house's own.
    pub fn crash(&mut self) {
        match &mut self.keeper {
            Keeper::Own(cluster) => cluster.restart().expect("PostgreSQL recovers"),
            Keeper::Shared(_) => panic!("others use this database server"),
        }
    }
}

async fn open(url: &str) -> Db {
    Db::open(&DbSettings { url: url.to_owned(), max_connections: 4 }).await.expect("the database opens")
}
