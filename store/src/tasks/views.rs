//! Saved views of the work list: a person's own and those its colleagues share; one of them its default.

use crate::entity::{work_list_default, work_list_view};
use crate::scope::Scope;
use crate::{Error, Tx};
use chrono::{DateTime, Utc};
use domain::ids::{PersonId, ViewId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Select,
};

/// What is kept of a view.
#[derive(Debug)]
pub struct NewView<'a> {
    /// Whose.
    pub owner: PersonId,
    /// The body whose people see it too.
    pub shared_with: Option<i64>,
    /// Name.
    pub name: &'a str,
    /// Filter, columns and order as JSON.
    pub definition: &'a str,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Views the scope's person may use: its own, and those shared with one of its bodies.
fn visible(tx: &Tx) -> Select<work_list_view::Entity> {
    let query = work_list_view::Entity::find();
    match tx.scope() {
        Scope::Person { person, bodies, .. } => query.filter(
            Condition::any()
                .add(work_list_view::Column::OwnerId.eq(person.0))
                .add(work_list_view::Column::SharedWith.is_in(bodies.iter().map(|b| b.0))),
        ),
        Scope::SignIn => query.filter(work_list_view::Column::Id.is_null()),
        Scope::Machine => query,
    }
}

/// Every view of the scope's person, by name.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &Tx) -> Result<Vec<work_list_view::Model>, Error> {
    let query = visible(tx).order_by_asc(work_list_view::Column::Name).order_by_asc(work_list_view::Column::Id);
    Ok(query.all(tx.conn()).await?)
}

/// One view of the scope's person.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: ViewId) -> Result<Option<work_list_view::Model>, Error> {
    Ok(visible(tx).filter(work_list_view::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Keeps a new view.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, new: NewView<'_>) -> Result<ViewId, Error> {
    let row = work_list_view::ActiveModel {
        owner_id: Set(new.owner.0),
        shared_with: Set(new.shared_with),
        name: Set(new.name.to_owned()),
        definition: Set(new.definition.to_owned()),
        version: Set(1),
        changed_at: Set(new.at),
        ..Default::default()
    };
    Ok(ViewId(row.insert(tx.conn()).await?.id))
}

/// Changes the owner's view from the version it saw. `false`: it is another's, or changed meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn update(tx: &Tx, id: ViewId, version: i64, new: NewView<'_>) -> Result<bool, Error> {
    let sql = "UPDATE work_list_view SET shared_with = $1, name = $2, definition = $3, changed_at = $4, version = version + 1 \
               WHERE id = $5 AND owner_id = $6 AND version = $7";
    let values = [
        new.shared_with.into(),
        new.name.into(),
        new.definition.into(),
        new.at.into(),
        id.0.into(),
        new.owner.0.into(),
        version.into(),
    ];
    Ok(tx.execute(sql, values).await? == 1)
}

/// Takes the owner's view away, for everybody. `false`: it is another's or gone.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &Tx, id: ViewId, owner: PersonId) -> Result<bool, Error> {
    let sql = "DELETE FROM work_list_view WHERE id = $1 AND owner_id = $2";
    Ok(tx.execute(sql, [id.0.into(), owner.0.into()]).await? == 1)
}

/// The view a person's list opens with.
///
/// # Errors
/// When the database fails.
pub async fn default_of(tx: &Tx, person: PersonId) -> Result<Option<ViewId>, Error> {
    let row = work_list_default::Entity::find_by_id(person.0).one(tx.conn()).await?;
    Ok(row.map(|r| ViewId(r.view_id)))
}

/// Sets or clears the view a person's list opens with.
///
/// # Errors
/// When the database fails.
pub async fn set_default(tx: &Tx, person: PersonId, view: Option<ViewId>) -> Result<(), Error> {
    let Some(view) = view else {
        tx.execute("DELETE FROM work_list_default WHERE person_id = $1", [person.0.into()]).await?;
        return Ok(());
    };
    let sql = "INSERT INTO work_list_default (person_id, view_id) VALUES ($1, $2) \
               ON CONFLICT (person_id) DO UPDATE SET view_id = excluded.view_id";
    tx.execute(sql, [person.0.into(), view.0.into()]).await?;
    Ok(())
}
