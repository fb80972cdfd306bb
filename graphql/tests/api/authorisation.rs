//! Nobody sees or touches what another municipality owns: checked for every query, mutation and nested field there
//! is, with documents made from the schema.
//!
//! A field counts as covered when the owner got a value for it by a document that gave a stranger nothing. What no
//! document reaches yet stands in `tests/uncovered_fields.txt`; that list may only shrink.

use super::house::{House, begin_case, global, houses};
use super::walk::{Map, reached};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use store::Scope;

/// Mutations on things all municipalities share.
const SHARED: &[&str] = &["addSupplier"];

/// What a stranger may be told.
const REFUSALS: &[&str] = &["NOT_FOUND", "BODY_NOT_PERMITTED", "NO_RIGHT"];

#[tokio::test]
async fn no_document_gives_a_stranger_anything_and_uncovered_fields_only_shrink() {
    let map = Map::new();
    let mut covered = BTreeSet::new();
    for house in houses().await {
        let things = furnish(&house).await;
        queries(&house, &map, &things, &mut covered).await;
        mutations(&house, &map, &things, &mut covered).await;
    }
    let uncovered: Vec<_> =
        map.coordinates().into_iter().filter(|c| !covered.contains(c) && !is_furniture(c)).collect();
    // for a look at the difference
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("uncovered_fields.txt"), uncovered.join("\n") + "\n")
        .unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/uncovered_fields.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let known: Vec<_> = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let fresh: Vec<_> = uncovered.iter().filter(|c| !known.contains(&c.as_str())).collect();
    assert!(fresh.is_empty(), "fields nobody checked; reach them in `furnish`: {fresh:#?}");
    let done: Vec<_> = known.iter().filter(|k| !uncovered.iter().any(|c| c == **k)).collect();
    assert!(done.is_empty(), "now covered, take them off {}: {done:#?}", path.display());
}

/// Page furniture and error texts hold nothing of anybody's.
fn is_furniture(coordinate: &str) -> bool {
    let type_name = coordinate.split('.').next().unwrap_or_default();
    type_name == "PageInfo"
        || type_name == "UserError"
        || type_name.ends_with("Connection")
        || type_name.ends_with("Edge")
}

struct Things {
    /// (kind, global id)
    ids: Vec<(&'static str, String)>,
    /// Texts that must never reach a stranger.
    marks: Vec<String>,
}

impl Things {
    fn of(&self, kind: &str) -> String {
        self.ids.iter().find(|(k, _)| *k == kind).unwrap().1.clone()
    }
}

/// Gives Linz one of everything that can be had without running the process.
async fn furnish(house: &House) -> Things {
    let town = &house.linz;
    let send = |document: &'static str, variables: Value| house.run(town.bruno, document, variables);
    let csv =
        "ars;year;code;name;cost_centre;appropriation\n071385004041;2026;11100.07;Geheime Ausstattung;11100;5000,00\n";
    send("mutation($csv: String!) { importBudget(input: {csv: $csv}) { userErrors { code } } }", json!({ "csv": csv }))
        .await;
    let lines =
        send("query($b: ID!) { budgetLines(bodyId: $b, year: 2026) { id number } }", json!({ "b": town.body_id }))
            .await;
    let claim = "mutation($id: ID!) { claimTask(input: {id: $id, version: 1}) { userErrors { code } } }";
    send(claim, json!({ "id": town.task_id })).await;
    let undo = "mutation($id: ID!, $l: JSON!) { completeTask(input: {id: $id, version: 1, outcome: \"RELEASE\", form: $l}) { userErrors { code } } }";
    let (other, done) = begin_case(&house.app, town.body, town.anna).await;
    send(undo, json!({ "id": global("Task", done), "l": { "budgetLineId": lines["budgetLines"][0]["number"] } })).await;
    let draft = "mutation($id: ID!) { saveDraft(input: {taskId: $id, version: 0, data: {note: \"heimlich\"}}) { userErrors { code } } }";
    send(draft, json!({ "id": town.task_id })).await;
    let follow = "mutation($id: ID!) { setFollowUp(input: {id: $id, version: 2, followUpOn: \"2026-12-24\"}) { userErrors { code } } }";
    send(follow, json!({ "id": town.task_id })).await;
    let comment = "mutation($c: ID!, $t: ID) { writeComment(input: {caseId: $c, taskId: $t, text: \"vertraulich\"}) { comment { id } userErrors { code } } }";
    let comment = send(comment, json!({ "c": town.case_id, "t": town.task_id })).await;
    let incident =
        app::engine::open_incident::from_outside(&house.app, town.case, "WORKFLOW_LOST", "Ursache im Innern")
            .await
            .unwrap();
    let document = add_document(house).await;
    let ids = vec![
        ("Task", town.task_id.clone()),
        ("Case", town.case_id.clone()),
        ("Body", town.body_id.clone()),
        ("BudgetLine", lines["budgetLines"][0]["id"].as_str().unwrap().to_owned()),
        ("Incident", global("Incident", incident.0)),
        ("Document", global("Document", document)),
        ("Person", global("Person", town.anna.0)),
        ("Cooperation", global("Cooperation", 1)),
        ("Comment", comment["writeComment"]["comment"]["id"].as_str().unwrap().to_owned()),
        ("Supplier", global("Supplier", 1)),
        ("Task", global("Task", done)),
        ("Case", global("Case", other.0)),
    ];
    let words = ["Linz", "Geheime Ausstattung", "heimlich", "vertraulich", "Ursache im Innern", "geheim.pdf"];
    let mut marks: Vec<_> = words.iter().map(ToString::to_string).collect();
    marks.extend(ids.iter().filter(|(kind, _)| *kind != "Supplier").map(|(_, id)| format!("\"{id}\"")));
    Things { ids, marks }
}

async fn add_document(house: &House) -> i64 {
    let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
    let case = store::case_file::Case::lock(&tx, house.linz.case, house.app.now()).await.unwrap().unwrap();
    let document = store::efile::documents::insert(&tx, &case, "geheim.pdf", house.linz.anna).await.unwrap();
    let version = store::efile::documents::NewVersion {
        media_type: "application/pdf",
        sha256: "00",
        size_bytes: 1,
        object_key: "aa/0123456789abcdef0123456789abcd",
        key_id: "k",
    };
    store::efile::documents::add_version(&tx, &case, &document, &version, house.linz.anna).await.unwrap();
    case.save(&tx).await.unwrap();
    tx.commit().await.unwrap();
    document.id
}

async fn queries(house: &House, map: &Map, things: &Things, covered: &mut BTreeSet<String>) {
    for root in map.fields("Query") {
        let name = root.name.node.as_str();
        let targets: Vec<(&str, String)> = match name {
            "task" | "case" => things.ids.iter().filter(|(kind, _)| kind.eq_ignore_ascii_case(name)).cloned().collect(),
            "budgetLines" => vec![("Body", things.of("Body"))],
            "node" => things.ids.clone(),
            _ => vec![("", String::new())],
        };
        let inner = super::walk::bare(&root.ty.node);
        for ((kind, id), backwards) in targets.iter().flat_map(|t| [(t, false), (t, true)]) {
            let below = map.selection(&inner, &mut BTreeSet::new(), backwards);
            let arguments = match name {
                "workList" => "(filter: {shelf: ALL_OPEN})".to_owned(),
                "budgetLines" => format!("(bodyId: \"{id}\", year: 2026)"),
                _ if !kind.is_empty() => format!("(id: \"{id}\")"),
                _ => String::new(),
            };
            let document = format!("{{ {name}{arguments}{below} }}");
            let own = house.run(house.linz.bruno, &document, json!({})).await;
            let foreign = house.ask(house.sinzig.bruno, &document, json!({})).await;
            let text = foreign.to_string();
            let leaked: Vec<_> = things.marks.iter().filter(|mark| text.contains(*mark)).collect();
            assert!(leaked.is_empty(), "{}: {document} tells a stranger {leaked:?}: {foreign:#}", house.test.name);
            if !kind.is_empty() && *kind != "Supplier" {
                let got = &foreign["data"][name];
                assert!(got.is_null() || *got == json!([]), "{}: {document}: {got}", house.test.name);
            }
            if !own[name].is_null() {
                covered.insert(format!("Query.{name}"));
            }
            reached(&own, covered);
        }
    }
}

async fn mutations(house: &House, map: &Map, things: &Things, covered: &mut BTreeSet<String>) {
    for root in map.fields("Mutation") {
        let name = root.name.node.as_str();
        let payload = super::walk::bare(&root.ty.node);
        let id = |field: &str| match field {
            "caseId" => things.of("Case"),
            "bodyId" => things.of("Body"),
            "personId" => things.of("Person"),
            "ids" => things.of("Incident"),
            _ => things.of("Task"),
        };
        let argument = &root.arguments[0].node;
        let input = map.value("input", &argument.ty.node, &id);
        let below = map.selection(&payload, &mut BTreeSet::new(), false);
        let document = format!("mutation($input: {}) {{ {name}(input: $input){below} }}", argument.ty.node);
        let data = house.run(house.sinzig.bruno, &document, json!({ "input": input })).await;
        covered.insert(format!("Mutation.{name}"));
        if SHARED.contains(&name) {
            reached(&data, covered);
            continue;
        }
        let gave = &data[name];
        let errors = if gave["results"].is_array() { &gave["results"][0]["userErrors"] } else { &gave["userErrors"] };
        let code = errors[0]["code"].as_str().unwrap_or("nothing was refused");
        assert!(REFUSALS.contains(&code), "{}: {name}: {code}: {gave}", house.test.name);
        let text = gave.to_string().replace(&things.of("Task"), "");
        assert!(!things.marks.iter().any(|mark| text.contains(mark)), "{}: {name}: {gave}", house.test.name);
        for field in map.fields(&payload) {
            covered.insert(format!("{payload}.{}", field.name.node));
        }
        reached(gave, covered);
    }
}
