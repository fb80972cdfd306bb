//! Task rows: opened once per (case, step, round), changed only from the version somebody saw.

use crate::db::together;
use crate::entity::{role_set, role_set_member, task, task_exclusion};
use crate::{Error, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::cooperation::Role;
use domain::ids::{BodyId, CaseId, PersonId, TaskId};
use domain::tasks::{Change, Hands, Holder, State, Task, TaskKind};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

/// No due date: sorts last (work-list design: `due_on` is NOT NULL).
pub const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// A task of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: TaskId) -> Result<Option<task::Model>, Error> {
    Ok(tx.find::<task::Entity>().filter(task::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Several tasks of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find_many(tx: &Tx, ids: &[i64]) -> Result<Vec<task::Model>, Error> {
    Ok(tx.find::<task::Entity>().filter(task::Column::Id.is_in(ids.iter().copied())).all(tx.conn()).await?)
}

/// Tasks of cases, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_cases(tx: &Tx, cases: &[i64]) -> Result<Vec<task::Model>, Error> {
    Ok(tx
        .find::<task::Entity>()
        .filter(task::Column::CaseId.is_in(cases.iter().copied()))
        .order_by_asc(task::Column::Id)
        .all(tx.conn())
        .await?)
}

/// The task of a step, if it was ever opened.
///
/// # Errors
/// When the database fails.
pub async fn of_step(tx: &Tx, case: CaseId, step: &str, round: i32) -> Result<Option<task::Model>, Error> {
    let query = tx.find::<task::Entity>().filter(task::Column::CaseId.eq(case.0)).filter(task::Column::Step.eq(step));
    Ok(query.filter(task::Column::Round.eq(round)).one(tx.conn()).await?)
}

/// What a new task starts with.
#[derive(Debug)]
pub struct NewTask<'a> {
    /// Whose task it is: the case's body, or a party of the case.
    pub body: BodyId,
    /// Kind.
    pub kind: TaskKind,
    /// Step of the process.
    pub step: &'a str,
    /// Round of the step.
    pub round: i32,
    /// 0 urgent … 9 whenever.
    pub priority: i32,
    /// Due.
    pub due_on: NaiveDate,
    /// Reminder.
    pub remind_at: Option<DateTime<Utc>>,
    /// Escalation.
    pub escalate_at: Option<DateTime<Utc>>,
    /// The person it is meant for, if it is meant for one; others with the role can still take it over.
    pub assignee: Option<PersonId>,
    /// Hands kept off it.
    pub excluded: &'a [Hands],
    /// How many distinct persons must agree.
    pub signatures_needed: u32,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Opens a task on a case.
///
/// # Errors
/// [`Error::Duplicate`] when the step has its task already.
pub async fn open(tx: &Tx, case: &crate::case_file::Case, new: NewTask<'_>) -> Result<task::Model, Error> {
    let role_set = role_set_of(tx, new.kind.roles()).await?;
    let row = task::ActiveModel {
        case_id: Set(case.row.id),
        body_id: Set(new.body.0),
        kind: Set(new.kind.number().into()),
        step: Set(new.step.to_owned()),
        round: Set(new.round),
        role_set: Set(role_set),
        state: Set(i32::from(State::Open as i16)),
        assignee: Set(new.assignee.map(|p| p.0)),
        priority: Set(new.priority),
        due_on: Set(new.due_on),
        follow_up_on: Set(None),
        remind_at: Set(new.remind_at),
        escalate_at: Set(new.escalate_at),
        reminded_at: Set(None),
        escalated_at: Set(None),
        version: Set(1),
        outcome: Set(None),
        opened_at: Set(new.at),
        closed_at: Set(None),
        closed_by: Set(None),
        closed_for: Set(None),
        delegated_by: Set(None),
        signatures_needed: Set(i32::try_from(new.signatures_needed).unwrap_or(i32::MAX)),
        ..Default::default()
    };
    let row = row.insert(tx.conn()).await?;
    exclude(tx, &row, new.excluded).await?;
    Ok(row)
}

pub(super) async fn exclude(tx: &Tx, row: &task::Model, hands: &[Hands]) -> Result<(), Error> {
    let mut persons: Vec<_> = hands.iter().flat_map(|h| [h.actor.0, h.represented.0]).collect();
    persons.sort_unstable();
    persons.dedup();
    let rows = persons.into_iter().map(|person| task_exclusion::ActiveModel {
        person_id: Set(person),
        task_id: Set(row.id),
        body_id: Set(row.body_id),
        role_set: Set(row.role_set),
        due_on: Set(row.due_on),
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        task_exclusion::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The role set of `roles`, made on first use.
///
/// # Errors
/// When the database fails.
pub async fn role_set_of(tx: &Tx, roles: &[Role]) -> Result<i64, Error> {
    let mut numbers: Vec<_> = roles.iter().map(|r| r.number()).collect();
    numbers.sort_unstable();
    let key = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    if let Some(row) = role_set::Entity::find().filter(role_set::Column::Key.eq(&key)).one(tx.conn()).await? {
        return Ok(row.id);
    }
    tx.execute("INSERT INTO role_set (key) VALUES ($1) ON CONFLICT (key) DO NOTHING", [key.clone().into()]).await?;
    let row = role_set::Entity::find().filter(role_set::Column::Key.eq(&key)).one(tx.conn()).await?;
    let id = row.map(|r| r.id).ok_or_else(|| Error::Busy("role set not visible yet".to_owned()))?;
    for number in numbers {
        let sql =
            "INSERT INTO role_set_member (role, role_set) VALUES ($1, $2) ON CONFLICT (role, role_set) DO NOTHING";
        tx.execute(sql, [i32::from(number).into(), id.into()]).await?;
    }
    let _ = role_set_member::Entity; // the table is written by hand above; the entity is held to it by the drift test
    Ok(id)
}

/// A task of the scope with the facts the rules decide on, in one statement; absence and signatures, which most
/// tasks have none of, are read by who needs them.
///
/// # Errors
/// When the database fails or the stored state is unknown.
pub async fn find_with_facts(tx: &Tx, id: TaskId) -> Result<Option<(task::Model, Task)>, Error> {
    let query = tx.find::<task::Entity>().filter(task::Column::Id.eq(id.0));
    let join = query.column_as(task_exclusion::Column::PersonId, "excluded").join(
        JoinType::LeftJoin,
        task::Entity::belongs_to(task_exclusion::Entity)
            .from(task::Column::Id)
            .to(task_exclusion::Column::TaskId)
            .into(),
    );
    let rows = tx.conn().query_all_raw(join.build(tx.backend())).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let row = task::Model::from_query_result(first, "")?;
    let excluded = rows.iter().map(|r| r.try_get::<Option<i64>>("", "excluded")).collect::<Result<Vec<_>, _>>()?;
    let facts = facts_of(&row, excluded.into_iter().flatten())?;
    Ok(Some((row, facts)))
}

/// The facts the rules decide on.
///
/// # Errors
/// When the database fails or the stored state is unknown.
pub async fn facts(tx: &Tx, row: &task::Model) -> Result<Task, Error> {
    let excluded =
        tx.find::<task_exclusion::Entity>().filter(task_exclusion::Column::TaskId.eq(row.id)).all(tx.conn()).await?;
    facts_of(row, excluded.into_iter().map(|e| e.person_id))
}

fn facts_of(row: &task::Model, excluded: impl Iterator<Item = i64>) -> Result<Task, Error> {
    let state = i16::try_from(row.state).ok().and_then(State::from_repr);
    Ok(Task {
        state: state.ok_or_else(|| Error::Damaged(format!("task {} has the unknown state {}", row.id, row.state)))?,
        holder: row.assignee.map_or(Holder::Free, |p| Holder::Person(PersonId(p))),
        version: row.version,
        excluded: excluded.map(|person| Hands::own(PersonId(person))).collect(),
        delegator: row.delegated_by.map(PersonId),
        holder_absent: false,
        needed: u32::try_from(row.signatures_needed).unwrap_or(u32::MAX),
        signed: Vec::new(),
    })
}

/// Persons that four eyes keep off open tasks, as (task, person).
///
/// # Errors
/// When the database fails.
pub async fn exclusions(tx: &Tx, tasks: &[i64]) -> Result<Vec<(i64, PersonId)>, Error> {
    let query = tx.find::<task_exclusion::Entity>().filter(task_exclusion::Column::TaskId.is_in(tasks.iter().copied()));
    Ok(query.all(tx.conn()).await?.into_iter().map(|e| (e.task_id, PersonId(e.person_id))).collect())
}

/// Gives an open task another holder and owner. `false`: it was no longer open in that version.
///
/// # Errors
/// When the database fails.
pub async fn set_holder(tx: &Tx, id: TaskId, version: i64, change: &Change) -> Result<bool, Error> {
    let assignee = match change.holder {
        Holder::Free => None,
        Holder::Person(person) => Some(person.0),
    };
    // a date to look again is the former holder's: whoever comes next decides anew
    let sql = "UPDATE task SET assignee = $1, follow_up_on = CASE WHEN assignee = $1 THEN follow_up_on ELSE NULL END, delegated_by = $4, \
               version = version + 1 WHERE id = $2 AND version = $3 AND state = 0";
    let owner = change.delegator.map(|p| p.0);
    Ok(tx.execute(sql, [assignee.into(), id.0.into(), version.into(), owner.into()]).await? == 1)
}

/// How a task ends.
#[derive(Debug)]
pub struct Closing<'a> {
    /// Done or cancelled.
    pub state: State,
    /// Outcome code.
    pub outcome: &'a str,
    /// Whose hands; none: the machine.
    pub hands: Option<Hands>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Closes an open task; whoever comes second gets `false`. Exclusions and drafts of it go, what was asked
/// about it and not answered is withdrawn.
///
/// # Errors
/// When the database fails.
pub async fn close(tx: &Tx, id: TaskId, version: i64, closing: &Closing<'_>) -> Result<bool, Error> {
    let sql = "UPDATE task SET state = $1, outcome = $2, closed_at = $3, closed_by = $4, closed_for = $5, assignee = COALESCE($4, assignee), delegated_by = NULL, \
               version = version + 1 WHERE id = $6 AND version = $7 AND state = 0";
    let (by, on_behalf) = (closing.hands.map(|h| h.actor.0), closing.hands.map(|h| h.represented.0));
    let state = i32::from(closing.state as i16);
    let values = [
        state.into(),
        closing.outcome.into(),
        closing.at.into(),
        by.into(),
        on_behalf.into(),
        id.0.into(),
        version.into(),
    ];
    if tx.execute(sql, values).await? != 1 {
        return Ok(false);
    }
    let swept = [
        "DELETE FROM task_exclusion WHERE task_id = $1".to_owned(),
        "UPDATE task_request SET state = 2 WHERE task_id = $1 AND state = 0".to_owned(),
    ];
    tx.execute(together(tx.backend(), &swept, "DELETE FROM task_draft WHERE task_id = $1"), [id.0.into()]).await?;
    Ok(true)
}

/// Takes back the closing of a task that is held in the outbox. `false`: it is not closed in that version.
///
/// # Errors
/// When the database fails.
pub async fn reopen(tx: &Tx, row: &task::Model, excluded: &[Hands]) -> Result<bool, Error> {
    let sql = "UPDATE task SET state = 0, outcome = NULL, closed_at = NULL, closed_by = NULL, closed_for = NULL, version = version + 1 \
               WHERE id = $1 AND version = $2 AND state = 1";
    if tx.execute(sql, [row.id.into(), row.version.into()]).await? != 1 {
        return Ok(false);
    }
    tx.execute("DELETE FROM task_form WHERE task_id = $1", [row.id.into()]).await?;
    exclude(tx, row, excluded).await?;
    Ok(true)
}

/// Open tasks of a case.
///
/// # Errors
/// When the database fails.
pub async fn open_of_case(tx: &Tx, case: CaseId) -> Result<Vec<task::Model>, Error> {
    let query = tx.find::<task::Entity>().filter(task::Column::CaseId.eq(case.0)).filter(task::Column::State.eq(0));
    Ok(query.all(tx.conn()).await?)
}

/// Open tasks a person holds, most urgent first.
///
/// # Errors
/// When the database fails.
pub async fn held_by(tx: &Tx, person: PersonId, limit: u64) -> Result<Vec<task::Model>, Error> {
    let query = tx.find::<task::Entity>().filter(task::Column::Assignee.eq(person.0)).filter(task::Column::State.eq(0));
    Ok(query.order_by_asc(task::Column::DueOn).order_by_asc(task::Column::Id).limit(limit).all(tx.conn()).await?)
}

/// Marks that a reminder or escalation was made. `false`: it was made before, or the task is closed.
///
/// # Errors
/// When the database fails.
pub async fn mark_nudged(tx: &Tx, id: TaskId, escalation: bool, at: DateTime<Utc>) -> Result<bool, Error> {
    let column = if escalation { "escalated_at" } else { "reminded_at" };
    let priority = if escalation { 0 } else { 2 };
    let sql = format!(
        "UPDATE task SET {column} = $1, priority = CASE WHEN priority > $2 THEN $2 ELSE priority END, version = version + 1 \
         WHERE id = $3 AND state = 0 AND {column} IS NULL"
    );
    Ok(tx.execute(sql, [at.into(), priority.into(), id.0.into()]).await? == 1)
}

/// Sets or clears the follow-up date. Who puts a free task away takes it: colleagues would not see it otherwise.
///
/// # Errors
/// When the database fails.
pub async fn set_follow_up(
    tx: &Tx,
    id: TaskId,
    version: i64,
    on: Option<NaiveDate>,
    by: PersonId,
) -> Result<bool, Error> {
    let sql = "UPDATE task SET follow_up_on = $1, assignee = CASE WHEN $1 IS NULL THEN assignee ELSE COALESCE(assignee, $4) END, \
               version = version + 1 WHERE id = $2 AND version = $3 AND state = 0";
    Ok(tx.execute(sql, [on.into(), id.0.into(), version.into(), by.0.into()]).await? == 1)
}

pub use super::forms::{forms, keep_form};
pub use super::hands::{hands, note_hands, note_more_hands};
