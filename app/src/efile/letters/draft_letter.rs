//! Makes a letter of a case from the body's template: the fields filled with what the case knows.

use super::{WRITERS, fields, may};
use crate::{App, Error, Refusal, Result};
use domain::cooperation::Session;
use domain::efile::letter::{self, LetterKind};
use domain::ids::{CaseId, SupplierId};
use serde_json::json;
use store::Scope;
use store::case_file::Case;
use store::efile::letters as rows;
use store::entity::{letter as letter_row, letter_version, supplier};

/// What is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Draft {
    /// Of which case.
    pub case: CaseId,
    /// Which kind.
    pub kind: LetterKind,
    /// To which firm; none: the address is typed.
    pub firm: Option<SupplierId>,
}

/// Drafts a letter; gives its number.
///
/// # Errors
/// Not found for a case of another body; `NO_RIGHT`, `LETTER_TEMPLATE_MISSING`, `LETTER_NOT_FOR_FIRM`,
/// `MERGE_FIELD_MISSING`.
pub async fn draft(app: &App, session: &Session, new: Draft) -> Result<i64> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, new.case, app.now()).await?.ok_or(Error::NotFound)?;
    let acting = may(session, case.body(), WRITERS)?;
    let templates = rows::templates(&tx, case.body()).await?;
    let template = templates.into_iter().find(|t| t.kind == new.kind.to_string());
    let template = template
        .ok_or_else(|| Refusal::at("kind", "LETTER_TEMPLATE_MISSING", "the body has no template of this kind"))?;
    let facts = fields::facts(&tx, &case, new.firm).await?;
    let released = was_released(&tx, new.case).await?;
    letter::recipient(new.kind, new.firm, &facts.quoters, released)?;
    let me = session.person().0;
    let clerk = store::cooperation::persons::names(&tx, &[me]).await?.remove(&me);
    let values = fields::values(&tx, &case, &facts, clerk, session.today()).await?;
    let first = letter_version::Model {
        letter_id: 0, // given by the database
        version: 1,
        body_id: case.row.body_id,
        recipient: facts.supplier.as_ref().map(address).unwrap_or_default(),
        subject: formats::pdf::fill(&template.subject, &values)?,
        text: formats::pdf::fill(&template.text, &values)?,
        saved_by: me,
        saved_at: case.at(),
    };
    let row = letter_row::Model {
        id: 0, // given by the database
        case_id: case.row.id,
        body_id: case.row.body_id,
        kind: new.kind.to_string(),
        template_id: template.id,
        supplier_id: new.firm.map(|f| f.0),
        version: 1,
        made_by: me,
        made_at: case.at(),
        released_by: None,
        released_at: None,
        document_id: None,
    };
    let row = rows::insert(&tx, row, first).await?;
    let facts = json!({ "letterId": row.id, "letterKind": row.kind, "supplierId": row.supplier_id, "templateVersion": template.version });
    case.journal(&tx, Some(acting.hands()), "LETTER_DRAFTED", facts).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(row.id)
}

/// Whether a second person released the order, so that it may go out.
async fn was_released(tx: &store::Tx, case: CaseId) -> Result<bool> {
    let tasks = store::tasks::rows::of_cases(tx, &[case.0]).await?;
    let release = domain::tasks::TaskKind::ReleaseOrder.number();
    Ok(tasks.iter().any(|t| t.kind == i32::from(release) && t.outcome.as_deref() == Some("RELEASE")))
}

fn address(firm: &supplier::Model) -> String {
    format!("{}\n{}", firm.name, firm.region)
}
