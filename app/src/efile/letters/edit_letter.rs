//! Changes a draft. Every version is kept; whoever comes second is told.

use super::{WRITERS, find, may};
use crate::{App, Error, Result};
use domain::cooperation::Session;
use domain::efile::letter;
use domain::ids::{BodyId, CaseId};
use serde_json::json;
use store::Scope;
use store::case_file::Case;
use store::efile::letters as rows;
use store::entity::letter_version;

/// What a draft shall say.
#[derive(Debug)]
pub struct Content<'a> {
    /// The letter.
    pub letter: i64,
    /// The version the person has seen.
    pub version: i32,
    /// Name and address, at most six lines.
    pub recipient: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Text with light formatting.
    pub text: &'a str,
}

/// Saves the next version of a draft.
///
/// # Errors
/// Not found for a letter of another body; `NO_RIGHT`, `LETTER_RELEASED`, `LETTER_VERSION`, `LETTER_EMPTY`,
/// `LETTER_TOO_LONG`, `MERGE_FIELD_UNFILLED`.
pub async fn edit(app: &App, session: &Session, new: &Content<'_>) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = find(&tx, new.letter).await?;
    let acting = may(session, BodyId(row.body_id), WRITERS)?;
    letter::content(new.recipient, new.subject, new.text)?;
    formats::pdf::check_text(new.text)?;
    let mut case = Case::lock(&tx, CaseId(row.case_id), app.now()).await?.ok_or(Error::NotFound)?;
    if row.released_at.is_some() {
        return Err(letter::Error::Released.into());
    }
    let next = letter_version::Model {
        letter_id: row.id,
        version: new.version.checked_add(1).ok_or(letter::Error::Version)?,
        body_id: row.body_id,
        recipient: new.recipient.trim().to_owned(),
        subject: new.subject.trim().to_owned(),
        text: new.text.to_owned(),
        saved_by: session.person().0,
        saved_at: case.at(),
    };
    let version = next.version;
    if !rows::add_version(&tx, next).await? {
        return Err(letter::Error::Version.into());
    }
    case.journal(&tx, Some(acting.hands()), "LETTER_CHANGED", json!({ "letterId": row.id, "version": version }))
        .await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}
