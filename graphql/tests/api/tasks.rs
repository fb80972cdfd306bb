//! Clerks at work: claims, conflicts, drafts, four eyes, completion, comments, history.

use super::house::{House, houses};
use serde_json::{Value, json};

const CLAIM: &str = "mutation($id: ID!, $v: Int!) { claimTask(input: {id: $id, version: $v}) { task { version assignee { name } } userErrors { field code message } } }";
const DRAFT: &str = "mutation($id: ID!, $v: Int!, $data: JSON!) { saveDraft(input: {taskId: $id, version: $v, data: $data}) { draft { version data } userErrors { field code } } }";
const COMPLETE: &str = "mutation($id: ID!, $v: Int!, $o: String!, $f: JSON!) { completeTask(input: {id: $id, version: $v, outcome: $o, form: $f}) \
                        { task { state outcomeTitle } outcome undoUntil userErrors { field code } } }";

fn claim(house: &House, v: i64) -> Value {
    json!({ "id": house.linz.task_id, "v": v })
}

#[tokio::test]
async fn a_claimed_task_is_gone_from_the_lane_and_the_second_clerk_is_told_so() {
    for house in houses().await {
        let data = house.run(house.linz.bruno, CLAIM, claim(&house, 1)).await;
        assert_eq!(
            data["claimTask"]["task"]["assignee"]["name"], "bruno aus Stadt Linz am Rhein",
            "{}",
            house.test.name
        );
        assert_eq!(house.refusal(house.linz.bruno, CLAIM, claim(&house, 1)).await, "TASK_CHANGED");
        let list = "{ workList { nodes { id } } workListCounts { unassigned mine } }";
        let data = house.run(house.linz.bruno, list, json!({})).await;
        assert_eq!(data, json!({ "workList": { "nodes": [] }, "workListCounts": { "unassigned": 0, "mine": 1 } }));
    }
}

#[tokio::test]
async fn who_asked_for_it_cannot_release_the_money_and_reads_why() {
    for house in houses().await {
        let refused = house.run(house.linz.anna, CLAIM, claim(&house, 1)).await["claimTask"]["userErrors"][0].clone();
        assert_eq!(refused["code"], "FOUR_EYES", "{}", house.test.name);
        assert!(refused["message"].as_str().unwrap().starts_with("Vier-Augen-Prinzip"));
        let ask = "query($id: ID!) { task(id: $id) { canAct whyNot { code } } }";
        let data = house.run(house.linz.anna, ask, json!({ "id": house.linz.task_id })).await;
        assert_eq!(data["task"], json!({ "canAct": false, "whyNot": { "code": "FOUR_EYES" } }));
        let data = house.run(house.linz.bruno, ask, json!({ "id": house.linz.task_id })).await;
        assert_eq!(data["task"], json!({ "canAct": true, "whyNot": null }));
    }
}

#[tokio::test]
async fn two_windows_cannot_overwrite_each_others_draft() {
    for house in houses().await {
        let save = |v: i64, text: &str| json!({ "id": house.linz.task_id, "v": v, "data": { "note": text } });
        let data = house.run(house.linz.bruno, DRAFT, save(0, "eins")).await;
        assert_eq!(data["saveDraft"]["draft"]["version"], 1, "{}", house.test.name);
        assert_eq!(house.refusal(house.linz.bruno, DRAFT, save(0, "zwei")).await, "DRAFT_CHANGED");
        let read = "query($id: ID!) { task(id: $id) { draft { data } } }";
        let own = house.run(house.linz.bruno, read, json!({ "id": house.linz.task_id })).await;
        assert_eq!(own["task"]["draft"]["data"]["note"], "eins");
        let other = house.run(house.linz.anna, read, json!({ "id": house.linz.task_id })).await;
        assert_eq!(other["task"]["draft"], Value::Null);
        let discard = "mutation($id: ID!) { discardDraft(input: {taskId: $id}) { task { draft { version } } userErrors { code } } }";
        let gone = house.run(house.linz.bruno, discard, json!({ "id": house.linz.task_id })).await;
        assert_eq!(gone["discardDraft"]["task"]["draft"], Value::Null);
    }
}

#[tokio::test]
async fn money_is_released_once_and_the_history_says_so_in_german() {
    for house in houses().await {
        let import = "mutation($csv: String!) { importBudget(input: {csv: $csv}) { import { inserted } userErrors { field code } } }";
        let csv =
            "ars;year;code;name;cost_centre;appropriation\n071385004041;2026;11100.07;Ausstattung;11100;5000,00\n";
        let data = house.run(house.linz.bruno, import, json!({ "csv": csv })).await;
        assert_eq!(data["importBudget"]["import"]["inserted"], 1, "{}: {data}", house.test.name);
        let lines = "query($b: ID!) { budgetLines(bodyId: $b, year: 2026) { number available reserved } }";
        let data = house.run(house.linz.bruno, lines, json!({ "b": house.linz.body_id })).await;
        assert_eq!(data["budgetLines"][0]["available"], 500_000);
        let form = json!({ "budgetLineId": data["budgetLines"][0]["number"] });
        let send = json!({ "id": house.linz.task_id, "v": 1, "o": "RELEASE", "f": form });
        let data = house.run(house.linz.bruno, COMPLETE, send.clone()).await;
        assert_eq!(data["completeTask"]["task"], json!({ "state": "DONE", "outcomeTitle": "Freigegeben" }), "{data}");
        assert_eq!(house.refusal(house.linz.bruno, COMPLETE, send).await, "TASK_CLOSED");
        let data = house.run(house.linz.bruno, lines, json!({ "b": house.linz.body_id })).await;
        assert_eq!(data["budgetLines"][0]["reserved"], 107_100);

        let comment = "mutation($c: ID!) { writeComment(input: {caseId: $c, text: \"Bitte bald.\"}) { comment { text author { name } } userErrors { code } } }";
        house.run(house.linz.bruno, comment, json!({ "c": house.linz.case_id })).await;
        let history = "query($c: ID!) { case(id: $c) { phaseTitle procurement { estimateNet } history { number sentence texts { text } } comments { text } } }";
        let data = house.run(house.linz.bruno, history, json!({ "c": house.linz.case_id })).await;
        let said: Vec<_> = data["case"]["history"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["sentence"].as_str().unwrap().to_owned())
            .collect();
        assert!(
            said.iter()
                .any(|s| s == "bruno aus Stadt Linz am Rhein hat „Haushaltsmittel freigeben“ erledigt: Freigegeben."),
            "{said:#?}"
        );
        assert_eq!(data["case"]["comments"][0]["text"], "Bitte bald.");
    }
}

#[tokio::test]
async fn of_a_hundred_claims_each_stands_for_itself() {
    for house in houses().await {
        let many = "mutation($t: [ClaimTaskInput!]!) { claimTasks(input: {tasks: $t}) { results { task { version } userErrors { code } } userErrors { code } } }";
        let tasks = json!([{ "id": house.linz.task_id, "version": 1 }, { "id": house.sinzig.task_id, "version": 1 }]);
        let data = house.run(house.linz.bruno, many, json!({ "t": tasks })).await;
        let results = &data["claimTasks"]["results"];
        assert_eq!(
            (&results[0]["task"]["version"], &results[1]["userErrors"][0]["code"]),
            (&json!(2), &json!("NOT_FOUND")),
            "{}",
            house.test.name
        );
        let flood = vec![json!({ "id": house.linz.task_id, "version": 1 }); 101];
        let data = house.run(house.linz.bruno, many, json!({ "t": flood })).await;
        assert_eq!(data["claimTasks"]["userErrors"][0]["code"], "TOO_MANY");
    }
}

#[tokio::test]
async fn a_procurement_is_started_once_per_key_and_withdrawn_with_a_reason() {
    for house in houses().await {
        let start = "mutation($b: ID!, $r: JSON!) { startProcurement(input: {bodyId: $b, request: $r, requestKey: \"k1\"}) { case { id fileReference } userErrors { field code } } }";
        let send = json!({ "b": house.linz.body_id, "r": super::house::request() });
        let first = house.run(house.linz.anna, start, send.clone()).await;
        let again = house.run(house.linz.anna, start, send).await;
        assert_eq!(first, again, "{}", house.test.name);
        let withdraw = "mutation($c: ID!, $r: String!) { withdrawProcurement(input: {caseId: $c, reason: $r}) { case { phase endedAt } userErrors { code } } }";
        let case = first["startProcurement"]["case"]["id"].clone();
        assert_eq!(house.refusal(house.linz.anna, withdraw, json!({ "c": case, "r": " " })).await, "REASON_NEEDED");
        let data = house.run(house.linz.anna, withdraw, json!({ "c": case, "r": "nicht mehr nötig" })).await;
        assert_eq!(data["withdrawProcurement"]["case"]["phase"], "WITHDRAWN", "{data}");
    }
}

#[tokio::test]
async fn a_filter_by_process_leaves_out_cases_of_others_in_list_and_counts() {
    for house in houses().await {
        let list = "query($f: WorkListFilter) { workList(filter: $f) { nodes { id } } workListCounts(filter: $f) { unassigned } }";
        let found = |f: Value| house.run(house.linz.bruno, list, json!({ "f": f }));
        let one =
            json!({ "workList": { "nodes": [{ "id": house.linz.task_id }] }, "workListCounts": { "unassigned": 1 } });
        let none = json!({ "workList": { "nodes": [] }, "workListCounts": { "unassigned": 0 } });
        let wanted = json!({ "processes": ["PROCUREMENT"] });
        assert_eq!(found(wanted.clone()).await, one, "{}", house.test.name);
        for (filter, expected) in [
            (json!({ "processes": [] }), &none),
            (json!({ "kinds": ["RELEASE_BUDGET"], "bodyIds": [house.linz.body_id] }), &one),
            (json!({ "kinds": ["PLACE_ORDER"] }), &none),
            (json!({ "dueUntil": "2026-11-23" }), &none),
            (json!({ "bodyIds": [house.sinzig.body_id] }), &none),
            (json!({ "roles": ["BUDGET"], "priorityUntil": 9 }), &one),
        ] {
            assert_eq!(found(filter.clone()).await, *expected, "{}: {filter}", house.test.name);
        }
        let tx = house.app.machine().write(&store::Scope::Machine).await.unwrap();
        tx.execute("UPDATE case_file SET process = 'JOINT_TENDER' WHERE id = $1", [house.linz.case.0.into()])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(wanted).await, none, "{}", house.test.name);
        assert_eq!(found(json!({})).await, one);
    }
}
