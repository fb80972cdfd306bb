//! What an operation costs the database does not grow with the page.

use super::house::{begin_case, houses};
use serde_json::json;

const LIST: &str = "query($n: Int!) { workList(first: $n, filter: {shelf: ALL_OPEN}) { nodes { id title body { name } assignee { name } case { subject } canAct } } }";

/// Transaction bookkeeping included: list, bodies, cases, and twice for `canAct`.
const MOST: u64 = 24;

#[tokio::test]
async fn a_page_of_fifty_costs_as_many_statements_as_a_page_of_three() {
    for house in houses().await {
        for _ in 0..52 {
            begin_case(&house.app, house.linz.body, house.linz.anna).await;
        }
        let mut costs = Vec::new();
        for n in [3, 50] {
            let before = house.app.people().statements();
            let session = app::cooperation::sign_in::session_of(&house.app, house.linz.bruno).await.unwrap();
            let signing_in = house.app.people().statements() - before;
            drop(session);
            let before = house.app.people().statements();
            let data = house.run(house.linz.bruno, LIST, json!({ "n": n })).await;
            assert_eq!(data["workList"]["nodes"].as_array().unwrap().len(), n);
            costs.push(house.app.people().statements() - before - signing_in);
        }
        assert!(costs[1] <= costs[0] && costs[1] <= MOST, "{}: {costs:?}", house.test.name);
    }
}
