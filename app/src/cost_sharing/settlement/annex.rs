//! The annexes of a statement: the key with its measures, every cost kind over all members, vouchers, grants.

use super::calculate::Computed;
use super::{code, cooperation, days};
use crate::{Error, Result};
use formats::pdf::{Allocation, AllocationRow, CostVoucher, Income, Key, KeyComponent, KeyMember, Unit};
use ledger::cost_sharing::{ComponentKind, KeyVersion, MembershipHandling, Method, PartyKey, TimeUnit};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::cost_sharing::vouchers;
use store::entity::{body, settlement, settlement_share};

/// Each cost kind over all members, by component where the key has one shape all year and nothing else moved cents.
pub(super) fn allocations(
    computed: &Computed,
    shares: &[settlement_share::Model],
    bodies: &BTreeMap<i64, body::Model>,
) -> Result<Vec<Allocation>> {
    let shapes: BTreeSet<Vec<String>> = computed.plan.versions.iter().map(|(_, v)| shape(v)).collect();
    let columns = shapes.first().map_or(0, Vec::len);
    let split = shapes.len() == 1 && shares.iter().all(|s| s.component > 0);
    let kinds: BTreeSet<&str> = shares.iter().map(|s| s.cost_kind.as_str()).collect();
    let mut all = Vec::with_capacity(kinds.len());
    for kind in kinds {
        let mut rows: Vec<AllocationRow> = Vec::new();
        for body in bodies.values() {
            let own: Vec<_> = shares.iter().filter(|s| s.cost_kind == kind && s.member_id == body.id).collect();
            let mut parts = vec![0_i64; if split { columns } else { 0 }];
            let mut total_cents = 0_i64;
            for share in own {
                total_cents = total_cents.saturating_add(share.cents);
                let place = usize::try_from(share.component - 1).unwrap_or(usize::MAX);
                if let Some(part) = parts.get_mut(place) {
                    *part = part.saturating_add(share.cents);
                }
            }
            rows.push(AllocationRow { member: body.name.clone(), component_cents: parts, total_cents });
        }
        let sum = |at: usize| rows.iter().filter_map(|r| r.component_cents.get(at)).sum::<i64>();
        all.push(Allocation {
            cost_kind: kind.to_owned(),
            total_cents: rows.iter().map(|r| r.total_cents).sum(),
            component_cents: (0..if split { columns } else { 0 }).map(sum).collect(),
            rows,
        });
    }
    Ok(all)
}

fn shape(version: &KeyVersion) -> Vec<String> {
    version.key.components.iter().map(|c| c.kind.to_string()).collect()
}

/// The key of the end of the year with the measures of every member.
pub(super) fn key(computed: &Computed) -> Result<Key> {
    let Some((_, version)) = computed.plan.versions.last() else { return Ok(Key::default()) };
    let components = version.key.components.iter().map(|component| {
        let reference = version.references.iter().find(|r| r.kind == component.kind);
        KeyComponent {
            label: label(component.kind).to_owned(),
            weight: component.weight.map(|w| w.to_string()).unwrap_or_default(),
            unit: unit(component.kind),
            reference_on: reference.map(|r| r.reference_on),
            source: reference.map(|r| r.source.clone()).unwrap_or_default(),
        }
    });
    let mut members: BTreeMap<PartyKey, KeyMember> = BTreeMap::new();
    for party in computed.plan.parties.iter().flatten() {
        let body = computed.plan.bodies.get(&party.key).ok_or(Error::NotFound)?;
        let measures = version.key.components.iter().map(|c| party.measures.get(c.kind).unwrap_or_default());
        let period = match version.membership {
            MembershipHandling::ProRata(TimeUnit::Months) => format!("{}/12", party.time),
            MembershipHandling::ProRata(TimeUnit::Days) => format!("{} Tage", party.time),
            MembershipHandling::PeriodSplit => "je Zeitabschnitt".to_owned(),
        };
        let row = KeyMember { name: body.name.clone(), ars: body.ars.clone(), period, measures: measures.collect() };
        members.insert(party.key, row);
    }
    Ok(Key {
        version: format!("Nr. {} vom {}", version.number, formats::german::day(version.valid_from)),
        legal_basis: version.legal_basis.clone(),
        method: match version.key.method {
            Method::OneStage => formats::pdf::Method::OneStage,
            Method::TwoStage => formats::pdf::Method::TwoStage,
        },
        components: components.collect(),
        members: members.into_values().collect(),
    })
}

const fn label(kind: ComponentKind) -> &'static str {
    match kind {
        ComponentKind::Equal => "Gleiche Teile",
        ComponentKind::Population => "Einwohnerzahl",
        ComponentKind::Cases => "Fallzahl",
        ComponentKind::WeightedCases => "Gewichtete Fallzahl",
        ComponentKind::UsageHours => "Arbeitszeit",
        ComponentKind::Volume => "Auftragsvolumen",
        ComponentKind::TaxPower => "Steuerkraft",
        ComponentKind::FixedAmount => "Fester Betrag",
        ComponentKind::Manual => "Vereinbarter Wert",
    }
}

const fn unit(kind: ComponentKind) -> Unit {
    match kind {
        ComponentKind::WeightedCases => Unit::Milli,
        ComponentKind::UsageHours => Unit::Minutes,
        ComponentKind::Volume | ComponentKind::TaxPower | ComponentKind::FixedAmount => Unit::Cents,
        _ => Unit::Count,
    }
}

/// Every certified line of the year, and every line of a correction.
pub(super) async fn cost_vouchers(
    tx: &Tx,
    row: &settlement::Model,
    computed: &Computed,
    bodies: &BTreeMap<i64, body::Model>,
) -> Result<Vec<CostVoucher>> {
    let mut list = Vec::new();
    let mut after = 0;
    loop {
        let page = vouchers::page(tx, cooperation(row), row.year, after, 1_000).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        let ids: Vec<i64> = page.iter().map(|v| v.id).collect();
        for line in vouchers::lines(tx, &ids).await?.into_iter().filter(|line| line.counts) {
            let Some(voucher) = page.iter().find(|v| v.id == line.voucher_id) else { continue };
            list.push(CostVoucher {
                number: voucher.number.clone(),
                booked_on: voucher.issued_on,
                cost_kind: line.cost_kind,
                origin: origin(&voucher.source)?.to_owned(),
                service: line.description,
                amount_cents: line.amount_cents,
            });
        }
    }
    let (_, last) = days(row)?;
    for line in &computed.lines {
        let of = line.member_id.and_then(|id| bodies.get(&id)).map(|b| format!(" ({})", b.name)).unwrap_or_default();
        list.push(CostVoucher {
            number: format!("B{}", line.line_no),
            booked_on: last,
            cost_kind: line.cost_kind.clone(),
            origin: "Berichtigung".to_owned(),
            service: format!("{}{of}", line.description),
            amount_cents: line.amount_cents,
        });
    }
    Ok(list)
}

fn origin(source: &str) -> Result<&'static str> {
    use ledger::cost_sharing::voucher::Source;
    Ok(match code::<Source>(source, "voucher source")? {
        Source::VendorInvoice => "Rechnung",
        Source::Personnel => "Personal",
        Source::OverheadRate => "Gemeinkosten",
        Source::Depreciation => "Abschreibung",
        Source::Manual => "Beleg",
    })
}

/// What was taken off each cost kind before it was shared.
pub(super) fn income(computed: &Computed) -> Vec<Income> {
    let kinds = computed.settled.kinds.iter().filter(|kind| kind.deducted_cents != 0);
    let line = |kind: &ledger::cost_sharing::settlement::SharedKind| Income {
        label: "Fördermittel und Einnahmen".to_owned(),
        cost_kind: kind.kind.clone(),
        amount_cents: kind.deducted_cents,
    };
    kinds.map(line).collect()
}
