//! A body's templates: each save is a new version, letters already made keep theirs. Leads only, in the record of the
//! body's administration.

use crate::cooperation::administration::{Change, administering};
use crate::{App, Refusal, Result};
use domain::cooperation::Session;
use domain::efile::letter::{self, FIELDS, LetterKind};
use domain::ids::BodyId;
use formats::pdf::{Letterhead, Signature};
use serde_json::json;
use store::Scope;
use store::efile::letters as rows;
use store::entity::letter_template;

/// What a template shall be.
#[derive(Debug)]
pub struct Template {
    /// For which letters.
    pub kind: LetterKind,
    /// Who writes.
    pub letterhead: Letterhead,
    /// Who signs; an empty name is that of the person who releases.
    pub signature: Signature,
    /// Subject, with merge fields.
    pub subject: String,
    /// Text with light formatting and merge fields.
    pub text: String,
}

/// Saves a template as the next version of its kind; gives the version.
///
/// # Errors
/// Not found, `NO_RIGHT`, `LETTER_EMPTY`, `LETTER_TOO_LONG`, `MERGE_FIELD_UNKNOWN`, `MERGE_FIELD_MALFORMED`,
/// `LETTER_PART_MISSING`.
pub async fn save(app: &App, session: &Session, body: BodyId, new: &Template) -> Result<letter_template::Model> {
    administering(session, body)?;
    letter::content("-", &new.subject, &new.text)?;
    for text in [&new.subject, &new.text] {
        let unknown = formats::pdf::fields(text)?.into_iter().find(|name| !FIELDS.contains(&name.as_str()));
        if let Some(name) = unknown {
            return Err(Refusal::new("MERGE_FIELD_UNKNOWN", format!("{{{{{name}}}}} does not exist")).into());
        }
    }
    let letterhead = &new.letterhead;
    if letterhead.body_name.trim().is_empty() || letterhead.return_line.trim().is_empty() {
        return Err(Refusal::at("letterhead", "LETTER_PART_MISSING", "name and return address are needed").into());
    }
    let mut change = Change::begin(app, session, body).await?;
    let latest = rows::templates(&change.tx, body).await?.into_iter().find(|t| t.kind == new.kind.to_string());
    let row = letter_template::Model {
        id: 0, // given by the database
        body_id: body.0,
        kind: new.kind.to_string(),
        version: latest.map_or(1, |t| t.version + 1),
        letterhead: serde_json::to_string(letterhead)?,
        signature: serde_json::to_string(&new.signature)?,
        subject: new.subject.trim().to_owned(),
        text: new.text.clone(),
        saved_by: session.person().0,
        saved_at: app.now(),
    };
    let row = rows::insert_template(&change.tx, row).await?;
    let facts = json!({ "templateId": row.id, "letterKind": row.kind, "version": row.version });
    change.journal("LETTER_TEMPLATE_SAVED", facts).await?;
    change.commit(app).await?;
    Ok(row)
}

/// The latest templates of a body, one a kind at most.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, session: &Session, body: BodyId) -> Result<Vec<letter_template::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(rows::templates(&tx, body).await?)
}

/// A template whose letterhead and signature are still empty.
#[must_use]
pub fn new_template(kind: LetterKind, subject: String, text: String) -> Template {
    Template { kind, letterhead: Letterhead::default(), signature: Signature::default(), subject, text }
}
