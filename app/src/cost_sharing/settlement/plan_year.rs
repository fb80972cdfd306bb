//! The year is planned: the frozen key is there, and the budget becomes advances by due date.

use super::{advance, agreement, cooperation, days, person};
use crate::cost_sharing::year_plan::{self, Instead};
use crate::tasks::finishing::Finishing;
use crate::{Refusal, Result};
use chrono::{Datelike, NaiveDate};
use domain::cost_sharing::forms;
use domain::cost_sharing::settlement::Event;
use domain::ids::{BodyId, CaseId};
use ledger::cost_sharing::advance as instalments;
use ledger::cost_sharing::period::Span;
use ledger::cost_sharing::settlement::{Input, Line, settle};
use serde_json::json;
use std::collections::BTreeMap;
use store::cost_sharing::{agreements, keys, settlements};
use store::entity::{settlement, settlement_advance};
use store::{Error as StoreError, Tx};

/// Whose advance, for the whole year.
type Shares = Vec<(BodyId, i64)>;

/// Plans the year.
///
/// # Errors
/// `KEY_MISSING`, `NOT_A_MEMBER`, `ADVANCES_NOT_BUDGET`; without agreed advances what key or measures lack.
pub(super) async fn finish(step: &mut Finishing<'_>, mut row: settlement::Model) -> Result<String> {
    let form: forms::YearPlan = step.read()?;
    freeze(step.tx, &mut row).await?;
    let shares = if form.advances.is_empty() {
        by_key(step, &row, form.budget_cents).await?
    } else {
        agreed(step, &row, &form).await?
    };
    let due = due_days(&agreement(step.tx, &row).await?.advances, row.year)?;
    let mut rows = Vec::new();
    for (member, cents) in shares.iter().filter(|_| !due.is_empty()) {
        for (place, cut) in instalments::cut(*cents, &instalments::equal(&due)?)?.into_iter().enumerate() {
            rows.push(settlement_advance::Model {
                case_id: row.case_id,
                instalment_no: i32::try_from(place + 1).unwrap_or(i32::MAX),
                member_id: member.0,
                body_id: row.body_id,
                cooperation_id: row.cooperation_id,
                due_on: cut.due_on,
                amount_cents: cut.cents,
                paid_cents: 0,
                paid_on: None,
                recorded: false,
            });
        }
    }
    settlements::keep_advances(step.tx, &rows).await?;
    row.budget_cents = form.budget_cents;
    settlements::save(step.tx, row).await?;
    step.note("YEAR_PLANNED", json!({ "amountCents": form.budget_cents, "instalments": due.len() })).await?;
    Ok(step.outcome.to_owned())
}

/// The key that holds on the first day was frozen by two persons.
///
/// # Errors
/// `KEY_MISSING`.
pub(super) async fn freeze(tx: &Tx, row: &mut settlement::Model) -> Result<()> {
    let (first_day, _) = days(row)?;
    let key = keys::frozen_on(tx, cooperation(row), first_day).await?;
    let key = key.ok_or_else(|| Refusal::new("KEY_MISSING", format!("no frozen key holds on {first_day}")))?;
    let (first, second) = (person(key.first_by, "signed the key first")?, person(key.second_by, "froze the key")?);
    advance(row, &Event::FreezeKey { first, second })?;
    Ok(())
}

/// The budget by the frozen key.
async fn by_key(step: &Finishing<'_>, row: &settlement::Model, budget_cents: i64) -> Result<Shares> {
    let plan = year_plan::load(step.app, step.tx, cooperation(row), row.year, &Instead::default()).await?;
    let (first, last) = days(row)?;
    let lines = [Line { kind: 0, service: Span::new(first, last)?, amount_cents: budget_cents }];
    let kinds = ["BUDGET".to_owned()];
    let input = Input { kinds: &kinds, lines: &lines, deductions: &[], member_grants: &[], advances: &[] };
    let settled = settle(&input, &plan.segments)?;
    let mut shares = Shares::new();
    for statement in settled.statements()? {
        let body = plan.bodies.get(&statement.party);
        let body = body.ok_or_else(|| StoreError::Damaged("a party without a body".to_owned()))?;
        shares.push((BodyId(body.id), statement.share_cents));
    }
    Ok(shares)
}

/// Advances as agreed: of members of that year, each once, summing to the budget.
async fn agreed(step: &Finishing<'_>, row: &settlement::Model, form: &forms::YearPlan) -> Result<Shares> {
    let (first, last) = days(row)?;
    let members = agreements::members(step.tx, cooperation(row), first, last).await?;
    let mut shares: BTreeMap<BodyId, i64> = BTreeMap::new();
    for advance in &form.advances {
        let is_member = members.iter().any(|m| m.body_id == advance.body_id.0);
        if !is_member || shares.insert(advance.body_id, advance.amount_cents).is_some() {
            return Err(Refusal::at("advances", "NOT_A_MEMBER", "no member of that year, or named twice").into());
        }
    }
    let sum = shares.values().try_fold(0_i64, |sum, cents| sum.checked_add(*cents));
    if sum != Some(form.budget_cents) {
        return Err(Refusal::at("advances", "ADVANCES_NOT_BUDGET", "the advances do not sum to the budget").into());
    }
    Ok(shares.into_iter().collect())
}

/// The agreed days in that year; a 29th of February is the 28th where there is none.
fn due_days(agreed: &str, year: i32) -> Result<Vec<NaiveDate>> {
    let days: Vec<(u32, u32)> = serde_json::from_str(agreed)?;
    let on = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(year, month, day);
    let found = days.into_iter().filter_map(|(month, day)| on((month, day)).or_else(|| on((month, day.min(28)))));
    Ok(found.filter(|day| day.year() == year).collect())
}

/// What members have paid in advance.
///
/// # Errors
/// When the database fails.
pub(super) async fn paid(tx: &Tx, case: i64) -> Result<BTreeMap<i64, i64>> {
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for row in settlements::advances(tx, CaseId(case)).await? {
        let sum = sums.entry(row.member_id).or_default();
        *sum = sum.checked_add(row.paid_cents).ok_or(ledger::cost_sharing::Error::Overflow)?;
    }
    Ok(sums)
}
