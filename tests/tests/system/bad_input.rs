//! What people send who mean harm or mistype: a clear code, nothing half written, no panic.
//!
//! Each process's log is searched for panics when it ends; nothing here has to say so.
use std::time::Duration;

use domain::tasks::TaskKind;
use serde_json::{Value, json};
use system_tests::client::{Person, Site, global};
use system_tests::forms::{BUYER_ARS, Purchase};
use system_tests::{Database, House, Office, Part, books, documents};

const PATIENCE: Duration = Duration::from_secs(60);

/// A procurement that waits for its budget release.
async fn waiting(house: &House, office: &Office) -> (i64, Purchase) {
    let purchase = Purchase::of(&house.app(), BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    office.work(case, &purchase, Some(TaskKind::ReleaseBudget), PATIENCE).await.unwrap();
    (case, purchase)
}

#[tokio::test]
async fn malformed_requests_and_forged_tokens_are_refused() {
    let house = House::build(Database::Sqlite).await;
    let (_serve, site) = house.serve().await;
    let office = Office::at(&site);
    let person = office.person("erika.sommer").await.unwrap();
    for (body, why) in
        [("", "empty"), ("{", "cut off"), ("[]", "a batch"), ("{\"query\":7}", "not text"), ("\u{0}\u{1}", "rubbish")]
    {
        let answer = person.send(body).await.unwrap();
        assert_eq!((answer.status, &answer.body["code"]), (400, &json!("BODY_UNREADABLE")), "{why}");
    }
    let large = format!("{{\"query\":\"{}\"}}", "#".repeat(2 << 20));
    // on a line of its own: the server hangs up without reading it, which the next request must not meet
    let apart = Person { site: Site { http: reqwest::Client::new(), ..site.clone() }, ..person.clone() };
    if let Ok(answer) = apart.send(large).await {
        assert_eq!((answer.status, &answer.body["code"]), (413, &json!("BODY_TOO_LARGE")));
    }
    let unreadable = ["query {", "query { noSuchField }", "{ case(id: 7.5) { id } }", "mutation { }", "\u{feff}…"];
    let deep = format!("query {{ {} name {} }}", "viewer { ".repeat(400), "}".repeat(400));
    for document in unreadable.into_iter().chain([deep.as_str()]) {
        let answer = person.answer(document, json!({})).await.unwrap();
        assert!(answer.body["errors"].is_array() && answer.body["data"].is_null(), "{}", answer.body);
    }
    let many = format!("query {{ {} }}", (0..5_000).map(|n| format!("a{n}: __typename ")).collect::<String>());
    assert!(person.answer(&many, json!({})).await.unwrap().body["errors"].is_array(), "alias bomb");

    let cut = person.token.rsplit_once('.').unwrap().0.to_owned();
    let header = "eyJhbGciOiJub25lIn0"; // {"alg":"none"}
    let claims = person.token.split('.').nth(1).unwrap();
    for token in [format!("{cut}.AAAA"), format!("{header}.{claims}."), "rubbish".to_owned(), String::new()] {
        let forged = Person { token, ..person.clone() };
        let answer = forged.answer(documents::LOOK, json!({ "id": global("Case", 1) })).await.unwrap();
        assert_eq!(answer.status, 401, "{answer:?}");
    }
    assert!(site.is_ready().await);
}

#[tokio::test]
async fn unknown_and_foreign_ids_are_not_found_whatever_is_asked() {
    let house = House::build(Database::Postgres).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let office = Office::at(&site);
    let (case, purchase) = waiting(&house, &office).await;
    let task = office.look(case).await.unwrap().open.unwrap();
    // of IKONE-DS, with no right for the buyer
    let stranger = office.person("lena.frank").await.unwrap();
    let unknown = [
        global("Case", case + 1_000),
        global("Task", case),
        "rubbish".to_owned(),
        String::new(),
        global("Case", i64::MAX),
    ];
    for id in unknown.into_iter().chain([global("Case", case)]) {
        let data = stranger.ask(documents::LOOK, json!({ "id": id })).await.unwrap();
        assert!(data["case"].is_null(), "{data}");
    }
    let (outcome, form) = purchase.form(task.kind);
    let refused = office.complete_as(&stranger, &task, outcome, form).await.unwrap().unwrap_err();
    assert_eq!(refused, ["NOT_FOUND"]);
    let input = json!({ "caseId": global("Case", case), "reason": "Kein Bedarf mehr." });
    let refused = stranger.change("withdrawProcurement", documents::WITHDRAW, input).await.unwrap().unwrap_err();
    assert_eq!(refused, ["NOT_FOUND"]);
    assert_eq!(books::case(&house.app(), case).await.row.phase, "BUDGET_RELEASE");
}

#[tokio::test]
async fn absurd_amounts_and_forms_that_do_not_fit_write_nothing() {
    let house = House::build(Database::Sqlite).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let (case, purchase) = waiting(&house, &office).await;
    let before = books::case(&app, case).await;

    let requester = office.person("erika.sommer").await.unwrap();
    for amount in [json!(-1), json!(0), json!(i64::MAX), json!("zwölf"), json!(1.5), Value::Null] {
        let mut request = purchase.request();
        request["estimateNetCents"] = amount.clone();
        let input = json!({ "bodyId": global("Body", purchase.body_id), "request": request });
        let answer = requester.answer(documents::START, json!({ "input": input })).await.unwrap();
        let started = &answer.body["data"]["startProcurement"]["case"];
        assert!(started.is_null(), "{amount} was accepted: {}", answer.body);
        assert!(!answer.body.to_string().contains("INTERNAL"), "{amount}: {}", answer.body);
    }

    let task = office.look(case).await.unwrap().open.unwrap();
    let budget = office.person_for(task.kind).await.unwrap();
    let nested = (0..60).fold(json!(1), |inner, _| json!({ "a": inner }));
    for form in [
        json!({}),
        json!({ "budgetLineId": "eins" }),
        json!({ "budgetLineId": -5 }),
        json!({ "budgetLineId": 1e40 }),
        json!({ "budgetLineId": purchase.budget_line_id, "unknown": true }),
        json!([]),
        json!("x".repeat(100_000)),
        nested,
        Value::Null,
    ] {
        let input = json!({ "id": task.id, "version": task.version, "outcome": "RELEASE", "form": form });
        let answer = budget.answer(documents::COMPLETE, json!({ "input": input })).await.unwrap();
        let payload = &answer.body["data"]["completeTask"];
        assert!(payload["task"].is_null(), "{form} was accepted");
        assert!(!answer.body.to_string().contains("INTERNAL"), "{form}: {}", answer.body);
    }
    for (outcome, form) in [("FLY", json!({})), ("RETURN", json!({})), ("RETURN", json!({ "reason": "" }))] {
        let refused = office.complete_as(&budget, &task, outcome, form).await.unwrap().unwrap_err();
        assert!(!refused.is_empty());
    }
    let after = books::case(&app, case).await;
    assert_eq!((after.row, after.journal.len()), (before.row, before.journal.len()), "refused means untouched");
    assert_eq!(books::line(&app, purchase.budget_line_id).await, (0, 0, 0));
}

#[tokio::test]
async fn a_second_clerk_with_an_old_version_is_told_so() {
    let house = House::build(Database::Postgres).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let (case, purchase) = waiting(&house, &office).await;
    let task = office.look(case).await.unwrap().open.unwrap();
    let budget = office.person_for(task.kind).await.unwrap();
    let (outcome, form) = purchase.form(task.kind);
    let both = futures::future::join(
        office.complete_as(&budget, &task, outcome, form.clone()),
        office.complete_as(&budget, &task, outcome, form),
    );
    let (one, other) = both.await;
    let results = [one.unwrap(), other.unwrap()];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    let reserved = books::line(&app, purchase.budget_line_id).await.0;
    assert_eq!(reserved, purchase.estimate_gross_cents(), "reserved once");
}
