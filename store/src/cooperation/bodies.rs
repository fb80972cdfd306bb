//! Bodies and cooperations: public facts, visible to everybody who is signed in.

use crate::entity::{body, cooperation, cooperation_member};
use crate::{Error, Tx};
use chrono::NaiveDate;
use domain::ids::BodyId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// One body.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: BodyId) -> Result<Option<body::Model>, Error> {
    Ok(body::Entity::find_by_id(id.0).one(tx.conn()).await?)
}

/// Several bodies.
///
/// # Errors
/// When the database fails.
pub async fn find_many(tx: &Tx, ids: &[i64]) -> Result<Vec<body::Model>, Error> {
    Ok(body::Entity::find()
        .filter(body::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(body::Column::Ars)
        .all(tx.conn())
        .await?)
}

/// The body with this official key.
///
/// # Errors
/// When the database fails.
pub async fn by_ars(tx: &Tx, ars: &str) -> Result<Option<body::Model>, Error> {
    Ok(body::Entity::find().filter(body::Column::Ars.eq(ars)).one(tx.conn()).await?)
}

/// Cooperations with the members they have on `day`.
///
/// # Errors
/// When the database fails.
pub async fn cooperations(tx: &Tx, day: NaiveDate) -> Result<Vec<(cooperation::Model, Vec<i64>)>, Error> {
    let all = cooperation::Entity::find().order_by_asc(cooperation::Column::Id).all(tx.conn()).await?;
    let members = cooperation_member::Entity::find()
        .filter(cooperation_member::Column::ValidFrom.lte(day))
        .filter(cooperation_member::Column::ValidTo.gte(day))
        .all(tx.conn())
        .await?;
    let of = |id| members.iter().filter(|m| m.cooperation_id == id).map(|m| m.body_id).collect();
    Ok(all
        .into_iter()
        .map(|c| {
            let m = of(c.id);
            (c, m)
        })
        .collect())
}
