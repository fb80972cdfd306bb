//! Releases a letter: the latest version becomes a PDF/UA file in the vault and a document of the case. From then on
//! nothing of it changes.
//!
//! What must stay true: a refused release leaves no object in the vault.

use super::fields::german;
use super::{RELEASERS, find, may};
use crate::{App, Error, Refusal, Result};
use bytes::Bytes;
use domain::cooperation::Session;
use domain::efile::letter;
use domain::ids::{BodyId, CaseId, DocumentId};
use files::{ObjectKey, Stored, Vault};
use formats::pdf::{self, InfoLine, Letter, Sheet, Signature};
use serde_json::json;
use std::convert::Infallible;
use store::case_file::Case;
use store::efile::documents::{self, NewVersion};
use store::efile::letters as rows;
use store::entity::{letter as letter_row, letter_version};
use store::{Error as StoreError, Scope, Tx};

/// Largest file of a letter, bytes.
const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// Releases the version the person has seen; gives the document.
///
/// # Errors
/// Not found for a letter of another body; `NO_RIGHT`, `LETTER_RELEASED`, `LETTER_VERSION`, `LETTER_EMPTY`, and what
/// [`pdf::Error`] says of the text; when database or vault fail.
pub async fn release(app: &App, session: &Session, id: i64, version: i32, key: [u8; 16]) -> Result<DocumentId> {
    let vault = app.vault().ok_or_else(|| StoreError::Damaged("this process has no vault".to_owned()))?;
    let (row, name, letter) = print(app, session, id, version).await?;
    // typesetting takes its time: not on a thread that serves others
    let made = tokio::task::spawn_blocking(move || pdf::letter(&letter)).await;
    let bytes = made.map_err(|e| StoreError::Damaged(format!("typesetting a letter: {e}")))??;
    let body = futures::stream::once(async move { Ok::<_, Infallible>(Bytes::from(bytes)) });
    let stored = vault.put(ObjectKey::from_random(key), body, MAX_BYTES).await.map_err(|e| unkept(&e))?;
    match keep(app, session, &row, &name, &stored).await {
        Ok(document) => Ok(document),
        Err(refused) => {
            remove(vault, &stored).await;
            Err(refused)
        }
    }
}

fn unkept(err: &files::Error) -> Error {
    StoreError::Unreachable(format!("the vault: {err}")).into()
}

async fn remove(vault: &Vault, stored: &Stored) {
    if let Err(error) = vault.delete(&stored.object_key).await {
        tracing::warn!(%error, object_key = %stored.object_key, "an object without record remains");
    }
}

/// The letter as it will stand on paper, and the name of its file.
async fn print(app: &App, session: &Session, id: i64, version: i32) -> Result<(letter_row::Model, String, Letter)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = find(&tx, id).await?;
    may(session, BodyId(row.body_id), RELEASERS)?;
    check(&row, version)?;
    let case = store::case_file::find(&tx, CaseId(row.case_id)).await?.ok_or(Error::NotFound)?;
    let content = rows::versions(&tx, &[row.id]).await?.into_iter().rfind(|v| v.version == version);
    let content = content.ok_or(letter::Error::Version)?;
    letter::content(&content.recipient, &content.subject, &content.text)?;
    let me = session.person().0;
    let own = store::cooperation::persons::names(&tx, &[me]).await?.remove(&me).unwrap_or_default();
    let sheet = sheet(&tx, &row, &content, &case.file_reference, &own, german(session.today())).await?;
    let name = format!("{}-{}.pdf", row.kind.to_lowercase(), case.file_reference.replace(['/', '\\'], "-"));
    Ok((row, name, Letter { sheet, dated_on: session.today(), text: content.text }))
}

async fn sheet(
    tx: &Tx,
    row: &letter_row::Model,
    content: &letter_version::Model,
    file_reference: &str,
    releaser: &str,
    today: String,
) -> Result<Sheet> {
    let template = rows::template(tx, row.template_id).await?;
    let template = template.ok_or_else(|| StoreError::Damaged(format!("letter {} has no template", row.id)))?;
    let mut signature: Signature = serde_json::from_str(&template.signature)?;
    if signature.name.trim().is_empty() {
        releaser.clone_into(&mut signature.name);
    }
    Ok(Sheet {
        letterhead: serde_json::from_str(&template.letterhead)?,
        remarks: Vec::new(),
        recipient: content.recipient.lines().map(ToOwned::to_owned).collect(),
        information: vec![
            InfoLine::new("Unser Zeichen", file_reference),
            InfoLine::new("Bearbeitung", releaser),
            InfoLine::new("Datum", &today),
        ],
        subject: content.subject.clone(),
        signature,
        enclosures: Vec::new(),
    })
}

fn check(row: &letter_row::Model, version: i32) -> Result<()> {
    if row.released_at.is_some() {
        Err(letter::Error::Released.into())
    } else if row.version == version {
        Ok(())
    } else {
        Err(letter::Error::Version.into())
    }
}

async fn keep(
    app: &App,
    session: &Session,
    row: &letter_row::Model,
    name: &str,
    stored: &Stored,
) -> Result<DocumentId> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, CaseId(row.case_id), app.now()).await?.ok_or(Error::NotFound)?;
    let acting = may(session, case.body(), RELEASERS)?;
    if case.row.ended_at.is_some() {
        return Err(Refusal::new("CASE_ENDED", "the file is closed").into());
    }
    let document = documents::insert(&tx, &case, name, session.person()).await?;
    let version = NewVersion {
        media_type: pdf::MEDIA_TYPE,
        sha256: &stored.sha256,
        size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
        object_key: stored.object_key.as_str(),
        key_id: &stored.key_id,
    };
    documents::add_version(&tx, &case, &document, &version, session.person()).await?;
    if !rows::release(&tx, &case, row, session.person(), DocumentId(document.id)).await? {
        return Err(letter::Error::Version.into());
    }
    let facts = json!({ "letterId": row.id, "letterKind": row.kind, "version": row.version, "documentId": document.id, "sha256": stored.sha256 });
    case.journal(&tx, Some(acting.hands()), "LETTER_RELEASED", facts).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(DocumentId(document.id))
}
