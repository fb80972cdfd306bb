//! Joining and leaving a cooperation through its use cases, on both databases, without the engine: the test walks the
//! phases as the process does.

use crate::world::{World, codes, reason, today};
use app::cooperation::membership::start_change::{Start, start};
use app::cooperation::membership::steps::{self, Advanced};
use app::cooperation::membership::withdraw_notice;
use app::efile::list_cases;
use app::engine::begin_step::StepRef;
use app::procurement::withdraw_procurement;
use app::tasks::complete_task::{Completed, Completion, complete};
use app::tasks::open_task;
use chrono::{NaiveDate, TimeDelta};
use domain::cooperation::change::{Direction, Phase};
use domain::cooperation::{Area, Grant, Role, Session};
use domain::cost_sharing::LegalForm;
use domain::ids::{BodyId, CaseId, CooperationId, PersonId, TaskId};
use serde_json::{Value, json};
use store::Scope;
use store::entity::cooperation_member;
use testkit::databases::both;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A cooperation led by the world's body, with one more member, and a neighbour.
struct Circle<'a> {
    world: &'a World,
    cooperation: CooperationId,
    second: BodyId,
    neighbour: BodyId,
    neighbours_lead: PersonId,
}

impl<'a> Circle<'a> {
    async fn new(world: &'a World) -> Circle<'a> {
        let tx = world.app.machine().write(&Scope::Machine).await.unwrap();
        let mut bodies = Vec::new();
        for ars in ["071310007077", "071370003003"] {
            let sql = "INSERT INTO body (ars, name, kind, land, population, population_on) VALUES ($1, $1, 'MUNICIPALITY', 'RP', 1, $2)";
            tx.execute(sql, [ars.into(), today().into()]).await.unwrap();
            bodies.push(BodyId(store::cooperation::bodies::by_ars(&tx, ars).await.unwrap().unwrap().id));
        }
        tx.execute("INSERT INTO cooperation (code, name) VALUES ('IKZ', 'IKZ')", []).await.unwrap();
        let found = store::cooperation::bodies::cooperations(&tx, today()).await.unwrap();
        let cooperation = CooperationId(found.iter().find(|(c, _)| c.code == "IKZ").unwrap().0.id);
        for body in [world.body, bodies[0]] {
            let row = cooperation_member::Model {
                cooperation_id: cooperation.0,
                body_id: body.0,
                valid_from: day(2020, 1, 1),
                valid_to: day(2099, 12, 31),
            };
            store::cooperation::administration::insert_member(&tx, row).await.unwrap();
        }
        let person =
            store::cooperation::persons::insert(&tx, "nachbarin", "Nachbarin", None, world.app.now()).await.unwrap();
        tx.commit().await.unwrap();
        Self { world, cooperation, second: bodies[0], neighbour: bodies[1], neighbours_lead: person }
    }

    fn asked(&self, direction: Direction, party: BodyId, agreed_on: NaiveDate) -> Start {
        Start {
            body: self.world.body,
            cooperation: self.cooperation,
            party,
            direction,
            legal_form: LegalForm::PublicLawAgreement,
            agreed_on,
            notice_on: None,
            earliest_on: None,
            reasons: None,
            heard: false,
            request_key: None,
            salt: [1; 16],
        }
    }

    async fn start(&self, asked: Start) -> app::Result<CaseId> {
        start(&self.world.app, &self.world.who(Role::Lead), asked).await
    }

    fn of_neighbour(&self) -> Session {
        let grant = Grant {
            body: self.neighbour,
            role: Role::Member,
            area: Area::Cooperation,
            holder: self.neighbours_lead,
            valid_from: day(2000, 1, 1),
            valid_to: day(2099, 12, 31),
        };
        Session::new(self.neighbours_lead, today(), vec![grant])
    }

    async fn machine(&self, case: CaseId, phase: Phase, round: i32) -> app::Result<Advanced> {
        let (step, state) = (phase.to_string(), json!({ "caseId": case, "lastNo": 1 }));
        let at = StepRef { case, step: &step, round, last_no: 1, snapshot_no: i64::from(round), state: &state };
        steps::advance(&self.world.app, &at).await
    }

    async fn work(
        &self,
        who: &Session,
        case: CaseId,
        phase: Phase,
        outcome: &str,
        form: Value,
    ) -> app::Result<Completed> {
        let (step, state) = (phase.to_string(), json!({ "caseId": case, "lastNo": 1 }));
        let at = StepRef { case, step: &step, round: 1, last_no: 1, snapshot_no: 1, state: &state };
        let opened = open_task::open(&self.world.app, &at, phase.task().unwrap()).await.unwrap();
        let completion =
            Completion { task: TaskId(opened.task_id), version: 1, outcome: outcome.to_owned(), form, salt: [2; 16] };
        complete(&self.world.app, who, completion).await
    }

    async fn end(&self, case: CaseId, phase: Phase) {
        let (step, state) = (phase.to_string(), json!({ "caseId": case, "lastNo": 1 }));
        let at = StepRef { case, step: &step, round: 1, last_no: 1, snapshot_no: 9, state: &state };
        steps::end_case(&self.world.app, &at, phase).await.unwrap();
    }

    async fn members_on(&self, on: NaiveDate) -> Vec<i64> {
        let tx = self.world.app.machine().read(&Scope::Machine).await.unwrap();
        let rows = store::cooperation::administration::members(&tx, self.cooperation).await.unwrap();
        rows.into_iter().filter(|m| m.valid_from <= on && on <= m.valid_to).map(|m| m.body_id).collect()
    }
}

fn consent(body: BodyId) -> Value {
    json!({ "bodyId": body, "resolvedOn": "2026-11-20", "reference": "Rat, 20.11.2026, TOP 4" })
}

fn outcome(code: &str) -> Advanced {
    Advanced::Outcome(code.to_owned())
}

#[tokio::test]
async fn a_body_joins_from_the_agreed_day_with_every_step_of_the_law() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let circle = Circle::new(&world).await;
        let (lead, first_day) = (world.who(Role::Lead), day(2026, 12, 1));
        let case = circle.start(circle.asked(Direction::Join, circle.neighbour, first_day)).await.unwrap();
        assert_eq!(circle.machine(case, Phase::Opening, 1).await.unwrap(), outcome("JOIN"));

        // the joining body's task is its own; the lead's people do not have it
        let form = json!({ "resolvedOn": "2026-11-20", "reference": "Rat, 20.11.2026, TOP 4" });
        let refused = circle.work(&lead, case, Phase::OwnResolution, "RESOLVED", form.clone()).await;
        assert_eq!(codes(refused), ["NOT_FOUND"]);
        circle.work(&circle.of_neighbour(), case, Phase::OwnResolution, "RESOLVED", form).await.unwrap();

        let some = json!({ "consents": [consent(world.body)] });
        let refused = circle.work(&lead, case, Phase::Consents, "CONSENTED", some).await;
        assert_eq!(codes(refused), ["CONSENTS_MISSING"]);
        let all = json!({ "consents": [consent(world.body), consent(circle.second)] });
        circle.work(&lead, case, Phase::Consents, "CONSENTED", all).await.unwrap();

        let signed = json!({ "signedOn": "2026-11-21", "signedBy": "Die Bürgermeister" });
        let done = circle.work(&lead, case, Phase::Signing, "SIGNED", signed).await.unwrap();
        assert_eq!(done.outcome, "SIGNED");
        let approved = json!({ "approvedOn": "2026-11-22", "reference": "ADD Trier, 17-1/2026" });
        circle.work(&lead, case, Phase::Approval, "APPROVED", approved).await.unwrap();
        let published = json!({ "publishedOn": "2026-11-23", "place": "Amtsblatt 47/2026" });
        circle.work(&lead, case, Phase::Publication, "PUBLISHED", published).await.unwrap();

        let six = "2026-12-01T05:00:00Z".parse().unwrap();
        assert_eq!(circle.machine(case, Phase::EffectiveDay, 1).await.unwrap(), Advanced::NotBefore(six));
        assert_eq!(circle.members_on(first_day).await.len(), 2);
        world.wait(TimeDelta::days(8));
        for _ in 0..2 {
            assert_eq!(circle.machine(case, Phase::EffectiveDay, 2).await.unwrap(), outcome("ACTIVE"));
        }
        assert!(circle.members_on(first_day).await.contains(&circle.neighbour.0));
        assert!(!circle.members_on(day(2026, 11, 30)).await.contains(&circle.neighbour.0));
        circle.end(case, Phase::Joined).await;
        assert_eq!(world.case(case).await.phase, "JOINED");
        world.journal_holds(case).await;
        let again = circle.start(circle.asked(Direction::Join, circle.neighbour, first_day)).await;
        assert_eq!(codes(again), ["ALREADY_MEMBER"]);
    }
}

#[tokio::test]
async fn a_member_leaves_after_its_notice_settled_and_with_everything_handed_over() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let circle = Circle::new(&world).await;
        let (lead, last_day) = (world.who(Role::Lead), day(2026, 12, 31));
        let short =
            Start { earliest_on: Some(day(2027, 12, 31)), ..circle.asked(Direction::Leave, circle.second, last_day) };
        assert_eq!(codes(circle.start(short).await), ["NOTICE_TOO_SHORT"]);
        let case = circle.start(circle.asked(Direction::Leave, circle.second, last_day)).await.unwrap();
        assert_eq!(circle.machine(case, Phase::Opening, 1).await.unwrap(), outcome("LEAVE"));
        assert!(matches!(circle.machine(case, Phase::LastDay, 1).await.unwrap(), Advanced::NotBefore(_)));
        world.wait(TimeDelta::days(39));
        assert_eq!(circle.machine(case, Phase::LastDay, 2).await.unwrap(), outcome("OVER"));
        assert_eq!(circle.machine(case, Phase::Ending, 1).await.unwrap(), outcome("ENDED"));
        assert_eq!(circle.members_on(last_day).await.len(), 2);
        assert_eq!(circle.members_on(day(2027, 1, 1)).await, [world.body.0]);

        let item = |paid: Value| json!({ "items": [{ "kind": "ASSETS", "description": "Server, Restwert", "amountCents": -120_000, "paidOn": paid }] });
        let refused = circle.work(&lead, case, Phase::ExitSettlement, "SETTLED", item(Value::Null)).await;
        assert_eq!(codes(refused), ["EXIT_SETTLEMENT_OPEN"]);
        circle.work(&lead, case, Phase::ExitSettlement, "SETTLED", item(json!("2027-01-01"))).await.unwrap();
        let entry = |on: Value| json!({ "entries": [{ "what": "Vergabeakten 2020 bis 2026", "handedOverOn": on, "receivedBy": "Frau Roth" }] });
        let refused = circle.work(&lead, case, Phase::HandOver, "HANDED_OVER", entry(Value::Null)).await;
        assert_eq!(codes(refused), ["EXIT_SETTLEMENT_OPEN"]);
        circle.work(&lead, case, Phase::HandOver, "HANDED_OVER", entry(json!("2027-01-01"))).await.unwrap();
        circle.end(case, Phase::Left).await;
        assert_eq!(world.case(case).await.phase, "LEFT");
        world.journal_holds(case).await;
    }
}

#[tokio::test]
async fn notice_is_taken_back_only_with_the_consent_of_all_others() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let circle = Circle::new(&world).await;
        let lead = world.who(Role::Lead);
        let asked = circle.asked(Direction::Leave, circle.second, day(2026, 12, 31));
        let case = circle.start(asked).await.unwrap();
        let none = withdraw_notice::withdraw(&world.app, &lead, case, &[]).await;
        assert_eq!(codes(none), ["CONSENTS_MISSING"]);
        let all = [serde_json::from_value(consent(world.body)).unwrap()];
        withdraw_notice::withdraw(&world.app, &lead, case, &all).await.unwrap();
        assert_eq!(codes(withdraw_notice::withdraw(&world.app, &lead, case, &all).await), ["MEMBERSHIP_NOT_NOW"]);
    }
}

#[tokio::test]
async fn a_refused_join_ends_the_case_and_nobody_became_a_member() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let circle = Circle::new(&world).await;
        let case = circle.start(circle.asked(Direction::Join, circle.neighbour, day(2026, 12, 1))).await.unwrap();
        circle.machine(case, Phase::Opening, 1).await.unwrap();
        let declined = circle.work(&circle.of_neighbour(), case, Phase::OwnResolution, "DECLINED", reason()).await;
        assert_eq!(declined.unwrap().outcome, "DECLINED");
        circle.end(case, Phase::Withdrawn).await;
        assert_eq!(circle.members_on(day(2027, 1, 1)).await.len(), 2);
        assert_eq!(world.case(case).await.phase, "WITHDRAWN");
    }
}

#[tokio::test]
async fn strangers_know_nothing_of_a_membership_change() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let circle = Circle::new(&world).await;
        let asked = circle.asked(Direction::Join, circle.neighbour, day(2026, 12, 1));
        assert_eq!(codes(start(&world.app, &world.stranger(), asked.clone()).await), ["NOT_FOUND"]);
        assert_eq!(codes(start(&world.app, &world.who(Role::Clerk), asked.clone()).await), ["NO_RIGHT"]);
        let case = circle.start(asked).await.unwrap();
        assert!(list_cases::by_ids(&world.app, &world.stranger(), &[case.0]).await.unwrap().is_empty());
        assert_eq!(list_cases::by_ids(&world.app, &circle.of_neighbour(), &[case.0]).await.unwrap().len(), 1);
        assert_eq!(codes(withdraw_notice::withdraw(&world.app, &world.stranger(), case, &[]).await), ["NOT_FOUND"]);
        // what is done with procurements is not done with it
        let lead = world.who(Role::Lead);
        let withdrawn = withdraw_procurement::withdraw(&world.app, &lead, case, "nicht mehr nötig", [3; 16]).await;
        assert_eq!(codes(withdrawn), ["NOT_FOUND"]);
    }
}
