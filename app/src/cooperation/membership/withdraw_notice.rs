//! A member takes its notice back before its last day, with the consent of all others (handbook 11.6).

use super::{PROCESS, advance, missing, row};
use crate::{App, Error, Refusal, Result};
use domain::cooperation::forms::Consent;
use domain::cooperation::membership::Event;
use domain::cooperation::{Area, Role, Session};
use domain::ids::CaseId;
use domain::wake::Wake;
use serde_json::json;
use store::Scope;
use store::case_file::Case;
use store::cooperation::memberships;

/// Takes the notice back; the process ends the case.
///
/// # Errors
/// Not found for a case the session knows nothing of; `NO_RIGHT`, `CONSENTS_MISSING`, `MEMBERSHIP_NOT_NOW`.
pub async fn withdraw(app: &App, session: &Session, id: CaseId, consents: &[Consent]) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, id, app.now()).await?.ok_or(Error::NotFound)?;
    if case.row.process != PROCESS {
        return Err(Error::NotFound);
    }
    let acting = session.act_as(case.body(), Area::Cooperation, &[Role::Lead])?;
    if case.row.ended_at.is_some() {
        return Err(Refusal::new("CASE_ENDED", "the case has ended").into());
    }
    let mut row = row(&tx, &case).await?;
    let consenting = consents.iter().map(|consent| consent.body_id);
    let missing = missing(&tx, &row, session.today(), consenting).await?;
    advance(&mut row, Event::WithdrawNotice { missing })?;
    memberships::save(&tx, row).await?;
    case.journal(&tx, Some(acting.hands()), "NOTICE_WITHDRAWN", json!({ "consents": consents.len() })).await?;
    let at = case.at();
    case.wake(&tx, &Wake::NoticeWithdrawn, at).await?;
    case.announce(&tx, "CASE", id.0, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(())
}
