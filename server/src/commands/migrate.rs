//! `verbund migrate`: brings the schema up to date. Runs with the owner's role; the other
//! processes never change the schema.

use migrations::{Migrator, MigratorTrait};
use store::Db;

/// Applies what is missing; returns how many steps that were.
pub async fn up(db: &Db) -> Result<usize, store::Error> {
    let pending = pending(db).await?;
    Migrator::up(db.pool(), None).await?;
    Ok(pending)
}

/// How many steps are missing.
pub async fn pending(db: &Db) -> Result<usize, store::Error> {
    Ok(Migrator::get_pending_migrations(db.pool()).await?.len())
}
