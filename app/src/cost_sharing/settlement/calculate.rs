//! Shares are calculated: from certified costs, grants and income, by the frozen keys, less what was paid in advance.
//!
//! Each calculation is a version of its own. A correction starts from all lines corrected so far, so that it says what
//! each member owes in all; what is booked and paid of it is the difference.

use super::{advance, agreement, cooperation, days, plan_year, state};
use crate::cost_sharing::year_plan::{self, Costs, Instead, YearPlan};
use crate::tasks::finishing::Finishing;
use crate::{App, Error, Refusal, Result};
use domain::cost_sharing::forms;
use domain::cost_sharing::settlement::{Answer, Event, State};
use domain::ids::{AgreementId, BodyId, CaseId, PersonId};
use ledger::cost_sharing::period::Span;
use ledger::cost_sharing::settlement::{Input, Line, OfParty, Settlement, settle};
use ledger::cost_sharing::vat;
use serde_json::json;
use std::collections::BTreeMap;
use store::cost_sharing::{agreements, settlements, vouchers};
use store::entity::{settlement, settlement_correction, settlement_share, settlement_statement};
use store::{Error as StoreError, Tx};

/// The flow of agreements' VAT decisions that statements go by.
pub const FLOW: &str = "RECHARGE";

/// A computed version.
pub(super) struct Computed {
    pub plan: YearPlan,
    pub settled: Settlement,
    /// Every line corrected so far.
    pub lines: Vec<settlement_correction::Model>,
    pub shares: Vec<settlement_share::Model>,
    pub statements: Vec<settlement_statement::Model>,
}

/// All vouchers are certified: shares are calculated.
///
/// # Errors
/// `VOUCHERS_UNCERTIFIED`, `SETTLEMENT_NOT_NOW`; what key, measures or costs lack.
pub(super) async fn complete_costs(step: &mut Finishing<'_>, mut row: settlement::Model) -> Result<String> {
    let uncertified = uncertified(step.tx, &row).await?;
    match state(&row)? {
        State::KeyFrozen => advance(&mut row, &Event::Collect { uncertified })?,
        _ if uncertified > 0 => return Err(domain::cost_sharing::settlement::Error::Uncertified(uncertified).into()),
        state => state,
    };
    keep(step, row, &[]).await
}

/// What is corrected after closing.
///
/// # Errors
/// As [`complete_costs`]; `COST_KIND_INVALID`, `NOT_A_MEMBER`.
pub(super) async fn enter_correction(step: &mut Finishing<'_>, mut row: settlement::Model) -> Result<String> {
    let form: forms::Correction = step.read()?;
    let (first, last) = days(&row)?;
    let members = agreements::members(step.tx, cooperation(&row), first, last).await?;
    for line in &form.lines {
        crate::cost_sharing::cost_kind("lines", &line.cost_kind)?;
        if line.body_id.is_some_and(|body| !members.iter().any(|m| m.body_id == body.0)) {
            return Err(Refusal::at("lines", "NOT_A_MEMBER", "no member of that year").into());
        }
    }
    if state(&row)? == State::OpenYear {
        plan_year::freeze(step.tx, &mut row).await?;
        advance(&mut row, &Event::Collect { uncertified: 0 })?;
    }
    keep(step, row, &form.lines).await
}

/// Vouchers and deductions of the year that nobody has certified.
async fn uncertified(tx: &Tx, row: &settlement::Model) -> Result<u32> {
    let mut count = 0_usize;
    let mut after = 0;
    loop {
        let page = vouchers::page(tx, cooperation(row), row.year, after, 1_000).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        count += page.iter().filter(|v| v.certified_at.is_none()).count();
    }
    let deductions = vouchers::deductions(tx, cooperation(row), row.year).await?;
    count += deductions.iter().filter(|d| d.certified_at.is_none()).count();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Computes the next version and keeps it.
async fn keep(step: &mut Finishing<'_>, mut row: settlement::Model, lines: &[forms::CorrectionLine]) -> Result<String> {
    if state(&row)? == State::CostsComplete {
        advance(&mut row, &Event::Calculate)?;
    }
    row.version_no += 1;
    let new: Vec<_> = lines.iter().zip(1..).map(|(line, no)| correction_row(&row, line, no)).collect();
    settlements::keep_corrections(step.tx, &new).await?;
    let computed = compute(step.app, step.tx, &row).await?;
    settlements::keep_version(step.tx, &computed.shares, &computed.statements).await?;
    row.calculated_by = Some(step.acting.hands().actor.0);
    let (version_no, members) = (row.version_no, computed.statements.len());
    let sum = computed.statements.iter().try_fold(0_i64, |sum, s| sum.checked_add(s.share_cents));
    settlements::save(step.tx, row).await?;
    step.note("SETTLEMENT_CALCULATED", json!({ "amountCents": sum, "members": members, "version": version_no }))
        .await?;
    Ok(step.outcome.to_owned())
}

fn correction_row(row: &settlement::Model, line: &forms::CorrectionLine, line_no: i32) -> settlement_correction::Model {
    settlement_correction::Model {
        case_id: row.case_id,
        version_no: row.version_no,
        line_no,
        body_id: row.body_id,
        cooperation_id: row.cooperation_id,
        cost_kind: line.cost_kind.clone(),
        member_id: line.body_id.map(|body| body.0),
        amount_cents: line.amount_cents,
        description: line.description.trim().to_owned(),
    }
}

/// Refuses when the books say something else than the version that is to be approved or sent.
///
/// # Errors
/// `FIGURES_CHANGED`.
pub(super) async fn unchanged(step: &Finishing<'_>, row: &settlement::Model) -> Result<()> {
    let computed = compute(step.app, step.tx, row).await?;
    let kept = settlements::shares(step.tx, CaseId(row.case_id), row.version_no, None).await?;
    let sorted = |mut rows: Vec<settlement_share::Model>| {
        rows.sort_by(|a, b| {
            (a.member_id, &a.cost_kind, a.segment, a.component).cmp(&(
                b.member_id,
                &b.cost_kind,
                b.segment,
                b.component,
            ))
        });
        rows
    };
    if sorted(computed.shares) == sorted(kept) {
        return Ok(());
    }
    Err(Refusal::new("FIGURES_CHANGED", "books, measures or members changed since the calculation").into())
}

/// Computes the version `row.version_no`; writes nothing.
///
/// # Errors
/// What key, measures or costs lack.
pub(super) async fn compute(app: &App, tx: &Tx, row: &settlement::Model) -> Result<Computed> {
    let plan = year_plan::load(app, tx, cooperation(row), row.year, &Instead::default()).await?;
    let mut costs = year_plan::costs(tx, cooperation(row), row.year, &plan).await?;
    let lines = corrected(tx, row).await?;
    let (first, last) = days(row)?;
    for line in lines.iter().filter(|line| line.member_id.is_none()) {
        let kind = kind_of(&mut costs, &line.cost_kind);
        costs.lines.push(Line { kind, service: Span::new(first, last)?, amount_cents: line.amount_cents });
    }
    let advances = advances(tx, row, &plan).await?;
    let input = Input {
        kinds: &costs.kinds,
        lines: &costs.lines,
        deductions: &costs.deductions,
        member_grants: &costs.member_grants,
        advances: &advances,
    };
    let settled = settle(&input, &plan.segments)?;
    let mut shares = share_rows(row, &plan, &settled)?;
    for line in &lines {
        if let Some(member) = line.member_id {
            add(&mut shares, row, member, &line.cost_kind, line.amount_cents)?;
        }
    }
    let treatment = treatment(tx, row).await?;
    let statements = statement_rows(row, &plan, &settled, &shares, treatment)?;
    Ok(Computed { plan, settled, lines, shares, statements })
}

/// Lines of this correction and of every one before it.
async fn corrected(tx: &Tx, row: &settlement::Model) -> Result<Vec<settlement_correction::Model>> {
    let mut lines = Vec::new();
    for earlier in settlements::of_year(tx, cooperation(row), row.year).await? {
        if earlier.sequence < row.sequence {
            lines.extend(settlements::corrections(tx, CaseId(earlier.case_id), earlier.version_no).await?);
        }
    }
    lines.extend(settlements::corrections(tx, CaseId(row.case_id), row.version_no).await?);
    Ok(lines)
}

fn kind_of(costs: &mut Costs, code: &str) -> usize {
    if let Some(place) = costs.kinds.iter().position(|kind| kind == code) {
        return place;
    }
    costs.kinds.push(code.to_owned());
    costs.kinds.len() - 1
}

/// What each party has paid: of a year its advances, of a correction all that was settled before.
async fn advances(tx: &Tx, row: &settlement::Model, plan: &YearPlan) -> Result<Vec<OfParty>> {
    let paid: BTreeMap<i64, i64> = match earlier(tx, row).await? {
        None => plan_year::paid(tx, row.case_id).await?,
        Some(statements) => statements
            .into_iter()
            .map(|s| {
                Ok((
                    s.member_id,
                    s.advances_cents.checked_add(s.paid_cents).ok_or(ledger::cost_sharing::Error::Overflow)?,
                ))
            })
            .collect::<Result<_>>()?,
    };
    let mut advances = Vec::with_capacity(paid.len());
    for (member, cents) in paid {
        let party = plan.bodies.iter().find(|(_, body)| body.id == member).map(|(party, _)| *party);
        advances.push(OfParty { party: party.ok_or(Error::NotFound)?, cents });
    }
    Ok(advances)
}

/// The statements this correction corrects, as they were closed.
pub(super) async fn earlier(tx: &Tx, row: &settlement::Model) -> Result<Option<Vec<settlement_statement::Model>>> {
    let Some(case) = row.corrects_case_id.map(CaseId) else { return Ok(None) };
    let before = settlements::find(tx, case).await?;
    let before = before.ok_or_else(|| StoreError::Damaged(format!("case {case} has no settlement")))?;
    Ok(Some(settlements::statements(tx, case, before.version_no).await?))
}

fn member(plan: &YearPlan, party: ledger::cost_sharing::PartyKey) -> Result<i64> {
    let body = plan.bodies.get(&party);
    Ok(body.ok_or_else(|| StoreError::Damaged("a party without a body".to_owned()))?.id)
}

/// One row per member, cost kind, part of the year and component; zero amounts are none. Component 0 is what no
/// component explains: all of it where rounding takes place once, else what floors and caps moved.
fn share_rows(row: &settlement::Model, plan: &YearPlan, settled: &Settlement) -> Result<Vec<settlement_share::Model>> {
    let mut rows = Vec::new();
    for kind in &settled.kinds {
        for ((segment, allocation), no) in plan.segments.all().iter().zip(&kind.segments).zip(1..) {
            let moved = allocation.moved_by_limits.as_ref();
            let whole = if allocation.components.is_empty() { Some(&allocation.shares) } else { moved };
            let columns = whole.into_iter().map(|column| (0, column)).chain((1..).zip(&allocation.components));
            for (component, column) in columns {
                for (party, cents) in segment.plan.parties().iter().zip(column).filter(|(_, cents)| **cents != 0) {
                    rows.push(settlement_share::Model {
                        segment: no,
                        component,
                        cents: *cents,
                        ..blank(row, member(plan, *party)?, &kind.kind)
                    });
                }
            }
        }
    }
    Ok(rows)
}

fn blank(row: &settlement::Model, member_id: i64, cost_kind: &str) -> settlement_share::Model {
    settlement_share::Model {
        case_id: row.case_id,
        version_no: row.version_no,
        member_id,
        cost_kind: cost_kind.to_owned(),
        segment: 0,
        component: 0,
        body_id: row.body_id,
        cooperation_id: row.cooperation_id,
        cents: 0,
    }
}

/// A correction of one member's share stands in part 0 of the year.
fn add(
    shares: &mut Vec<settlement_share::Model>,
    row: &settlement::Model,
    member: i64,
    cost_kind: &str,
    cents: i64,
) -> Result<()> {
    let there = shares.iter_mut().find(|s| s.member_id == member && s.cost_kind == cost_kind && s.segment == 0);
    match there {
        Some(share) => share.cents = share.cents.checked_add(cents).ok_or(ledger::cost_sharing::Error::Overflow)?,
        None => shares.push(settlement_share::Model { cents, ..blank(row, member, cost_kind) }),
    }
    Ok(())
}

/// How the recharge is taxed, by the last day of supply; undecided it is not taxed here.
pub(super) async fn treatment(tx: &Tx, row: &settlement::Model) -> Result<Option<vat::Treatment>> {
    let (_, last) = days(row)?;
    let agreement = agreement(tx, row).await?;
    let decisions = agreements::vat(tx, AgreementId(agreement.id)).await?;
    let own = decisions.into_iter().filter(|d| d.flow == FLOW);
    let own: Vec<_> = own
        .map(|d| {
            Ok(vat::Decision {
                treatment: super::code(&d.treatment, "VAT treatment")?,
                valid_from: d.valid_from,
                valid_to: d.valid_to,
                evidence: d.evidence,
                decided_by: PersonId(d.decided_by),
            })
        })
        .collect::<Result<_>>()?;
    if own.is_empty() {
        return Ok(None);
    }
    let decision = vat::on(&own, last).map_err(|error| Refusal::new(error.code(), error.to_string()))?;
    Ok(Some(decision.treatment))
}

fn statement_rows(
    row: &settlement::Model,
    plan: &YearPlan,
    settled: &Settlement,
    shares: &[settlement_share::Model],
    treatment: Option<vat::Treatment>,
) -> Result<Vec<settlement_statement::Model>> {
    let overflow = || ledger::cost_sharing::Error::Overflow;
    let mut rows = Vec::with_capacity(settled.parties.len());
    for statement in settled.statements()? {
        let member_id = member(plan, statement.party)?;
        let own = shares.iter().filter(|s| s.member_id == member_id);
        let share_cents = own.clone().try_fold(0_i64, |sum, s| sum.checked_add(s.cents)).ok_or_else(overflow)?;
        let net = share_cents.checked_sub(statement.member_grant_cents).ok_or_else(overflow)?;
        let vat_cents = match treatment {
            Some(treatment) => vat::vat_cents(treatment, net).map_err(|e| Refusal::new(e.code(), e.to_string()))?,
            None => 0,
        };
        let balance = net.checked_add(vat_cents).and_then(|sum| sum.checked_sub(statement.advances_cents));
        rows.push(settlement_statement::Model {
            case_id: row.case_id,
            version_no: row.version_no,
            member_id,
            body_id: row.body_id,
            cooperation_id: row.cooperation_id,
            share_cents,
            member_grant_cents: statement.member_grant_cents,
            vat_cents,
            advances_cents: statement.advances_cents,
            balance_cents: balance.ok_or_else(overflow)?,
            document_id: None,
            answer: Answer::Silent.to_string(),
            answered_on: None,
            disputed_cents: 0,
            paid_cents: 0,
            paid_on: None,
        });
    }
    rows.sort_by_key(|s| s.member_id);
    Ok(rows)
}

/// What each member owes by cost kind in a kept version.
pub(super) async fn by_kind(tx: &Tx, case: CaseId, version_no: i32) -> Result<BTreeMap<(BodyId, String), i64>> {
    let mut sums: BTreeMap<(BodyId, String), i64> = BTreeMap::new();
    for share in settlements::shares(tx, case, version_no, None).await? {
        let sum = sums.entry((BodyId(share.member_id), share.cost_kind)).or_default();
        *sum = sum.checked_add(share.cents).ok_or(ledger::cost_sharing::Error::Overflow)?;
    }
    Ok(sums)
}

/// The sum of each cost kind over all members.
pub(super) fn totals(shares: &[settlement_share::Model]) -> Result<BTreeMap<&str, i64>> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for share in shares {
        let sum = sums.entry(&share.cost_kind).or_default();
        *sum = sum.checked_add(share.cents).ok_or(ledger::cost_sharing::Error::Overflow)?;
    }
    Ok(sums)
}
