//! Open browsers hear of changes at once, of their own bodies only, and nothing after the last right is gone.

use super::house::{House, houses};
use async_graphql::Request;
use domain::ids::PersonId;
use futures::{Stream, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use store::Scope;

const CLAIM: &str = "mutation($id: ID!) { claimTask(input: {id: $id, version: 1}) { userErrors { code } } }";

async fn listen(house: &House, person: PersonId, document: &str) -> impl Stream<Item = Value> + Unpin + use<> {
    let session = app::cooperation::sign_in::session_of(&house.app, person).await.unwrap();
    let schema = house.schema.clone();
    let stream = async_graphql::Executor::execute_stream(&schema, Request::new(document).data(session), None);
    Box::pin(stream.map(|response| serde_json::to_value(response).unwrap()))
}

/// Gives the listener time to stand before something happens.
async fn settle(stream: &mut (impl Stream<Item = Value> + Unpin)) {
    let early = tokio::time::timeout(Duration::from_millis(600), stream.next()).await;
    assert!(early.is_err(), "{early:?}");
}

#[tokio::test]
async fn a_claim_is_heard_in_its_own_town_and_nowhere_else() {
    for house in houses().await {
        let document = "subscription { workListChanged { refetch taskId version task { assignee { name } } } }";
        let (mut own, mut other) =
            (listen(&house, house.linz.anna, document).await, listen(&house, house.sinzig.anna, document).await);
        tokio::join!(settle(&mut own), settle(&mut other));
        house.run(house.linz.bruno, CLAIM, json!({ "id": house.linz.task_id })).await;
        let heard = tokio::time::timeout(Duration::from_secs(5), own.next()).await.unwrap().unwrap();
        let event = &heard["data"]["workListChanged"];
        assert_eq!(
            (&event["taskId"], &event["version"]),
            (&json!(house.linz.task_id), &json!(2)),
            "{}: {heard}",
            house.test.name
        );
        assert_eq!(event["task"]["assignee"]["name"], "bruno aus Stadt Linz am Rhein");
        settle(&mut other).await;
    }
}

#[tokio::test]
async fn a_case_tells_of_its_tasks_until_the_right_is_gone() {
    for house in houses().await {
        let document = format!(
            "subscription {{ caseChanged(id: \"{}\") {{ refetch subjectId case {{ version }} }} }}",
            house.linz.case_id
        );
        let mut own = listen(&house, house.linz.anna, &document).await;
        settle(&mut own).await;
        let mut stranger = listen(&house, house.sinzig.anna, &document).await;
        let refused = stranger.next().await.unwrap();
        assert_eq!(refused["errors"][0]["extensions"]["code"], "NOT_FOUND", "{}: {refused}", house.test.name);
        house.run(house.linz.bruno, CLAIM, json!({ "id": house.linz.task_id })).await;
        let heard = tokio::time::timeout(Duration::from_secs(5), own.next()).await.unwrap().unwrap();
        assert_eq!(heard["data"]["caseChanged"]["subjectId"], house.linz.task_id);

        let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
        tx.execute("DELETE FROM role_grant WHERE person_id = $1", [house.linz.anna.0.into()]).await.unwrap();
        tx.commit().await.unwrap();
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        let comment =
            "mutation($c: ID!) { writeComment(input: {caseId: $c, text: \"leise\"}) { userErrors { code } } }";
        house.run(house.linz.bruno, comment, json!({ "c": house.linz.case_id })).await;
        let end = tokio::time::timeout(Duration::from_secs(5), own.next()).await.unwrap();
        assert!(end.is_none(), "{end:?}");
    }
}
