//! (a) the first page of the work list and its counts, as a browser gets them: over HTTP with a real token.
//!
//! Page and counts are two requests, because the page shows the list while the counts are still coming; a third
//! figure asks for both at once. The clerk changes with every request, so nothing is warm for a person.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::clerks::Class;
use crate::measure::{Figure, Samples};
use crate::place::Place;
use crate::provider::Provider;
use crate::serving::{Asking, Serving};

const WARM_UP: usize = 50;
const PAGE_TARGET_MS: f64 = 6.0;
const WIDE_TARGET_MS: f64 = 20.0;

/// What a list shows in each row, with the case and body it belongs to.
const PAGE: &str = "query { workList(first: 50) { edges { cursor node { id kind title dueOn priority version \
                    body { id name } case { id fileReference subject } } } pageInfo { hasNextPage endCursor } } }";
/// The rows alone.
const ROWS: &str = "query { workList(first: 50) { edges { cursor node { id kind title dueOn priority version } } pageInfo { hasNextPage endCursor } } }";
const COUNTS: &str = "query { workListCounts { unassigned overdue mine mineOverdue } }";
const BOTH: &str = "query { workList(first: 50) { edges { cursor node { id kind title dueOn priority version } } pageInfo { hasNextPage endCursor } } \
                    workListCounts { unassigned overdue mine mineOverdue } }";

pub async fn measure(place: &Place, folder: &Path, requests: usize) -> Result<Vec<Figure>> {
    let provider = Provider::start().await?;
    let serving = Serving::start(&place.app_url, &folder.join("serve"), &provider).await?;
    let asking = Asking::new(&serving)?;
    let mut figures = Vec::new();
    for class in Class::ALL {
        let most = if class == Class::Wide { WIDE_TARGET_MS } else { PAGE_TARGET_MS };
        for (what, query) in [
            ("first page", ROWS),
            ("counts", COUNTS),
            ("page and counts in one", BOTH),
            ("page with body and case", PAGE),
        ] {
            let mut samples = Samples::default();
            for (n, clerk) in class.clerks().take(requests + WARM_UP).enumerate() {
                let token = provider.token(&format!("clerk-{clerk}"))?;
                let begun = Instant::now();
                let data = asking.ask(&token, query, json!({})).await?;
                let took = begun.elapsed();
                ensure!(data.is_object(), "no answer for clerk {clerk}");
                if n >= WARM_UP {
                    samples.push(took);
                }
            }
            let judged = matches!(what, "first page" | "counts").then_some(most);
            figures.push(Figure::p95('a', format!("{what}, {}", class.name()), place.name, &samples, judged));
        }
    }
    figures.push(Figure::memory(
        'a',
        "memory of serve after these requests",
        place.name,
        serving.resident_bytes()?,
        None,
    ));
    Ok(figures)
}
