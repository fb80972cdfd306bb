//! Saved views of the work list: kept, changed, shared with a body's colleagues, taken away, made one's default.
//!
//! Who owns a view changes it; colleagues it is shared with may use it and make it their default.

use crate::{App, Error, Refusal, Result};
use domain::cooperation::Session;
use domain::ids::{BodyId, ViewId};
use domain::tasks::{View, view};
use store::tasks::views::{self, NewView};
use store::{Scope, Tx};

pub use store::entity::work_list_view;

/// What a person wants to keep.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The view to change, with the version that was seen; none: a new one.
    pub over: Option<(ViewId, i64)>,
    /// Name.
    pub name: String,
    /// Filter, columns and order.
    pub view: View,
    /// The body whose people shall see it too.
    pub shared_with: Option<BodyId>,
    /// Whether the own list shall open with it.
    pub as_default: bool,
}

/// Keeps a view.
///
/// # Errors
/// Refused by name or size, `VIEW_CHANGED` when another window was faster; not found for a view of somebody else or
/// a body without any right.
pub async fn save(app: &App, session: &Session, wanted: Wanted) -> Result<ViewId> {
    let name = view::name(&wanted.name)?;
    wanted.view.check()?;
    if wanted.shared_with.is_some_and(|body| !session.bodies().contains(&body)) {
        return Err(Error::NotFound);
    }
    let definition = serde_json::to_string(&wanted.view)?;
    let shared_with = wanted.shared_with.map(|b| b.0);
    let new = NewView { owner: session.person(), shared_with, name, definition: &definition, at: app.now() };
    let tx = app.people().write(&Scope::of(session)).await?;
    let id = match wanted.over {
        None => views::insert(&tx, new).await?,
        Some((id, version)) => {
            owned(&tx, session, id).await?;
            if !views::update(&tx, id, version, new).await? {
                return Err(Refusal::at("version", "VIEW_CHANGED", "another window saved this view meanwhile").into());
            }
            id
        }
    };
    let default = views::default_of(&tx, session.person()).await?;
    if wanted.as_default {
        views::set_default(&tx, session.person(), Some(id)).await?;
    } else if default == Some(id) {
        views::set_default(&tx, session.person(), None).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Takes an own view away.
///
/// # Errors
/// Not found when it is somebody else's or gone.
pub async fn delete(app: &App, session: &Session, id: ViewId) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    owned(&tx, session, id).await?;
    views::delete(&tx, id, session.person()).await?;
    Ok(tx.commit().await?)
}

/// Opens the own list with a view from now on; none: with the usual one.
///
/// # Errors
/// Not found for a view the session may not use.
pub async fn set_default(app: &App, session: &Session, id: Option<ViewId>) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    if let Some(id) = id {
        views::find(&tx, id).await?.ok_or(Error::NotFound)?;
    }
    views::set_default(&tx, session.person(), id).await?;
    Ok(tx.commit().await?)
}

async fn owned(tx: &Tx, session: &Session, id: ViewId) -> Result<work_list_view::Model> {
    let row = views::find(tx, id).await?.filter(|v| v.owner_id == session.person().0);
    row.ok_or(Error::NotFound)
}

/// A kept view as it is read.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its row.
    pub row: work_list_view::Model,
    /// Filter, columns and order.
    pub view: View,
    /// Whether the session's list opens with it.
    pub is_default: bool,
}

/// Every view the session may use, by name.
///
/// # Errors
/// When the database fails, or a stored view is damaged.
pub async fn all(app: &App, session: &Session) -> Result<Vec<Kept>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let default = views::default_of(&tx, session.person()).await?;
    let kept = |row: work_list_view::Model| {
        let view = serde_json::from_str(&row.definition)?;
        let is_default = default == Some(ViewId(row.id));
        Ok(Kept { row, view, is_default })
    };
    views::all(&tx).await?.into_iter().map(kept).collect()
}

/// One view the session may use.
///
/// # Errors
/// Not found otherwise.
pub async fn one(app: &App, session: &Session, id: ViewId) -> Result<Kept> {
    all(app, session).await?.into_iter().find(|kept| kept.row.id == id.0).ok_or(Error::NotFound)
}
