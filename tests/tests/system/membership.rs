//! A town joins a cooperation and leaves it again, over GraphQL and on the real engine, with the worker killed on the way.
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use domain::cooperation::{Area, Grant, Role};
use domain::ids::BodyId;
use serde_json::{Value, json};
use store::Scope;
use system_tests::client::{Person, global, number};
use system_tests::{Database, House, Part, books};

const PATIENCE: Duration = Duration::from_secs(90);
const START: &str = "mutation($input: StartMembershipChangeInput!) { startMembershipChange(input: $input) { case { id } userErrors { code } } }";
const COMPLETE: &str =
    "mutation($input: CompleteTaskInput!) { completeTask(input: $input) { userErrors { code field } } }";
const LOOK: &str = "query($id: ID!) { case(id: $id) { phaseTitle endedAt tasks { id kind version state } } }";

#[tokio::test]
async fn a_town_joins_and_leaves_on_sqlite() {
    joins_and_leaves(Database::Sqlite).await;
}

#[tokio::test]
async fn a_town_joins_and_leaves_on_postgresql() {
    joins_and_leaves(Database::Postgres).await;
}

/// Waits until the case waits at a task of this kind (or, without one, has ended); gives the task.
pub(super) async fn waits_at(person: &Person, case: &Value, kind: Option<&str>) -> Value {
    let end = Instant::now() + PATIENCE;
    let mut seen = Value::Null;
    while Instant::now() < end {
        seen = person.ask(LOOK, json!({ "id": case })).await.unwrap()["case"].clone();
        let open = seen["tasks"].as_array().into_iter().flatten().find(|task| task["state"] == "OPEN");
        match (kind, open) {
            (Some(kind), Some(task)) if task["kind"] == kind => return task.clone(),
            (None, _) if !seen["endedAt"].is_null() => return seen["phaseTitle"].clone(),
            _ => tokio::time::sleep(Duration::from_millis(150)).await,
        }
    }
    panic!("not at {kind:?}: {seen}");
}

pub(super) async fn finish(person: &Person, case: &Value, kind: &str, outcome: &str, form: Value) {
    let task = waits_at(person, case, Some(kind)).await;
    let input = json!({ "id": task["id"], "version": task["version"], "outcome": outcome, "form": form });
    person.change("completeTask", COMPLETE, input).await.unwrap().unwrap();
}

pub(super) async fn body_of(house: &House, ars: &str) -> i64 {
    let app = house.app();
    let tx = app.machine().read(&Scope::Machine).await.unwrap();
    store::cooperation::bodies::by_ars(&tx, ars).await.unwrap().unwrap().id
}

/// Somebody at home in the joining town may record its resolution.
async fn speaks_for(house: &House, subject: &str, body: i64) {
    let app = house.app();
    let tx = app.machine().write(&Scope::Machine).await.unwrap();
    let holder = store::cooperation::persons::by_subject(&tx, subject).await.unwrap().unwrap();
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let grant = Grant {
        body: BodyId(body),
        role: Role::Member,
        area: Area::Cooperation,
        holder,
        valid_from: day(2000),
        valid_to: day(2099),
    };
    store::cooperation::rights::insert(&tx, &grant).await.unwrap();
    tx.commit().await.unwrap();
}

async fn is_member(house: &House, cooperation: i64, body: i64) -> bool {
    let (app, today) = (house.app(), house.app().today());
    let tx = app.machine().read(&Scope::Machine).await.unwrap();
    let all = store::cooperation::bodies::cooperations(&tx, today).await.unwrap();
    all.iter().any(|(c, members)| c.id == cooperation && members.contains(&body))
}

async fn joins_and_leaves(database: Database) {
    let house = House::build(database).await;
    let (_serve, site) = house.serve().await;
    let mut work = house.start(Part::Work);
    let _relay = house.start(Part::Relay);
    let app = house.app();
    let tx = app.machine().read(&Scope::Machine).await.unwrap();
    let all = store::cooperation::bodies::cooperations(&tx, app.today()).await.unwrap();
    drop(tx);
    let (cluster, members) = all.into_iter().find(|(c, _)| c.code == "SUEDWEST_CLUSTER").unwrap();
    let (lead_body, speyer) = (body_of(&house, "073120000000").await, body_of(&house, "073180000000").await);
    speaks_for(&house, "mara.stein", speyer).await;
    let (lead, mara) = (site.sign_in("aylin.demir").await.unwrap(), site.sign_in("mara.stein").await.unwrap());
    let today = app.today();
    let change = |direction: &str, key: &str| {
        json!({
            "bodyId": global("Body", lead_body), "cooperationId": global("Cooperation", cluster.id),
            "partyBodyId": global("Body", speyer), "direction": direction, "legalForm": "WORKING_GROUP",
            "agreedOn": today, "reasons": "schwerer Vertragsbruch", "heard": true, "requestKey": key,
        })
    };

    let started = lead.change("startMembershipChange", START, change("JOIN", "join")).await.unwrap().unwrap();
    let again = lead.change("startMembershipChange", START, change("JOIN", "join")).await.unwrap().unwrap();
    let case = started["case"]["id"].clone();
    assert_eq!(again["case"]["id"], case, "sent twice, started once");
    let resolved = json!({ "resolvedOn": today, "reference": "Stadtrat Speyer, TOP 7" });
    finish(&mara, &case, "RECORD_OWN_RESOLUTION", "RESOLVED", resolved).await;
    // the worker dies while the members consent; nothing is lost
    work.kill();
    work.restart();
    let consent = |body: &i64| json!({ "bodyId": body, "resolvedOn": today, "reference": "Rat, TOP 3" });
    let consents: Vec<_> = members.iter().map(consent).collect();
    finish(&lead, &case, "COLLECT_CONSENTS", "CONSENTED", json!({ "consents": consents })).await;
    assert!(!is_member(&house, cluster.id, speyer).await);
    let signed = json!({ "signedOn": today, "signedBy": "alle Mitglieder" });
    finish(&lead, &case, "SIGN_AGREEMENT", "SIGNED", signed).await;
    assert_eq!(waits_at(&lead, &case, None).await, "Beigetreten");
    assert!(is_member(&house, cluster.id, speyer).await);

    let started = lead.change("startMembershipChange", START, change("FOR_CAUSE", "leave")).await.unwrap().unwrap();
    let case = started["case"]["id"].clone();
    let items = json!({ "items": [{ "kind": "OTHER", "description": "nichts offen", "amountCents": 0 }] });
    finish(&lead, &case, "SETTLE_EXIT", "SETTLED", items).await;
    let entries = json!({ "entries": [{ "what": "alle Akten", "handedOverOn": today, "receivedBy": "Stadtarchiv" }] });
    finish(&lead, &case, "HAND_OVER_DATA", "HANDED_OVER", entries).await;
    assert_eq!(waits_at(&lead, &case, None).await, "Ausgetreten");
    assert!(number("Case", &case).unwrap() > 0);
    books::journal_holds(&app).await;
}
