//! Two municipalities that know nothing of each other, with people in their roles, and the API over both.

use app::App;
use app::engine::begin_step::StepRef;
use async_graphql::{Request, Variables};
use chrono::{DateTime, NaiveDate, Utc};
use domain::cooperation::{Area, Grant, Role, Session};
use domain::ids::{BodyId, CaseId, PersonId};
use domain::tasks::TaskKind;
use graphql::{Hub, Schema, Settings, schema};
use serde_json::{Value, json};
use std::sync::Arc;
use store::{Scope, Tx};
use testkit::databases::{TestDb, both};

/// What one municipality has.
#[derive(Clone)]
pub struct Town {
    pub body: BodyId,
    /// May do everything; asked for the case.
    pub anna: PersonId,
    /// May do everything; asked for nothing.
    pub bruno: PersonId,
    pub case: CaseId,
    /// Global ids of what it has, by kind.
    pub task_id: String,
    pub case_id: String,
    pub body_id: String,
}

pub struct House {
    pub test: TestDb,
    pub app: App,
    pub schema: Schema,
    pub linz: Town,
    pub sinzig: Town,
    /// Where the vault lies, as long as the house stands.
    _folder: tempfile::TempDir,
}

fn vault(folder: &tempfile::TempDir) -> files::Vault {
    let ring = files::KeyRing::new(files::MasterKey::from_bytes("k1", [1; 32]).unwrap(), Vec::new()).unwrap();
    files::Vault::new(files::open(&files::Place::Folder(folder.path().into())).unwrap(), ring)
}

const EVERYTHING: &[Role] =
    &[Role::Requester, Role::Buyer, Role::Budget, Role::Decider, Role::Clerk, Role::Lead, Role::Operator];

pub fn now() -> DateTime<Utc> {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

pub fn global(kind: &str, number: i64) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(format!("{kind}:{number}"))
}

/// The same sentence on both databases.
pub async fn houses() -> [House; 2] {
    let [one, two] = both().await.unwrap();
    [House::new(one, roomy()).await, House::new(two, roomy()).await]
}

/// Limits that are in no test's way.
pub fn roomy() -> Settings {
    Settings { max_depth: 30, max_complexity: 100_000_000, max_aliases: 60, max_fields: 100_000, ..Settings::default() }
}

impl House {
    pub async fn new(test: TestDb, settings: Settings) -> Self {
        let machine = test.open_worker().await.unwrap();
        let clock: app::Clock = Arc::new(now);
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(test.db.clone(), machine, clock).with_vault(vault(&folder));
        let tx = app.machine().write(&Scope::Machine).await.unwrap();
        let linz = people(&tx, "071385004041", "Stadt Linz am Rhein").await;
        let sinzig = people(&tx, "071310007077", "Stadt Sinzig").await;
        store::procurement::suppliers::insert(&tx, "Bauer GmbH", "Neuwied", None).await.unwrap();
        tx.commit().await.unwrap();
        let schema = schema(app.clone(), Hub::spawn(app.clone()), settings);
        let (linz, sinzig) = (furnish(&app, linz).await, furnish(&app, sinzig).await);
        Self { test, app, schema, linz, sinzig, _folder: folder }
    }

    /// Somebody with the rights of this moment.
    pub async fn session(&self, person: PersonId) -> Session {
        app::cooperation::sign_in::session_of(&self.app, person).await.unwrap()
    }

    /// Runs a document as `person`; panics on GraphQL errors.
    pub async fn run(&self, person: PersonId, document: &str, variables: Value) -> Value {
        let answer = self.ask(person, document, variables).await;
        assert!(answer["errors"].is_null(), "{}: {document}: {}", self.test.name, answer["errors"]);
        answer["data"].clone()
    }

    /// Runs a document as `person` and gives the whole answer.
    pub async fn ask(&self, person: PersonId, document: &str, variables: Value) -> Value {
        let session = self.session(person).await;
        let request = Request::new(document).variables(Variables::from_json(variables)).data(session);
        serde_json::to_value(self.schema.execute(request).await).unwrap()
    }

    /// The one code of the first user error of a mutation's only field; empty when there is none.
    pub async fn refusal(&self, person: PersonId, document: &str, variables: Value) -> String {
        let data = self.run(person, document, variables).await;
        let field = data.as_object().unwrap().values().next().unwrap().clone();
        field["userErrors"][0]["code"].as_str().unwrap_or_default().to_owned()
    }
}

async fn people(tx: &Tx, ars: &str, name: &str) -> (BodyId, PersonId, PersonId) {
    let day = |y| NaiveDate::from_ymd_opt(y, 1, 1).unwrap();
    let sql = "INSERT INTO body (ars, name, kind, land, population, population_on) VALUES ($1, $2, 'MUNICIPALITY', 'RP', 6000, $3)";
    tx.execute(sql, [ars.into(), name.into(), day(2025).into()]).await.unwrap();
    let body = BodyId(store::cooperation::bodies::by_ars(tx, ars).await.unwrap().unwrap().id);
    tx.execute("INSERT INTO cooperation (code, name) VALUES ($1, $2)", [ars.into(), format!("IKZ {name}").into()])
        .await
        .unwrap();
    let sql = "INSERT INTO cooperation_member (cooperation_id, body_id, valid_from, valid_to) SELECT id, $1, $2, $3 FROM cooperation WHERE code = $4";
    tx.execute(sql, [body.0.into(), day(2000).into(), day(2099).into(), ars.into()]).await.unwrap();
    let mut persons = [PersonId(0); 2];
    for (person, who) in persons.iter_mut().zip(["anna", "bruno"]) {
        let subject = format!("{who}@{ars}");
        *person =
            store::cooperation::persons::insert(tx, &subject, &format!("{who} aus {name}"), None, now()).await.unwrap();
        for role in EVERYTHING {
            let grant = Grant {
                body,
                role: *role,
                area: Area::All,
                holder: *person,
                valid_from: day(2000),
                valid_to: day(2099),
            };
            store::cooperation::rights::insert(tx, &grant).await.unwrap();
        }
    }
    (body, persons[0], persons[1])
}

pub fn request() -> Value {
    json!({
        "subject": "Fünf Schreibtische", "category": "SUPPLIES_SERVICES", "commodity": "Büromöbel", "estimateNetCents": 90_000,
        "vatRateBp": 1900, "justification": "Die alten sind entzwei", "costCentre": "11100", "neededBy": null,
    })
}

/// A case with an open task, asked for by anna.
pub async fn begin_case(app: &App, body: BodyId, anna: PersonId) -> (CaseId, i64) {
    let session = app::cooperation::sign_in::session_of(app, anna).await.unwrap();
    let case = app::procurement::start_procurement::start_form(app, &session, body, &request(), None).await.unwrap();
    (case, open(app, case, "BUDGET_RELEASE", TaskKind::ReleaseBudget).await)
}

pub async fn open(app: &App, case: CaseId, step: &str, kind: TaskKind) -> i64 {
    let state = json!({ "caseId": case.0, "lastNo": 1 });
    let at = StepRef { case, step, round: 1, last_no: 1, snapshot_no: 1, state: &state };
    app::tasks::open_task::open(app, &at, kind).await.unwrap().task_id
}

async fn furnish(app: &App, (body, anna, bruno): (BodyId, PersonId, PersonId)) -> Town {
    let (case, task) = begin_case(app, body, anna).await;
    Town {
        body,
        anna,
        bruno,
        case,
        task_id: global("Task", task),
        case_id: global("Case", case.0),
        body_id: global("Body", body.0),
    }
}

/// Long documents are polled deeper than a test's thread has stack for in a debug build; the program's own threads have
/// as much as they need.
pub fn on_a_deep_stack<F: Future<Output = ()>>(test: impl FnOnce() -> F + Send + 'static) {
    const STACK_BYTES: usize = 64 << 20;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let deep = std::thread::Builder::new().stack_size(STACK_BYTES);
    let done = deep.spawn(move || runtime.block_on(test())).unwrap().join();
    if let Err(panic) = done {
        std::panic::resume_unwind(panic);
    }
}
