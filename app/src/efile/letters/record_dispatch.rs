//! Records how and when a released letter went out.

use super::{WRITERS, find, may};
use crate::{App, Error, Result};
use chrono::{DateTime, SubsecRound, Utc};
use domain::cooperation::Session;
use domain::efile::letter::{self, Channel};
use domain::ids::{BodyId, CaseId};
use serde_json::json;
use store::Scope;
use store::case_file::Case;
use store::efile::letters as rows;

/// Records a dispatch.
///
/// # Errors
/// Not found for a letter of another body; `NO_RIGHT`, `LETTER_NOT_RELEASED`, `DISPATCH_DATE`.
pub async fn record(app: &App, session: &Session, id: i64, channel: Channel, sent_at: DateTime<Utc>) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = find(&tx, id).await?;
    let acting = may(session, BodyId(row.body_id), WRITERS)?;
    let sent_at = sent_at.trunc_subsecs(6);
    letter::dispatched(row.released_at, sent_at, app.now())?;
    let mut case = Case::lock(&tx, CaseId(row.case_id), app.now()).await?.ok_or(Error::NotFound)?;
    rows::note_dispatch(&tx, &row, &channel.to_string(), sent_at, session.person(), case.at()).await?;
    let facts = json!({ "letterId": row.id, "letterKind": row.kind, "channel": channel, "at": sent_at });
    case.journal(&tx, Some(acting.hands()), "LETTER_DISPATCHED", facts).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}
