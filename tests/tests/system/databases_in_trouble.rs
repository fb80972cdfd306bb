//! A locked database and a full disk: a clear refusal, nothing half written, and work goes on afterwards.
use std::time::Duration;

use domain::tasks::TaskKind;
use sea_orm::ConnectionTrait;
use serde_json::json;
use system_tests::forms::{BUYER_ARS, Purchase};
use system_tests::house::ready;
use system_tests::{Database, House, Office, Part, Process, Site, books, documents};

const PATIENCE: Duration = Duration::from_secs(90);

#[tokio::test]
async fn while_somebody_holds_the_sqlite_file_reading_works_and_writing_is_refused_clearly() {
    let house = House::build(Database::Sqlite).await;
    let (_serve, site) = house.serve().await;
    let (work, relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    office.work(case, &purchase, Some(TaskKind::ReleaseBudget), PATIENCE).await.unwrap();
    let task = office.look(case).await.unwrap().open.unwrap();
    let who = office.person_for(task.kind).await.unwrap();
    let (outcome, form) = purchase.form(task.kind);

    let outsider = testkit::postgres::connect(&house.database.owner_url).await.unwrap();
    outsider.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    assert!(office.look(case).await.unwrap().open.is_some(), "reading needs no lock");
    let input = json!({ "id": task.id, "version": task.version, "outcome": outcome, "form": form });
    let answer = who.answer(documents::COMPLETE, json!({ "input": input })).await.unwrap();
    assert_eq!(answer.codes(), ["UNAVAILABLE"], "{answer:?}");
    outsider.execute_unprepared("ROLLBACK").await.unwrap();
    outsider.close().await.unwrap();

    assert_eq!(books::line(&app, purchase.budget_line_id).await, (0, 0, 0), "nothing half written");
    office.work(case, &purchase, None, PATIENCE).await.unwrap();
    books::case(&app, case).await.is_finished_once(&purchase);
    drop((work, relay));
}

#[tokio::test]
async fn on_a_full_disk_writing_is_refused_clearly_and_nothing_is_lost() {
    let house = House::build(Database::Sqlite).await;
    let app = house.app();
    let (mut recipe, port) = house.part(Part::Serve);
    // the files are larger already: what still fits is soon used up
    recipe.file_limit_bytes = Some(400_000);
    recipe.env.retain(|(name, _)| name != "VERBUND_LOG__FILTER");
    recipe.env.push(("VERBUND_LOG__FILTER".to_owned(), "error".to_owned()));
    let mut serve = Process::start(recipe.clone());
    let site = Site::new(port);
    ready(&mut serve, &site).await;
    let office = Office::at(&site);
    let mut begun = Vec::new();
    let requester = office.person_for(TaskKind::ReviseRequest).await.unwrap();
    let mut refusal = None;
    for number in 0..400 {
        let purchase = Purchase::of(&app, BUYER_ARS, number).await;
        match office.begin(&purchase).await {
            Ok(case) => begun.push(case),
            Err(error) => {
                refusal = Some(error.to_string());
                break;
            }
        }
    }
    let refusal = refusal.expect("the disk was never full");
    assert!(refusal.contains("UNAVAILABLE"), "{refusal}");
    let large = requester.documents(reqwest::Method::POST, &format!("cases/{}?name=gross.pdf", begun[0]));
    let answer = large.body(vec![7_u8; 4_000_000]).send().await.unwrap();
    assert!(answer.status().is_server_error(), "{}", answer.status());
    assert!(answer.text().await.unwrap().contains("code"));
    drop(serve);

    recipe.file_limit_bytes = None;
    let mut serve = Process::start(recipe);
    ready(&mut serve, &site).await;
    for case in &begun {
        assert!(!office.look(*case).await.unwrap().phase.is_empty(), "what was acknowledged is there");
    }
    let next = Purchase::of(&app, BUYER_ARS, 1_000).await;
    office.begin(&next).await.unwrap();
    books::journal_holds(&app).await;
}
