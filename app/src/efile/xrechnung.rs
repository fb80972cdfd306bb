//! What was read from an invoice file is kept beside the document version, so that recording the invoice needs
//! no second look at the bytes: a step result named after document and version.

use crate::Result;
use domain::ids::{CaseId, DocumentId};
use formats::xrechnung::{ReadInvoice, Report};
use serde::{Deserialize, Serialize};
use store::case_file::Case;
use store::engine::states;
use store::{Error as StoreError, Tx};

/// What reading an XML upload gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Checked {
    /// The findings.
    pub report: Report,
    /// The invoice, if it is one.
    pub invoice: Option<ReadInvoice>,
}

/// Checks and reads XML as an XRechnung, on a thread that may take its time.
///
/// # Errors
/// When the runtime is shutting down.
pub async fn check_xrechnung(bytes: Vec<u8>) -> Result<Checked> {
    let read =
        move || Checked { report: formats::xrechnung::check(&bytes), invoice: formats::xrechnung::read(&bytes).ok() };
    let checked = tokio::task::spawn_blocking(read).await;
    checked.map_err(|e| StoreError::Damaged(format!("reading an invoice file: {e}")).into())
}

fn step(document: DocumentId, version: i32) -> String {
    format!("XRECHNUNG:{document}:{version}")
}

/// Keeps what was read.
pub(super) async fn keep(tx: &Tx, case: &Case, document: DocumentId, version: i32, checked: &Checked) -> Result<()> {
    let text = serde_json::to_string(checked)?;
    Ok(states::keep_result(tx, case.id(), case.body(), &step(document, version), 0, &text, case.at()).await?)
}

/// What was read from a document version, if it was an XML file.
pub(crate) async fn kept(tx: &Tx, case: CaseId, document: DocumentId, version: i32) -> Result<Option<Checked>> {
    let text = states::result(tx, case, &step(document, version), 0).await?;
    Ok(text.map(|t| serde_json::from_str(&t)).transpose()?)
}
