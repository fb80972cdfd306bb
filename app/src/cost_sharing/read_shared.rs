//! What a cooperation shares, for reading: agreements, keys, measures, vouchers, grants, sums.

use super::reader::{days_of, may_read};
use crate::{App, Error, Result};
use domain::cooperation::Session;
use domain::ids::{AgreementId, CooperationId, CostLineId, DeductionId, KeyVersionId, VoucherId};
use store::cost_sharing::{agreements, books, keys, measures, vouchers};
use store::{Scope, Tx};

pub use store::cost_sharing::measures::Counted;
pub use store::cost_sharing::vouchers::KindSum;
pub use store::entity::{
    agreement, cost_line, cost_voucher, deduction, key_measure, key_version, measure, personnel_share, process_weight,
    shared_cost_centre, vat_decision,
};

async fn begin(app: &App, session: &Session, cooperation: CooperationId, year: Option<i32>) -> Result<Tx> {
    let tx = app.people().read(&Scope::of(session)).await?;
    may_read(&tx, session, cooperation, year).await?;
    Ok(tx)
}

/// The agreement of today, or the latest.
///
/// # Errors
/// Not found for who may not read it.
pub async fn agreement(app: &App, session: &Session, cooperation: CooperationId) -> Result<agreement::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    may_read(&tx, session, cooperation, None).await
}

/// VAT decisions under an agreement.
///
/// # Errors
/// As [`agreement`].
pub async fn vat(app: &App, session: &Session, row: &agreement::Model) -> Result<Vec<vat_decision::Model>> {
    let tx = begin(app, session, CooperationId(row.cooperation_id), None).await?;
    Ok(agreements::vat(&tx, AgreementId(row.id)).await?)
}

/// Key versions, newest first.
///
/// # Errors
/// As [`agreement`].
pub async fn key_versions(app: &App, session: &Session, cooperation: CooperationId) -> Result<Vec<key_version::Model>> {
    let tx = begin(app, session, cooperation, None).await?;
    Ok(keys::list(&tx, cooperation).await?)
}

/// One key version with the measures it was frozen with.
///
/// # Errors
/// As [`agreement`].
pub async fn key_version(
    app: &App,
    session: &Session,
    id: KeyVersionId,
) -> Result<(key_version::Model, Vec<key_measure::Model>)> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = keys::find(&tx, id).await?.ok_or(Error::NotFound)?;
    may_read(&tx, session, CooperationId(row.cooperation_id), None).await?;
    let measures = keys::measures(&tx, id).await?;
    Ok((row, measures))
}

/// Measures, newest day first.
///
/// # Errors
/// As [`agreement`].
pub async fn measures(app: &App, session: &Session, cooperation: CooperationId) -> Result<Vec<measure::Model>> {
    let tx = begin(app, session, cooperation, None).await?;
    Ok(measures::list(&tx, cooperation, None).await?)
}

/// Weights of processes.
///
/// # Errors
/// As [`agreement`].
pub async fn weights(app: &App, session: &Session, cooperation: CooperationId) -> Result<Vec<process_weight::Model>> {
    let tx = begin(app, session, cooperation, None).await?;
    Ok(measures::weights(&tx, cooperation).await?)
}

/// Shared cost centres.
///
/// # Errors
/// As [`agreement`].
pub async fn cost_centres(
    app: &App,
    session: &Session,
    cooperation: CooperationId,
) -> Result<Vec<shared_cost_centre::Model>> {
    let tx = begin(app, session, cooperation, None).await?;
    Ok(books::shared_centres(&tx, cooperation).await?)
}

/// Closed years.
///
/// # Errors
/// As [`agreement`].
pub async fn closed_years(app: &App, session: &Session, cooperation: CooperationId) -> Result<Vec<i32>> {
    let tx = begin(app, session, cooperation, None).await?;
    Ok(books::closed(&tx, cooperation).await?)
}

/// Cases counted in a year, by body served.
///
/// # Errors
/// As [`agreement`], for the year.
pub async fn counted(app: &App, session: &Session, cooperation: CooperationId, year: i32) -> Result<Vec<Counted>> {
    let (first, last) = days_of(year)?;
    let tx = begin(app, session, cooperation, Some(year)).await?;
    Ok(measures::counted(&tx, cooperation, first, last).await?)
}

/// A page of a year's vouchers behind number `after`.
///
/// # Errors
/// As [`agreement`], for the year.
pub async fn voucher_page(
    app: &App,
    session: &Session,
    cooperation: CooperationId,
    year: i32,
    after: i64,
    first: u64,
) -> Result<Vec<cost_voucher::Model>> {
    let tx = begin(app, session, cooperation, Some(year)).await?;
    Ok(vouchers::page(&tx, cooperation, year, after, first).await?)
}

/// One voucher.
///
/// # Errors
/// As [`agreement`], for its year.
pub async fn voucher(app: &App, session: &Session, id: VoucherId) -> Result<cost_voucher::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = vouchers::find(&tx, id).await?.ok_or(Error::NotFound)?;
    may_read(&tx, session, CooperationId(row.cooperation_id), Some(row.year)).await?;
    Ok(row)
}

/// Lines of vouchers, as far as the session's bodies share them.
///
/// # Errors
/// When the database fails.
pub async fn lines(app: &App, session: &Session, vouchers: &[i64]) -> Result<Vec<cost_line::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(vouchers::lines(&tx, vouchers).await?)
}

/// One line.
///
/// # Errors
/// As [`agreement`], for its year.
pub async fn line(app: &App, session: &Session, id: CostLineId) -> Result<cost_line::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = vouchers::line(&tx, id).await?.ok_or(Error::NotFound)?;
    may_read(&tx, session, CooperationId(row.cooperation_id), Some(row.year)).await?;
    Ok(row)
}

/// One grant or income.
///
/// # Errors
/// As [`agreement`], for its year.
pub async fn deduction(app: &App, session: &Session, id: DeductionId) -> Result<deduction::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let row = vouchers::deduction(&tx, id).await?.ok_or(Error::NotFound)?;
    may_read(&tx, session, CooperationId(row.cooperation_id), Some(row.year)).await?;
    Ok(row)
}

/// Shares of posts behind a voucher: nothing to anybody but people of the employer who enter or certify vouchers.
///
/// # Errors
/// When the database fails.
pub async fn posts(app: &App, session: &Session, voucher: &cost_voucher::Model) -> Result<Vec<personnel_share::Model>> {
    use domain::cooperation::{Area, Role};
    let employer = domain::ids::BodyId(voucher.body_id);
    if session.act_as(employer, Area::CostSharing, &[Role::Lead, Role::Budget]).is_err() {
        return Ok(Vec::new());
    }
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(vouchers::shares(&tx, &[voucher.id]).await?)
}

/// Certified costs of a year by kind.
///
/// # Errors
/// As [`agreement`], for the year.
pub async fn sums(app: &App, session: &Session, cooperation: CooperationId, year: i32) -> Result<Vec<KindSum>> {
    let tx = begin(app, session, cooperation, Some(year)).await?;
    Ok(vouchers::sums(&tx, cooperation, year, None).await?)
}

/// Grants and income of a year.
///
/// # Errors
/// As [`agreement`], for the year.
pub async fn deductions(
    app: &App,
    session: &Session,
    cooperation: CooperationId,
    year: i32,
) -> Result<Vec<deduction::Model>> {
    let tx = begin(app, session, cooperation, Some(year)).await?;
    Ok(vouchers::deductions(&tx, cooperation, year).await?)
}
