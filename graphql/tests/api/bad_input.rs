//! What must be refused, clearly and without a trace of our insides.

use super::house::{House, houses, roomy};
use domain::cooperation::Session;
use graphql::{Hub, Manifest, Settings, schema};
use serde_json::{Value, json};
use testkit::databases::sqlite;

async fn house(settings: Settings) -> House {
    House::new(sqlite().await.unwrap(), settings).await
}

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("none")
}

const COMPLETE: &str = "mutation($id: ID!, $o: String!, $f: JSON!) { completeTask(input: {id: $id, version: 1, outcome: $o, form: $f}) { userErrors { field code } } }";

#[tokio::test]
async fn forms_that_do_not_fit_and_unknown_outcomes_are_named() {
    for house in houses().await {
        let send = |outcome: &str, form: Value| json!({ "id": house.linz.task_id, "o": outcome, "f": form });
        let who = house.linz.bruno;
        assert_eq!(
            house.refusal(who, COMPLETE, send("EXPLODE", json!({}))).await,
            "UNKNOWN_OUTCOME",
            "{}",
            house.test.name
        );
        for form in
            [json!({}), json!([]), json!("x"), json!({ "budgetLineId": "7" }), json!({ "budgetLineId": 1, "more": 2 })]
        {
            assert_eq!(house.refusal(who, COMPLETE, send("RELEASE", form.clone())).await, "FORM_INVALID", "{form}");
        }
        assert_eq!(house.refusal(who, COMPLETE, send("RETURN", json!({ "reason": "" }))).await, "FORM_INVALID");
        let start = "mutation($b: ID!, $r: JSON!) { startProcurement(input: {bodyId: $b, request: $r}) { userErrors { field code } } }";
        for cents in [json!(-1), json!(0), json!(10_000_000_000_001_i64), json!(1e300), json!("viel"), json!(i64::MAX)]
        {
            let mut request = super::house::request();
            request["estimateNetCents"] = cents.clone();
            let refused = house.refusal(house.linz.anna, start, json!({ "b": house.linz.body_id, "r": request })).await;
            assert_eq!(refused, "FORM_INVALID", "{cents}");
        }
    }
}

#[tokio::test]
async fn page_sizes_run_from_one_to_a_hundred() {
    let house = house(roomy()).await;
    for (first, expected) in
        [(0, "PAGE_SIZE"), (-1, "PAGE_SIZE"), (101, "PAGE_SIZE"), (i32::MAX, "PAGE_SIZE"), (1, "none"), (100, "none")]
    {
        for root in ["workList", "cases", "incidents", "suppliers"] {
            let answer = house
                .ask(house.linz.bruno, &format!("{{ {root}(first: {first}) {{ nodes {{ id }} }} }}"), json!({}))
                .await;
            assert_eq!(code(&answer), expected, "{root} {first}");
        }
    }
    let answer = house.ask(house.linz.bruno, "{ workList(after: \"Unsinn\") { nodes { id } } }", json!({})).await;
    assert_eq!(code(&answer), "CURSOR_INVALID");
}

#[tokio::test]
async fn depth_breadth_and_alias_bombs_do_not_go_off() {
    let house = house(Settings::default()).await;
    let deep = format!("{{ case(id: \"x\") {{ body {{ {} id {} }} }} }}", "officeBody { ".repeat(12), "}".repeat(12));
    assert_eq!(code(&house.ask(house.linz.bruno, &deep, json!({})).await), "QUERY_TOO_DEEP");
    let broad = "{ workList(first: 100) { nodes { candidates { name } case { tasks { outcomes { formSchema } case { history(first: 100) { sentence } } } } } } }";
    assert_eq!(code(&house.ask(house.linz.bruno, broad, json!({})).await), "QUERY_TOO_COMPLEX");
    let aliases: String = (0..31).map(|n| format!("a{n}: workListCounts {{ mine }} ")).collect();
    assert_eq!(code(&house.ask(house.linz.bruno, &format!("{{ {aliases} }}"), json!({})).await), "TOO_MANY_ALIASES");
    let nested = format!("{}{}", "{ a ".repeat(5_000), "}".repeat(5_000));
    assert!(house.ask(house.linz.bruno, &nested, json!({})).await["errors"].is_array());
    let ordinary = "{ workList(first: 50) { pageInfo { hasNextPage endCursor } nodes { id title dueOn body { name } assignee { name } case { subject fileReference } canAct } } }";
    assert_eq!(code(&house.ask(house.linz.bruno, ordinary, json!({})).await), "none");
}

#[tokio::test]
async fn malformed_documents_get_a_code_and_tell_nothing_of_the_inside() {
    let house = house(roomy()).await;
    for document in [
        "",
        "{",
        "query {",
        "{ nothing }",
        "{ task }",
        "{ task(id: 7.5) { id } }",
        "mutation { claimTask }",
        "{ viewer { name ",
        "\u{0}",
        "query($x: Nope) { viewer { name } }",
    ] {
        let answer = house.ask(house.linz.bruno, document, json!({})).await;
        assert_eq!(code(&answer), "GRAPHQL_INVALID", "{document}: {answer}");
        let text = answer.to_string();
        assert!(!text.contains("SELECT") && !text.contains("src/") && !text.contains("panicked"), "{text}");
    }
    for id in ["", "x", "VGFzazo5OTk5OTk", "%", "VGFzazotMQ"] {
        let data = house
            .run(
                house.linz.bruno,
                "query($id: ID!) { task(id: $id) { id } case(id: $id) { id } node(id: $id) { id } }",
                json!({ "id": id }),
            )
            .await;
        assert_eq!(data, json!({ "task": null, "case": null, "node": null }), "{id}");
    }
}

#[tokio::test]
async fn nobody_signed_in_sees_nothing() {
    let house = house(roomy()).await;
    for document in [
        "{ viewer { name } }",
        "{ bodies { id } }",
        "{ workList { nodes { id } } }",
        "{ suppliers { nodes { id } } }",
        "mutation { addSupplier(input: {name: \"x\", region: \"y\"}) { userErrors { code } } }",
    ] {
        let answer = serde_json::to_value(house.schema.execute(document).await).unwrap();
        assert_eq!(code(&answer), "UNAUTHENTICATED", "{document}: {answer}");
    }
}

#[tokio::test]
async fn introspection_can_be_switched_off() {
    let ask = "{ __schema { types { name } } }";
    let shown = house(roomy()).await;
    assert!(shown.ask(shown.linz.bruno, ask, json!({})).await["data"]["__schema"].is_object());
    let hidden = house(Settings { introspection: false, ..roomy() }).await;
    assert!(!hidden.ask(hidden.linz.bruno, ask, json!({})).await["data"]["__schema"].is_object());
}

#[tokio::test]
async fn where_only_persisted_operations_are_run_others_are_refused() {
    let document = "{ viewer { today } }";
    let hash = hex::encode(domain::journal::sha256(document.as_bytes()));
    let manifest = Manifest::read(&json!({ hash.clone(): document }).to_string()).unwrap();
    let house = house(Settings { persisted_only: Some(manifest), ..roomy() }).await;
    assert_eq!(code(&house.ask(house.linz.bruno, document, json!({})).await), "none");
    assert_eq!(code(&house.ask(house.linz.bruno, "{ viewer { name } }", json!({})).await), "OPERATION_NOT_PERSISTED");
    let session: Session = app::cooperation::sign_in::session_of(&house.app, house.linz.bruno).await.unwrap();
    let mut named = async_graphql::Request::new("").data(session);
    named.extensions.insert("persistedQuery".into(), async_graphql::value!({ "version": 1, "sha256Hash": hash }));
    assert!(house.schema.execute(named).await.is_ok());
}

#[tokio::test]
async fn a_database_that_is_gone_is_an_opaque_fault() {
    let house = house(roomy()).await;
    let session = app::cooperation::sign_in::session_of(&house.app, house.linz.bruno).await.unwrap();
    house.test.db.pool().clone().close().await.unwrap();
    let broken = schema(house.app.clone(), Hub::spawn(house.app.clone()), roomy());
    let claim = "mutation($id: ID!) { claimTask(input: {id: $id, version: 1}) { userErrors { code } } }";
    let request = async_graphql::Request::new(claim)
        .variables(async_graphql::Variables::from_json(json!({ "id": house.linz.task_id })))
        .data(session);
    let answer = serde_json::to_value(broken.execute(request).await).unwrap();
    assert!(["INTERNAL", "UNAVAILABLE"].contains(&code(&answer)), "{answer}");
    assert_eq!(answer["errors"][0]["extensions"]["faultId"].as_str().unwrap().len(), 16);
    assert!(!answer.to_string().to_lowercase().contains("pool"), "{answer}");
}
