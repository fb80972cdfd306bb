//! Adds a document, or the next version of one, once its bytes lie in the vault.
//!
//! The caller asks [`permit`] before it takes a single byte, streams them into the vault, and then [`store()`]s
//! what the vault gave; when that is refused, the caller deletes the object again.

use super::xrechnung::{Checked, keep};
use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Area, Role, Session};
use domain::efile::{check_media_type, check_name};
use domain::ids::{BodyId, CaseId, DocumentId};
use domain::tasks::Hands;
use serde_json::json;
use store::Scope;
use store::case_file::{self, Case};
use store::efile::documents::{self, NewVersion};
use store::entity::{case_file as case_entity, document_version};

/// Who may add documents: everybody who works on the case; auditors, supervisors and operators only read.
const WRITERS: &[Role] = &[
    Role::Requester,
    Role::Buyer,
    Role::Budget,
    Role::Decider,
    Role::CertifierFactual,
    Role::CertifierArithmetic,
    Role::Orderer,
    Role::Treasury1,
    Role::Treasury2,
    Role::Clerk,
    Role::Signer,
    Role::Registry,
    Role::Lead,
];

/// A document whose bytes are in the vault.
#[derive(Debug)]
pub struct NewDocument<'a> {
    /// Case.
    pub case: CaseId,
    /// The document this is a version of; none: a new one.
    pub document: Option<DocumentId>,
    /// File name.
    pub name: &'a str,
    /// Media type.
    pub media_type: &'a str,
    /// What the vault gave.
    pub stored: &'a files::Stored,
    /// For XML: what [`super::check_xrechnung`] made of it.
    pub invoice: Option<&'a Checked>,
}

/// May this session add documents to the case?
///
/// # Errors
/// Not found for a case of another body; `NO_RIGHT`, `CASE_ENDED`.
pub async fn permit(app: &App, session: &Session, case: CaseId) -> Result<()> {
    let tx = app.people().read(&Scope::of(session)).await?;
    may_write(session, &case_file::find(&tx, case).await?.ok_or(Error::NotFound)?)
}

fn may_write(session: &Session, case: &case_entity::Model) -> Result<()> {
    let body = BodyId(case.body_id);
    let right =
        session.act_as(body, Area::Procurement, WRITERS).or_else(|_| session.act_as(body, Area::Efile, WRITERS));
    right?;
    if case.ended_at.is_some() {
        return Err(Refusal::new("CASE_ENDED", "the file is closed").into());
    }
    Ok(())
}

/// Stores the document row and its version.
///
/// # Errors
/// As [`permit`]; `DOCUMENT_NAME`, `DOCUMENT_MEDIA_TYPE`; not found for a document of another case.
pub async fn store(app: &App, session: &Session, new: &NewDocument<'_>) -> Result<document_version::Model> {
    let (name, media_type) = (check_name(new.name)?, check_media_type(new.media_type)?);
    let size_bytes = i64::try_from(new.stored.size_bytes).unwrap_or(i64::MAX);
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, new.case, app.now()).await?.ok_or(Error::NotFound)?;
    may_write(session, &case.row)?;
    let document = match new.document {
        Some(id) => documents::find(&tx, id).await?.filter(|d| d.case_id == case.row.id).ok_or(Error::NotFound)?,
        None => documents::insert(&tx, &case, name, session.person()).await?,
    };
    let version = NewVersion {
        media_type,
        sha256: &new.stored.sha256,
        size_bytes,
        object_key: new.stored.object_key.as_str(),
        key_id: &new.stored.key_id,
    };
    let version = documents::add_version(&tx, &case, &document, &version, session.person()).await?;
    if let Some(checked) = new.invoice {
        keep(&tx, &case, DocumentId(document.id), version.version, checked).await?;
    }
    let facts = json!({
        "documentId": document.id, "version": version.version, "sha256": version.sha256, "sizeBytes": version.size_bytes,
        "xrechnungValid": new.invoice.map(|c| c.report.valid),
    });
    case.journal(&tx, Some(Hands::own(session.person())), "DOCUMENT_STORED", facts).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(version)
}
