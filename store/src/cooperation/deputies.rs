//! Deputyships and absences: who stands in for whom, who is away.

use crate::entity::{absence, deputyship};
use crate::{Error, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::cooperation::{Area, Deputyship, Extent, Role};
use domain::ids::{AbsenceId, BodyId, DeputyshipId, PersonId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::BTreeSet;

/// Numbers between commas: `,3,7,`; none: not limited.
fn listed(numbers: &[i64]) -> Option<String> {
    let list: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    (!list.is_empty()).then(|| format!(",{},", list.join(",")))
}

fn numbers(list: Option<&str>) -> Result<Vec<i64>, Error> {
    let damaged = || Error::Damaged("the extent of a deputyship cannot be read".to_owned());
    let parts = list.unwrap_or_default().split(',').filter(|p| !p.is_empty());
    parts.map(|p| p.parse().map_err(|_| damaged())).collect()
}

/// What a deputyship lends, from its columns.
///
/// # Errors
/// [`Error::Damaged`].
pub fn extent(bodies: Option<&str>, roles: Option<&str>, areas: Option<&str>) -> Result<Extent, Error> {
    let damaged = |n: i64| Error::Damaged(format!("a deputyship names the unknown role or area {n}"));
    let small = |n: i64| i16::try_from(n).map_err(|_| damaged(n));
    let role = |n: i64| Role::from_repr(small(n)?).ok_or_else(|| damaged(n));
    let area = |n: i64| Area::from_repr(small(n)?).ok_or_else(|| damaged(n));
    Ok(Extent {
        bodies: numbers(bodies)?.into_iter().map(BodyId).collect(),
        roles: numbers(roles)?.into_iter().map(role).collect::<Result<_, _>>()?,
        areas: numbers(areas)?.into_iter().map(area).collect::<Result<_, _>>()?,
    })
}

/// A stored deputyship as the rules see it.
///
/// # Errors
/// [`Error::Damaged`].
pub fn read(row: &deputyship::Model) -> Result<Deputyship, Error> {
    Ok(Deputyship {
        principal: PersonId(row.principal_id),
        deputy: PersonId(row.deputy_id),
        extent: extent(row.bodies.as_deref(), row.roles.as_deref(), row.areas.as_deref())?,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    })
}

/// Keeps a deputyship.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, new: &Deputyship, by: PersonId) -> Result<DeputyshipId, Error> {
    let bodies: Vec<_> = new.extent.bodies.iter().map(|b| b.0).collect();
    let roles: Vec<_> = new.extent.roles.iter().map(|r| i64::from(r.number())).collect();
    let areas: Vec<_> = new.extent.areas.iter().map(|a| i64::from(*a as i16)).collect();
    let row = deputyship::ActiveModel {
        principal_id: Set(new.principal.0),
        deputy_id: Set(new.deputy.0),
        valid_from: Set(new.valid_from),
        valid_to: Set(new.valid_to),
        bodies: Set(listed(&bodies)),
        roles: Set(listed(&roles)),
        areas: Set(listed(&areas)),
        set_by: Set(Some(by.0)),
        ..Default::default()
    };
    Ok(DeputyshipId(row.insert(tx.conn()).await?.id))
}

/// Deputyships that end on `day` or later, of or for these persons.
///
/// # Errors
/// When the database fails.
pub async fn of_persons(tx: &Tx, persons: &BTreeSet<i64>, day: NaiveDate) -> Result<Vec<deputyship::Model>, Error> {
    let either = Condition::any()
        .add(deputyship::Column::PrincipalId.is_in(persons.iter().copied()))
        .add(deputyship::Column::DeputyId.is_in(persons.iter().copied()));
    let query = deputyship::Entity::find().filter(either).filter(deputyship::Column::ValidTo.gte(day));
    Ok(query.order_by_asc(deputyship::Column::ValidFrom).order_by_asc(deputyship::Column::Id).all(tx.conn()).await?)
}

/// One deputyship.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: DeputyshipId) -> Result<Option<deputyship::Model>, Error> {
    Ok(deputyship::Entity::find_by_id(id.0).one(tx.conn()).await?)
}

/// Ends a deputyship before `today`; one that had not begun is gone.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &Tx, id: DeputyshipId, today: NaiveDate) -> Result<(), Error> {
    let yesterday = today.pred_opt().unwrap_or(today);
    tx.execute("DELETE FROM deputyship WHERE id = $1 AND valid_from > $2", [id.0.into(), yesterday.into()]).await?;
    let sql = "UPDATE deputyship SET valid_to = $1 WHERE id = $2 AND valid_to > $1";
    tx.execute(sql, [yesterday.into(), id.0.into()]).await?;
    Ok(())
}

/// Whether a person holds a right on `day` for a body that is, that day, in a cooperation with one of `bodies`, or
/// is one of them.
///
/// # Errors
/// When the database fails.
pub async fn works_beside(tx: &Tx, person: PersonId, bodies: &[BodyId], day: NaiveDate) -> Result<bool, Error> {
    let own = bodies.iter().map(|b| b.0.to_string()).collect::<Vec<_>>().join(",");
    if own.is_empty() {
        return Ok(false);
    }
    let valid = "valid_from <= $2 AND valid_to >= $2";
    let sql = format!(
        "SELECT 1 AS found FROM role_grant WHERE person_id = $1 AND {valid} AND (body_id IN ({own}) OR body_id IN \
         (SELECT m.body_id FROM cooperation_member m JOIN cooperation_member o ON o.cooperation_id = m.cooperation_id \
          WHERE o.body_id IN ({own}) AND o.valid_from <= $2 AND o.valid_to >= $2 AND m.valid_from <= $2 AND m.valid_to >= $2)) LIMIT 1"
    );
    Ok(tx.conn().query_one_raw(tx.statement(sql, [person.0.into(), day.into()])).await?.is_some())
}

/// Bodies a person holds any own right for on `day`.
///
/// # Errors
/// When the database fails.
pub async fn own_bodies(tx: &Tx, person: PersonId, day: NaiveDate) -> Result<Vec<BodyId>, Error> {
    let sql = "SELECT DISTINCT body_id FROM role_grant WHERE person_id = $1 AND valid_from <= $2 AND valid_to >= $2";
    let rows = tx.conn().query_all_raw(tx.statement(sql, [person.0.into(), day.into()])).await?;
    rows.iter().map(|r| Ok(BodyId(r.try_get("", "body_id")?))).collect()
}

/// Keeps an absence.
///
/// # Errors
/// When the database fails.
pub async fn insert_absence(
    tx: &Tx,
    person: PersonId,
    (from, to): (NaiveDate, NaiveDate),
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<AbsenceId, Error> {
    let row = absence::ActiveModel {
        person_id: Set(person.0),
        valid_from: Set(from),
        valid_to: Set(to),
        set_by: Set(by.0),
        set_at: Set(at),
        ..Default::default()
    };
    Ok(AbsenceId(row.insert(tx.conn()).await?.id))
}

/// Absences of these persons that end on `day` or later.
///
/// # Errors
/// When the database fails.
pub async fn absences(tx: &Tx, persons: &BTreeSet<i64>, day: NaiveDate) -> Result<Vec<absence::Model>, Error> {
    let query = absence::Entity::find()
        .filter(absence::Column::PersonId.is_in(persons.iter().copied()))
        .filter(absence::Column::ValidTo.gte(day));
    Ok(query.order_by_asc(absence::Column::ValidFrom).order_by_asc(absence::Column::Id).all(tx.conn()).await?)
}

/// Which of these persons are absent on `day`.
///
/// # Errors
/// When the database fails.
pub async fn absent(tx: &Tx, persons: &BTreeSet<i64>, day: NaiveDate) -> Result<BTreeSet<i64>, Error> {
    let all = absences(tx, persons, day).await?;
    Ok(all.into_iter().filter(|a| a.valid_from <= day).map(|a| a.person_id).collect())
}

/// One absence.
///
/// # Errors
/// When the database fails.
pub async fn find_absence(tx: &Tx, id: AbsenceId) -> Result<Option<absence::Model>, Error> {
    Ok(absence::Entity::find_by_id(id.0).one(tx.conn()).await?)
}

/// Ends an absence before `today`; one that had not begun is gone.
///
/// # Errors
/// When the database fails.
pub async fn end_absence(tx: &Tx, id: AbsenceId, today: NaiveDate) -> Result<(), Error> {
    let yesterday = today.pred_opt().unwrap_or(today);
    tx.execute("DELETE FROM absence WHERE id = $1 AND valid_from > $2", [id.0.into(), yesterday.into()]).await?;
    tx.execute("UPDATE absence SET valid_to = $1 WHERE id = $2 AND valid_to > $1", [yesterday.into(), id.0.into()])
        .await?;
    Ok(())
}
