//! What an operation costs the database does not grow with the page.

use super::house::{House, begin_case, roomy};
use serde_json::json;
use std::time::Duration;
use testkit::databases::both;

const LIST: &str = "query($n: Int!) { workList(first: $n, filter: {shelf: ALL_OPEN}) { nodes { id title body { name } assignee { name } case { subject } canAct candidates { name } draft { version } form } } }";

/// Rights, list, bodies, cases, twice for `canAct`, candidates, their names, drafts and forms, each with the scope
/// told to PostgreSQL.
const MOST: u64 = 24;

/// A batch waits so long here that no slow machine splits it: what is counted is the code's doing alone.
const WAIT: Duration = Duration::from_millis(100);

/// What a page may fall apart into all the same.
const SPLIT: u64 = 4;

#[tokio::test]
async fn a_page_of_fifty_costs_no_more_batches_than_a_page_of_three() {
    for test in both().await.unwrap() {
        let house = House::new(test, graphql::Settings { batch_wait: WAIT, ..roomy() }).await;
        for _ in 0..52 {
            begin_case(&house.app, house.linz.body, house.linz.anna).await;
        }
        let draft =
            "mutation($id: ID!) { saveDraft(input: {taskId: $id, version: 0, data: {}}) { userErrors { code } } }";
        house.run(house.linz.bruno, draft, json!({ "id": house.linz.task_id })).await;
        let mut costs = Vec::new();
        for n in [3, 50] {
            let mut least = u64::MAX;
            // the reader of announcements asks in between now and then: the cheapest of a few runs counts
            for _ in 0..5 {
                let before = house.app.people().statements();
                let data = house.run(house.linz.bruno, LIST, json!({ "n": n })).await;
                let nodes = data["workList"]["nodes"].as_array().unwrap();
                assert_eq!(nodes.len(), n);
                assert!(nodes.iter().all(|task| task["candidates"].as_array().unwrap().len() == 2));
                assert_eq!(nodes[0]["draft"]["version"], 1);
                least = least.min(house.app.people().statements() - before);
            }
            costs.push(least);
        }
        assert!(costs[0] <= MOST && costs[1] <= costs[0] + SPLIT, "{}: {costs:?}", house.test.name);
    }
}
