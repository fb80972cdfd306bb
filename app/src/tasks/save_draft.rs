//! Drafts: a clerk's typing is kept as it is, checked only for size; never over a newer save of another window.

use super::form::MAX_FORM_BYTES;
use super::loading::kind_of;
use crate::{App, Error, Refusal, Result};
use domain::cooperation::Session;
use domain::ids::{BodyId, TaskId};
use serde_json::Value;
use std::collections::BTreeMap;
use store::Scope;
use store::entity::task_draft;

/// A saved draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What was typed.
    pub data: Value,
    /// Version to save over next.
    pub version: i64,
    /// When.
    pub saved_at: chrono::DateTime<chrono::Utc>,
}

/// Saves a draft over version `seen` (0: none yet). Gives the new version.
///
/// # Errors
/// `DRAFT_CHANGED` when another window saved meanwhile: load, compare, save again.
pub async fn save(app: &App, session: &Session, id: TaskId, data: &Value, seen: i64) -> Result<i64> {
    let text = data.to_string();
    if text.len() > MAX_FORM_BYTES {
        return Err(Refusal::at("data", "FORM_TOO_LARGE", "the draft is larger than 512 KiB").into());
    }
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = store::tasks::rows::find(&tx, id).await?.ok_or(Error::NotFound)?;
    session.act_as(BodyId(row.body_id), kind_of(&row)?.area(), kind_of(&row)?.roles())?;
    if row.state != 0 {
        return Err(domain::tasks::Error::Closed.into());
    }
    let saved = store::tasks::drafts::save(&tx, &row, session.person(), &text, seen, app.now()).await?;
    let version =
        saved.ok_or_else(|| Refusal::at("version", "DRAFT_CHANGED", "another window saved this draft meanwhile"))?;
    tx.commit().await?;
    Ok(version)
}

/// The session's own drafts of several tasks, by task.
///
/// # Errors
/// When the database fails.
pub async fn load_many(app: &App, session: &Session, ids: &[i64]) -> Result<BTreeMap<i64, Draft>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let rows = store::tasks::drafts::find_many(&tx, ids, session.person()).await?;
    let read = |r: task_draft::Model| {
        let data = serde_json::from_str(&r.data)?;
        Ok((r.task_id, Draft { data, version: r.version, saved_at: r.saved_at }))
    };
    rows.into_iter().map(read).collect()
}

/// Throws the session's own draft away.
///
/// # Errors
/// When the database fails.
pub async fn discard(app: &App, session: &Session, id: TaskId) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    store::tasks::drafts::discard(&tx, id, session.person()).await?;
    Ok(tx.commit().await?)
}
