//! The CSV import of budget lines: all rows or none, every bad row named.

use crate::{App, Error, Refusal, Result};
use domain::budget::import::{Row, parse};
use domain::cooperation::{Area, Role, Session};
use domain::ids::BodyId;
use std::collections::BTreeMap;
use store::budget::{self, NewLine, NewMovement};
use store::{Error as StoreError, Scope, Tx};

/// Largest file read.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// New lines.
    pub inserted: u32,
    /// Lines whose appropriation went up.
    pub raised: u32,
    /// Lines whose appropriation went down.
    pub lowered: u32,
    /// Lines that were as the file says.
    pub unchanged: u32,
}

/// Imports the lines of `csv` for bodies where the session has the role BUDGET.
///
/// # Errors
/// One refusal per bad row, `field` naming its line; then nothing is written.
pub async fn import(app: &App, session: &Session, csv: &str) -> Result<Imported> {
    if csv.len() > MAX_BYTES {
        return Err(Refusal::new("FILE_TOO_LARGE", "more than 32 MiB").into());
    }
    let rows = parse(csv).map_err(|findings| {
        Error::Refused(
            findings
                .into_iter()
                .map(|f| Refusal::at(format!("line {}", f.line), f.error.code(), f.error.to_string()))
                .collect(),
        )
    })?;
    let tx = app.people().write(&Scope::of(session)).await?;
    let bodies = permitted(&tx, session, &rows).await?;
    // one order of locking for everybody: body, year, code
    let mut rows: Vec<_> =
        rows.iter().filter_map(|row| bodies.get(row.ars.as_str()).map(|body| (*body, row))).collect();
    rows.sort_by(|a, b| (a.0, a.1.year, &a.1.code).cmp(&(b.0, b.1.year, &b.1.code)));
    let mut done = Imported::default();
    for (body, row) in rows {
        one(app, &tx, body, row, &mut done).await?;
    }
    tx.commit().await?;
    tracing::info!(person = session.person().0, ?done, "budget imported");
    app.ring();
    Ok(done)
}

async fn permitted<'a>(tx: &Tx, session: &Session, rows: &'a [Row]) -> Result<BTreeMap<&'a str, BodyId>> {
    let (mut bodies, mut findings) = (BTreeMap::new(), Vec::new());
    for (row, line) in rows.iter().zip(2_u64..) {
        if bodies.contains_key(row.ars.as_str()) {
            continue;
        }
        let body = store::cooperation::bodies::by_ars(tx, &row.ars).await?.map(|b| BodyId(b.id));
        match body.filter(|b| session.act_as(*b, Area::Procurement, &[Role::Budget]).is_ok()) {
            Some(body) => {
                bodies.insert(row.ars.as_str(), body);
            }
            None => findings.push(Refusal::at(
                format!("line {line}"),
                "BODY_NOT_PERMITTED",
                "no right to the budget of a body with this key",
            )),
        }
    }
    if findings.is_empty() { Ok(bodies) } else { Err(Error::Refused(findings)) }
}

async fn one(app: &App, tx: &Tx, body: BodyId, row: &Row, done: &mut Imported) -> Result<()> {
    let Some(line) = budget::lock_by_code(tx, body, row.year, &row.code).await? else {
        let new = NewLine {
            body,
            year: row.year,
            code: &row.code,
            name: &row.name,
            cost_centre: &row.cost_centre,
            appropriation_cents: row.appropriation_cents,
        };
        let line = budget::insert(tx, &new).await?;
        done.inserted += 1;
        return note(app, tx, &line, line.version, row.appropriation_cents).await;
    };
    if line.name != row.name || line.cost_centre != row.cost_centre {
        budget::rename(tx, &line, &row.name, &row.cost_centre).await?;
    }
    let change = row.appropriation_cents.saturating_sub(line.appropriation_cents);
    match change.signum() {
        0 => done.unchanged += 1,
        1 => done.raised += 1,
        _ => done.lowered += 1,
    }
    if change == 0 {
        return Ok(());
    }
    let mut next = budget::line_of(&line)?.buckets();
    next.appropriation_cents = row.appropriation_cents;
    if !budget::save_buckets(tx, &line, next).await? {
        return Err(StoreError::Busy(format!("budget line {} changed under its lock", line.id)).into());
    }
    note(app, tx, &line, line.version + 1, change).await
}

/// `version` is the one the line has with this change: it names the movement.
async fn note(
    app: &App,
    tx: &Tx,
    line: &store::entity::budget_line::Model,
    version: i64,
    change_cents: i64,
) -> Result<()> {
    let key = format!("line/{}/v{version}/APPROPRIATION", line.id);
    let new = NewMovement { case: None, kind: "APPROPRIATION", amount_cents: change_cents, key: &key, at: app.now() };
    Ok(budget::note(tx, line, &new).await?)
}
