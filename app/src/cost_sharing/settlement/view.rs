//! What a settlement says, for reading: the seat and every member of that year.

use crate::cost_sharing::reader::may_read;
use crate::{App, Error, Result};
use domain::cooperation::Session;
use domain::ids::{BodyId, CaseId, CooperationId};
use store::cost_sharing::settlements;
use store::{Scope, Tx};

pub use store::entity::{
    settlement, settlement_advance, settlement_correction, settlement_share, settlement_statement,
};

/// Settlements of a year: the first one, and behind it its corrections.
///
/// # Errors
/// Not found for who may not read that year.
pub async fn of_year(
    app: &App,
    session: &Session,
    cooperation: CooperationId,
    year: i32,
) -> Result<Vec<settlement::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    may_read(&tx, session, cooperation, Some(year)).await?;
    Ok(settlements::of_year(&tx, cooperation, year).await?)
}

async fn open(app: &App, session: &Session, case: CaseId) -> Result<(Tx, settlement::Model)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = settlements::find(&tx, case).await?.ok_or(Error::NotFound)?;
    may_read(&tx, session, CooperationId(row.cooperation_id), Some(row.year)).await?;
    Ok((tx, row))
}

/// Statements of the version that counts now, by member.
///
/// # Errors
/// Not found for who may not read that year.
pub async fn statements(app: &App, session: &Session, case: CaseId) -> Result<Vec<settlement_statement::Model>> {
    let (tx, row) = open(app, session, case).await?;
    Ok(settlements::statements(&tx, case, row.version_no).await?)
}

/// Shares of a member in a version, by cost kind, part of the year and component.
///
/// # Errors
/// Not found for who may not read that year.
pub async fn shares(
    app: &App,
    session: &Session,
    case: CaseId,
    version_no: i32,
    member: BodyId,
) -> Result<Vec<settlement_share::Model>> {
    let (tx, _) = open(app, session, case).await?;
    Ok(settlements::shares(&tx, case, version_no, Some(member)).await?)
}

/// Advances, by instalment and member.
///
/// # Errors
/// Not found for who may not read that year.
pub async fn advances(app: &App, session: &Session, case: CaseId) -> Result<Vec<settlement_advance::Model>> {
    let (tx, _) = open(app, session, case).await?;
    Ok(settlements::advances(&tx, case).await?)
}

/// Lines the version that counts now was corrected by; none but of a correction.
///
/// # Errors
/// Not found for who may not read that year.
pub async fn corrections(app: &App, session: &Session, case: CaseId) -> Result<Vec<settlement_correction::Model>> {
    let (tx, row) = open(app, session, case).await?;
    Ok(settlements::corrections(&tx, case, row.version_no).await?)
}
