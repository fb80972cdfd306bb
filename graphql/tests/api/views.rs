//! The work list as a person arranges it: search, saved views, many tasks at once, the next task after one.

use super::house::{House, begin_case, global, houses};
use serde_json::{Value, json};

const LIST: &str = "query($f: WorkListFilter) { workList(filter: $f) { nodes { id } } workListCounts(filter: $f) { unassigned mine followUp } }";

async fn found(house: &House, filter: Value) -> Vec<String> {
    let data = house.run(house.linz.bruno, LIST, json!({ "f": filter })).await;
    let nodes = data["workList"]["nodes"].as_array().unwrap();
    nodes.iter().map(|n| n["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_search_finds_subject_reference_and_title_whatever_the_case_of_letters() {
    for house in houses().await {
        let one = vec![house.linz.task_id.clone()];
        let reference = "query($c: ID!) { case(id: $c) { fileReference } }";
        let reference = house.run(house.linz.bruno, reference, json!({ "c": house.linz.case_id })).await;
        let reference = reference["case"]["fileReference"].as_str().unwrap().to_owned();
        for text in ["schreibtisch", "FÜNF", "mittel freigeben", &reference, "fünf mittel", " "] {
            assert_eq!(found(&house, json!({ "search": text })).await, one, "{}: {text}", house.test.name);
        }
        for text in ["stühle", "fünf stühle", "%", "_", "\\"] {
            assert_eq!(found(&house, json!({ "search": text })).await, Vec::<String>::new(), "{text}");
        }
        let data = house.run(house.linz.bruno, LIST, json!({ "f": { "search": "stühle" } })).await;
        assert_eq!(data["workListCounts"]["unassigned"], 0);
        assert_eq!(found(&house, json!({ "dueWithinDays": -1 })).await, Vec::<String>::new());
        assert_eq!(found(&house, json!({ "dueWithinDays": 30 })).await, one);
        assert_eq!(found(&house, json!({ "dueWithinDays": i32::MAX })).await, one);
    }
}

const SAVE: &str = "mutation($i: SaveWorkListViewInput!) { saveWorkListView(input: $i) { view { id version name isMine isDefault columns sort filter { search shelf kinds } } userErrors { field code message } } }";
const VIEWS: &str = "{ workListViews { name isMine isDefault owner { name } sharedWith { name } } }";

fn view(name: &str) -> Value {
    json!({ "name": name, "filter": { "search": "Tisch", "shelf": "MINE" }, "columns": ["DUE", "SUBJECT"], "sort": "PRIORITY" })
}

#[tokio::test]
async fn a_shared_view_is_the_colleagues_to_use_and_its_owners_to_change() {
    for house in houses().await {
        let (anna, bruno) = (house.linz.anna, house.linz.bruno);
        let mut input = view("Eilig");
        input["sharedWithBodyId"] = json!(house.linz.body_id);
        input["isDefault"] = json!(true);
        let kept = house.run(bruno, SAVE, json!({ "i": input })).await["saveWorkListView"]["view"].clone();
        assert_eq!(
            (&kept["sort"], &kept["columns"], &kept["filter"]["search"], &kept["isDefault"]),
            (&json!("PRIORITY"), &json!(["DUE", "SUBJECT"]), &json!("Tisch"), &json!(true)),
            "{}",
            house.test.name
        );
        let seen = house.run(anna, VIEWS, json!({})).await["workListViews"][0].clone();
        assert_eq!(
            (&seen["name"], &seen["isMine"], &seen["isDefault"]),
            (&json!("Eilig"), &json!(false), &json!(false))
        );
        assert_eq!(house.run(house.sinzig.bruno, VIEWS, json!({})).await["workListViews"], json!([]));

        input["id"] = kept["id"].clone();
        input["version"] = json!(1);
        assert_eq!(house.refusal(anna, SAVE, json!({ "i": input })).await, "NOT_FOUND");
        input["name"] = json!("Ganz eilig");
        assert_eq!(house.refusal(bruno, SAVE, json!({ "i": input })).await, "");
        assert_eq!(house.refusal(bruno, SAVE, json!({ "i": input })).await, "VIEW_CHANGED");

        let choose =
            "mutation($id: ID) { setDefaultWorkListView(input: {id: $id}) { view { isDefault } userErrors { code } } }";
        assert_eq!(house.refusal(anna, choose, json!({ "id": kept["id"] })).await, "");
        assert_eq!(house.refusal(house.sinzig.anna, choose, json!({ "id": kept["id"] })).await, "NOT_FOUND");
        let delete = "mutation($id: ID!) { deleteWorkListView(input: {id: $id}) { deletedId userErrors { code } } }";
        assert_eq!(house.refusal(anna, delete, json!({ "id": kept["id"] })).await, "NOT_FOUND");
        assert_eq!(house.refusal(bruno, delete, json!({ "id": kept["id"] })).await, "");
        assert_eq!(house.run(anna, VIEWS, json!({})).await["workListViews"], json!([]));
    }
}

#[tokio::test]
async fn a_view_without_name_or_shared_with_strangers_is_not_kept() {
    for house in houses().await {
        assert_eq!(house.refusal(house.linz.bruno, SAVE, json!({ "i": view(" ") })).await, "VIEW_NAME_EMPTY");
        let mut twice = view("Doppelt");
        twice["columns"] = json!(["DUE", "DUE"]);
        assert_eq!(house.refusal(house.linz.bruno, SAVE, json!({ "i": twice })).await, "VIEW_COLUMN_TWICE");
        let mut foreign = view("Fremd");
        foreign["sharedWithBodyId"] = json!(house.sinzig.body_id);
        assert_eq!(house.refusal(house.linz.bruno, SAVE, json!({ "i": foreign })).await, "NOT_FOUND");
    }
}

#[tokio::test]
async fn many_tasks_are_handed_over_and_given_back_each_for_itself() {
    for house in houses().await {
        let (_, other) = begin_case(&house.app, house.linz.body, house.linz.anna).await;
        let tasks = |v: i64| json!([{ "id": house.linz.task_id, "version": v }, { "id": global("Task", other), "version": v }, { "id": house.sinzig.task_id, "version": v }]);
        let assign = "mutation($t: [ClaimTaskInput!]!, $p: ID!) { assignTasks(input: {tasks: $t, personId: $p}) { results { task { version assignee { name } } userErrors { code } } userErrors { code } } }";
        let to = |person: domain::ids::PersonId| json!({ "t": tasks(1), "p": global("Person", person.0) });
        // who asked for the purchases is kept off by four eyes
        let data = house.run(house.linz.bruno, assign, to(house.linz.anna)).await;
        assert_eq!(data["assignTasks"]["results"][0]["userErrors"][0]["code"], "FOUR_EYES", "{}", house.test.name);
        let data = house.run(house.linz.anna, assign, to(house.linz.bruno)).await;
        let results = &data["assignTasks"]["results"];
        assert_eq!(results[1]["task"]["assignee"]["name"], "bruno aus Stadt Linz am Rhein", "{data}");
        assert_eq!(results[2]["userErrors"][0]["code"], "NOT_FOUND");
        let release = "mutation($t: [ClaimTaskInput!]!) { releaseTasks(input: {tasks: $t}) { results { task { assignee { name } } userErrors { code } } userErrors { code } } }";
        let data = house.run(house.linz.anna, release, json!({ "t": tasks(2) })).await;
        assert_eq!(data["releaseTasks"]["results"][0]["userErrors"][0]["code"], "TASK_HELD_BY_OTHER");
        let data = house.run(house.linz.bruno, release, json!({ "t": tasks(2) })).await;
        assert_eq!(data["releaseTasks"]["results"][1]["task"]["assignee"], Value::Null);
        assert_eq!(house.refusal(house.linz.bruno, release, json!({ "t": [] })).await, "NOTHING_CHOSEN");
    }
}

#[tokio::test]
async fn after_one_task_the_next_under_the_same_filter_is_offered() {
    for house in houses().await {
        let (_, other) = begin_case(&house.app, house.linz.body, house.linz.anna).await;
        let finish = "mutation($id: ID!, $f: WorkListFilter) { completeTask(input: {id: $id, version: 1, outcome: \"RETURN\", form: {reason: \"unvollständig\"}}) \
                      { next(filter: $f) { id } userErrors { code } } }";
        let unassigned = json!({ "shelf": "UNASSIGNED" });
        let data = house.run(house.linz.bruno, finish, json!({ "id": house.linz.task_id, "f": unassigned })).await;
        assert_eq!(data["completeTask"]["next"]["id"], global("Task", other), "{}: {data}", house.test.name);
        let none = json!({ "id": global("Task", other), "f": { "kinds": ["PLACE_ORDER"] } });
        assert_eq!(house.run(house.linz.bruno, finish, none).await["completeTask"]["next"], Value::Null);
    }
}

#[tokio::test]
async fn a_task_put_away_leaves_the_list_and_comes_back_on_its_day() {
    for house in houses().await {
        let put = "mutation($id: ID!, $v: Int!, $on: NaiveDate) { setFollowUp(input: {id: $id, version: $v, followUpOn: $on}) { task { assignee { name } } userErrors { code } } }";
        let away = json!({ "id": house.linz.task_id, "v": 1, "on": "2026-11-24" });
        let data = house.run(house.linz.bruno, put, away).await;
        assert_eq!(data["setFollowUp"]["task"]["assignee"]["name"], "bruno aus Stadt Linz am Rhein", "{data}");
        assert_eq!(found(&house, json!({ "shelf": "MINE" })).await, Vec::<String>::new(), "{}", house.test.name);
        assert_eq!(found(&house, json!({ "shelf": "FOLLOW_UP" })).await, std::slice::from_ref(&house.linz.task_id));
        let counts = house.run(house.linz.bruno, LIST, json!({ "f": {} })).await["workListCounts"].clone();
        assert_eq!(counts, json!({ "unassigned": 0, "mine": 0, "followUp": 1 }));
        let back = json!({ "id": house.linz.task_id, "v": 2, "on": "2026-11-23" });
        house.run(house.linz.bruno, put, back).await;
        assert_eq!(found(&house, json!({ "shelf": "MINE" })).await, std::slice::from_ref(&house.linz.task_id));
    }
}
