//! A year of shared costs over GraphQL and on the real engine: seven members of the Südwest group, of which one joins in
//! May and one leaves in September, a grant, an objection that is granted, a correction behind the closed year; the worker
//! is killed on the way. To the cent, by an oracle of its own.
use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::cooperation::Session;
use domain::ids::{BodyId, CooperationId};
use serde_json::{Value, json};
use store::Scope;
use system_tests::client::{Person, global};
use system_tests::{Database, House, Part, Process, books};

use super::membership::{body_of, finish, waits_at};
use super::settlement_ground::{certified, furnish};

/// Key, inhabitants, cases, months in 2025. The Verbandsgemeinde counts without its town.
pub(super) const MEMBERS: [(&str, i64, i64, i64); 7] = [
    ("071370000000", 217_228, 118, 12),
    ("071385004000", 19_053 - 6_265, 21, 12),
    ("071385004041", 6_265, 7, 12),
    ("072320000000", 99_788, 31, 8),
    ("073120000000", 100_426, 96, 12),
    ("073360000000", 69_334, 44, 9),
    ("100460000000", 87_813, 57, 12),
];
pub(super) const POPULATIONS: [i64; 7] = [217_228, 19_053, 6_265, 99_788, 100_426, 69_334, 87_813];
pub(super) const SEAT: &str = "073120000000";
const JOINS: &str = "072320000000";
const LEAVES: &str = "073360000000";

const START: &str =
    "mutation($input: StartSettlementInput!) { startSettlement(input: $input) { case { id } userErrors { code } } }";
const CORRECT: &str =
    "mutation($input: StartCorrectionInput!) { startCorrection(input: $input) { case { id } userErrors { code } } }";
const CHANGE: &str = "mutation($input: StartMembershipChangeInput!) { startMembershipChange(input: $input) { case { id } userErrors { code } } }";
const COMPLETE: &str =
    "mutation($input: CompleteTaskInput!) { completeTask(input: $input) { userErrors { code field } } }";
const SETTLEMENT: &str = "query($id: ID!) { settlement(cooperationId: $id, year: 2025) { state version sequence \
    statements { member { id ars } share advances balance answer document { id } shares { costKind component amount } } \
    advances { instalment amount paid member { id } } } }";

#[tokio::test]
async fn a_year_with_a_join_a_leave_a_grant_an_objection_and_a_correction_on_sqlite() {
    a_whole_year(Database::Sqlite).await;
}

#[tokio::test]
async fn a_year_with_a_join_a_leave_a_grant_an_objection_and_a_correction_on_postgresql() {
    a_whole_year(Database::Postgres).await;
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// By the largest remainder, exactly; ties to the first.
fn split(total: i128, weights: &[i128]) -> Vec<i128> {
    let whole: i128 = weights.iter().sum();
    let mut parts: Vec<i128> = weights.iter().map(|w| total * w / whole).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(total * weights[*at] % whole));
    let missing = usize::try_from(total - parts.iter().sum::<i128>()).unwrap();
    for at in order.into_iter().take(missing) {
        parts[at] += 1;
    }
    parts
}

/// 20 % equal, 50 % inhabitants, 30 % cases, each by months; in the order of [`MEMBERS`], which is that of the keys.
fn expected(total: i64) -> Vec<i64> {
    let of =
        |measure: fn(&(&str, i64, i64, i64)) -> i64| MEMBERS.iter().map(|m| i128::from(measure(m) * m.3)).collect();
    let measures: [Vec<i128>; 3] = [of(|_| 1), of(|m| m.1), of(|m| m.2)];
    let components = split(i128::from(total), &[20, 50, 30]);
    let mut shares = vec![0_i64; MEMBERS.len()];
    for (component, weights) in components.iter().zip(&measures) {
        for (share, cents) in shares.iter_mut().zip(split(*component, weights)) {
            *share += i64::try_from(cents).unwrap();
        }
    }
    shares
}

pub(super) struct Year {
    pub house: House,
    pub cooperation: CooperationId,
    pub bodies: BTreeMap<&'static str, i64>,
    lead: Person,
    budget: Person,
    treasury: Person,
}

impl Year {
    pub async fn session(&self, subject: &str) -> Session {
        let app = self.house.app();
        let tx = app.machine().read(&Scope::Machine).await.unwrap();
        let person = store::cooperation::persons::by_subject(&tx, subject).await.unwrap().unwrap();
        drop(tx);
        app::cooperation::sign_in::session_of(&app, person).await.unwrap()
    }

    fn id(&self) -> String {
        global("Cooperation", self.cooperation.0)
    }

    async fn seen(&self) -> Value {
        self.lead.ask(SETTLEMENT, json!({ "id": self.id() })).await.unwrap()["settlement"].clone()
    }

    /// One value of each statement in the order of the members.
    async fn column(&self, field: &str) -> Vec<i64> {
        let seen = self.seen().await;
        let rows = seen["statements"].as_array().unwrap();
        let of = |ars: &str| rows.iter().find(|s| s["member"]["ars"] == ars).unwrap()[field].as_i64().unwrap();
        MEMBERS.iter().map(|(ars, ..)| of(ars)).collect()
    }

    /// Who joins in May and who leaves in September, by their processes.
    async fn joins_and_leaves(&self) {
        let today = self.house.app().today();
        let change = |party: &str, direction: &str, on: &str| {
            json!({
                "bodyId": global("Body", self.bodies[SEAT]), "cooperationId": self.id(),
                "partyBodyId": global("Body", self.bodies[party]), "direction": direction, "legalForm": "WORKING_GROUP",
                "agreedOn": on, "noticeOn": "2024-09-01", "requestKey": party,
            })
        };
        let joins = change(JOINS, "JOIN", "2025-05-01");
        let case =
            self.lead.change("startMembershipChange", CHANGE, joins).await.unwrap().unwrap()["case"]["id"].clone();
        let resolved = json!({ "resolvedOn": "2025-03-10", "reference": "Kreistag, TOP 7" });
        finish(&self.lead, &case, "RECORD_OWN_RESOLUTION", "RESOLVED", resolved).await;
        let consent = |body: &i64| json!({ "bodyId": body, "resolvedOn": "2025-03-20", "reference": "Rat, TOP 3" });
        let consents: Vec<_> = self.bodies.values().map(consent).collect();
        finish(&self.lead, &case, "COLLECT_CONSENTS", "CONSENTED", json!({ "consents": consents })).await;
        let signed = json!({ "signedOn": "2025-04-01", "signedBy": "alle Mitglieder" });
        finish(&self.lead, &case, "SIGN_AGREEMENT", "SIGNED", signed).await;
        assert_eq!(waits_at(&self.lead, &case, None).await, "Beigetreten");

        let leaves = change(LEAVES, "LEAVE", "2025-09-30");
        let case =
            self.lead.change("startMembershipChange", CHANGE, leaves).await.unwrap().unwrap()["case"]["id"].clone();
        let items = json!({ "items": [{ "kind": "OTHER", "description": "nichts offen", "amountCents": 0 }] });
        finish(&self.lead, &case, "SETTLE_EXIT", "SETTLED", items).await;
        let entries =
            json!({ "entries": [{ "what": "alle Akten", "handedOverOn": today, "receivedBy": "Kreisarchiv" }] });
        finish(&self.lead, &case, "HAND_OVER_DATA", "HANDED_OVER", entries).await;
        assert_eq!(waits_at(&self.lead, &case, None).await, "Ausgetreten");
    }

    /// Every member's own task is done; what `who` does with it is said by `outcome_of`.
    async fn answers(&self, case: &Value, outcome_of: impl Fn(&str) -> (&'static str, Value)) {
        let look = "query($id: ID!) { case(id: $id) { tasks { id kind version state body { ars } } } }";
        waits_at(&self.lead, case, Some("ANSWER_STATEMENT")).await;
        let seen = self.lead.ask(look, json!({ "id": case })).await.unwrap()["case"]["tasks"].clone();
        let open = |t: &&Value| t["kind"] == "ANSWER_STATEMENT" && t["state"] == "OPEN";
        let tasks: Vec<_> = seen.as_array().unwrap().iter().filter(open).cloned().collect();
        assert_eq!(tasks.len(), MEMBERS.len(), "{seen}");
        for task in tasks {
            let (outcome, form) = outcome_of(task["body"]["ars"].as_str().unwrap());
            let input = json!({ "id": task["id"], "version": task["version"], "outcome": outcome, "form": form });
            self.lead.change("completeTask", COMPLETE, input).await.unwrap().unwrap();
        }
    }

    async fn approved_and_issued(&self, case: &Value, work: &mut Process) {
        finish(&self.budget, case, "APPROVE_SETTLEMENT", "APPROVED", json!({})).await;
        work.kill();
        let issue = json!({
            "returnLine": "Stadt Kaiserslautern, Willy-Brandt-Platz 1, 67657 Kaiserslautern",
            "accountName": "Stadtkasse Kaiserslautern", "iban": "DE02120300000000202051", "dueOn": "2027-03-31",
            "signedBy": "Aylin Demir",
        });
        work.restart();
        finish(&self.lead, case, "ISSUE_STATEMENTS", "ISSUED", issue).await;
        // while papers are made
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        work.kill();
        work.restart();
    }

    async fn paid_and_closed(&self, case: &Value) {
        waits_at(&self.treasury, case, Some("RECORD_BALANCES")).await;
        let balances = self.column("balance").await;
        let payments: Vec<_> = MEMBERS
            .iter()
            .zip(&balances)
            .filter(|(_, cents)| **cents != 0)
            .map(|((ars, ..), cents)| json!({ "bodyId": self.bodies[ars], "amountCents": cents, "paidOn": "2026-11-20" }))
            .collect();
        finish(&self.treasury, case, "RECORD_BALANCES", "PAID", json!({ "payments": payments })).await;
        finish(&self.lead, case, "CLOSE_SETTLEMENT", "CLOSED", json!({})).await;
        assert_eq!(waits_at(&self.lead, case, None).await, "Abgeschlossen");
    }

    /// Nobody owes anything, and the seat has earned this.
    async fn books_hold(&self, earned: i64) {
        let app = self.house.app();
        let tx = app.machine().read(&Scope::Machine).await.unwrap();
        let all = store::ledger::balances(&tx, BodyId(self.bodies[SEAT]), None, app.today()).await.unwrap();
        let own = |account: &str| {
            let rows = all.iter().filter(|b| b.account == account && !b.cost_centre.is_empty());
            rows.map(|b| b.balance_cents).sum::<i64>()
        };
        let owed = |b: &&store::ledger::Balance| b.member_id.is_some() && b.account == "RECEIVABLES";
        let mut by_member: BTreeMap<Option<i64>, i64> = BTreeMap::new();
        for balance in all.iter().filter(owed) {
            *by_member.entry(balance.member_id).or_default() += balance.balance_cents;
        }
        assert!(by_member.values().all(|cents| *cents == 0), "{by_member:?}");
        assert_eq!(own("REVENUE"), -earned);
        assert!(store::ledger::verify(&tx, BodyId(self.bodies[SEAT])).await.unwrap().is_ok());
    }
}

/// A cooperation of seven of which one has not joined yet, with its people.
async fn found(house: House, site: system_tests::Site) -> Year {
    let mut bodies = BTreeMap::new();
    for (ars, ..) in MEMBERS {
        bodies.insert(ars, body_of(&house, ars).await);
    }
    let app = house.app();
    let tx = app.machine().write(&Scope::Machine).await.unwrap();
    tx.execute("INSERT INTO cooperation (code, name) VALUES ('SIEBEN', 'Datenplattform der Sieben')", [])
        .await
        .unwrap();
    let all = store::cooperation::bodies::cooperations(&tx, app.today()).await.unwrap();
    let known = all.into_iter().find(|(c, _)| c.code == "SIEBEN").map(|(c, _)| c.id);
    for (ars, body) in bodies.iter().filter(|(ars, _)| **ars != JOINS) {
        let sql = "INSERT INTO cooperation_member (cooperation_id, body_id, valid_from, valid_to) SELECT id, $1, $2, $3 FROM cooperation WHERE code = 'SIEBEN'";
        tx.execute(sql, [(*body).into(), day("2020-01-01").into(), day("2099-12-31").into()]).await.expect(ars);
    }
    let all = store::cooperation::bodies::cooperations(&tx, app.today()).await.unwrap();
    let id = known.or_else(|| all.into_iter().find(|(c, _)| c.code == "SIEBEN").map(|(c, _)| c.id)).unwrap();
    tx.commit().await.unwrap();
    let lead = site.sign_in("aylin.demir").await.unwrap();
    let budget = site.sign_in("hanna.vogt").await.unwrap();
    let treasury = site.sign_in("karin.weiss").await.unwrap();
    Year { house, cooperation: CooperationId(id), bodies, lead, budget, treasury }
}

fn sum(one: Vec<i64>, other: &[i64]) -> Vec<i64> {
    one.iter().zip(other).map(|(a, b)| a + b).collect()
}

async fn a_whole_year(database: Database) {
    let house = House::build(database).await;
    let (_serve, site) = house.serve().await;
    let mut work = house.start(Part::Work);
    let _relay = house.start(Part::Relay);
    let year = found(house, site).await;
    year.joins_and_leaves().await;
    furnish(&year).await;

    let input = json!({ "cooperationId": year.id(), "year": 2025 });
    let started = year.lead.change("startSettlement", START, input.clone()).await.unwrap().unwrap();
    let again = year.lead.change("startSettlement", START, input.clone()).await.unwrap().unwrap();
    let case = started["case"]["id"].clone();
    assert_eq!(again["case"]["id"], case, "sent twice, started once");
    finish(&year.budget, &case, "PLAN_YEAR", "PLANNED", json!({ "budgetCents": 36_000_000 })).await;
    let advances = expected(36_000_000);
    for _ in 0..2 {
        waits_at(&year.treasury, &case, Some("RECORD_ADVANCES")).await;
        let half = |(member, cents): (&(&str, i64, i64, i64), &i64)| json!({ "bodyId": year.bodies[member.0], "amountCents": cents / 2, "paidOn": "2025-10-01" });
        let payments: Vec<_> = MEMBERS.iter().zip(&advances).map(half).collect();
        finish(&year.treasury, &case, "RECORD_ADVANCES", "RECORDED", json!({ "payments": payments })).await;
        // the next task is another one
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    finish(&year.lead, &case, "COMPLETE_COSTS", "CALCULATED", json!({})).await;
    let platform = expected(11_731_625);
    assert_eq!(year.column("share").await, sum(expected(25_000_017), &platform));
    year.approved_and_issued(&case, &mut work).await;

    // Mayen-Koblenz finds a voucher twice; it is taken back, and everybody gets a new statement
    let objection = json!({ "lines": [{ "costKind": "PLATFORM", "amountCents": 100_000 }], "reason": "Beleg R-2 enthält eine doppelte Position" });
    year.answers(
        &case,
        |ars| if ars == "071370000000" { ("OBJECTED", objection.clone()) } else { ("ACCEPTED", json!({})) },
    )
    .await;
    certified(&year, "R-3", "PLATFORM", -731_625).await;
    let reason = json!({ "reason": "Der Einwand trifft zu" });
    finish(&year.lead, &case, "DECIDE_OBJECTION", "GRANTED", reason).await;
    finish(&year.lead, &case, "COMPLETE_COSTS", "CALCULATED", json!({})).await;
    let shares = sum(expected(25_000_017), &expected(11_000_000));
    assert_eq!(year.column("share").await, shares);
    year.approved_and_issued(&case, &mut work).await;
    year.answers(&case, |_| ("ACCEPTED", json!({}))).await;
    let paid: Vec<i64> = advances.iter().map(|cents| cents / 2 * 2).collect();
    assert_eq!(year.column("advances").await, paid);
    year.paid_and_closed(&case).await;
    year.books_hold(36_000_017).await;

    // part of the grant is claimed back, and Kusel is owed something by a settlement out of court
    let started = year.lead.change("startCorrection", CORRECT, input).await.unwrap().unwrap();
    let case = started["case"]["id"].clone();
    let lines = json!({ "lines": [
        { "costKind": "PLATFORM", "amountCents": 2_000_001, "description": "Rückforderung der Fördermittel" },
        { "costKind": "PLATFORM", "amountCents": -50_000, "bodyId": year.bodies[LEAVES], "description": "Vergleich" },
    ] });
    finish(&year.lead, &case, "ENTER_CORRECTION", "CALCULATED", lines).await;
    let mut corrected = sum(expected(25_000_017), &expected(13_000_001));
    corrected[5] -= 50_000;
    assert_eq!(year.column("share").await, corrected);
    year.approved_and_issued(&case, &mut work).await;
    year.answers(&case, |_| ("ACCEPTED", json!({}))).await;
    let differences: Vec<i64> = corrected.iter().zip(&shares).map(|(now, before)| now - before).collect();
    assert_eq!(year.column("balance").await, differences);
    year.paid_and_closed(&case).await;
    year.books_hold(37_950_018).await;
    books::journal_holds(&year.house.app()).await;
}
