//! `node(id)`: persons are seen by those who have to do with them, and by nobody else.

use super::house::{House, global, houses};
use super::purchase::{grant, insert};
use domain::cooperation::Role;
use domain::ids::PersonId;
use serde_json::{Value, json};
use store::Scope;

const NODE: &str = "query($id: ID!) { node(id: $id) { __typename ... on Person { id name } } }";

async fn seen(house: &House, by: PersonId, person: PersonId) -> Value {
    house.run(by, NODE, json!({ "id": global("Person", person.0) })).await["node"].clone()
}

#[tokio::test]
async fn a_person_is_seen_by_itself_and_by_its_own_town() {
    for house in houses().await {
        let (own, other) = (&house.linz, &house.sinzig);
        let anna = json!({ "__typename": "Person", "id": global("Person", own.anna.0), "name": "anna aus Stadt Linz am Rhein" });
        assert_eq!(seen(&house, own.bruno, own.anna).await, anna, "{}", house.test.name);
        assert_eq!(seen(&house, own.anna, own.anna).await, anna);
        for stranger in [other.anna, PersonId(4_711)] {
            assert_eq!(seen(&house, own.bruno, stranger).await, Value::Null, "{}", house.test.name);
        }
        let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
        let nobody = insert(&tx, "Niemand").await;
        grant(&tx, own.body, other.anna, Role::Auditor).await;
        tx.commit().await.unwrap();
        assert_eq!(seen(&house, nobody, own.anna).await, Value::Null);
        assert_eq!(seen(&house, nobody, nobody).await["name"], "Niemand");
        assert_eq!(
            seen(&house, own.bruno, other.anna).await["name"],
            "anna aus Stadt Sinzig",
            "who reads here is known here"
        );
    }
}

#[tokio::test]
async fn somebody_who_stands_in_is_seen_where_it_stands_in() {
    for house in houses().await {
        let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
        let deputy = insert(&tx, "Vertretung").await;
        let sql = "INSERT INTO deputyship (principal_id, deputy_id, valid_from, valid_to) VALUES ($1, $2, '2026-01-01', '2026-12-31')";
        tx.execute(sql, [house.linz.anna.0.into(), deputy.0.into()]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(seen(&house, house.linz.bruno, deputy).await["name"], "Vertretung", "{}", house.test.name);
        assert_eq!(seen(&house, house.sinzig.bruno, deputy).await, Value::Null);
    }
}

#[tokio::test]
async fn an_erased_person_is_a_number_without_name_where_it_acted_and_nothing_elsewhere() {
    for house in houses().await {
        let subject = "anna@071385004041";
        let erased = app::cooperation::erase_person::erase(&house.app, subject).await.unwrap();
        assert_eq!(erased, house.linz.anna);
        let left = seen(&house, house.linz.bruno, erased).await;
        assert_eq!(
            left,
            json!({ "__typename": "Person", "id": global("Person", erased.0), "name": null }),
            "{}",
            house.test.name
        );
        assert_eq!(seen(&house, house.sinzig.bruno, erased).await, Value::Null);
    }
}
