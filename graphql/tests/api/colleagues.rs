//! Colleagues at work: delegation, questions, deputies and absences, redistribution, several signatures, notices.

use super::house::{House, begin_case, global, houses, now};
use chrono::NaiveDate;
use domain::cooperation::{Area, Grant, Role};
use domain::ids::{BodyId, PersonId};
use serde_json::{Value, json};
use store::Scope;

const ASK_TASK: &str = "query($id: ID!) { task(id: $id) { version state assignee { name } delegatedBy { name } \
    requests { id kind state text answer askedOf { name } } signaturesNeeded signatures { person { name } actingFor { name } } \
    actions { code allowed whyNot { code } } eligible { person { name } allowed whyNot { code } becauseOf absent } } }";

/// Somebody of a body with these roles.
async fn hire(house: &House, body: BodyId, name: &str, roles: &[Role]) -> PersonId {
    let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
    let day = |y| NaiveDate::from_ymd_opt(y, 1, 1).unwrap();
    let person = store::cooperation::persons::insert(&tx, name, name, None, now()).await.unwrap();
    for role in roles {
        let grant =
            Grant { body, role: *role, area: Area::All, holder: person, valid_from: day(2000), valid_to: day(2099) };
        store::cooperation::rights::insert(&tx, &grant).await.unwrap();
    }
    tx.commit().await.unwrap();
    person
}

async fn task(house: &House, id: &str, person: PersonId) -> Value {
    house.run(person, ASK_TASK, json!({ "id": id })).await["task"].clone()
}

fn person(p: PersonId) -> String {
    global("Person", p.0)
}

const CLAIM: &str = "mutation($id: ID!, $v: Int!) { claimTask(input: {id: $id, version: $v}) { task { version } userErrors { code } } }";
const DELEGATE: &str = "mutation($id: ID!, $v: Int!, $p: ID!) { delegateTask(input: {id: $id, version: $v, personId: $p, text: \"Passt das?\"}) { task { version } userErrors { code } } }";
const GIVE_BACK: &str = "mutation($id: ID!, $v: Int!, $t: String!) { giveBackTask(input: {id: $id, version: $v, text: $t}) { task { version } userErrors { code } } }";
const RETURN: &str = "mutation($id: ID!, $v: Int!) { completeTask(input: {id: $id, version: $v, outcome: \"RETURN\", form: {reason: \"unklar\"}}) { task { state } signaturesMissing userErrors { code } } }";
const UNREAD: &str = "{ unreadNotifications notifications { nodes { kind sentence readAt task { id } } } }";

#[tokio::test]
async fn a_delegated_task_comes_back_with_an_answer_and_its_owner_decides() {
    for house in houses().await {
        let (id, bruno) = (house.linz.task_id.clone(), house.linz.bruno);
        let carla = hire(&house, house.linz.body, "carla", &[Role::Budget]).await;
        let send = |v: i64, p: PersonId| json!({ "id": id, "v": v, "p": person(p) });
        assert_eq!(house.refusal(bruno, DELEGATE, send(1, house.linz.anna)).await, "FOUR_EYES", "{}", house.test.name);
        assert_eq!(house.refusal(bruno, DELEGATE, send(1, house.sinzig.anna)).await, "NOT_A_COLLEAGUE");
        assert_eq!(house.refusal(bruno, DELEGATE, send(1, carla)).await, "");
        let seen = task(&house, &id, carla).await;
        assert_eq!(
            (&seen["assignee"]["name"], &seen["delegatedBy"]["name"]),
            (&json!("carla"), &json!("bruno aus Stadt Linz am Rhein"))
        );
        assert_eq!(seen["requests"][0]["text"], "Passt das?");
        let may = |code: &str| {
            seen["actions"].as_array().unwrap().iter().find(|a| a["code"] == code).unwrap()["allowed"].clone()
        };
        assert_eq!((may("GIVE_BACK"), may("COMPLETE")), (json!(true), json!(false)));
        assert_eq!(house.refusal(carla, RETURN, json!({ "id": id, "v": 2 })).await, "TASK_DELEGATED");
        let waiting = house.run(carla, "{ requestsToMe { kind task { id } } unreadNotifications }", json!({})).await;
        assert_eq!(
            (&waiting["requestsToMe"][0]["kind"], &waiting["unreadNotifications"]),
            (&json!("DELEGATION"), &json!(1))
        );
        assert_eq!(house.refusal(carla, GIVE_BACK, json!({ "id": id, "v": 2, "t": " " })).await, "ANSWER_EMPTY");
        assert_eq!(house.refusal(bruno, GIVE_BACK, json!({ "id": id, "v": 2, "t": "Ja" })).await, "TASK_NOT_DELEGATED");
        assert_eq!(house.refusal(carla, GIVE_BACK, json!({ "id": id, "v": 2, "t": "Ja, passt." })).await, "");
        let seen = task(&house, &id, bruno).await;
        assert_eq!(
            (&seen["assignee"]["name"], &seen["delegatedBy"]),
            (&json!("bruno aus Stadt Linz am Rhein"), &Value::Null)
        );
        assert_eq!(
            (&seen["requests"][0]["state"], &seen["requests"][0]["answer"]),
            (&json!("ANSWERED"), &json!("Ja, passt."))
        );
        assert_eq!(house.refusal(bruno, RETURN, json!({ "id": id, "v": 3 })).await, "");
    }
}

#[tokio::test]
async fn a_question_and_its_answer_stand_beside_the_task_and_in_the_history() {
    for house in houses().await {
        let (id, bruno, anna) = (house.linz.task_id.clone(), house.linz.bruno, house.linz.anna);
        let ask = "mutation($t: ID!, $p: ID!) { askColleague(input: {taskId: $t, personId: $p, text: \"Eilt es?\"}) { task { version requests { id } } userErrors { code } } }";
        let data = house.run(bruno, ask, json!({ "t": id, "p": person(anna) })).await;
        let request = data["askColleague"]["task"]["requests"][0]["id"].clone();
        let answer =
            "mutation($r: ID!) { answerQuestion(input: {id: $r, text: \"Ja.\"}) { task { id } userErrors { code } } }";
        assert_eq!(house.refusal(bruno, answer, json!({ "r": request })).await, "NOT_FOUND", "{}", house.test.name);
        assert_eq!(house.refusal(anna, answer, json!({ "r": request })).await, "");
        assert_eq!(house.refusal(anna, answer, json!({ "r": request })).await, "QUESTION_CLOSED");
        let told = house.run(bruno, UNREAD, json!({})).await;
        assert_eq!(told["notifications"]["nodes"][0]["kind"], "QUESTION_ANSWERED");
        assert_eq!(told["notifications"]["nodes"][0]["sentence"], "Ihre Frage zu einer Aufgabe wurde beantwortet.");
        let mark = "mutation { markNotificationsRead(input: {}) { unread userErrors { code } } }";
        assert_eq!(house.run(bruno, mark, json!({})).await["markNotificationsRead"]["unread"], 0);
        let history = "query($c: ID!) { case(id: $c) { history { sentence texts { text } } } }";
        let history = house.run(bruno, history, json!({ "c": house.linz.case_id })).await.to_string();
        for said in ["bruno aus Stadt Linz am Rhein hat anna aus Stadt Linz am Rhein etwas zu", "Eilt es?", "Ja."] {
            assert!(history.contains(said), "{said}: {history}");
        }
    }
}

const ABSENCE: &str = "mutation($p: ID, $f: NaiveDate!, $t: NaiveDate!) { setAbsence(input: {personId: $p, validFrom: $f, validTo: $t}) { absence { id person { name } } userErrors { code } } }";
const DEPUTY: &str = "mutation($i: SetDeputyInput!) { setDeputy(input: $i) { deputyship { id roles bodies { name } } userErrors { code } } }";

#[tokio::test]
async fn what_an_absent_person_holds_finds_its_deputy_and_the_history_says_for_whom() {
    for house in houses().await {
        let (id, bruno) = (house.linz.task_id.clone(), house.linz.bruno);
        let carla = hire(&house, house.linz.body, "carla", &[Role::Clerk]).await;
        let list = |p: PersonId| house.run(p, "{ workList { nodes { id } } workListCounts { unassigned } }", json!({}));
        let none = json!({ "workList": { "nodes": [] }, "workListCounts": { "unassigned": 0 } });
        house.run(bruno, CLAIM, json!({ "id": id, "v": 1 })).await;
        let deputy = json!({ "i": { "deputyId": person(carla), "validFrom": "2026-11-23", "validTo": "2026-11-30", "roles": ["BUDGET"], "areas": ["PROCUREMENT"] } });
        assert_eq!(house.refusal(bruno, DEPUTY, deputy).await, "", "{}", house.test.name);
        assert_eq!(list(carla).await, none, "a deputy of somebody who is there finds nothing of what it holds");
        let away = json!({ "p": null, "f": "2026-11-23", "t": "2026-11-27" });
        assert_eq!(house.refusal(bruno, ABSENCE, away).await, "");
        let found = json!({ "workList": { "nodes": [{ "id": id }] }, "workListCounts": { "unassigned": 1 } });
        assert_eq!(list(carla).await, found);
        assert_eq!(house.refusal(house.linz.anna, CLAIM, json!({ "id": id, "v": 2 })).await, "TASK_HELD_BY_OTHER");
        assert_eq!(house.refusal(carla, RETURN, json!({ "id": id, "v": 2 })).await, "");
        let history = "query($c: ID!) { case(id: $c) { history { sentence } } }";
        let history = house.run(bruno, history, json!({ "c": house.linz.case_id })).await.to_string();
        assert!(history.contains("carla (für bruno aus Stadt Linz am Rhein) hat"), "{history}");
    }
}

#[tokio::test]
async fn a_deputy_gets_only_the_parts_that_are_lent_and_only_while_they_are() {
    for house in houses().await {
        let (bruno, body) = (house.linz.bruno, house.linz.body);
        let carla = hire(&house, body, "carla", &[Role::Clerk]).await;
        let lend = |roles: Value| json!({ "i": { "deputyId": person(carla), "validFrom": "2026-11-23", "validTo": "2026-11-30", "roles": roles } });
        let data = house.run(bruno, DEPUTY, lend(json!(["BUYER"]))).await;
        let may = |s: &domain::cooperation::Session, role| s.act_as(body, Area::Procurement, &[role]).is_ok();
        let session = house.session(carla).await;
        assert!(may(&session, Role::Buyer) && !may(&session, Role::Budget), "{}: {data}", house.test.name);
        assert_eq!(house.refusal(carla, CLAIM, json!({ "id": house.linz.task_id, "v": 1 })).await, "NO_RIGHT");
        let list = house.run(carla, "{ workListCounts { unassigned } }", json!({})).await;
        assert_eq!(list["workListCounts"]["unassigned"], 0);
        let end = "mutation($id: ID!) { endDeputy(input: {id: $id}) { endedId userErrors { code } } }";
        let id = json!({ "id": data["setDeputy"]["deputyship"]["id"] });
        assert_eq!(house.refusal(house.sinzig.bruno, end, id.clone()).await, "NOT_FOUND");
        assert_eq!(house.refusal(bruno, end, id).await, "");
        assert!(!may(&house.session(carla).await, Role::Buyer));
    }
}

#[tokio::test]
async fn a_leader_sets_deputies_for_its_people_and_never_itself() {
    for house in houses().await {
        let carla = hire(&house, house.linz.body, "carla", &[Role::Budget]).await;
        let dora = hire(&house, house.sinzig.body, "dora", &[Role::Clerk]).await;
        let set = |principal: PersonId, deputy: PersonId, to: &str| json!({ "i": { "principalId": person(principal), "deputyId": person(deputy), "validFrom": "2026-11-23", "validTo": to } });
        let (lead, name) = (house.linz.anna, house.test.name);
        assert_eq!(house.refusal(lead, DEPUTY, set(carla, lead, "2026-12-01")).await, "DEPUTY_IS_LEADER", "{name}");
        assert_eq!(house.refusal(lead, DEPUTY, set(carla, carla, "2026-12-01")).await, "DEPUTY_SAME_PERSON");
        assert_eq!(house.refusal(lead, DEPUTY, set(carla, house.linz.bruno, "2026-11-01")).await, "PERIOD_INVALID");
        assert_eq!(house.refusal(lead, DEPUTY, set(carla, house.linz.bruno, "2029-11-01")).await, "PERIOD_TOO_LONG");
        assert_eq!(house.refusal(lead, DEPUTY, set(carla, dora, "2026-12-01")).await, "DEPUTY_UNKNOWN");
        assert_eq!(house.refusal(house.sinzig.anna, DEPUTY, set(carla, dora, "2026-12-01")).await, "NOT_FOUND");
        assert_eq!(house.refusal(carla, DEPUTY, set(house.linz.bruno, lead, "2026-12-01")).await, "NOT_FOUND");
        // across bodies, once both belong to one cooperation
        let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
        tx.execute("INSERT INTO cooperation_member (cooperation_id, body_id, valid_from, valid_to) VALUES (1, $1, '2000-01-01', '2099-01-01') ON CONFLICT DO NOTHING", [house.sinzig.body.0.into()]).await.unwrap();
        tx.execute("INSERT INTO cooperation_member (cooperation_id, body_id, valid_from, valid_to) VALUES (1, $1, '2000-01-02', '2099-01-01') ON CONFLICT DO NOTHING", [house.linz.body.0.into()]).await.unwrap();
        tx.commit().await.unwrap();
        let data = house.run(lead, DEPUTY, set(carla, dora, "2026-12-01")).await;
        assert_eq!(data["setDeputy"]["deputyship"]["bodies"][0]["name"], "Stadt Linz am Rhein", "{data}");
        assert_eq!(house.refusal(dora, CLAIM, json!({ "id": house.linz.task_id, "v": 1 })).await, "");
    }
}

#[tokio::test]
async fn a_leader_gives_what_one_holds_to_those_who_may() {
    for house in houses().await {
        let (bruno, lead) = (house.linz.bruno, house.linz.anna);
        let carla = hire(&house, house.linz.body, "carla", &[Role::Budget]).await;
        let mut ids = vec![house.linz.task_id.clone()];
        for _ in 0..2 {
            ids.push(global("Task", begin_case(&house.app, house.linz.body, lead).await.1));
        }
        for id in &ids {
            house.run(bruno, CLAIM, json!({ "id": id, "v": 1 })).await;
        }
        let give = "mutation($p: ID!, $to: [ID!]!) { redistributeTasks(input: {personId: $p, toPersonIds: $to}) { results { task { assignee { name } } userErrors { code } } userErrors { code } } }";
        let to = |persons: &[PersonId]| json!({ "p": person(bruno), "to": persons.iter().map(|p| person(*p)).collect::<Vec<_>>() });
        assert_eq!(house.refusal(carla, give, to(&[carla])).await, "NOT_FOUND", "{}", house.test.name);
        assert_eq!(house.refusal(house.sinzig.anna, give, to(&[carla])).await, "NOT_FOUND");
        // anna asked for all of it: four eyes leave carla alone
        let data = house.run(lead, give, to(&[lead, carla])).await;
        let results = data["redistributeTasks"]["results"].as_array().unwrap().clone();
        assert_eq!(results.len(), 3);
        assert!(results.iter().all(|r| r["task"]["assignee"]["name"] == "carla"), "{data}");
        let back = json!({ "p": person(carla), "to": [] });
        let data = house.run(lead, give, back).await;
        assert!(data["redistributeTasks"]["results"][2]["task"]["assignee"].is_null(), "{data}");
    }
}

#[tokio::test]
async fn two_must_sign_from_an_amount_on_and_everybody_sees_who_is_missing() {
    for house in houses().await {
        let (bruno, anna, body) = (house.linz.bruno, house.linz.anna, house.linz.body);
        let carla = hire(&house, body, "carla", &[Role::Budget]).await;
        let rule = "mutation($b: ID!, $n: Int!) { addApprovalRule(input: {bodyId: $b, kind: RELEASE_BUDGET, fromAmount: 100000, signaturesNeeded: $n, validFrom: \"2026-11-23\", validTo: \"2027-12-31\", source: \"Dienstanweisung 3/2026\"}) { rule { signaturesNeeded source } userErrors { code } } }";
        assert_eq!(house.refusal(anna, rule, json!({ "b": house.linz.body_id, "n": 1 })).await, "SIGNATURES_INVALID");
        assert_eq!(house.refusal(carla, rule, json!({ "b": house.linz.body_id, "n": 2 })).await, "NOT_FOUND");
        assert_eq!(house.refusal(anna, rule, json!({ "b": house.linz.body_id, "n": 2 })).await, "");
        let csv = "ars;year;code;name;cost_centre;appropriation\n071385004041;2026;1;A;11100;5000,00\n071385004041;2026;2;B;11100;5000,00\n";
        let import =
            "mutation($csv: String!) { importBudget(input: {csv: $csv}) { import { inserted } userErrors { code } } }";
        house.run(bruno, import, json!({ "csv": csv })).await;
        let lines = "query($b: ID!) { budgetLines(bodyId: $b, year: 2026) { number reserved } }";
        let lines = || house.run(bruno, lines, json!({ "b": house.linz.body_id }));
        let data = lines().await;
        let line = |n: usize| data["budgetLines"][n]["number"].clone();

        let id = global("Task", begin_case(&house.app, body, anna).await.1);
        let sign = "mutation($id: ID!, $v: Int!, $f: JSON!) { completeTask(input: {id: $id, version: $v, outcome: \"RELEASE\", form: $f}) { task { state } signaturesMissing userErrors { code } } }";
        let send = |v: i64, l: Value| json!({ "id": id, "v": v, "f": { "budgetLineId": l } });
        let data = house.run(bruno, sign, send(1, line(0))).await;
        assert_eq!(
            (&data["completeTask"]["task"]["state"], &data["completeTask"]["signaturesMissing"]),
            (&json!("OPEN"), &json!(1)),
            "{}: {data}",
            house.test.name
        );
        assert_eq!(lines().await["budgetLines"][0]["reserved"], 0, "no money moves before the last signature");
        assert_eq!(house.refusal(bruno, sign, send(2, line(0))).await, "ALREADY_SIGNED");
        let seen = task(&house, &id, carla).await;
        assert_eq!(
            (&seen["signaturesNeeded"], &seen["signatures"][0]["person"]["name"]),
            (&json!(2), &json!("bruno aus Stadt Linz am Rhein"))
        );
        let why = |name: &str| {
            seen["eligible"]
                .as_array()
                .unwrap()
                .iter()
                .find(|c| c["person"]["name"].as_str().unwrap().starts_with(name))
                .unwrap()
                .clone()
        };
        assert_eq!(why("bruno")["whyNot"]["code"], "ALREADY_SIGNED");
        assert_eq!(
            (&why("anna")["whyNot"]["code"], &why("anna")["becauseOf"]),
            (&json!("FOUR_EYES"), &json!("REVISE_REQUEST"))
        );
        assert_eq!(why("carla")["allowed"], true);
        assert_eq!(house.refusal(carla, sign, send(2, line(1))).await, "SIGNED_DIFFERENTLY");
        let data = house.run(carla, sign, send(2, line(0))).await;
        assert_eq!(
            (&data["completeTask"]["task"]["state"], &data["completeTask"]["signaturesMissing"]),
            (&json!("DONE"), &json!(0)),
            "{data}"
        );
        assert_eq!(lines().await["budgetLines"][0]["reserved"], 107_100);
    }
}

#[tokio::test]
async fn how_somebody_is_told_by_mail_is_its_own_choice() {
    for house in houses().await {
        let ask = "{ notificationSettings { mail digestHour } }";
        let usual = house.run(house.linz.bruno, ask, json!({})).await;
        assert_eq!(usual["notificationSettings"], json!({ "mail": "AT_ONCE", "digestHour": 7 }), "{}", house.test.name);
        let set = "mutation($h: Int!) { setNotificationSettings(input: {mail: DIGEST, digestHour: $h}) { settings { mail } userErrors { code } } }";
        assert_eq!(house.refusal(house.linz.bruno, set, json!({ "h": 24 })).await, "HOUR_INVALID");
        assert_eq!(house.refusal(house.linz.bruno, set, json!({ "h": 16 })).await, "");
        let now = house.run(house.linz.bruno, ask, json!({})).await;
        assert_eq!(now["notificationSettings"], json!({ "mail": "DIGEST", "digestHour": 16 }));
    }
}

#[tokio::test]
async fn a_calendar_feed_opens_the_own_deadlines_until_it_is_replaced_or_taken_away() {
    for house in houses().await {
        let (bruno, id) = (house.linz.bruno, house.linz.task_id.clone());
        house.run(bruno, CLAIM, json!({ "id": id, "v": 1 })).await;
        let set = "mutation($on: Boolean!) { setCalendarFeed(input: {enabled: $on}) { path userErrors { code } } }";
        let make = async |on: bool| {
            let made = house.run(bruno, set, json!({ "on": on })).await;
            let path = made["setCalendarFeed"]["path"].as_str().map(ToOwned::to_owned)?;
            let token = path.strip_prefix("/calendar/")?.strip_suffix(".ics")?;
            Some(store::journal::hex(&domain::journal::sha256(token.as_bytes())))
        };
        let held = async |hash: &str| app::tasks::calendar_feed::deadlines(&house.app, hash).await;
        let first = make(true).await.unwrap();
        let found = held(&first).await.unwrap();
        assert_eq!((found.len(), found[0].1.subject.as_str()), (1, "Fünf Schreibtische"), "{}", house.test.name);
        let second = make(true).await.unwrap();
        assert!(matches!(held(&first).await, Err(app::Error::NotFound)));
        assert_eq!(held(&second).await.unwrap().len(), 1);
        assert_eq!(make(false).await, None);
        assert!(matches!(held(&second).await, Err(app::Error::NotFound)));
        let left = house.run(bruno, "{ calendarFeed { since } }", json!({})).await;
        assert_eq!(left["calendarFeed"], Value::Null);
    }
}
