//! Measures from CSV: all rows or none, every bad row named by its line.

use super::desk::Desk;
use crate::{App, Error, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::{Role, Session};
use domain::cost_sharing::measures_csv;
use domain::ids::CooperationId;
use ledger::cost_sharing::ComponentKind;
use serde_json::json;
use std::collections::BTreeMap;
use store::cost_sharing::{agreements, measures};
use store::entity::measure;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows of the file.
    pub rows: u32,
    /// Measures entered or replaced.
    pub taken: u32,
    /// Official keys of members the file says nothing about.
    pub missing: Vec<String>,
}

/// Who enters measures.
const ENTERERS: &[Role] = &[Role::Lead, Role::Budget];

/// Imports `ars;kind;value;reference_on;source`: rows of members only.
///
/// # Errors
/// `NO_RIGHT`; one refusal per bad row, `field` naming its line; then nothing is written.
pub async fn import(app: &App, session: &Session, cooperation: CooperationId, csv: &str) -> Result<Imported> {
    let desk = Desk::open(app, session, cooperation, ENTERERS).await?;
    let rows = measures_csv::parse(csv).map_err(|findings| {
        let named =
            findings.iter().map(|f| Refusal::at(format!("line {}", f.line), f.error.code(), f.error.to_string()));
        Error::Refused(named.collect())
    })?;
    let since = rows.iter().map(|row| row.reference_on).min().unwrap_or(desk.case.at().date_naive());
    let members = member_keys(&desk, since).await?;
    let mut findings = Vec::new();
    let mut taken = Vec::new();
    for row in &rows {
        let at = format!("line {}", row.line);
        match (row.kind.parse::<ComponentKind>(), members.get(&row.ars)) {
            (Err(_), _) | (Ok(ComponentKind::Equal), _) => {
                findings.push(Refusal::at(at, "MEASURE_KIND_UNKNOWN", "not a kind of measure"));
            }
            (_, None) => findings.push(Refusal::at(at, "NOT_A_MEMBER", "no member has this key")),
            (Ok(kind), Some(member)) => taken.push(row_of(&desk, session, *member, kind, row)),
        }
    }
    if !findings.is_empty() {
        return Err(Error::Refused(findings));
    }
    let missing = members.keys().filter(|ars| rows.iter().all(|r| r.ars != **ars)).cloned().collect();
    finish(app, desk, rows.len(), &taken, missing).await
}

/// Whoever is, will within a year be, or was a member on or after `since`: a year is settled, and corrected, long after
/// somebody left.
async fn member_keys(desk: &Desk, since: NaiveDate) -> Result<BTreeMap<String, i64>> {
    let today = desk.case.at().date_naive();
    let soon = today.checked_add_days(chrono::Days::new(366)).unwrap_or(today);
    let members = agreements::members(&desk.tx, desk.cooperation(), since.min(today), soon).await?;
    let ids: Vec<i64> = members.iter().map(|m| m.body_id).collect();
    let mut keys = BTreeMap::new();
    for part in ids.chunks(10_000) {
        let bodies = store::cooperation::bodies::find_many(&desk.tx, part).await?;
        keys.extend(bodies.into_iter().map(|b| (b.ars, b.id)));
    }
    Ok(keys)
}

fn row_of(desk: &Desk, session: &Session, member: i64, kind: ComponentKind, row: &measures_csv::Row) -> measure::Model {
    measure::Model {
        id: 0,
        cooperation_id: desk.agreement.cooperation_id,
        body_id: desk.agreement.body_id,
        member_id: member,
        kind: kind.to_string(),
        value: row.value,
        reference_on: row.reference_on,
        source: row.source.clone(),
        entered_by: session.person().0,
        entered_at: desk.case.at(),
    }
}

async fn finish(
    app: &App,
    desk: Desk,
    rows: usize,
    taken: &[measure::Model],
    missing: Vec<String>,
) -> Result<Imported> {
    measures::put(&desk.tx, taken).await?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let facts = json!({ "rows": rows, "taken": taken.len() });
    desk.finish(app, "MEASURES_IMPORTED", facts).await?;
    Ok(Imported { rows: count(rows), taken: count(taken.len()), missing })
}
