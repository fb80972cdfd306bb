//! Several signatures under one decision: how many a body wants, and who has signed.

use crate::case_file::Case;
use crate::entity::{approval_rule, task, task_signature};
use crate::{Error, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{BodyId, PersonId};
use domain::tasks::{Hands, TaskKind};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// A dated rule: from this gross amount on so many must sign.
#[derive(Debug)]
pub struct NewRule<'a> {
    /// Whose rule.
    pub body: BodyId,
    /// For which kind of task.
    pub kind: TaskKind,
    /// From this amount on.
    pub from_cents: i64,
    /// So many persons.
    pub needed: u32,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
    /// Where it is written.
    pub source: &'a str,
}

/// Keeps a rule.
///
/// # Errors
/// When the database fails.
pub async fn insert_rule(
    tx: &Tx,
    new: &NewRule<'_>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<approval_rule::Model, Error> {
    let row = approval_rule::ActiveModel {
        body_id: Set(new.body.0),
        kind: Set(new.kind.number().into()),
        from_cents: Set(new.from_cents),
        needed: Set(i32::try_from(new.needed).unwrap_or(i32::MAX)),
        valid_from: Set(new.valid_from),
        valid_to: Set(new.valid_to),
        source: Set(new.source.to_owned()),
        set_by: Set(by.0),
        set_at: Set(at),
        ..Default::default()
    };
    Ok(row.insert(tx.conn()).await?)
}

/// Rules of the scope's bodies, by body, kind and amount.
///
/// # Errors
/// When the database fails.
pub async fn rules(tx: &Tx) -> Result<Vec<approval_rule::Model>, Error> {
    let query = tx.find::<approval_rule::Entity>().order_by_asc(approval_rule::Column::BodyId);
    let query = query.order_by_asc(approval_rule::Column::Kind).order_by_asc(approval_rule::Column::FromCents);
    Ok(query.order_by_asc(approval_rule::Column::Id).all(tx.conn()).await?)
}

/// How many must sign a task of this kind over this amount on `day`: the most that any rule asks for; 1 without.
///
/// # Errors
/// When the database fails.
pub async fn needed(tx: &Tx, body: BodyId, kind: TaskKind, amount_cents: i64, day: NaiveDate) -> Result<u32, Error> {
    let rows = tx
        .find::<approval_rule::Entity>()
        .filter(approval_rule::Column::BodyId.eq(body.0))
        .filter(approval_rule::Column::Kind.eq(i32::from(kind.number())))
        .filter(approval_rule::Column::FromCents.lte(amount_cents))
        .filter(approval_rule::Column::ValidFrom.lte(day))
        .filter(approval_rule::Column::ValidTo.gte(day))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().filter_map(|r| u32::try_from(r.needed).ok()).max().unwrap_or(1))
}

/// Signatures under tasks, in the order they were given.
///
/// # Errors
/// When the database fails.
pub async fn signatures(tx: &Tx, tasks: &[i64]) -> Result<Vec<task_signature::Model>, Error> {
    let query = tx.find::<task_signature::Entity>().filter(task_signature::Column::TaskId.is_in(tasks.iter().copied()));
    Ok(query.order_by_asc(task_signature::Column::SignedAt).all(tx.conn()).await?)
}

/// The hands of a signature.
#[must_use]
pub const fn hands(row: &task_signature::Model) -> Hands {
    Hands { actor: PersonId(row.actor), represented: PersonId(row.represented) }
}

/// Keeps a signature; who signed is kept off the task from now on.
///
/// # Errors
/// When the database fails.
pub async fn sign(tx: &Tx, case: &Case, row: &task::Model, hands: Hands, form: &str) -> Result<(), Error> {
    let signature = task_signature::ActiveModel {
        task_id: Set(row.id),
        actor: Set(hands.actor.0),
        represented: Set(hands.represented.0),
        body_id: Set(row.body_id),
        form: Set(form.to_owned()),
        signed_at: Set(case.at()),
    };
    task_signature::Entity::insert(signature).exec_without_returning(tx.conn()).await?;
    let mut persons = vec![hands.actor.0, hands.represented.0];
    persons.dedup();
    let sql = "INSERT INTO task_exclusion (person_id, task_id, body_id, role_set, due_on) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (person_id, task_id) DO NOTHING";
    for person in persons {
        let values = [person.into(), row.id.into(), row.body_id.into(), row.role_set.into(), row.due_on.into()];
        tx.execute(sql, values).await?;
    }
    Ok(())
}
