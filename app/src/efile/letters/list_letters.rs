//! Letters of a case with their versions and dispatches.

use crate::{App, Result};
use domain::cooperation::Session;
use domain::ids::CaseId;
use store::Scope;
use store::efile::letters as rows;

pub use store::entity::{letter, letter_dispatch, letter_version};

/// A letter with all that hangs on it.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The row.
    pub row: letter::Model,
    /// Every version, oldest first.
    pub versions: Vec<letter_version::Model>,
    /// How it went out.
    pub dispatches: Vec<letter_dispatch::Model>,
}

/// Letters of a case of the session's bodies, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(app: &App, session: &Session, case: CaseId) -> Result<Vec<Letter>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let letters = rows::of_case(&tx, case.0).await?;
    let ids: Vec<_> = letters.iter().map(|l| l.id).collect();
    let versions = rows::versions(&tx, &ids).await?;
    let dispatches = rows::dispatches(&tx, &ids).await?;
    let of = |row: letter::Model| Letter {
        versions: versions.iter().filter(|v| v.letter_id == row.id).cloned().collect(),
        dispatches: dispatches.iter().filter(|d| d.letter_id == row.id).cloned().collect(),
        row,
    };
    Ok(letters.into_iter().map(of).collect())
}

/// One letter of the session's bodies.
///
/// # Errors
/// Not found; when the database fails.
pub async fn one(app: &App, session: &Session, id: i64) -> Result<Letter> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = super::find(&tx, id).await?;
    drop(tx);
    let all = of_case(app, session, CaseId(row.case_id)).await?;
    all.into_iter().find(|l| l.row.id == id).ok_or(crate::Error::NotFound)
}
