//! One body with an office, a person in every role, two firms and a budget line.

use app::App;
use app::procurement::start_procurement::{Start, start};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::cooperation::{Area, Grant, Role, Session};
use domain::ids::{BodyId, CaseId, PersonId, SupplierId};
use domain::procurement::forms;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Scope, Tx};
use testkit::databases::TestDb;

pub const ARS: &str = "071385002044";
pub const ROLES: &[Role] = &[
    Role::Requester,
    Role::Buyer,
    Role::Budget,
    Role::Decider,
    Role::CertifierFactual,
    Role::CertifierArithmetic,
    Role::Orderer,
    Role::Treasury1,
    Role::Treasury2,
    Role::Clerk,
    Role::Signer,
    Role::Lead,
];

pub struct World {
    pub app: App,
    pub test: TestDb,
    pub body: BodyId,
    pub firms: [SupplierId; 3],
    now: Arc<AtomicI64>,
    persons: Vec<(Role, PersonId)>,
}

pub fn noon() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-23T11:00:00Z").unwrap().with_timezone(&Utc)
}

pub fn today() -> NaiveDate {
    noon().date_naive()
}

fn forever() -> (NaiveDate, NaiveDate) {
    (NaiveDate::from_ymd_opt(2000, 1, 1).unwrap(), NaiveDate::from_ymd_opt(2099, 12, 31).unwrap())
}

impl World {
    pub async fn new(test: TestDb) -> Self {
        Self::in_land(test, "RP").await
    }

    pub async fn in_land(test: TestDb, land: &str) -> Self {
        let machine = test.open_worker().await.unwrap();
        let tx = machine.write(&Scope::Machine).await.unwrap();
        let body = BodyId(insert_body(&tx, ARS, "Stadt Linz am Rhein", land).await);
        let (from, to) = forever();
        let mut persons = Vec::new();
        for role in ROLES {
            let name = role.to_string().to_lowercase();
            let person = store::cooperation::persons::insert(&tx, &name, &name, None, noon()).await.unwrap();
            let grant = Grant { body, role: *role, area: Area::All, holder: person, valid_from: from, valid_to: to };
            store::cooperation::rights::insert(&tx, &grant).await.unwrap();
            persons.push((*role, person));
        }
        let orderer = persons.iter().find(|p| p.0 == Role::Orderer).unwrap().1;
        let sql = "INSERT INTO ordering_limit (person_id, body_id, limit_cents, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5)";
        tx.execute(sql, [orderer.0.into(), body.0.into(), 5_000_000_i64.into(), from.into(), to.into()]).await.unwrap();
        let mut firms = [SupplierId(0); 3];
        for (firm, name) in firms.iter_mut().zip(["Bauer GmbH", "Weber KG", "Klein e. K."]) {
            *firm = SupplierId(store::procurement::suppliers::insert(&tx, name, "Neuwied", None).await.unwrap().id);
        }
        tx.commit().await.unwrap();
        let now = Arc::new(AtomicI64::new(noon().timestamp()));
        let seen = Arc::clone(&now);
        let clock: app::Clock = Arc::new(move || DateTime::from_timestamp(seen.load(Ordering::Relaxed), 0).unwrap());
        let app = App::new(test.db.clone(), machine, clock);
        Self { app, test, body, firms, now, persons }
    }

    pub fn wait(&self, time: TimeDelta) {
        self.now.fetch_add(time.num_seconds(), Ordering::Relaxed);
    }

    pub fn person(&self, role: Role) -> PersonId {
        self.persons.iter().find(|p| p.0 == role).unwrap().1
    }

    /// The person of a role, with this one right.
    pub fn who(&self, role: Role) -> Session {
        self.with_roles(self.person(role), &[role])
    }

    pub fn with_roles(&self, person: PersonId, roles: &[Role]) -> Session {
        let (valid_from, valid_to) = forever();
        let grant =
            |role: &Role| Grant { body: self.body, role: *role, area: Area::All, holder: person, valid_from, valid_to };
        Session::new(person, today(), roles.iter().map(grant).collect())
    }

    /// Somebody of another body.
    pub fn stranger(&self) -> Session {
        let (valid_from, valid_to) = forever();
        let grant = |role: &Role| Grant {
            body: BodyId(self.body.0 + 1_000),
            role: *role,
            area: Area::All,
            holder: PersonId(999),
            valid_from,
            valid_to,
        };
        Session::new(PersonId(999), today(), ROLES.iter().map(grant).collect())
    }

    pub fn request(&self, net_cents: i64) -> forms::Request {
        self.request_for(net_cents, "Büromöbel")
    }

    pub fn request_for(&self, net_cents: i64, commodity: &str) -> forms::Request {
        serde_json::from_value(json!({
            "subject": "Fünf Schreibtische", "category": "SUPPLIES_SERVICES", "commodity": commodity, "estimateNetCents": net_cents,
            "vatRateBp": 1900, "justification": "Die alten sind entzwei", "costCentre": "11100", "neededBy": null,
        }))
        .unwrap()
    }

    pub async fn start(&self, net_cents: i64) -> CaseId {
        self.start_with(self.request(net_cents)).await
    }

    pub async fn start_with(&self, request: forms::Request) -> CaseId {
        let asked = Start { body: self.body, request, request_key: None };
        start(&self.app, &self.who(Role::Requester), asked).await.unwrap()
    }

    /// A budget line with this much on it; gives its id.
    pub async fn budget(&self, code: &str, cents: i64) -> i64 {
        let csv = format!(
            "ars;year;code;name;cost_centre;appropriation\n{ARS};2026;{code};Ausstattung;11100;{},{:02}\n",
            cents / 100,
            cents % 100
        );
        app::budget::import_budget::import(&self.app, &self.who(Role::Budget), &csv).await.unwrap();
        self.line(code).await.id
    }

    pub async fn line(&self, code: &str) -> store::entity::budget_line::Model {
        let lines = app::budget::list_budget::list(&self.app, &self.who(Role::Budget), Some(self.body), Some(2026))
            .await
            .unwrap();
        lines.into_iter().find(|l| l.code == code).unwrap()
    }

    /// (reserved, committed, spent)
    pub async fn bound(&self, code: &str) -> (i64, i64, i64) {
        let line = self.line(code).await;
        (line.reserved_cents, line.committed_cents, line.spent_cents)
    }

    pub async fn view(&self, case: CaseId) -> app::procurement::view_procurement::View {
        app::procurement::view_procurement::view(&self.app, &self.who(Role::Lead), case).await.unwrap()
    }

    pub async fn case(&self, case: CaseId) -> store::entity::case_file::Model {
        let tx = self.app.machine().read(&Scope::Machine).await.unwrap();
        store::case_file::find(&tx, case).await.unwrap().unwrap()
    }

    pub async fn journal_holds(&self, case: CaseId) {
        let tx = self.app.machine().read(&Scope::Machine).await.unwrap();
        let row = store::case_file::find(&tx, case).await.unwrap().unwrap();
        let verdict = store::journal::verify_case(&tx, &row).await.unwrap();
        assert!(matches!(verdict, store::journal::Verdict::Holds { .. }), "{}: {verdict:?}", self.test.name);
    }
}

async fn insert_body(tx: &Tx, ars: &str, name: &str, land: &str) -> i64 {
    let sql = "INSERT INTO body (ars, name, kind, land, population, population_on) VALUES ($1, $2, 'MUNICIPALITY', $3, 6000, $4)";
    tx.execute(sql, [ars.into(), name.into(), land.into(), today().into()]).await.unwrap();
    store::cooperation::bodies::by_ars(tx, ars).await.unwrap().unwrap().id
}

/// Codes of a refusal; panics on success and on faults.
pub fn codes<T: std::fmt::Debug>(result: app::Result<T>) -> Vec<&'static str> {
    match result {
        Err(app::Error::Refused(why)) => why.into_iter().map(|r| r.code).collect(),
        Err(app::Error::NotFound) => vec!["NOT_FOUND"],
        other => panic!("not refused: {other:?}"),
    }
}

pub fn reason() -> Value {
    json!({ "reason": "so steht es in der Dienstanweisung" })
}
