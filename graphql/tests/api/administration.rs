//! Administration through the API: who may change whose rights, and that every change stands in a chain that holds.

use super::authorisation::owner_does;
use super::house::{House, global, houses};
use super::walk::Map;
use domain::ids::PersonId;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::Scope;

const GRANT: &str = "mutation($i: GrantRoleInput!) { grantRole(input: $i) { userErrors { code } } }";
const REVOKE: &str = "mutation($i: RevokeRoleInput!) { revokeRole(input: $i) { userErrors { code } } }";
const DEACTIVATE: &str = "mutation($i: DeactivatePersonInput!) { deactivatePerson(input: $i) { userErrors { code } } }";
const PROPOSE: &str = "mutation($i: ProposeRuleInput!) { proposeRule(input: $i) { change userErrors { code } } }";
const DECIDE: &str = "mutation($i: DecideRuleChangeInput!) { decideRuleChange(input: $i) { userErrors { code } } }";
const VIEW: &str = "query($b: ID!) { administration(bodyId: $b) { mayChange record { id history(first: 100) { event sentence } } \
                    persons { person { id } subject deactivatedAt grants { number role countsToday } } } }";

/// One of everything for the authorisation test; every step is refused to a stranger first.
pub async fn furnish(house: &House, map: &Map, covered: &mut BTreeSet<String>) {
    let body = &house.linz.body_id;
    let new =
        json!({ "bodyId": body, "subject": "neu.linz", "displayName": "Neu aus Linz", "email": "neu@linz.example" });
    owner_does(house, map, "createPerson", new, covered).await;
    let person = person_id(house, "neu.linz").await;
    owner_does(house, map, "grantRole", right(house, &person, "CLERK"), covered).await;
    let number = grants(house, "neu.linz").await[0]["number"].clone();
    let limit = json!({ "bodyId": body, "personId": person, "limit": 100_000, "validFrom": "2026-11-23", "validTo": "2026-12-31" });
    owner_does(house, map, "setOrderingLimit", limit, covered).await;
    owner_does(house, map, "revokeRole", json!({ "bodyId": body, "grant": number }), covered).await;
    owner_does(house, map, "deactivatePerson", json!({ "bodyId": body, "personId": person }), covered).await;
    let data = json!({ "bodyId": body, "name": "Stadt Linz am Rhein", "population": 6_265, "populationOn": "2024-12-31", "officeBodyId": office(house).await });
    owner_does(house, map, "changeBody", data, covered).await;
    let cooperation = global("Cooperation", 1);
    let named = json!({ "cooperationId": cooperation, "name": "IKZ Stadt Linz am Rhein", "leadBodyId": body });
    owner_does(house, map, "changeCooperation", named, covered).await;
    let member = json!({ "cooperationId": cooperation, "bodyId": office(house).await, "validFrom": "2026-11-23", "validTo": "2099-12-31", "source": "Beschluss vom 02.11.2026" });
    owner_does(house, map, "addMember", member, covered).await;
    let end = json!({ "cooperationId": cooperation, "bodyId": office(house).await, "lastOn": "2027-12-31", "source": "Kündigung vom 20.11.2026" });
    owner_does(house, map, "endMembership", end, covered).await;
    owner_does(house, map, "proposeRule", rule(house), covered).await;
    let decision = json!({ "bodyId": body, "change": 1, "confirm": false });
    owner_does(house, map, "decideRuleChange", decision, covered).await;
    let rules = "query($b: ID!) { procurementRules(bodyId: $b) { key place validTo } }";
    let rules = house.run(house.linz.bruno, rules, json!({ "b": body })).await;
    let open =
        rules["procurementRules"].as_array().unwrap().iter().find(|r| r["place"] == "RP" && r["validTo"].is_null());
    let ending =
        json!({ "bodyId": body, "key": open.unwrap()["key"], "lastOn": "2030-12-31", "source": "Dienstanweisung 7" });
    owner_does(house, map, "proposeRuleEnd", ending, covered).await;
}

async fn person_id(house: &House, subject: &str) -> String {
    let tx = house.app.machine().read(&Scope::Machine).await.unwrap();
    let row = store::cooperation::administration::person_of_subject(&tx, subject).await.unwrap().unwrap();
    global("Person", row.id)
}

async fn office(house: &House) -> String {
    let tx = house.app.machine().read(&Scope::Machine).await.unwrap();
    global("Body", store::cooperation::bodies::by_ars(&tx, "071385004000").await.unwrap().unwrap().id)
}

fn right(house: &House, person: &str, role: &str) -> Value {
    json!({ "bodyId": house.linz.body_id, "personId": person, "role": role, "area": "ALL", "validFrom": "2026-11-23", "validTo": "2027-12-31" })
}

fn rule(house: &House) -> Value {
    json!({
        "bodyId": house.linz.body_id, "place": "LAND", "category": "CONCESSIONS", "procedure": "DIRECT_ORDER",
        "limitKind": "AMOUNT", "limit": 100_000, "comparison": "AT_MOST", "rotate": false, "validFrom": "2026-11-23",
        "source": "Dienstanweisung 7", "confidence": "PRIMARY",
    })
}

/// Rights of the person with this subject, as an administrator sees them.
async fn grants(house: &House, subject: &str) -> Vec<Value> {
    let seen = house.run(house.linz.bruno, VIEW, json!({ "b": house.linz.body_id })).await;
    let persons = seen["administration"]["persons"].as_array().unwrap();
    let own = persons.iter().find(|p| p["subject"] == subject).unwrap();
    own["grants"].as_array().unwrap().clone()
}

async fn add(house: &House, subject: &str) -> String {
    let create = "mutation($i: CreatePersonInput!) { createPerson(input: $i) { person { id } userErrors { code } } }";
    let new = json!({ "bodyId": house.linz.body_id, "subject": subject, "displayName": "Neue Kraft" });
    let made = house.run(house.linz.bruno, create, json!({ "i": new })).await;
    made["createPerson"]["person"]["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
}

#[tokio::test]
async fn a_right_counts_with_the_next_request_and_is_gone_with_the_next_after_its_revocation() {
    for house in houses().await {
        let person = add(&house, "neu").await;
        let number: i64 = graphql_number(&house, "neu").await;
        assert!(house.session(PersonId(number)).await.grants().is_empty());
        let code = house.refusal(house.linz.bruno, GRANT, json!({ "i": right(&house, &person, "CLERK") })).await;
        assert_eq!(code, "", "{}", house.test.name);
        assert_eq!(house.session(PersonId(number)).await.grants().len(), 1);
        let grant = grants(&house, "neu").await[0]["number"].clone();
        let gone = json!({ "i": { "bodyId": house.linz.body_id, "grant": grant } });
        assert_eq!(house.refusal(house.linz.anna, REVOKE, gone.clone()).await, "");
        assert!(house.session(PersonId(number)).await.grants().is_empty());
        assert_eq!(house.refusal(house.linz.anna, REVOKE, gone).await, "NOT_FOUND");
        let seen = house.run(house.linz.bruno, VIEW, json!({ "b": house.linz.body_id })).await;
        let history = seen["administration"]["record"]["history"].to_string();
        for event in ["PERSON_ADDED", "ROLE_GRANTED", "ROLE_REVOKED", "die Rolle „Sachbearbeitung“"] {
            assert!(history.contains(event), "{}: {event}: {history}", house.test.name);
        }
        let report = app::journal::verify_journal::verify(&house.app, &[]).await.unwrap();
        assert_eq!((report.broken, report.cases), (None, 3), "{}", house.test.name);
    }
}

async fn graphql_number(house: &House, subject: &str) -> i64 {
    let tx = house.app.machine().read(&Scope::Machine).await.unwrap();
    store::cooperation::administration::person_of_subject(&tx, subject).await.unwrap().unwrap().id
}

#[tokio::test]
async fn nobody_grants_himself_a_right_and_the_last_lead_stays() {
    for house in houses().await {
        let (anna, bruno) = (house.linz.anna, house.linz.bruno);
        let own = right(&house, &global("Person", bruno.0), "AUDITOR");
        assert_eq!(house.refusal(bruno, GRANT, json!({ "i": own })).await, "OWN_RIGHT");
        let who =
            |person: PersonId| json!({ "i": { "bodyId": house.linz.body_id, "personId": global("Person", person.0) } });
        assert_eq!(house.refusal(bruno, DEACTIVATE, who(bruno)).await, "OWN_RIGHT");
        assert_eq!(house.refusal(bruno, DEACTIVATE, who(anna)).await, "");
        // who has no right left anywhere can no longer sign in
        let subject = format!("anna@{}", "071385004041");
        let known = app::cooperation::sign_in::person_of_subject(&house.app, &subject).await.unwrap();
        assert_eq!(known, None, "{}", house.test.name);
        let lead = grants(&house, "bruno@071385004041").await.into_iter().find(|g| g["role"] == "LEAD").unwrap();
        let last = json!({ "i": { "bodyId": house.linz.body_id, "grant": lead["number"] } });
        assert_eq!(house.refusal(bruno, REVOKE, last).await, "LAST_LEAD", "{}", house.test.name);
        // and who was let in again may sign in again
        assert_eq!(
            house.refusal(bruno, GRANT, json!({ "i": right(&house, &global("Person", anna.0), "CLERK") })).await,
            ""
        );
        assert!(app::cooperation::sign_in::person_of_subject(&house.app, &subject).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_rule_holds_once_a_second_lead_confirmed_it_and_not_for_the_neighbour() {
    for house in houses().await {
        let (anna, bruno) = (house.linz.anna, house.linz.bruno);
        let made = house.run(bruno, PROPOSE, json!({ "i": rule(&house) })).await;
        let change = made["proposeRule"]["change"].clone();
        let decision = json!({ "i": { "bodyId": house.linz.body_id, "change": change, "confirm": true } });
        assert_eq!(house.refusal(bruno, DECIDE, decision.clone()).await, "SECOND_PERSON_NEEDED");
        let rules = "query($b: ID!) { procurementRules(bodyId: $b) { own source } }";
        let own =
            |seen: &Value| seen["procurementRules"].as_array().unwrap().iter().filter(|r| r["own"] == true).count();
        let before = house.run(anna, rules, json!({ "b": house.linz.body_id })).await;
        assert_eq!(own(&before), 0);
        assert_eq!(house.refusal(anna, DECIDE, decision.clone()).await, "");
        assert_eq!(house.refusal(anna, DECIDE, decision).await, "ALREADY_DECIDED");
        let after = house.run(anna, rules, json!({ "b": house.linz.body_id })).await;
        let neighbour = house.run(house.sinzig.anna, rules, json!({ "b": house.sinzig.body_id })).await;
        assert_eq!((own(&after), own(&neighbour)), (1, 0), "{}", house.test.name);
        // what starts now pins it
        let (case, _) = super::house::begin_case(&house.app, house.linz.body, anna).await;
        let session = house.session(anna).await;
        let pinned = app::procurement::view_procurement::view(&house.app, &session, case).await.unwrap().rules.unwrap();
        assert!(pinned.data.contains("Dienstanweisung 7"), "{}", house.test.name);
    }
}
