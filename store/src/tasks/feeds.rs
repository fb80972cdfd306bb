//! Calendar feeds: whose deadlines a token opens.

use crate::entity::calendar_feed;
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The feed of a person.
///
/// # Errors
/// When the database fails.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Option<calendar_feed::Model>, Error> {
    Ok(calendar_feed::Entity::find_by_id(person.0).one(tx.conn()).await?)
}

/// Whose feed has this hash.
///
/// # Errors
/// When the database fails.
pub async fn by_hash(tx: &Tx, hash: &str) -> Result<Option<PersonId>, Error> {
    let query = calendar_feed::Entity::find().filter(calendar_feed::Column::TokenHash.eq(hash));
    Ok(query.one(tx.conn()).await?.map(|row| PersonId(row.person_id)))
}

/// Gives a person a new feed; the one before no longer opens.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &Tx, person: PersonId, hash: &str, at: DateTime<Utc>) -> Result<(), Error> {
    let sql = "INSERT INTO calendar_feed (person_id, token_hash, made_at) VALUES ($1, $2, $3) \
               ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at";
    tx.execute(sql, [person.0.into(), hash.into(), at.into()]).await?;
    Ok(())
}

/// Takes a person's feed away.
///
/// # Errors
/// When the database fails.
pub async fn revoke(tx: &Tx, person: PersonId) -> Result<(), Error> {
    tx.execute("DELETE FROM calendar_feed WHERE person_id = $1", [person.0.into()]).await?;
    Ok(())
}
