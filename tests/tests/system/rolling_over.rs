//! Years: a case whose history grows past the limit goes on as a new run, and ends right all the same.
use std::time::Duration;

use domain::ids::{BodyId, CaseId};
use domain::tasks::TaskKind;
use serde_json::{Value, json};
use store::Scope;
use store::engine::states::{self, Snapshot};
use system_tests::forms::{BUYER_ARS, Purchase};
use system_tests::{Database, House, Office, Part, books};

/// Events after which the process begins a new run; the server itself suggests it after thousands.
const HISTORY_LIMIT: u32 = 40;

#[tokio::test]
async fn a_case_past_the_limit_of_its_history_goes_on_as_a_new_run() {
    let house = House::build(Database::Sqlite).await;
    let (_serve, site) = house.serve().await;
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();

    // before a relay runs: the process will start from the state we keep, as after a rebuild
    let state = json!({ "caseId": case, "lastNo": 1, "historyLimit": HISTORY_LIMIT }).to_string();
    let tx = app.machine().write(&Scope::Machine).await.unwrap();
    let first = Snapshot { step: "BUDGET_RELEASE", state: &state, applied_no: 1, snapshot_no: 0 };
    states::save(&tx, CaseId(case), BodyId(purchase.body_id), &first, app.now()).await.unwrap();
    tx.commit().await.unwrap();

    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let patience = Duration::from_secs(120);
    office.work(case, &purchase, Some(TaskKind::CloseFile), patience).await.unwrap();
    let tx = app.machine().read(&Scope::Machine).await.unwrap();
    let saved = states::find(&tx, CaseId(case)).await.unwrap().expect("a saved state");
    drop(tx);
    let saved: Value = serde_json::from_str(&saved.state).unwrap();
    let runs = saved["generation"].as_u64().unwrap_or_default();
    assert!(runs >= 2, "only {runs} new runs: {saved}");
    office.work(case, &purchase, None, patience).await.unwrap();
    books::case(&app, case).await.is_finished_once(&purchase);
}
