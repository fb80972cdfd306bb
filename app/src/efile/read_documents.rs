//! Documents for reading: lists, and what the vault needs to give the bytes out.

use super::xrechnung::{Checked, kept};
use crate::{App, Error, Result};
use domain::cooperation::Session;
use domain::ids::{CaseId, DocumentId};
use store::efile::documents;
use store::{Error as StoreError, Scope};

pub use store::entity::{document, document_version};

/// Documents of cases with their versions, as far as the session may see them.
///
/// # Errors
/// When the database fails.
pub async fn of_cases(
    app: &App,
    session: &Session,
    cases: &[i64],
) -> Result<Vec<(document::Model, Vec<document_version::Model>)>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let documents = documents::of_cases(&tx, cases).await?;
    let versions = documents::versions(&tx, &documents.iter().map(|d| d.id).collect::<Vec<_>>()).await?;
    let of = |id| versions.iter().filter(|v| v.document_id == id).cloned().collect();
    Ok(documents
        .into_iter()
        .map(|d| {
            let v = of(d.id);
            (d, v)
        })
        .collect())
}

/// A document version ready to be given out.
#[derive(Debug)]
pub struct Opened {
    /// The document.
    pub document: document::Model,
    /// The version.
    pub version: document_version::Model,
    /// For the vault.
    pub stored: files::Stored,
}

/// Opens a version of a document, the latest when none is named.
///
/// # Errors
/// Not found for unknown ones and those of other bodies.
pub async fn open(app: &App, session: &Session, id: DocumentId, version: Option<i32>) -> Result<Opened> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let document = documents::find(&tx, id).await?.ok_or(Error::NotFound)?;
    let versions = documents::versions(&tx, &[id.0]).await?;
    let found = versions.into_iter().rev().find(|v| version.is_none_or(|wanted| v.version == wanted));
    let version = found.ok_or(Error::NotFound)?;
    let damaged = |what: &str| StoreError::Damaged(format!("document {id}: {what}"));
    let stored = files::Stored {
        object_key: version.object_key.parse().map_err(|_| damaged("object key"))?,
        sha256: version.sha256.clone(),
        size_bytes: u64::try_from(version.size_bytes).map_err(|_| damaged("size"))?,
        key_id: version.key_id.clone(),
    };
    Ok(Opened { document, version, stored })
}

/// What reading the document as an invoice gave; none: it is no XML file.
///
/// # Errors
/// Not found for unknown ones and those of other bodies.
pub async fn invoice_findings(app: &App, session: &Session, id: DocumentId, version: i32) -> Result<Option<Checked>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let document = documents::find(&tx, id).await?.ok_or(Error::NotFound)?;
    kept(&tx, CaseId(document.case_id), id, version).await
}
