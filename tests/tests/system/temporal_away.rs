//! Temporal unreachable, at start and later: clerks go on, and what waits goes through when it returns.
use std::time::{Duration, Instant};

use domain::tasks::TaskKind;
use serde_json::json;
use system_tests::forms::{BUYER_ARS, Purchase};
use system_tests::{Database, House, Office, Part, books, documents};
use testkit::wait_until_async;

const PATIENCE: Duration = Duration::from_secs(90);

#[tokio::test]
async fn without_temporal_everything_starts_and_what_was_done_goes_on_when_it_comes() {
    let mut house = House::build(Database::Sqlite).await;
    house.temporal.kill();
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(office.look(case).await.unwrap().open.is_none(), "no process, no task");
    house.temporal.restart().unwrap();
    office.work(case, &purchase, Some(TaskKind::CollectQuotes), PATIENCE).await.unwrap();

    house.temporal.kill();
    let task = office.look(case).await.unwrap().open.unwrap();
    let begun = Instant::now();
    office.forward(&purchase, &task).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(3), "a clerk does not wait for Temporal");
    assert!(office.look(case).await.unwrap().open.is_none(), "gone on the very next read");
    house.temporal.restart().unwrap();
    office.work(case, &purchase, None, PATIENCE).await.unwrap();
    books::case(&app, case).await.is_finished_once(&purchase);
}

#[tokio::test]
async fn a_message_that_cannot_be_delivered_becomes_an_incident_and_retry_brings_it_through() {
    let mut house = House::build(Database::Postgres).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    let healthy = Purchase::of(&app, BUYER_ARS, 2).await;
    office.work(case, &purchase, Some(TaskKind::ChooseProcedure), PATIENCE).await.unwrap();

    // Temporal has forgotten the case: its next message has nobody to go to
    house.temporal.wipe().unwrap();
    house.temporal.restart().unwrap();
    let task = office.look(case).await.unwrap().open.unwrap();
    office.forward(&purchase, &task).await.unwrap();
    let found = wait_until_async(|| async { !books::open_incidents(&app).await.is_empty() }, PATIENCE).await;
    assert!(found, "the row waits for ever without a word");
    let other = office.begin(&healthy).await.unwrap();
    office.work(other, &healthy, Some(TaskKind::ChooseProcedure), PATIENCE).await.unwrap();

    let lead = office.person("aylin.demir").await.unwrap();
    let seen = lead.ask(documents::INCIDENTS, json!({})).await.unwrap();
    let incident = &seen["incidents"]["nodes"][0];
    assert_eq!(incident["kind"], "OUTBOX_UNDELIVERABLE", "{seen}");
    let (_, said) = house.command(&["rebuild"]).run();
    assert!(said.contains('1'), "{said}");
    let input = json!({ "ids": [incident["id"]], "resolution": "RETRY" });
    lead.change("resolveIncidents", documents::RESOLVE, input).await.unwrap().unwrap();
    office.work(case, &purchase, None, PATIENCE).await.unwrap();
    books::case(&app, case).await.is_finished_once(&purchase);
    assert_eq!(books::open_incidents(&app).await, Vec::<String>::new());
}
