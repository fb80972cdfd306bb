//! Documents of a case and their versions: each version is a stored object that never changes.

use crate::case_file::Case;
use crate::entity::{document, document_version};
use crate::{Error, Tx};
use domain::ids::{CaseId, DocumentId, PersonId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Adds a document without a version.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, case: &Case, name: &str, person: PersonId) -> Result<document::Model, Error> {
    let row = document::ActiveModel {
        case_id: Set(case.row.id),
        body_id: Set(case.row.body_id),
        name: Set(name.to_owned()),
        created_at: Set(case.at()),
        created_by: Set(person.0),
        ..Default::default()
    };
    Ok(row.insert(tx.conn()).await?)
}

/// What is kept of a stored object.
#[derive(Debug)]
pub struct NewVersion<'a> {
    /// `type/subtype`.
    pub media_type: &'a str,
    /// Of the plaintext, lower-case hex.
    pub sha256: &'a str,
    /// Of the plaintext.
    pub size_bytes: i64,
    /// Where it lies.
    pub object_key: &'a str,
    /// Master key it is wrapped with.
    pub key_id: &'a str,
}

/// Adds the next version; the caller holds the lock of the case, so numbers have no gaps.
///
/// # Errors
/// When the database fails.
pub async fn add_version(
    tx: &Tx,
    case: &Case,
    document: &document::Model,
    new: &NewVersion<'_>,
    person: PersonId,
) -> Result<document_version::Model, Error> {
    let latest = versions(tx, &[document.id]).await?.into_iter().map(|v| v.version).max().unwrap_or(0);
    let row = document_version::Model {
        document_id: document.id,
        version: latest + 1,
        body_id: document.body_id,
        media_type: new.media_type.to_owned(),
        sha256: new.sha256.to_owned(),
        size_bytes: new.size_bytes,
        object_key: new.object_key.to_owned(),
        key_id: new.key_id.to_owned(),
        stored_at: case.at(),
        stored_by: person.0,
    };
    document_version::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(row)
}

/// A document of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: DocumentId) -> Result<Option<document::Model>, Error> {
    Ok(tx.find_shared::<document::Entity>().filter(document::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Versions of documents, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn versions(tx: &Tx, documents: &[i64]) -> Result<Vec<document_version::Model>, Error> {
    let query = tx
        .find_shared::<document_version::Entity>()
        .filter(document_version::Column::DocumentId.is_in(documents.iter().copied()));
    let query =
        query.order_by_asc(document_version::Column::DocumentId).order_by_asc(document_version::Column::Version);
    Ok(query.all(tx.conn()).await?)
}

/// Documents of cases, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_cases(tx: &Tx, cases: &[i64]) -> Result<Vec<document::Model>, Error> {
    let query = tx.find_shared::<document::Entity>().filter(document::Column::CaseId.is_in(cases.iter().copied()));
    Ok(query.order_by_asc(document::Column::Id).all(tx.conn()).await?)
}

/// Documents of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<document::Model>, Error> {
    of_cases(tx, &[case.0]).await
}
