//! Shared cost centres, closed years, and postings entered by hand.

use crate::entity::{closed_year, manual_posting, shared_cost_centre};
use crate::{Error, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{BodyId, CooperationId, ManualPostingId};
use domain::tasks::Hands;
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Shares a cost centre of a body from a day on; one that begins on the same day is replaced.
///
/// # Errors
/// When the database fails.
pub async fn share_centre(
    tx: &Tx,
    cooperation: CooperationId,
    body: BodyId,
    cost_centre: &str,
    cost_kind: &str,
    from: NaiveDate,
) -> Result<(), Error> {
    let sql = "INSERT INTO shared_cost_centre (cooperation_id, body_id, cost_centre, cost_kind, valid_from) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (body_id, cost_centre, valid_from) DO UPDATE SET cooperation_id = excluded.cooperation_id, cost_kind = excluded.cost_kind";
    tx.execute(sql, [cooperation.0.into(), body.0.into(), cost_centre.into(), cost_kind.into(), from.into()]).await?;
    Ok(())
}

/// How a cost centre of a body is shared on `day`.
///
/// # Errors
/// When the database fails.
pub async fn shared_centre(
    tx: &Tx,
    body: BodyId,
    cost_centre: &str,
    day: NaiveDate,
) -> Result<Option<shared_cost_centre::Model>, Error> {
    use shared_cost_centre::Column;
    let open = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(day));
    let query = tx.find::<shared_cost_centre::Entity>().filter(Column::BodyId.eq(body.0)).filter(open);
    let query = query.filter(Column::CostCentre.eq(cost_centre)).filter(Column::ValidFrom.lte(day));
    Ok(query.order_by_desc(Column::ValidFrom).one(tx.conn()).await?)
}

/// Shared cost centres of a cooperation.
///
/// # Errors
/// When the database fails.
pub async fn shared_centres(tx: &Tx, cooperation: CooperationId) -> Result<Vec<shared_cost_centre::Model>, Error> {
    use shared_cost_centre::Column;
    let query = tx.find_common::<shared_cost_centre::Entity>().filter(Column::CooperationId.eq(cooperation.0));
    Ok(query.order_by_asc(Column::CostCentre).order_by_asc(Column::ValidFrom).all(tx.conn()).await?)
}

/// Whether a year of a cooperation is closed: nothing of it is entered, corrected or booked any more.
///
/// # Errors
/// When the database fails.
pub async fn is_closed(tx: &Tx, cooperation: CooperationId, year: i32) -> Result<bool, Error> {
    // asked of every year: whoever may write in it may know that it is closed
    Ok(closed_year::Entity::find_by_id((cooperation.0, year)).one(tx.conn()).await?.is_some())
}

/// Closed years of a cooperation.
///
/// # Errors
/// When the database fails.
pub async fn closed(tx: &Tx, cooperation: CooperationId) -> Result<Vec<i32>, Error> {
    let query = tx.find_common::<closed_year::Entity>().filter(closed_year::Column::CooperationId.eq(cooperation.0));
    Ok(query.order_by_asc(closed_year::Column::Year).all(tx.conn()).await?.into_iter().map(|y| y.year).collect())
}

/// Closes a year for good; closing it again changes nothing (`false`).
///
/// # Errors
/// When the database fails.
pub async fn close(
    tx: &Tx,
    cooperation: CooperationId,
    seat: BodyId,
    year: i32,
    by: Option<Hands>,
    at: DateTime<Utc>,
) -> Result<bool, Error> {
    let sql = "INSERT INTO closed_year (cooperation_id, year, body_id, closed_by, closed_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (cooperation_id, year) DO NOTHING";
    let by = by.map(|h| h.actor.0);
    Ok(tx.execute(sql, [cooperation.0.into(), year.into(), seat.0.into(), by.into(), at.into()]).await? == 1)
}

/// Proposes a posting; its number is given by the database.
///
/// # Errors
/// When the database fails.
pub async fn propose(tx: &Tx, row: manual_posting::Model) -> Result<manual_posting::Model, Error> {
    let mut row = row.into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    Ok(row.insert(tx.conn()).await?)
}

/// One proposed or decided posting of the scope.
///
/// # Errors
/// When the database fails.
pub async fn posting(tx: &Tx, id: ManualPostingId) -> Result<Option<manual_posting::Model>, Error> {
    Ok(tx.find::<manual_posting::Entity>().filter(manual_posting::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Postings of a body, newest first.
///
/// # Errors
/// When the database fails.
pub async fn postings(tx: &Tx, body: BodyId) -> Result<Vec<manual_posting::Model>, Error> {
    let query = tx.find::<manual_posting::Entity>().filter(manual_posting::Column::BodyId.eq(body.0));
    Ok(query.order_by_desc(manual_posting::Column::Id).all(tx.conn()).await?)
}

/// Decides a proposed posting. `false`: it was decided meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn decide(tx: &Tx, id: ManualPostingId, state: &str, hands: Hands, at: DateTime<Utc>) -> Result<bool, Error> {
    let sql = "UPDATE manual_posting SET state = $1, decided_by = $2, decided_for = $3, decided_at = $4 WHERE id = $5 AND decided_at IS NULL";
    let values = [state.into(), hands.actor.0.into(), hands.represented.0.into(), at.into(), id.0.into()];
    Ok(tx.execute(sql, values).await? == 1)
}
