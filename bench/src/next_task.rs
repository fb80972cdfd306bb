//! (c) from the acknowledged completion of a task to the next one a reader sees: relay, Temporal, workflow,
//! activity and our transaction lie between. One case at a time, as one clerk would wait for it.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use domain::ids::CaseId;
use store::entity::task;

use crate::measure::{Figure, Samples};
use crate::office::Office;

const TARGET_MS: f64 = 150.0;
const GIVE_UP_AFTER: Duration = Duration::from_secs(30);
/// How often it is looked for, beside the bell.
const LOOK_EVERY: Duration = Duration::from_millis(500);

pub async fn measure(office: &Office, wanted: usize) -> Result<Vec<Figure>> {
    let mut samples = Samples::default();
    let mut number = 0;
    while samples.len() < wanted {
        number += 1;
        let case = office.start(number).await?;
        let first_case = number == 1;
        walk(office, case, |took| {
            if !first_case {
                samples.push(took)
            }
        })
        .await?;
    }
    Ok(vec![Figure::p95(
        'c',
        "completion acknowledged → next task visible",
        "SQLite, dev server",
        &samples,
        Some(TARGET_MS),
    )])
}

/// Takes a case to its end; tells how long each next task took to appear.
pub async fn walk(office: &Office, case: CaseId, mut told: impl FnMut(Duration)) -> Result<()> {
    let mut since = None;
    let mut done = 0;
    loop {
        let Some(row) = next(office, case, done).await? else {
            office.watch().forget(case);
            return Ok(());
        };
        if let Some(since) = since.replace(Instant::now()) {
            let since: Instant = since;
            told(since.elapsed());
        }
        office.finish(&row).await?;
        since = Some(Instant::now());
        done = row.id;
    }
}

/// The open task behind `done`; none when the case has ended.
async fn next(office: &Office, case: CaseId, done: i64) -> Result<Option<task::Model>> {
    let begun = Instant::now();
    let bell = office.watch().bell(case);
    while begun.elapsed() < GIVE_UP_AFTER {
        let open = office.tasks(case).await?.into_iter().find(|row| row.state == 0 && row.id > done);
        if open.is_some() {
            return Ok(open);
        }
        if office.ended(case).await? {
            return Ok(None);
        }
        let _ = tokio::time::timeout(LOOK_EVERY, bell.notified()).await;
    }
    bail!("case {case}: no next task within {} s", GIVE_UP_AFTER.as_secs())
}
