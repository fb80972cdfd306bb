//! What an operation costs the database does not grow with the page.

use super::house::{begin_case, houses};
use serde_json::json;

const LIST: &str = "query($n: Int!) { workList(first: $n, filter: {shelf: ALL_OPEN}) { nodes { id title body { name } assignee { name } case { subject } canAct } } }";

/// Rights, list, bodies, cases, and twice for `canAct`, each with the scope told to PostgreSQL.
const MOST: u64 = 16;

#[tokio::test]
async fn a_page_of_fifty_costs_as_many_statements_as_a_page_of_three() {
    for house in houses().await {
        for _ in 0..52 {
            begin_case(&house.app, house.linz.body, house.linz.anna).await;
        }
        let mut costs = Vec::new();
        for n in [3, 50] {
            let mut least = u64::MAX;
            // the reader of announcements asks in between now and then: the cheapest of a few runs counts
            for _ in 0..5 {
                let before = house.app.people().statements();
                let data = house.run(house.linz.bruno, LIST, json!({ "n": n })).await;
                assert_eq!(data["workList"]["nodes"].as_array().unwrap().len(), n);
                least = least.min(house.app.people().statements() - before);
            }
            costs.push(least);
        }
        assert!(costs[1] <= costs[0] && costs[1] <= MOST, "{}: {costs:?}", house.test.name);
    }
}
