//! Open browsers hear of changes at once, of their own bodies only, and nothing after the last right is gone.

use super::house::{House, houses};
use async_graphql::Request;
use domain::ids::PersonId;
use futures::{Stream, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use store::Scope;

const CLAIM: &str = "mutation($id: ID!) { claimTask(input: {id: $id, version: 1}) { userErrors { code } } }";

pub async fn listen(house: &House, person: PersonId, document: &str) -> impl Stream<Item = Value> + Unpin + use<> {
    let session = app::cooperation::sign_in::session_of(&house.app, person).await.unwrap();
    let schema = house.schema.clone();
    let stream = async_graphql::Executor::execute_stream(&schema, Request::new(document).data(session), None);
    Box::pin(stream.map(|response| serde_json::to_value(response).unwrap()))
}

/// The next event, soon; none when the stream ended.
pub async fn next(stream: &mut (impl Stream<Item = Value> + Unpin)) -> Option<Value> {
    tokio::time::timeout(Duration::from_secs(10), stream.next()).await.unwrap()
}

/// Gives the listener time to stand before something happens.
pub async fn settle(stream: &mut (impl Stream<Item = Value> + Unpin)) {
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

#[tokio::test]
async fn who_falls_behind_is_told_to_fetch_again_and_hears_on() {
    for house in houses().await {
        let list = "subscription { workListChanged { refetch taskId version task { id } } }";
        let case = format!(
            "subscription {{ caseChanged(id: \"{}\") {{ refetch caseId subjectId version case {{ id }} }} }}",
            house.linz.case_id
        );
        let (mut list, mut case) =
            (listen(&house, house.linz.anna, list).await, listen(&house, house.linz.anna, &case).await);
        tokio::join!(settle(&mut list), settle(&mut case));
        flood(&house, 1_500).await;
        let told = next(&mut list).await.unwrap();
        let missed = json!({ "refetch": true, "taskId": null, "version": null, "task": null });
        assert_eq!(told["data"]["workListChanged"], missed, "{}: {told}", house.test.name);
        let told = next(&mut case).await.unwrap();
        let id = &house.linz.case_id;
        let missed = json!({ "refetch": true, "caseId": id, "subjectId": null, "version": null, "case": { "id": id } });
        assert_eq!(told["data"]["caseChanged"], missed, "{}: {told}", house.test.name);
        // what still lay in the backlog follows
        let told = next(&mut list).await.unwrap();
        assert_eq!(told["data"]["workListChanged"]["refetch"], false, "{}: {told}", house.test.name);
    }
}

/// More announcements at once than a listener may be behind, while nobody reads.
async fn flood(house: &House, most: i64) {
    let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
    let now = house.app.now();
    let task = store::tasks::rows::open_of_case(&tx, house.linz.case).await.unwrap()[0].id;
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
               INSERT INTO announcement (body_id, topic, subject_id, case_id, version, at) \
               SELECT $2, 'TASK', $3, $4, 1, $5 FROM n";
    let values = [most.into(), house.linz.body.0.into(), task.into(), house.linz.case.0.into(), now.into()];
    tx.execute(sql, values).await.unwrap();
    tx.commit().await.unwrap();
    tokio::time::sleep(Duration::from_millis(1_500)).await;
}

#[tokio::test]
async fn a_case_tells_of_its_incidents_and_comments_and_of_no_other_case() {
    for house in houses().await {
        let document = format!(
            "subscription {{ caseChanged(id: \"{}\") {{ refetch caseId subjectId version case {{ comments {{ text }} incidents {{ kind }} }} }} }}",
            house.linz.case_id
        );
        let mut own = listen(&house, house.linz.anna, &document).await;
        settle(&mut own).await;
        let (other, _) = super::house::begin_case(&house.app, house.linz.body, house.linz.anna).await;
        settle(&mut own).await;
        let incident = app::engine::open_incident::from_outside(&house.app, house.linz.case, "WORKFLOW_LOST", "weg");
        let incident = super::house::global("Incident", incident.await.unwrap().0);
        let told = next(&mut own).await.unwrap()["data"]["caseChanged"].clone();
        assert_eq!((&told["refetch"], &told["subjectId"]), (&json!(false), &json!(incident)), "{other}: {told}");
        assert_eq!(told["case"]["incidents"][0]["kind"], "WORKFLOW_LOST");

        let comment = "mutation($c: ID!) { writeComment(input: {caseId: $c, text: \"laut\"}) { case { version } userErrors { code } } }";
        let written = house.run(house.linz.bruno, comment, json!({ "c": house.linz.case_id })).await;
        let told = next(&mut own).await.unwrap()["data"]["caseChanged"].clone();
        assert_eq!(told["subjectId"], house.linz.case_id, "{}: {told}", house.test.name);
        assert_eq!(told["version"], written["writeComment"]["case"]["version"]);
        assert_eq!(told["case"]["comments"][0]["text"], "laut");
    }
}
