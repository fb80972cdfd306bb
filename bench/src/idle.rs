//! (e) what the program costs when nobody asks: memory of `verbund serve` without Temporal, and time until ready.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::measure::{Figure, Samples, Target};
use crate::place::Place;
use crate::provider::Provider;
use crate::serving::{Serving, command};

const STARTS: usize = 10;
const SETTLED_AFTER: Duration = Duration::from_secs(3);

pub async fn measure(folder: &Path) -> Result<Vec<Figure>> {
    let provider = Provider::start().await?;
    let folder = tempfile::tempdir_in(folder)?;
    let place = Place::sqlite(&folder.path().join("idle.sqlite"));
    let migrated = command(&place.app_url, folder.path(), &provider)?.arg("migrate").status()?;
    ensure!(migrated.success(), "`verbund migrate` failed; see {}", folder.path().join("serve.log").display());
    let mut ready = Samples::default();
    for _ in 0..STARTS {
        ready.push(Serving::start(&place.app_url, folder.path(), &provider).await?.ready_after);
    }
    let serving = Serving::start(&place.app_url, folder.path(), &provider).await?;
    tokio::time::sleep(SETTLED_AFTER).await;
    Ok(vec![
        Figure::memory('e', "memory of serve, idle", "SQLite", serving.resident_bytes()?, Some(80.0)),
        Figure {
            part: 'e',
            what: "start of the process until ready".to_owned(),
            on: "SQLite".to_owned(),
            value: ready.percentile_ms(100),
            unit: "ms, slowest",
            target: Target::AtMost(1000.0),
            note: format!("p50 {:.0} ms, {STARTS} starts, schema in place", ready.percentile_ms(50)),
        },
    ])
}
