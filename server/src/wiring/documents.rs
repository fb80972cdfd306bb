//! Documents over REST, carried out: permit, then the vault, then the record.
//!
//! What must stay true: not a byte is taken from whom the case does not concern, and a refused
//! record leaves no object in the vault.

use app::App;
use app::efile::store_document::{self, NewDocument};
use app::efile::{Checked, check_xrechnung, read_documents};
use bytes::Bytes;
use domain::cooperation::Session;
use domain::ids::{CaseId, DocumentId};
use files::{ObjectKey, Stored, Vault};
use futures::future::BoxFuture;
use futures::{FutureExt, TryStreamExt};

use crate::auth::SignedIn;
use crate::http::documents::{Documents, Download, Kept, Target, Upload};
use crate::http::problem::Problem;

/// Documents in the vault, their records in the database.
pub struct CaseDocuments {
    pub app: App,
    pub vault: Vault,
    pub max_bytes: u64,
}

impl Documents for CaseDocuments {
    fn upload<'a>(&'a self, who: &'a SignedIn, upload: Upload) -> BoxFuture<'a, Result<Kept, Problem>> {
        self.take_in(who, upload).boxed()
    }

    fn download<'a>(
        &'a self,
        who: &'a SignedIn,
        document_id: DocumentId,
        version: Option<i32>,
    ) -> BoxFuture<'a, Result<Download, Problem>> {
        async move {
            let session = self.session(who).await?;
            let found = read_documents::open(&self.app, &session, document_id, version).await?;
            let body = self.vault.get(&found.stored).await?;
            Ok(Download {
                file_name: found.document.name,
                media_type: found.version.media_type,
                sha256: found.stored.sha256,
                size_bytes: found.stored.size_bytes,
                body,
            })
        }
        .boxed()
    }
}

impl CaseDocuments {
    async fn session(&self, who: &SignedIn) -> Result<Session, Problem> {
        Ok(app::cooperation::sign_in::session_of(&self.app, who.person_id).await?)
    }

    async fn take_in(&self, who: &SignedIn, upload: Upload) -> Result<Kept, Problem> {
        let session = self.session(who).await?;
        let (case, document) = self.place(&session, upload.target).await?;
        store_document::permit(&self.app, &session, case).await?;
        let is_xml = is_xml(&upload);
        let stored = self.vault.put(random_key()?, upload.body, self.max_bytes).await?;
        let invoice = if is_xml { self.read_invoice(&stored).await? } else { None };
        let new = NewDocument {
            case,
            document,
            name: &upload.file_name,
            media_type: &upload.media_type,
            stored: &stored,
            invoice: invoice.as_ref(),
        };
        match store_document::store(&self.app, &session, &new).await {
            Ok(version) => Ok(Kept {
                document_id: DocumentId(version.document_id),
                version: version.version,
                sha256: stored.sha256,
                size_bytes: stored.size_bytes,
            }),
            Err(error) => {
                self.remove(&stored).await;
                Err(error.into())
            }
        }
    }

    async fn place(&self, session: &Session, target: Target) -> Result<(CaseId, Option<DocumentId>), Problem> {
        match target {
            Target::NewOnCase(case) => Ok((case, None)),
            Target::NewVersionOf(document) => {
                let found = read_documents::open(&self.app, session, document, None).await?;
                Ok((CaseId(found.document.case_id), Some(document)))
            }
        }
    }

    /// An XML file of sensible size is read as an invoice at once; whatever it is, it is kept.
    async fn read_invoice(&self, stored: &Stored) -> Result<Option<Checked>, Problem> {
        if stored.size_bytes > formats::xrechnung::MAX_BYTES as u64 {
            return Ok(None);
        }
        let read = async {
            let pieces: Vec<Bytes> = self.vault.get(stored).await?.try_collect().await?;
            Ok::<_, Problem>(check_xrechnung(pieces.concat()).await?)
        };
        match read.await {
            Ok(checked) => Ok(Some(checked)),
            Err(problem) => {
                self.remove(stored).await;
                Err(problem)
            }
        }
    }

    async fn remove(&self, stored: &Stored) {
        if let Err(error) = self.vault.delete(&stored.object_key).await {
            tracing::warn!(%error, object_key = %stored.object_key, "an object without record remains");
        }
    }
}

fn is_xml(upload: &Upload) -> bool {
    matches!(upload.media_type.as_str(), "application/xml" | "text/xml")
        || upload.file_name.to_ascii_lowercase().ends_with(".xml")
}

fn random_key() -> Result<ObjectKey, Problem> {
    let mut random = [0u8; 16];
    aws_lc_rs::rand::fill(&mut random).map_err(|error| Problem::internal(&error))?;
    Ok(ObjectKey::from_random(random))
}
