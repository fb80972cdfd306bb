//! What a year is computed from: members with their time and measures, the key of each part of it, costs and grants.
//!
//! One loader for settlement, what-if and trace, so that all three say the same.

use super::draft_key::{ENGINE, version_of};
use super::reader::days_of;
use crate::{App, Error, Refusal, Result};
use chrono::{Datelike, Days, NaiveDate};
use domain::ids::{BodyId, CooperationId, KeyVersionId};
use ledger::cost_sharing::period::{Segment, Segments, Span};
use ledger::cost_sharing::settlement::{Deduction, Line, OfParty};
use ledger::cost_sharing::voucher::DeductionKind;
use ledger::cost_sharing::{
    ComponentKind, KeyVersion, Limits, Measures, MembershipHandling, Party, PartyKey, Plan, TimeUnit, containment,
};
use std::collections::{BTreeMap, BTreeSet};
use store::cost_sharing::{agreements, hours, keys, measures, vouchers};
use store::entity::{body, cooperation_member, cost_line, measure};
use store::{Error as StoreError, Scope, Tx};

/// A year ready to be shared.
#[derive(Debug)]
pub struct YearPlan {
    /// Parts of the year with their plans; one unless costs go to parts of the year.
    pub segments: Segments,
    /// Who shares in each part, with time and measures.
    pub parties: Vec<Vec<Party>>,
    /// The frozen key versions the parts rest on, in their order.
    pub versions: Vec<(KeyVersionId, KeyVersion)>,
    /// Members, by official key.
    pub bodies: BTreeMap<PartyKey, body::Model>,
}

/// A change of members or key that is only asked about.
#[derive(Debug, Clone, Default)]
pub struct Instead {
    /// Leave from this day on.
    pub leaving: Vec<(BodyId, NaiveDate)>,
    /// Join on this day; their measures must be there.
    pub joining: Vec<(BodyId, NaiveDate)>,
    /// The key to compute with, frozen or not.
    pub version: Option<KeyVersion>,
}

/// What was collected for a year.
#[derive(Debug, Default)]
pub struct Costs {
    /// Codes of the cost kinds, ascending.
    pub kinds: Vec<String>,
    /// Lines; of a year with one plan one sum per kind.
    pub lines: Vec<Line>,
    /// Project grants and income.
    pub deductions: Vec<Deduction>,
    /// Grants of single members.
    pub member_grants: Vec<OfParty>,
}

/// Loads the plan of a year. The caller has checked who asks; entered hours are read as the machine.
///
/// # Errors
/// `KEY_MISSING` when no frozen key holds; what key or measures lack.
pub async fn load(app: &App, tx: &Tx, cooperation: CooperationId, year: i32, instead: &Instead) -> Result<YearPlan> {
    let (first, last) = days_of(year)?;
    let members = memberships(tx, cooperation, first, last, instead).await?;
    let ids: BTreeSet<i64> = members.iter().map(|m| m.body_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut bodies = BTreeMap::new();
    for part in ids.chunks(10_000) {
        for row in store::cooperation::bodies::find_many(tx, part).await? {
            bodies.insert(PartyKey::parse(&row.ars)?, row);
        }
    }
    let mut loaded = Vec::new();
    let (mut versions, mut parties) = (Vec::new(), Vec::new());
    for (from, to) in parts(tx, cooperation, &members, first, last, instead).await? {
        let (id, version) = key_on(tx, cooperation, from, instead).await?;
        let (plan, sharing) = plan(app, tx, cooperation, (from, to), &members, &bodies, &version, id).await?;
        loaded.push(Segment { span: Span::new(from, to)?, plan });
        parties.push(sharing);
        versions.push((id, version));
    }
    let segments = Segments::new(loaded, Span::new(first, last)?)?;
    Ok(YearPlan { segments, parties, versions, bodies })
}

async fn memberships(
    tx: &Tx,
    cooperation: CooperationId,
    first: NaiveDate,
    last: NaiveDate,
    instead: &Instead,
) -> Result<Vec<cooperation_member::Model>> {
    let mut members = agreements::members(tx, cooperation, first, last).await?;
    for (body, day) in &instead.leaving {
        for member in members.iter_mut().filter(|m| m.body_id == body.0) {
            member.valid_to = member.valid_to.min(day.pred_opt().unwrap_or(*day));
        }
    }
    for (body, day) in &instead.joining {
        members.push(cooperation_member::Model {
            cooperation_id: cooperation.0,
            body_id: body.0,
            valid_from: *day,
            valid_to: NaiveDate::MAX,
        });
    }
    members.retain(|m| m.valid_from <= m.valid_to && m.valid_from <= last && m.valid_to >= first);
    Ok(members)
}

async fn key_on(
    tx: &Tx,
    cooperation: CooperationId,
    day: NaiveDate,
    instead: &Instead,
) -> Result<(KeyVersionId, KeyVersion)> {
    if let Some(version) = &instead.version {
        return Ok((KeyVersionId(0), version.clone()));
    }
    let row = keys::frozen_on(tx, cooperation, day).await?;
    let row = row.ok_or_else(|| Refusal::new("KEY_MISSING", format!("no frozen key holds on {day}")))?;
    Ok((KeyVersionId(row.id), version_of(&row)?))
}

/// The parts of the year that have a plan of their own: all of it, unless costs go to parts.
async fn parts(
    tx: &Tx,
    cooperation: CooperationId,
    members: &[cooperation_member::Model],
    first: NaiveDate,
    last: NaiveDate,
    instead: &Instead,
) -> Result<Vec<(NaiveDate, NaiveDate)>> {
    let (_, version) = key_on(tx, cooperation, first, instead).await?;
    if version.membership != MembershipHandling::PeriodSplit {
        return Ok(vec![(first, last)]);
    }
    let mut starts = BTreeSet::from([first]);
    let next = |day: NaiveDate| day.checked_add_days(Days::new(1));
    starts.extend(members.iter().map(|m| m.valid_from));
    starts.extend(members.iter().filter_map(|m| next(m.valid_to)));
    if instead.version.is_none() {
        let rows = keys::list(tx, cooperation).await?;
        starts.extend(rows.iter().filter(|k| k.frozen_at.is_some()).map(|k| k.valid_from));
    }
    starts.retain(|day| first <= *day && *day <= last);
    let starts: Vec<_> = starts.into_iter().collect();
    let ends = starts.iter().skip(1).map(|day| day.pred_opt().unwrap_or(*day)).chain([last]);
    Ok(starts.iter().copied().zip(ends).collect())
}

#[allow(clippy::too_many_arguments, reason = "one part of the year with all it rests on")]
async fn plan(
    app: &App,
    tx: &Tx,
    cooperation: CooperationId,
    (from, to): (NaiveDate, NaiveDate),
    members: &[cooperation_member::Model],
    bodies: &BTreeMap<PartyKey, body::Model>,
    version: &KeyVersion,
    id: KeyVersionId,
) -> Result<(Plan, Vec<Party>)> {
    let mut values: BTreeMap<(i64, ComponentKind), i64> = BTreeMap::new();
    if id.0 == 0 {
        for row in imported_measures(tx, cooperation, version).await? {
            values.insert((row.member_id, kind_of(&row.kind)?), row.value);
        }
    } else {
        for row in keys::measures(tx, id).await? {
            values.insert((row.member_id, kind_of(&row.kind)?), row.value);
        }
        if members.iter().any(|m| !values.keys().any(|(body, _)| *body == m.body_id)) {
            // who joined after the freezing was measured on the same days
            for row in imported_measures(tx, cooperation, version).await? {
                values.entry((row.member_id, kind_of(&row.kind)?)).or_insert(row.value);
            }
        }
    }
    let own = own_records(app, tx, cooperation, from, to, version).await?;
    let (whole, unit) = match version.membership {
        MembershipHandling::ProRata(TimeUnit::Months) => (12, Some(TimeUnit::Months)),
        MembershipHandling::ProRata(TimeUnit::Days) => (days(from, to), Some(TimeUnit::Days)),
        MembershipHandling::PeriodSplit => (1, None),
    };
    let mut parties = Vec::with_capacity(bodies.len());
    for (key, body) in bodies {
        let time = match unit {
            Some(unit) => time_of(members, body.id, from, to, unit),
            None => u32::from(days_within(members, body.id, from, to) > 0),
        };
        if time == 0 {
            continue;
        }
        let of_body = values.range((body.id, ComponentKind::Equal)..=(body.id, ComponentKind::Manual));
        let mut measures: Measures = of_body.map(|((_, kind), value)| (*kind, *value)).collect();
        for (kind, counted) in &own {
            measures.set(*kind, counted.get(&body.id).copied().unwrap_or_default());
        }
        parties.push(Party { key: *key, time, measures, limits: Limits::default() });
    }
    let settled = containment::settle(&parties, &version.containment)?;
    Ok((Plan::new(&version.key, whole, &settled)?, settled))
}

fn kind_of(text: &str) -> Result<ComponentKind> {
    Ok(text.parse().map_err(|_| StoreError::Damaged(format!("a measure has the unknown kind {text}")))?)
}

/// What our own records say for a time: closed cases, their weights, entered minutes.
async fn own_records(
    app: &App,
    tx: &Tx,
    cooperation: CooperationId,
    from: NaiveDate,
    to: NaiveDate,
    version: &KeyVersion,
) -> Result<Vec<(ComponentKind, BTreeMap<i64, i64>)>> {
    let mut all = Vec::new();
    for kind in version.references.iter().filter(|r| r.source == ENGINE).map(|r| r.kind) {
        let counted = match kind {
            ComponentKind::UsageHours => {
                let machine = app.machine().read(&Scope::Machine).await?;
                let sums = hours::sums(&machine, cooperation, from, to).await?;
                sums.into_iter().map(|s| (s.served_body_id, s.minutes)).collect()
            }
            _ => {
                let cases = measures::counted(tx, cooperation, from, to).await?;
                let weighted = kind == ComponentKind::WeightedCases;
                cases.into_iter().map(|c| (c.served_body_id, if weighted { c.weight_milli } else { c.cases })).collect()
            }
        };
        all.push((kind, counted));
    }
    Ok(all)
}

/// Measures that stand behind a version's references and do not come from our own records.
pub(super) async fn imported_measures(
    tx: &Tx,
    cooperation: CooperationId,
    version: &KeyVersion,
) -> Result<Vec<measure::Model>> {
    let mut all = Vec::new();
    for reference in version.references.iter().filter(|r| r.source != ENGINE) {
        let kind = reference.kind.to_string();
        all.extend(measures::list(tx, cooperation, Some((&kind, reference.reference_on))).await?);
    }
    Ok(all)
}

/// Members of one day for the whole year with these measures.
pub(super) async fn parties_of_day(
    tx: &Tx,
    cooperation: CooperationId,
    day: NaiveDate,
    rows: &[measure::Model],
) -> Result<Vec<Party>> {
    let members = agreements::members(tx, cooperation, day, day).await?;
    let mut values: BTreeMap<i64, Measures> = members.iter().map(|m| (m.body_id, Measures::default())).collect();
    for row in rows {
        if let Some(measures) = values.get_mut(&row.member_id) {
            measures.set(kind_of(&row.kind)?, row.value);
        }
    }
    let ids: Vec<i64> = values.keys().copied().collect();
    let mut parties = Vec::with_capacity(ids.len());
    for part in ids.chunks(10_000) {
        for body in store::cooperation::bodies::find_many(tx, part).await? {
            let measures = values.get(&body.id).copied().unwrap_or_default();
            parties.push(Party::whole_year(PartyKey::parse(&body.ars)?, measures));
        }
    }
    Ok(parties)
}

fn days(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days() + 1).unwrap_or_default()
}

fn days_within(members: &[cooperation_member::Model], body: i64, from: NaiveDate, to: NaiveDate) -> u32 {
    let own = members.iter().filter(|m| m.body_id == body);
    own.map(|m| (m.valid_from.max(from), m.valid_to.min(to))).filter(|(a, b)| a <= b).map(|(a, b)| days(a, b)).sum()
}

/// Months count when their last day is one of membership: of one that leaves and one that joins in a month, one pays.
fn time_of(members: &[cooperation_member::Model], body: i64, from: NaiveDate, to: NaiveDate, unit: TimeUnit) -> u32 {
    if unit == TimeUnit::Days {
        return days_within(members, body, from, to);
    }
    let last_day = |month: u32| {
        let next = if month == 12 { (from.year() + 1, 1) } else { (from.year(), month + 1) };
        NaiveDate::from_ymd_opt(next.0, next.1, 1).and_then(|d| d.pred_opt())
    };
    let is_member =
        |day: &NaiveDate| members.iter().any(|m| m.body_id == body && m.valid_from <= *day && *day <= m.valid_to);
    let counted = (1..=12).filter_map(last_day).filter(is_member).count();
    u32::try_from(counted).unwrap_or_default()
}

/// Certified costs, grants and income of a year. Single lines are read only where parts of the year need them.
///
/// # Errors
/// When the database fails.
pub async fn costs(tx: &Tx, cooperation: CooperationId, year: i32, plan: &YearPlan) -> Result<Costs> {
    let (first, last) = days_of(year)?;
    let sums = vouchers::sums(tx, cooperation, year, None).await?;
    let kinds: Vec<String> = sums.iter().map(|s| s.cost_kind.clone()).collect();
    let whole = Span::new(first, last)?;
    let mut costs = Costs::default();
    if plan.segments.all().len() == 1 {
        let line =
            |(kind, sum): (usize, &vouchers::KindSum)| Line { kind, service: whole, amount_cents: sum.amount_cents };
        costs.lines = sums.iter().enumerate().map(line).collect();
    } else {
        for row in vouchers::counting_lines(tx, cooperation, year).await? {
            costs.lines.push(line_of(&kinds, &row)?);
        }
    }
    for row in vouchers::deductions(tx, cooperation, year).await?.iter().filter(|d| d.certified_at.is_some()) {
        let kind: DeductionKind =
            row.kind.parse().map_err(|_| StoreError::Damaged(format!("deduction {} has no kind", row.id)))?;
        let cents = row.granted_cents.min(row.eligible_cents);
        if kind == DeductionKind::MemberGrant {
            let member = plan.bodies.iter().find(|(_, b)| Some(b.id) == row.member_id);
            let (party, _) = member.ok_or(Error::NotFound)?;
            costs.member_grants.push(OfParty { party: *party, cents });
        } else {
            let place = row.cost_kind.as_ref().and_then(|code| kinds.iter().position(|k| k == code));
            let service = Span::new(row.service_from, row.service_to)?;
            costs.deductions.push(Deduction { kind: place, service, amount_cents: cents });
        }
    }
    costs.kinds = kinds;
    Ok(costs)
}

fn line_of(kinds: &[String], row: &cost_line::Model) -> Result<Line> {
    let kind = kinds.iter().position(|k| *k == row.cost_kind);
    let kind = kind.ok_or_else(|| StoreError::Damaged(format!("line {} has an unknown kind", row.id)))?;
    let service = Span::new(row.service_from, row.service_to)?;
    Ok(Line { kind, service, amount_cents: row.amount_cents })
}
