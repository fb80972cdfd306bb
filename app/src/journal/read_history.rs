//! The history of a case, as its journal tells it.

use crate::{App, Error, Result};
use domain::cooperation::Session;
use domain::ids::CaseId;
use store::Scope;

pub use store::journal::Line;

/// Entries of a case after number `after`, in order.
///
/// # Errors
/// Not found for a case of another body; when the database fails.
pub async fn read(app: &App, session: &Session, case: CaseId, after: i64, first: u64) -> Result<Vec<Line>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    store::case_file::find(&tx, case).await?.ok_or(Error::NotFound)?;
    Ok(store::journal::read(&tx, case, after, first).await?)
}
