//! Who a case is shared with: one row per party; the case itself is never copied.

use super::Case;
use crate::entity::case_party;
use crate::{Error, Tx};
use chrono::NaiveDate;
use domain::efile::PartyRole;
use domain::ids::{BodyId, CaseId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Cases the scope's bodies are party of on its day; none for the machine, which sees all anyway.
///
/// # Errors
/// When the database fails.
pub async fn shared_ids(tx: &Tx) -> Result<Vec<i64>, Error> {
    let Some(shared) = tx.shared_cases(0) else { return Ok(Vec::new()) };
    let rows = tx.conn().query_all_raw(tx.statement(shared.sql, shared.values)).await?;
    Ok(rows.iter().map(|row| row.try_get("", "case_id")).collect::<Result<_, _>>()?)
}

/// Lets a body read the case from `on` on; one that left and comes back has its old row again.
///
/// # Errors
/// When the database fails.
pub async fn join(tx: &Tx, case: &Case, body: BodyId, role: PartyRole, on: NaiveDate) -> Result<(), Error> {
    let sql = "INSERT INTO case_party (case_id, body_id, owner_body_id, role, joined_on, left_on, keeps_access) \
               VALUES ($1, $2, $3, $4, $5, NULL, $6) ON CONFLICT (case_id, body_id) DO UPDATE SET role = excluded.role, \
               joined_on = CASE WHEN case_party.joined_on < excluded.joined_on THEN case_party.joined_on ELSE excluded.joined_on END, \
               left_on = NULL, keeps_access = excluded.keeps_access";
    let values =
        [case.row.id.into(), body.0.into(), case.row.body_id.into(), role.to_string().into(), on.into(), false.into()];
    tx.execute(sql, values).await?;
    Ok(())
}

/// Ends a party's part after `left_on`, its last day; `keeps_access` when it was agreed that it goes on reading what
/// there is. `false`: it is no party.
///
/// # Errors
/// When the database fails.
pub async fn leave(tx: &Tx, case: &Case, body: BodyId, left_on: NaiveDate, keeps_access: bool) -> Result<bool, Error> {
    let sql = "UPDATE case_party SET left_on = $1, keeps_access = $2 WHERE case_id = $3 AND body_id = $4";
    Ok(tx.execute(sql, [left_on.into(), keeps_access.into(), case.row.id.into(), body.0.into()]).await? == 1)
}

/// Parties of a case, by body: all to the machine and to the owner, to a party its own row.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<case_party::Model>, Error> {
    let mut query = case_party::Entity::find().filter(case_party::Column::CaseId.eq(case.0));
    if let Some(bodies) = tx.scope().bodies() {
        let own = Condition::any().add(case_party::Column::BodyId.is_in(bodies.clone()));
        query = query.filter(own.add(case_party::Column::OwnerBodyId.is_in(bodies)));
    }
    Ok(query.order_by_asc(case_party::Column::BodyId).all(tx.conn()).await?)
}
