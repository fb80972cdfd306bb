//! (b) over HTTP: the same claims and completions as GraphQL mutations, 32 connections, real tokens.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::claims::{CLIENTS, Free, Seen, WARM_UP, figures, free_tasks};
use crate::measure::Figure;
use crate::place::Place;
use crate::provider::Provider;
use crate::serving::{Asking, Serving};

const CLAIM: &str = "mutation($id: ID!, $version: Int!) { claimTask(input: { id: $id, version: $version }) { task { version } userErrors { code } } }";
const COMPLETE: &str = "mutation($id: ID!, $version: Int!, $form: JSON!) { completeTask(input: { id: $id, version: $version, outcome: \"RELEASE\", \
                        form: $form }) { outcome userErrors { code } } }";

pub async fn measure(place: &Place, folder: &Path, lasting: Duration) -> Result<Vec<Figure>> {
    let provider = Provider::start().await?;
    let serving = Arc::new(Serving::start(&place.app_url, &folder.join("serve"), &provider).await?);
    let mut work = VecDeque::new();
    for free in free_tasks(place, 40_000).await? {
        work.push_back((free, provider.token(&format!("clerk-{}", free.person))?));
    }
    let work = Arc::new(Mutex::new(work));
    let begun = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let (asking, work) = (Asking::new(&serving)?, Arc::clone(&work));
        clients.spawn(async move {
            let mut seen = Seen::default();
            while begun.elapsed() < WARM_UP + lasting {
                let next = work.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                let (free, token) = next.context("all prepared tasks are done: prepare more")?;
                one(&asking, &token, free, begun + WARM_UP, &mut seen).await?;
            }
            anyhow::Ok(seen)
        });
    }
    let mut all = Seen::default();
    while let Some(seen) = clients.join_next().await {
        all.add(seen??);
    }
    Ok(figures(place, "over HTTP", &all, lasting, "clients on the same machine"))
}

async fn one(asking: &Asking, token: &str, free: Free, counted_from: Instant, seen: &mut Seen) -> Result<()> {
    let id = URL_SAFE_NO_PAD.encode(format!("Task:{}", free.task));
    let begun = Instant::now();
    let data = asking.ask(token, CLAIM, json!({ "id": id, "version": free.version })).await?;
    let claimed = begun.elapsed();
    let Some(version) = data["claimTask"]["task"]["version"].as_i64() else {
        seen.refused(&data["claimTask"]["userErrors"]);
        return Ok(());
    };
    let again = Instant::now();
    let data = asking.ask(token, COMPLETE, json!({ "id": id, "version": version, "form": {} })).await?;
    if data["completeTask"]["outcome"] == Value::Null {
        seen.refused(&data["completeTask"]["userErrors"]);
    } else if begun >= counted_from {
        seen.claims.push(claimed);
        seen.completions.push(again.elapsed());
    }
    Ok(())
}
