//! Documents and their versions. The bytes are fetched over REST under the same rights.

use super::case::Case;
use crate::cooperation::Person;
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::scalars::RowNumber;
use crate::viewer::viewer;
use app::efile::read_documents::{self, document as document_row, document_version};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::ids::DocumentId;

/// A document of a case.
#[derive(Clone)]
pub struct Document {
    pub row: document_row::Model,
    versions: Vec<document_version::Model>,
}

impl From<(document_row::Model, Vec<document_version::Model>)> for Document {
    fn from((row, versions): (document_row::Model, Vec<document_version::Model>)) -> Self {
        Self { row, versions }
    }
}

/// A document of a case.
#[Object]
impl Document {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Document, self.row.id)
    }

    /// The number forms and document addresses name it by.
    async fn number(&self) -> RowNumber {
        RowNumber(self.row.id)
    }

    /// File name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }

    /// Who added it.
    async fn created_by(&self) -> Person {
        self.row.created_by.into()
    }

    /// Its case.
    async fn case(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Case>> {
        Loaders::of(ctx)?.case(self.row.case_id).await
    }

    /// Versions, oldest first.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn versions(&self) -> Vec<DocumentVersion> {
        self.versions.iter().cloned().map(DocumentVersion).collect()
    }
}

/// One version of a document; never changed once stored.
pub struct DocumentVersion(document_version::Model);

/// One version of a document; never changed once stored.
#[Object]
impl DocumentVersion {
    /// Number, from 1.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Media type.
    async fn media_type(&self) -> &str {
        &self.0.media_type
    }

    /// SHA-256 of the plain bytes, hexadecimal.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// Size of the plain bytes.
    async fn size_bytes(&self) -> RowNumber {
        RowNumber(self.0.size_bytes)
    }

    /// When it was stored.
    async fn stored_at(&self) -> DateTime<Utc> {
        self.0.stored_at
    }

    /// Who stored it.
    async fn stored_by(&self) -> Person {
        self.0.stored_by.into()
    }

    /// What reading it as an invoice gave; null: it is no XML file.
    #[graphql(complexity = "10 * child_complexity + 20")]
    async fn invoice_check(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<InvoiceCheck>> {
        let viewer = viewer(ctx)?;
        let id = DocumentId(self.0.document_id);
        let checked = read_documents::invoice_findings(viewer.app(), &viewer.session(), id, self.0.version).await;
        let Some(checked) = Loaders::of(ctx)?.found(checked)?.flatten() else { return Ok(None) };
        let findings = checked.report.findings.into_iter();
        Ok(Some(InvoiceCheck {
            valid: checked.report.valid,
            findings: findings.map(|f| InvoiceFinding { rule: f.rule, message: f.message }).collect(),
        }))
    }
}

/// What reading a file as an XRechnung gave.
#[derive(SimpleObject)]
pub struct InvoiceCheck {
    /// Whether nothing found is fatal.
    valid: bool,
    /// Broken rules, the most severe first.
    findings: Vec<InvoiceFinding>,
}

/// One broken rule of an invoice file.
#[derive(SimpleObject)]
pub struct InvoiceFinding {
    /// Rule as published, such as `BR-DE-15`.
    rule: String,
    /// German words for clerks.
    message: String,
}

/// One document the viewer may see.
pub async fn document(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Document>> {
    let viewer = viewer(ctx)?;
    let loaders = Loaders::of(ctx)?;
    let opened = read_documents::open(viewer.app(), &viewer.session(), DocumentId(number), None).await;
    let Some(opened) = loaders.found(opened)? else { return Ok(None) };
    let all = loaders.documents_of(opened.document.case_id).await?;
    Ok(all.into_iter().find(|d| d.row.id == number))
}
