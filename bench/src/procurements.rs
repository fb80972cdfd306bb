//! (d) procurements per second, end to end, beside a bare program on the same server: what our database, rules,
//! outbox and encryption cost on top of Temporal itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::Result;

use crate::bare::Bare;
use crate::measure::{Figure, Target};
use crate::next_task::walk;
use crate::office::Office;

/// Cases under way at a time.
const SIDE_BY_SIDE: usize = 32;
const RATIO_TARGET: f64 = 0.8;

pub async fn measure(office: Arc<Office>, cases: usize) -> Result<Vec<Figure>> {
    let bare = Arc::new(Bare::start(office.client().await?).await?);
    // turn and turn about, so that what the machine does meanwhile hits both
    let half = (cases / 2).max(1);
    let (mut ours, mut theirs) = (0.0, 0.0);
    for round in 0..2 {
        let (office, bare, first) = (Arc::clone(&office), Arc::clone(&bare), round * half);
        let our = move |n| {
            let office = Arc::clone(&office);
            async move { one(&office, 10_000 + first + n).await }
        };
        let their = move |n| {
            let bare = Arc::clone(&bare);
            async move { bare.walk(first + n).await }
        };
        ours += seconds(half, our).await?;
        theirs += seconds(half, their).await?;
    }
    let (ours, theirs) = (2.0 * half as f64 / ours, 2.0 * half as f64 / theirs);
    let figure = |what: &str, value, unit, target| Figure {
        part: 'd',
        what: what.to_owned(),
        on: "SQLite, dev server".to_owned(),
        value,
        unit,
        target,
        note: format!("{} cases of 13 tasks, {SIDE_BY_SIDE} side by side", 2 * half),
    };
    Ok(vec![
        figure("procurements, end to end", ours, "per second", Target::None),
        figure("bare program, same signals, timers, activities", theirs, "per second", Target::None),
        figure("ratio", ours / theirs, "", Target::AtLeast(RATIO_TARGET)),
    ])
}

async fn one(office: &Office, number: usize) -> Result<()> {
    let case = office.start(number).await?;
    walk(office, case, |_| {}).await
}

/// How long `count` cases take, [`SIDE_BY_SIDE`] at a time.
async fn seconds<F, W>(count: usize, case: F) -> Result<f64>
where
    F: Fn(usize) -> W + Clone + Send + 'static,
    W: Future<Output = Result<()>> + Send + 'static,
{
    let begun = Instant::now();
    let next = Arc::new(AtomicUsize::new(0));
    let mut lanes = tokio::task::JoinSet::new();
    for _ in 0..SIDE_BY_SIDE {
        let (next, case) = (Arc::clone(&next), case.clone());
        lanes.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return anyhow::Ok(());
                }
                case(number).await?;
            }
        });
    }
    while let Some(lane) = lanes.join_next().await {
        lane??;
    }
    Ok(begun.elapsed().as_secs_f64())
}
