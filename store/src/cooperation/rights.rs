//! Dated rights, read anew for every request.

use crate::entity::{ordering_limit, role_grant};
use crate::{Error, Tx};
use chrono::NaiveDate;
use domain::cooperation::{Area, Grant, Role};
use domain::ids::{BodyId, PersonId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

#[derive(FromQueryResult)]
struct GrantRow {
    body_id: i64,
    role: i32,
    area: i32,
    person_id: i64,
    valid_from: NaiveDate,
    valid_to: NaiveDate,
    lent_bodies: Option<String>,
    lent_roles: Option<String>,
    lent_areas: Option<String>,
}

/// Rights a person has on `day`: own ones, and those of persons it stands in for that day.
///
/// # Errors
/// When the database fails or holds a role nobody knows.
pub async fn of_person(tx: &Tx, person: PersonId, day: NaiveDate) -> Result<Vec<Grant>, Error> {
    let columns = "g.body_id, g.role, g.area, g.person_id, g.valid_from, g.valid_to";
    let sql = format!(
        "SELECT {columns}, CAST(NULL AS TEXT) AS lent_bodies, CAST(NULL AS TEXT) AS lent_roles, CAST(NULL AS TEXT) AS lent_areas \
         FROM role_grant g WHERE g.person_id = $1 AND g.valid_from <= $2 AND g.valid_to >= $2 \
         UNION ALL SELECT {columns}, d.bodies, d.roles, d.areas FROM deputyship d JOIN role_grant g ON g.person_id = d.principal_id \
         WHERE d.deputy_id = $1 AND d.valid_from <= $2 AND d.valid_to >= $2 AND g.valid_from <= $2 AND g.valid_to >= $2"
    );
    let rows = tx.conn().query_all_raw(tx.statement(sql, [person.0.into(), day.into()])).await?;
    let mut grants = Vec::with_capacity(rows.len());
    for row in &rows {
        let row = GrantRow::from_query_result(row, "")?;
        let extent =
            super::deputies::extent(row.lent_bodies.as_deref(), row.lent_roles.as_deref(), row.lent_areas.as_deref())?;
        grants.extend(extent.lends(read_grant(&row)?));
    }
    Ok(grants)
}

/// A stored right as a value.
pub(super) fn to_grant(row: &role_grant::Model) -> Result<Grant, Error> {
    read_grant(&GrantRow {
        body_id: row.body_id,
        role: row.role,
        area: row.area,
        person_id: row.person_id,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        lent_bodies: None,
        lent_roles: None,
        lent_areas: None,
    })
}

fn read_grant(row: &GrantRow) -> Result<Grant, Error> {
    let number = |n: i32| i16::try_from(n).ok();
    let unknown = || Error::Damaged(format!("role {} or area {} is unknown", row.role, row.area));
    Ok(Grant {
        body: BodyId(row.body_id),
        role: number(row.role).and_then(Role::from_repr).ok_or_else(unknown)?,
        area: number(row.area).and_then(Area::from_repr).ok_or_else(unknown)?,
        holder: PersonId(row.person_id),
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    })
}

/// Whether a person holds one of `roles` for `body` on `day`.
///
/// # Errors
/// When the database fails.
pub async fn holds(tx: &Tx, person: PersonId, body: BodyId, roles: &[Role], day: NaiveDate) -> Result<bool, Error> {
    let grants = of_person(tx, person, day).await?;
    Ok(grants.iter().any(|g| g.body == body && roles.contains(&g.role)))
}

/// Who holds which role for which of these bodies on `day`, by person.
///
/// # Errors
/// When the database fails or holds a role nobody knows.
pub async fn holders_of(tx: &Tx, bodies: &[i64], day: NaiveDate) -> Result<Vec<(BodyId, Role, PersonId)>, Error> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::BodyId.is_in(bodies.iter().copied()))
        .filter(role_grant::Column::ValidFrom.lte(day))
        .filter(role_grant::Column::ValidTo.gte(day))
        .order_by_asc(role_grant::Column::PersonId)
        .all(tx.conn())
        .await?;
    let read = |row: role_grant::Model| {
        let role = i16::try_from(row.role).ok().and_then(Role::from_repr);
        let role = role.ok_or_else(|| Error::Damaged(format!("role {} is unknown", row.role)))?;
        Ok((BodyId(row.body_id), role, PersonId(row.person_id)))
    };
    rows.into_iter().map(read).collect()
}

/// Adds a right.
///
/// # Errors
/// [`Error::Duplicate`] when it exists.
pub async fn insert(tx: &Tx, grant: &Grant) -> Result<(), Error> {
    let row = role_grant::ActiveModel {
        person_id: Set(grant.holder.0),
        body_id: Set(grant.body.0),
        role: Set(grant.role.number().into()),
        area: Set((grant.area as i16).into()),
        valid_from: Set(grant.valid_from),
        valid_to: Set(grant.valid_to),
        ..Default::default()
    };
    role_grant::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The gross amount up to which a person may order payments for a body on `day`; none: no written power.
///
/// # Errors
/// When the database fails.
pub async fn ordering_limit_cents(
    tx: &Tx,
    person: PersonId,
    body: BodyId,
    day: NaiveDate,
) -> Result<Option<i64>, Error> {
    let rows = tx
        .find::<ordering_limit::Entity>()
        .filter(ordering_limit::Column::PersonId.eq(person.0))
        .filter(ordering_limit::Column::BodyId.eq(body.0))
        .filter(ordering_limit::Column::ValidFrom.lte(day))
        .filter(ordering_limit::Column::ValidTo.gte(day))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|r| r.limit_cents).max())
}
