//! Browser sessions: only the hash of the cookie is stored.

use crate::entity::session;
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use sea_orm::{EntityTrait, IntoActiveModel};

/// Keeps a session.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, row: session::Model) -> Result<(), Error> {
    session::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The session with this hash, if it has not ended.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id_hash: &str, now: DateTime<Utc>) -> Result<Option<session::Model>, Error> {
    Ok(session::Entity::find_by_id(id_hash.to_owned()).one(tx.conn()).await?.filter(|s| s.expires_at > now))
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &Tx, id_hash: &str) -> Result<(), Error> {
    session::Entity::delete_by_id(id_hash.to_owned()).exec(tx.conn()).await?;
    Ok(())
}

/// Drops sessions that ended. Gives their number.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &Tx, now: DateTime<Utc>) -> Result<u64, Error> {
    tx.execute("DELETE FROM session WHERE expires_at <= $1", [now.into()]).await
}
