//! Nobody sees or touches what another municipality owns: checked for every query, mutation and nested field there
//! is, with documents made from the schema.
//!
//! A field counts as covered when the owner got a value for it by a document that gave a stranger nothing. What no
//! document reaches yet stands in `tests/uncovered_fields.txt`; that list may only shrink.

use super::house::{House, begin_case, global, houses, on_a_deep_stack};
use super::purchase::{Purchase, Staff, invoice_of_all, receipt_of};
use super::subscriptions::{listen, next, settle};
use super::walk::{Map, reached};
use domain::cooperation::Role;
use domain::procurement::phase::Phase;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use store::Scope;

/// Mutations on things all municipalities share.
const SHARED: &[&str] = &["addSupplier", "markNotificationsRead", "setNotificationSettings", "setCalendarFeed"];

/// What a stranger may be told.
const REFUSALS: &[&str] = &["NOT_FOUND", "BODY_NOT_PERMITTED", "NO_RIGHT"];

#[test]
fn no_document_gives_a_stranger_anything_and_uncovered_fields_only_shrink() {
    on_a_deep_stack(every_document);
}

async fn every_document() {
    let map = Map::new();
    let mut covered = BTreeSet::new();
    for house in houses().await {
        let things = furnish(&house, &map, &mut covered).await;
        queries(&house, &map, &things, &mut covered).await;
        mutations(&house, &map, &things, &mut covered).await;
        subscriptions(&house, &map, &things, &mut covered).await;
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

/// Gives Linz one of everything: a procurement paid and filed, one with a difference, one being withdrawn, one at
/// its beginning with everything that people leave on a task.
async fn furnish(house: &House, map: &Map, covered: &mut BTreeSet<String>) -> Things {
    let town = &house.linz;
    let csv =
        "ars;year;code;name;cost_centre;appropriation\n071385004041;2026;11100.07;Geheime Ausstattung;11100;50000,00\n";
    owner_does(house, map, "importBudget", json!({ "csv": csv }), covered).await;
    let lines = "query($b: ID!) { budgetLines(bodyId: $b, year: 2026) { id number } }";
    let lines = house.run(town.bruno, lines, json!({ "b": town.body_id })).await;
    let line = &lines["budgetLines"][0];
    give_an_office(house).await;
    super::administration::furnish(house, map, covered).await;
    super::settlement::furnish(house, map, covered).await;
    let staff = Staff::hire(&house.app, town, line["number"].as_i64().unwrap()).await;

    let mut ids = vec![
        ("Task", town.task_id.clone()),
        ("Case", town.case_id.clone()),
        ("Body", town.body_id.clone()),
        ("BudgetLine", line["id"].as_str().unwrap().to_owned()),
        ("Document", global("Document", add_document(house).await)),
        ("Person", global("Person", town.anna.0)),
        ("Person", global("Person", staff.deputy.0)),
        ("Cooperation", global("Cooperation", 1)),
        ("Supplier", global("Supplier", 1)),
    ];
    ids.push(("WorkListView", keep_a_view(house, map, covered).await));
    ids.push(("Comment", leave_things_on_the_task(house).await));
    ids.extend(incidents(house, map, covered).await);
    ids.extend(paid_and_filed(house, &staff).await);
    ids.extend(with_a_difference(house, &staff).await);
    ids.extend(being_withdrawn(house, &staff, map, covered).await);
    let ordered = ids.iter().rfind(|(kind, _)| *kind == "Case").unwrap().1.clone();
    super::letters::furnish(house, map, &ordered, covered).await;
    ids.extend(among_colleagues(house, &staff, line["number"].as_i64().unwrap(), map, covered).await);
    audits(house, map, &ids, covered).await;
    let words = [
        "Linz",
        "Geheime Ausstattung",
        "heimlich",
        "vertraulich",
        "Ursache im Innern",
        "geheim.pdf",
        "geheimer Befund",
    ];
    let mut marks: Vec<_> = words.iter().map(ToString::to_string).collect();
    marks.extend(ids.iter().filter(|(kind, _)| *kind != "Supplier").map(|(_, id)| format!("\"{id}\"")));
    Things { ids, marks }
}

/// The owner does something by the same document that a stranger was refused; what it reads is covered.
pub async fn owner_does(house: &House, map: &Map, name: &str, input: Value, covered: &mut BTreeSet<String>) {
    let root = map.fields("Mutation").into_iter().find(|f| f.name.node == name).unwrap();
    let below = map.selection(&super::walk::bare(&root.ty.node), &mut BTreeSet::new(), false);
    let document = format!("mutation($input: {}) {{ {name}(input: $input){below} }}", root.arguments[0].node.ty.node);
    let refused = house.run(house.sinzig.bruno, &document, json!({ "input": input })).await;
    let errors = [&refused[name]["userErrors"][0]["code"], &refused[name]["results"][0]["userErrors"][0]["code"]];
    assert!(errors.iter().any(|code| code.as_str().is_some_and(|c| REFUSALS.contains(&c))), "{name}: {refused}");
    let done = house.run(house.linz.bruno, &document, json!({ "input": input })).await;
    assert_eq!(done[name]["userErrors"], json!([]), "{}: {name}: {done}", house.test.name);
    reached(&done, covered);
}

/// The office of an association acts for Linz.
async fn give_an_office(house: &House) {
    let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
    let sql = "INSERT INTO body (ars, name, kind, land, population, population_on) \
               VALUES ('071385004000', 'Verbandsgemeinde Linz am Rhein', 'MUNICIPAL_ASSOCIATION', 'RP', 18000, '2025-01-01')";
    tx.execute(sql, []).await.unwrap();
    let office = store::cooperation::bodies::by_ars(&tx, "071385004000").await.unwrap().unwrap().id;
    let sql = "UPDATE body SET office_body_id = $1 WHERE id = $2";
    tx.execute(sql, [office.into(), house.linz.body.0.into()]).await.unwrap();
    tx.commit().await.unwrap();
}

/// A view that all of Linz shares; a stranger cannot share one there.
async fn keep_a_view(house: &House, map: &Map, covered: &mut BTreeSet<String>) -> String {
    let town = &house.linz;
    let filter = json!({
        "bodyIds": [town.body_id], "processes": ["PROCUREMENT"], "roles": ["BUDGET"], "kinds": ["RELEASE_BUDGET"],
        "dueWithinDays": 30, "priorityUntil": 9, "search": "Schreibtische", "shelf": "UNASSIGNED",
    });
    let view = json!({
        "name": "heimliche Ansicht", "filter": filter, "columns": ["DUE", "SUBJECT"], "sort": "DUE",
        "sharedWithBodyId": town.body_id, "isDefault": true,
    });
    owner_does(house, map, "saveWorkListView", view, covered).await;
    let views = house.run(town.bruno, "{ workListViews { id } }", json!({})).await;
    let id = views["workListViews"][0]["id"].as_str().unwrap().to_owned();
    owner_does(house, map, "setDefaultWorkListView", json!({ "id": id }), covered).await;
    id
}

/// A holder, a draft, a follow-up date and a comment; gives the comment.
async fn leave_things_on_the_task(house: &House) -> String {
    let town = &house.linz;
    let send = |document: &'static str, variables: Value| house.run(town.bruno, document, variables);
    let claim = "mutation($id: ID!) { claimTask(input: {id: $id, version: 1}) { userErrors { code } } }";
    send(claim, json!({ "id": town.task_id })).await;
    let draft = "mutation($id: ID!) { saveDraft(input: {taskId: $id, version: 0, data: {note: \"heimlich\"}}) { userErrors { code } } }";
    send(draft, json!({ "id": town.task_id })).await;
    let follow = "mutation($id: ID!) { setFollowUp(input: {id: $id, version: 2, followUpOn: \"2026-12-24\"}) { userErrors { code } } }";
    send(follow, json!({ "id": town.task_id })).await;
    let comment = "mutation($c: ID!, $t: ID) { writeComment(input: {caseId: $c, taskId: $t, text: \"vertraulich\"}) { comment { id } userErrors { code } } }";
    let comment = send(comment, json!({ "c": town.case_id, "t": town.task_id })).await;
    comment["writeComment"]["comment"]["id"].as_str().unwrap().to_owned()
}

/// An open incident, and a case with one that was decided about.
async fn incidents(house: &House, map: &Map, covered: &mut BTreeSet<String>) -> Vec<(&'static str, String)> {
    let town = &house.linz;
    let (other, task) = begin_case(&house.app, town.body, town.anna).await;
    let tasks = json!({ "tasks": [{ "id": global("Task", task), "version": 1 }] });
    owner_does(house, map, "claimTasks", tasks, covered).await;
    let mut ids = vec![("Case", global("Case", other.0))];
    for case in [town.case, other] {
        let found = app::engine::open_incident::from_outside(&house.app, case, "WORKFLOW_LOST", "Ursache im Innern");
        ids.push(("Incident", global("Incident", found.await.unwrap().0)));
    }
    let decision = json!({ "ids": [ids[2].1], "resolution": "RETRY" });
    owner_does(house, map, "resolveIncidents", decision, covered).await;
    ids
}

async fn paid_and_filed(house: &House, staff: &Staff) -> Vec<(&'static str, String)> {
    let mut purchase = Purchase::start(house, staff).await;
    purchase.to(Phase::Invoice).await;
    let document = purchase.upload_invoice("rechnung.xml").await;
    let form = json!({ "receivedOn": super::house::now().date_naive(), "documentId": document });
    purchase.finish(staff.person(Role::Clerk), "RECORDED", form).await;
    purchase.to(Phase::Closed).await;
    purchase.machine().await;
    let invoice = "query($c: ID!) { case(id: $c) { procurement { invoices { id } } } }";
    let invoice = house.run(house.linz.bruno, invoice, json!({ "c": purchase.case_id() })).await;
    let invoice = invoice["case"]["procurement"]["invoices"][0]["id"].as_str().unwrap().to_owned();
    vec![
        ("Case", purchase.case_id()),
        ("Task", purchase.task_id()),
        ("Document", global("Document", document)),
        ("Invoice", invoice),
    ]
}

/// More is billed than arrived; the receipt can still be undone.
async fn with_a_difference(house: &House, staff: &Staff) -> Vec<(&'static str, String)> {
    let mut purchase = Purchase::start(house, staff).await;
    purchase.to(Phase::Receipt).await;
    purchase.finish(house.linz.bruno, "PARTIAL_INVOICED", receipt_of(2_000)).await;
    let receipt = purchase.task_id();
    purchase.finish(staff.person(Role::Clerk), "RECORDED", invoice_of_all("R-7")).await;
    purchase.machine().await;
    purchase.open().await;
    vec![("Case", purchase.case_id()), ("Task", receipt), ("Task", purchase.task_id())]
}

async fn being_withdrawn(
    house: &House,
    staff: &Staff,
    map: &Map,
    covered: &mut BTreeSet<String>,
) -> Vec<(&'static str, String)> {
    let mut purchase = Purchase::start(house, staff).await;
    purchase.to(Phase::OrderRelease).await;
    purchase.finish(staff.deputy, "RELEASE", json!({})).await;
    let represented = purchase.task_id();
    purchase.to(Phase::Receipt).await;
    purchase.open().await;
    let wish = json!({ "caseId": purchase.case_id(), "reason": "nicht mehr nötig" });
    owner_does(house, map, "withdrawProcurement", wish, covered).await;
    vec![("Case", purchase.case_id()), ("Task", represented)]
}

/// A question and its answer, a delegation, a deputy with parts of the rights, an absence, and a signature.
async fn among_colleagues(
    house: &House,
    staff: &Staff,
    line: i64,
    map: &Map,
    covered: &mut BTreeSet<String>,
) -> Vec<(&'static str, String)> {
    let town = &house.linz;
    let (clerk, today) = (staff.person(Role::Clerk), super::house::now().date_naive());
    let rule = json!({
        "bodyId": town.body_id, "kind": "RELEASE_BUDGET", "fromAmount": 100, "signaturesNeeded": 2,
        "validFrom": today, "validTo": "2027-12-31", "source": "geheime Dienstanweisung",
    });
    owner_does(house, map, "addApprovalRule", rule, covered).await;
    let (case, number) = begin_case(&house.app, town.body, town.anna).await;
    let task = global("Task", number);
    let ask = json!({ "taskId": task, "personId": global("Person", clerk.0), "text": "vertrauliche Frage" });
    owner_does(house, map, "askColleague", ask, covered).await;
    let requests = "query($t: ID!) { task(id: $t) { version requests { id } } }";
    let asked = house.run(clerk, requests, json!({ "t": task })).await;
    let request = asked["task"]["requests"][0]["id"].as_str().unwrap().to_owned();
    let answer =
        "mutation($r: ID!) { answerQuestion(input: {id: $r, text: \"vertrauliche Antwort\"}) { userErrors { code } } }";
    house.run(clerk, answer, json!({ "r": request })).await;
    let sign = "mutation($t: ID!, $f: JSON!) { completeTask(input: {id: $t, version: 1, outcome: \"RELEASE\", form: $f}) { signaturesMissing userErrors { code } } }";
    let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
    let lent = "INSERT INTO deputyship (principal_id, deputy_id, valid_from, valid_to) VALUES ($1, $2, $3, $3)";
    tx.execute(lent, [staff.person(Role::Budget).0.into(), staff.deputy.0.into(), today.into()]).await.unwrap();
    tx.commit().await.unwrap();
    house.run(staff.deputy, sign, json!({ "t": task, "f": { "budgetLineId": line } })).await;
    let delegated = global("Task", begin_case(&house.app, town.body, town.anna).await.1);
    let send = json!({ "id": delegated, "version": 1, "personId": global("Person", clerk.0), "text": "vertraulich?" });
    owner_does(house, map, "delegateTask", send, covered).await;
    let back = json!({ "id": delegated, "version": 2 });
    owner_does(house, map, "takeBackTask", back, covered).await;
    let handed = "mutation($t: ID!, $p: ID!) { assignTask(input: {id: $t, version: 3, personId: $p, note: \"vertraulich\"}) { userErrors { code } } }";
    house.run(town.anna, handed, json!({ "t": delegated, "p": global("Person", town.bruno.0) })).await;
    // the clerk may not take it and the pool may
    for to in [vec![global("Person", clerk.0)], Vec::new()] {
        let moved = json!({ "personId": global("Person", town.bruno.0), "toPersonIds": to });
        owner_does(house, map, "redistributeTasks", moved, covered).await;
    }
    let deputy = json!({
        "principalId": global("Person", town.anna.0), "deputyId": global("Person", clerk.0), "validFrom": today,
        "validTo": "2026-12-24", "bodyIds": [town.body_id], "roles": ["MEMBER"], "areas": ["COOPERATION"],
    });
    owner_does(house, map, "setDeputy", deputy, covered).await;
    let absence = json!({ "personId": global("Person", clerk.0), "validFrom": "2026-12-01", "validTo": "2026-12-24" });
    owner_does(house, map, "setAbsence", absence, covered).await;
    owner_keeps_a_calendar(house, covered).await;
    let found = "{ deputyships { id validTo } absences { id } approvalRules { id } notifications { nodes { id } } }";
    let found = house.run(town.bruno, found, json!({})).await;
    let id = |list: &Value| list[0]["id"].as_str().unwrap().to_owned();
    let set = found["deputyships"].as_array().unwrap().iter().find(|d| d["validTo"] == "2026-12-24").unwrap();
    house.run(town.bruno, "mutation { markNotificationsRead(input: {}) { unread } }", json!({})).await;
    vec![
        ("Case", global("Case", case.0)),
        ("Task", task),
        ("Task", delegated),
        ("TaskRequest", request),
        ("Deputyship", set["id"].as_str().unwrap().to_owned()),
        ("Absence", id(&found["absences"])),
        ("ApprovalRule", id(&found["approvalRules"])),
        ("Notification", id(&found["notifications"]["nodes"])),
    ]
}

/// A person's calendar feed is its own: there is nobody to refuse it.
async fn owner_keeps_a_calendar(house: &House, covered: &mut BTreeSet<String>) {
    let document = "mutation { setCalendarFeed(input: {enabled: true}) { __typename path userErrors { code } } }";
    let done = house.run(house.linz.bruno, document, json!({})).await;
    assert!(done["setCalendarFeed"]["path"].as_str().unwrap().starts_with("/calendar/"), "{done}");
    reached(&done, covered);
}

/// Every case is read by an auditor; each look at it is written into its journal.
async fn audits(house: &House, map: &Map, ids: &[(&'static str, String)], covered: &mut BTreeSet<String>) {
    let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
    super::purchase::grant(&tx, house.linz.body, house.linz.bruno, Role::Auditor).await;
    tx.commit().await.unwrap();
    app::journal::seal_heads::seal(&house.app).await.unwrap();
    for (_, case) in ids.iter().filter(|(kind, _)| *kind == "Case") {
        owner_does(house, map, "auditCase", json!({ "caseId": case }), covered).await;
    }
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
            "budgetLines" | "administration" | "procurementRules" | "ruleChanges" | "letterTemplates" => {
                vec![("Body", things.of("Body"))]
            }
            "sight" => vec![("Person", things.of("Person"))],
            "memberships" | "settlement" | "settlements" => vec![("Cooperation", things.of("Cooperation"))],
            "node" => things.ids.clone(),
            _ => vec![("", String::new())],
        };
        let inner = super::walk::bare(&root.ty.node);
        for ((kind, id), backwards) in targets.iter().flat_map(|t| [(t, false), (t, true)]) {
            let below = map.selection(&inner, &mut BTreeSet::new(), backwards);
            let arguments = match name {
                "workList" => "(filter: {shelf: ALL_OPEN})".to_owned(),
                "budgetLines" => format!("(bodyId: \"{id}\", year: 2026)"),
                "administration" | "procurementRules" | "ruleChanges" | "letterTemplates" => {
                    format!("(bodyId: \"{id}\")")
                }
                "leadStatistics" => "(firstOn: \"2026-10-01\", lastOn: \"2026-11-30\", division: WEEK)".to_owned(),
                "sight" => format!("(personId: \"{id}\", on: \"2026-12-01\")"),
                "memberships" => format!("(cooperationId: \"{id}\")"),
                "settlement" | "settlements" => format!("(cooperationId: \"{id}\", year: 2026)"),
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
            if name == "node" {
                assert_eq!(own["node"]["__typename"], *kind, "{}: {document}: {own}", house.test.name);
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
            "sharedWithBodyId" => things.of("Body"),
            _ => things.of("Task"),
        };
        let argument = &root.arguments[0].node;
        let input = map.value("input", &argument.ty.node, &id);
        let below = map.selection(&payload, &mut BTreeSet::new(), false);
        let document = format!("mutation($input: {}) {{ {name}(input: $input){below} }}", argument.ty.node);
        let data = house.run(house.sinzig.bruno, &document, json!({ "input": input })).await;
        covered.insert(format!("Mutation.{name}"));
        if SHARED.contains(&name) {
            // the second time it is there already
            let again = house.run(house.sinzig.bruno, &document, json!({ "input": input })).await;
            reached(&data, covered);
            reached(&again, covered);
            covered.insert(format!("{payload}.userErrors"));
            continue;
        }
        let gave = &data[name];
        // where many are asked for, each is refused by itself, or all at once
        let each = &gave["results"][0]["userErrors"];
        let errors = if each.is_array() { each } else { &gave["userErrors"] };
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

/// Somebody at home and a stranger listen by the same document while something happens at home.
async fn subscriptions(house: &House, map: &Map, things: &Things, covered: &mut BTreeSet<String>) {
    let (task, case) = (things.of("Task"), things.of("Case"));
    for root in map.fields("Subscription") {
        let name = root.name.node.as_str();
        let arguments = if name == "caseChanged" { format!("(id: \"{case}\")") } else { String::new() };
        let below = map.selection(&super::walk::bare(&root.ty.node), &mut BTreeSet::new(), false);
        let document = format!("subscription {{ {name}{arguments}{below} }}");
        let mut own = listen(house, house.linz.bruno, &document).await;
        let mut stranger = listen(house, house.sinzig.bruno, &document).await;
        if name == "caseChanged" {
            let refused = next(&mut stranger).await.unwrap();
            assert_eq!(refused["errors"][0]["extensions"]["code"], "NOT_FOUND", "{}: {refused}", house.test.name);
            settle(&mut own).await;
        } else {
            tokio::join!(settle(&mut own), settle(&mut stranger));
        }
        let seen =
            house.run(house.linz.bruno, "query($id: ID!) { task(id: $id) { version } }", json!({ "id": task })).await;
        if name == "notified" {
            let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
            let mut locked =
                store::case_file::Case::lock(&tx, house.linz.case, house.app.now()).await.unwrap().unwrap();
            let person = house.linz.bruno;
            let kind = domain::tasks::NoticeKind::TaskAssigned;
            let notice = store::tasks::notices::NewNotice {
                person,
                kind,
                case: house.linz.case,
                task: domain::ids::TaskId(1),
                key: None,
            };
            store::tasks::notices::insert(&tx, &notice, house.app.now()).await.unwrap();
            locked.announce(&tx, app::tasks::notify::TOPIC, person.0, 0).await.unwrap();
            locked.save(&tx).await.unwrap();
            tx.commit().await.unwrap();
            let heard = next(&mut own).await.unwrap();
            assert!(heard["errors"].is_null(), "{}: {document}: {heard}", house.test.name);
            reached(&heard["data"], covered);
            continue;
        }
        let follow = "mutation($id: ID!, $v: Int!) { setFollowUp(input: {id: $id, version: $v, followUpOn: \"2026-12-23\"}) { userErrors { code } } }";
        house.run(house.linz.bruno, follow, json!({ "id": task, "v": seen["task"]["version"] })).await;
        let heard = next(&mut own).await.unwrap();
        assert!(heard["errors"].is_null(), "{}: {document}: {heard}", house.test.name);
        reached(&heard["data"], covered);
        if name != "caseChanged" {
            settle(&mut stranger).await;
        }
    }
}
