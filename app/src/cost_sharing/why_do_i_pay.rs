//! "Why do I pay this?" From a share back to the cost line, its voucher, the order and the need behind it, and to the
//! key version that divides it.

use super::reader::may_read;
use super::year_plan::{Instead, load};
use crate::{App, Error, Result};
use domain::cooperation::{Area, Session};
use domain::ids::{BodyId, CaseId, CooperationId, CostLineId, InvoiceId, KeyVersionId, SupplierId, VoucherId};
use ledger::cost_sharing::period::Span;
use ledger::cost_sharing::{KeyVersion, PartyKey, trace};
use store::cost_sharing::vouchers;
use store::entity::{case_file, cost_line, cost_voucher, invoice, procurement, supplier};
use store::{Error as StoreError, Scope, Tx};

/// What one member pays of a line by one version of the key.
#[derive(Debug, Clone)]
pub struct Part {
    /// First and last day of the part of the year.
    pub span: Span,
    /// Number of the key version.
    pub version_id: KeyVersionId,
    /// The key version.
    pub version: KeyVersion,
    /// What of the line falls into this part.
    pub line_cents: i64,
    /// What the member pays of it.
    pub share_cents: i64,
    /// By component, in the key's order; empty when cents are rounded in one stage.
    pub components: Vec<i64>,
}

/// What was bought, when an invoice stands behind the line.
#[derive(Debug, Clone)]
pub struct Bought {
    /// The invoice.
    pub invoice: invoice::Model,
    /// The firm.
    pub supplier: Option<supplier::Model>,
    /// The case of the purchase.
    pub case: case_file::Model,
    /// Need and order.
    pub procurement: procurement::Model,
}

/// The whole path.
#[derive(Debug, Clone)]
pub struct Why {
    /// The line.
    pub line: cost_line::Model,
    /// Its voucher.
    pub voucher: cost_voucher::Model,
    /// Who pays.
    pub member: BodyId,
    /// What it pays of the line before grants.
    pub share_cents: i64,
    /// By part of the year and key version.
    pub parts: Vec<Part>,
    /// Purchase behind it.
    pub bought: Option<Bought>,
}

/// Traces a certified line for one member: of the session's own body, or any for the seat.
///
/// # Errors
/// Not found for lines and members the session may not read; what key or measures lack.
pub async fn why(app: &App, session: &Session, line: CostLineId, member: BodyId) -> Result<Why> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let line = vouchers::line(&tx, line).await?.filter(|l| l.counts).ok_or(Error::NotFound)?;
    let cooperation = CooperationId(line.cooperation_id);
    let agreement = may_read(&tx, session, cooperation, Some(line.year)).await?;
    let reads = |body| session.act_as(body, Area::CostSharing, super::READERS).is_ok();
    if !reads(member) && !reads(BodyId(agreement.body_id)) {
        return Err(Error::NotFound);
    }
    let voucher = vouchers::find(&tx, VoucherId(line.voucher_id)).await?.ok_or(Error::NotFound)?;
    let parts = parts_of(app, &tx, cooperation, &line, member).await?;
    let share_cents = parts.iter().map(|p| p.share_cents).sum();
    drop(tx);
    let bought = bought(app, &voucher).await?;
    Ok(Why { line, voucher, member, share_cents, parts, bought })
}

async fn parts_of(
    app: &App,
    tx: &Tx,
    cooperation: CooperationId,
    line: &cost_line::Model,
    member: BodyId,
) -> Result<Vec<Part>> {
    let plan = load(app, tx, cooperation, line.year, &Instead::default()).await?;
    let party = plan.bodies.iter().find(|(_, b)| b.id == member.0).map(|(key, _)| *key).ok_or(Error::NotFound)?;
    let service = Span::new(line.service_from, line.service_to)?;
    let (before, totals) = running(tx, cooperation, line, &plan).await?;
    let own = split(&plan, service, line.amount_cents)?;
    let mut parts = Vec::new();
    for (place, (segment, (id, version))) in plan.segments.all().iter().zip(&plan.versions).enumerate() {
        let at = segment.plan.parties().iter().position(|p: &PartyKey| *p == party);
        let (Some(at), true) = (at, own[place] != 0) else { continue };
        let shared = trace::line(&segment.plan, before[place], own[place], totals[place])?;
        parts.push(Part {
            span: segment.span,
            version_id: *id,
            version: version.clone(),
            line_cents: own[place],
            share_cents: shared.shares[at],
            components: shared.components.iter().map(|column| column[at]).collect(),
        });
    }
    Ok(parts)
}

/// An amount by parts of the year.
fn split(plan: &super::year_plan::YearPlan, service: Span, cents: i64) -> Result<Vec<i64>> {
    if plan.segments.all().len() == 1 { Ok(vec![cents]) } else { Ok(plan.segments.split(service, cents)?) }
}

/// The running total before the line and the whole total, by part of the year: of its cost kind; of all kinds where
/// amounts or limits speak of the whole.
async fn running(
    tx: &Tx,
    cooperation: CooperationId,
    line: &cost_line::Model,
    plan: &super::year_plan::YearPlan,
) -> Result<(Vec<i64>, Vec<i64>)> {
    let count = plan.segments.all().len();
    let whole = plan.segments.all().iter().any(|s| s.plan.has_amounts_or_limits());
    if count == 1 {
        let before = vouchers::sums(tx, cooperation, line.year, Some((&line.cost_kind, CostLineId(line.id)))).await?;
        let all = vouchers::sums(tx, cooperation, line.year, None).await?;
        let earlier = |s: &&vouchers::KindSum| whole && s.cost_kind < line.cost_kind;
        let counted = |s: &&vouchers::KindSum| whole || s.cost_kind == line.cost_kind;
        let before = add(before.iter().chain(all.iter().filter(earlier)).map(|s| s.amount_cents))?;
        return Ok((vec![before], vec![add(all.iter().filter(counted).map(|s| s.amount_cents))?]));
    }
    let (mut before, mut totals) = (vec![0_i64; count], vec![0_i64; count]);
    for row in vouchers::counting_lines(tx, cooperation, line.year).await? {
        if !whole && row.cost_kind != line.cost_kind {
            continue;
        }
        let earlier = (&row.cost_kind, row.id) < (&line.cost_kind, line.id);
        let cents = split(plan, Span::new(row.service_from, row.service_to)?, row.amount_cents)?;
        for (place, cents) in cents.into_iter().enumerate() {
            totals[place] = add([totals[place], cents].into_iter())?;
            before[place] = add([before[place], if earlier { cents } else { 0 }].into_iter())?;
        }
    }
    Ok((before, totals))
}

fn add(cents: impl Iterator<Item = i64>) -> Result<i64> {
    let mut total = 0_i64;
    for cents in cents {
        total = total.checked_add(cents).ok_or(ledger::cost_sharing::Error::Overflow)?;
    }
    Ok(total)
}

/// The purchase behind a voucher. It belongs to the seat, and is part of what the seat shares with its members: so
/// much of it, and only here, is read as the machine.
async fn bought(app: &App, voucher: &cost_voucher::Model) -> Result<Option<Bought>> {
    let (Some(case), Some(invoice)) = (voucher.case_id, voucher.invoice_id) else { return Ok(None) };
    let tx = app.machine().read(&Scope::Machine).await?;
    let gone = |what: &str| StoreError::Damaged(format!("voucher {}: its {what} is gone", voucher.id));
    let invoice = store::invoice::find(&tx, InvoiceId(invoice)).await?.ok_or_else(|| gone("invoice"))?;
    let suppliers = store::procurement::suppliers::find_many(&tx, &[SupplierId(invoice.supplier_id).0]).await?;
    let procurement = store::procurement::rows::find(&tx, CaseId(case)).await?.ok_or_else(|| gone("procurement"))?;
    let case = store::case_file::find(&tx, CaseId(case)).await?.ok_or_else(|| gone("case"))?;
    Ok(Some(Bought { invoice, supplier: suppliers.into_iter().next(), case, procurement }))
}
