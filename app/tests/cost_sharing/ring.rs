//! The cooperation of handbook 12.1: five members, seat Kaiserslautern, two people there, one in Kusel, one stranger.

use app::App;
use app::cost_sharing::draft_key::{Draft, ENGINE, draft};
use app::cost_sharing::enter_deduction::{self, NewDeduction};
use app::cost_sharing::enter_voucher::{self, NewLine, NewVoucher};
use app::cost_sharing::make_agreement::{NewAgreement, make};
use app::cost_sharing::{certify_deduction, certify_voucher, freeze_key, import_measures};
use chrono::{DateTime, NaiveDate, Utc};
use domain::cooperation::{Area, Grant, Role, Session};
use domain::cost_sharing::LegalForm;
use domain::ids::{BodyId, CaseId, CooperationId, KeyVersionId, PersonId, VoucherId};
use ledger::cost_sharing::key::Reference;
use ledger::cost_sharing::voucher::{DeductionKind, Source};
use ledger::cost_sharing::{Component, ComponentKind, Key, Limits, MembershipHandling, Method, TimeUnit};
use std::sync::Arc;
use store::Scope;
use store::cost_sharing::measures::{Closed, count};
use testkit::databases::TestDb;

/// Key, name, inhabitants, cases; handbook 12.1.
pub const MEMBERS: [(&str, &str, i64, i64); 5] = [
    ("071370000000", "Landkreis Mayen-Koblenz", 217_228, 118),
    ("071385004000", "Verbandsgemeinde Linz am Rhein", 19_053, 21),
    ("073120000000", "Kaiserslautern", 100_426, 96),
    ("073360000000", "Landkreis Kusel", 69_334, 44),
    ("100460000000", "Landkreis St. Wendel", 87_813, 57),
];

pub struct Ring {
    pub app: App,
    pub test: TestDb,
    pub cooperation: CooperationId,
    pub bodies: Vec<BodyId>,
    pub stranger_body: BodyId,
    persons: Vec<PersonId>,
}

pub fn now() -> DateTime<Utc> {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Ring {
    pub async fn new(test: TestDb) -> Self {
        let machine = test.open_worker().await.unwrap();
        let clock: app::Clock = Arc::new(now);
        let app = App::new(test.db.clone(), machine, clock);
        let tx = app.machine().write(&Scope::Machine).await.unwrap();
        tx.execute("INSERT INTO cooperation (code, name) VALUES ('SUEDWEST', 'Südwest')", []).await.unwrap();
        let mut bodies = Vec::new();
        for (ars, name, population, _) in MEMBERS.iter().chain(&[("071310007077", "Stadt Sinzig", 17_000, 0)]) {
            let sql = "INSERT INTO body (ars, name, kind, land, population, population_on) VALUES ($1, $2, 'COUNTY', 'RP', $3, $4)";
            tx.execute(sql, [(*ars).into(), (*name).into(), (*population).into(), day("2024-12-31").into()])
                .await
                .unwrap();
            let body = BodyId(store::cooperation::bodies::by_ars(&tx, ars).await.unwrap().unwrap().id);
            bodies.push(body);
            if *ars != "071310007077" {
                let sql = "INSERT INTO cooperation_member (cooperation_id, body_id, valid_from, valid_to) VALUES (1, $1, $2, $3)";
                tx.execute(sql, [body.0.into(), day("2020-01-01").into(), day("2099-12-31").into()]).await.unwrap();
            }
        }
        let mut persons = Vec::new();
        for name in ["lena", "bernd", "karla", "fremd"] {
            persons.push(store::cooperation::persons::insert(&tx, name, name, None, now()).await.unwrap());
        }
        tx.commit().await.unwrap();
        let stranger_body = bodies.pop().unwrap();
        Self { app, test, cooperation: CooperationId(1), bodies, stranger_body, persons }
    }

    fn session(&self, person: usize, body: BodyId, roles: &[Role]) -> Session {
        let person = self.persons[person];
        let grant = |role: &Role| Grant {
            body,
            role: *role,
            area: Area::All,
            holder: person,
            valid_from: day("2000-01-01"),
            valid_to: day("2099-12-31"),
        };
        Session::new(person, now().date_naive(), roles.iter().map(grant).collect())
    }

    pub fn seat(&self) -> BodyId {
        self.bodies[2]
    }

    pub fn kusel(&self) -> BodyId {
        self.bodies[3]
    }

    /// Leads at the seat.
    pub fn lena(&self) -> Session {
        self.session(0, self.seat(), &[Role::Lead])
    }

    /// The second person at the seat.
    pub fn bernd(&self) -> Session {
        self.session(1, self.seat(), &[Role::Budget])
    }

    /// A member's treasurer.
    pub fn karla(&self) -> Session {
        self.session(2, self.kusel(), &[Role::Member, Role::Budget, Role::Lead])
    }

    pub fn stranger(&self) -> Session {
        self.session(3, self.stranger_body, &[Role::Lead, Role::Budget, Role::Auditor])
    }

    pub async fn agree(&self) {
        let new = NewAgreement {
            cooperation: self.cooperation,
            seat: self.seat(),
            office: self.seat(),
            legal_form: LegalForm::PublicLawAgreement,
            method: Method::TwoStage,
            membership: MembershipHandling::ProRata(TimeUnit::Months),
            advances: vec![(2, 15), (5, 15), (8, 15), (11, 15)],
            objection_days: 42,
            silence_agrees: true,
            legal_basis: "Zweckvereinbarung vom 1. Oktober 2025".into(),
            valid_from: day("2026-01-01"),
            valid_to: None,
        };
        make(&self.app, &self.lena(), &new).await.unwrap();
    }

    pub fn key_draft(&self) -> Draft {
        let component = |kind, weight: &str| Component { kind, weight: Some(weight.parse().unwrap()), fallback: None };
        let reference = |kind, source: &str| Reference { kind, reference_on: day("2024-12-31"), source: source.into() };
        Draft {
            cooperation: self.cooperation,
            key: Key {
                method: Method::TwoStage,
                components: vec![
                    component(ComponentKind::Equal, "20/100"),
                    component(ComponentKind::Population, "50/100"),
                    component(ComponentKind::Cases, "30/100"),
                ],
                limits: Limits::default(),
            },
            membership: MembershipHandling::ProRata(TimeUnit::Months),
            valid_from: day("2026-01-01"),
            valid_to: None,
            legal_basis: "Beschluss vom 3. November 2025".into(),
            references: vec![
                reference(ComponentKind::Population, "Destatis GV100AD"),
                reference(ComponentKind::Cases, ENGINE),
            ],
            containment: Vec::new(),
        }
    }

    pub fn population_csv() -> String {
        let row = |(ars, _, population, _): &(&str, &str, i64, i64)| {
            format!("{ars};POPULATION;{population};2024-12-31;Destatis GV100AD\n")
        };
        format!("ars;kind;value;reference_on;source\n{}", MEMBERS.iter().map(row).collect::<String>())
    }

    pub async fn freeze(&self) -> KeyVersionId {
        import_measures::import(&self.app, &self.lena(), self.cooperation, &Self::population_csv()).await.unwrap();
        let id = draft(&self.app, &self.lena(), &self.key_draft()).await.unwrap();
        freeze_key::freeze(&self.app, &self.lena(), id).await.unwrap();
        freeze_key::freeze(&self.app, &self.bernd(), id).await.unwrap();
        id
    }

    /// Counts as many closed cases for each member as the handbook says.
    pub async fn close_cases(&self) {
        let tx = self.app.machine().write(&Scope::Machine).await.unwrap();
        for (place, (_, _, _, cases)) in MEMBERS.iter().enumerate() {
            for _ in 0..*cases {
                let new = store::case_file::NewCase {
                    body: self.bodies[place],
                    office: self.seat(),
                    process: "PROCUREMENT",
                    plan_number: "60.31.02",
                    year: 2026,
                    subject: "Vorgang",
                    phase: "CLOSED",
                    request_key: None,
                    at: now(),
                };
                let case = store::case_file::Case::create(&tx, new).await.unwrap();
                let closed = Closed {
                    cooperation: self.cooperation,
                    seat: self.seat(),
                    case: case.id(),
                    served: self.bodies[place],
                    process: "PROCUREMENT",
                    weight_milli: 1_000,
                    on: day("2026-06-30"),
                };
                assert!(count(&tx, &closed).await.unwrap());
                assert!(!count(&tx, &closed).await.unwrap(), "counted once");
            }
        }
        tx.commit().await.unwrap();
    }

    pub fn voucher(&self, number: &str, kind: &str, cents: i64) -> NewVoucher {
        NewVoucher {
            cooperation: self.cooperation,
            source: Source::Manual,
            number: number.into(),
            issued_on: day("2026-06-30"),
            description: "Gemeinsame Datenplattform".into(),
            lines: vec![NewLine {
                cost_kind: kind.into(),
                cost_centre: "IKZ-1".into(),
                description: "Betrieb".into(),
                service_from: day("2026-01-01"),
                service_to: day("2026-12-31"),
                amount_cents: cents,
            }],
            posts: Vec::new(),
        }
    }

    pub async fn certified(&self, number: &str, kind: &str, cents: i64) -> VoucherId {
        let id = enter_voucher::enter(&self.app, &self.lena(), &self.voucher(number, kind, cents)).await.unwrap();
        certify_voucher::certify(&self.app, &self.bernd(), id).await.unwrap();
        id
    }

    /// 487,316.42 of one kind, and the grant of 120,000.00.
    pub async fn costs_of_the_handbook(&self) {
        for (number, cents) in [("B-1", 30_000_000), ("B-2", 18_731_641), ("B-3", 1)] {
            self.certified(number, "PLATFORM", cents).await;
        }
        let grant = NewDeduction {
            cooperation: self.cooperation,
            kind: DeductionKind::ProjectGrant,
            cost_kind: None,
            member: None,
            granted_cents: 12_000_000,
            eligible_cents: 40_000_000,
            service_from: day("2026-01-01"),
            service_to: day("2026-12-31"),
            notice: "Zuwendungsbescheid 17/2026".into(),
            proof_due_on: Some(day("2027-06-30")),
        };
        let id = enter_deduction::enter(&self.app, &self.lena(), &grant).await.unwrap();
        certify_deduction::certify(&self.app, &self.bernd(), id).await.unwrap();
    }

    pub async fn whole(test: TestDb) -> Self {
        let ring = Self::new(test).await;
        ring.agree().await;
        ring.close_cases().await;
        ring.freeze().await;
        ring.costs_of_the_handbook().await;
        ring
    }

    pub async fn agreement_case(&self) -> CaseId {
        let row = app::cost_sharing::read_shared::agreement(&self.app, &self.lena(), self.cooperation).await.unwrap();
        CaseId(row.case_id)
    }
}

/// Codes of a refusal; panics on success and on faults.
pub fn codes<T: std::fmt::Debug>(result: app::Result<T>) -> Vec<&'static str> {
    match result {
        Err(app::Error::Refused(why)) => why.into_iter().map(|r| r.code).collect(),
        Err(app::Error::NotFound) => vec!["NOT_FOUND"],
        other => panic!("not refused: {other:?}"),
    }
}
