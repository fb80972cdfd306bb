//! Cases for reading: single ones, several at once, and pages of them, newest first.

use crate::{App, Result};
use domain::cooperation::Session;
use store::{Scope, case_file as cases};

pub use store::entity::case_file;

/// Cases by id, as far as the session may see their bodies.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(app: &App, session: &Session, ids: &[i64]) -> Result<Vec<case_file::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(cases::find_many(&tx, ids).await?)
}

/// Cases of the session's bodies below id `before`, newest first.
///
/// # Errors
/// When the database fails.
pub async fn page(
    app: &App,
    session: &Session,
    running_only: bool,
    before: Option<i64>,
    first: u64,
) -> Result<Vec<case_file::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(cases::page(&tx, running_only, before, first).await?)
}
