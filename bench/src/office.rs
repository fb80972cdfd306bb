//! (c) and (d): one town with a person in every role, on an engine put together as `verbund up` does it:
//! SQLite, Temporal's dev server as a child, relay and worker in this process.
//!
//! Two kinds of task can be undone for ten seconds, and the message waits that long. That wait is the design's,
//! not a cost: whoever completes here does so by a clock ten seconds slow, so the message is due at once.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use app::App;
use app::procurement::start_procurement::{Start, start};
use app::tasks::complete_task::{Completion, UNDO, complete};
use chrono::{NaiveDate, TimeDelta, Utc};
use domain::cooperation::{Area, Grant, Role, Session};
use domain::ids::{BodyId, CaseId, PersonId, TaskId};
use host::devserver::{self, DevServer};
use host::relay::{self, Relay};
use host::worker::{Spec, Worker};
use serde_json::json;
use server::config::Settings;
use server::wiring::Parts;
use server::wiring::outbox::EngineStore;
use server::wiring::parts::TASK_QUEUE;
use store::Scope;
use store::entity::task;

use crate::place::Place;
use crate::usual::{NET_CENTS, Town, usual};
use crate::watch::Watch;

const NAMESPACE: &str = "default";
const ROLES: [Role; 11] = [
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
    Role::Lead,
];

tokio::task_local! {
    /// How slow the clock is for the task that sets it.
    static SLOW_BY: TimeDelta;
}

/// The running engine with its town.
pub struct Office {
    town: Town,
    persons: Vec<(Role, PersonId)>,
    parts: Parts,
    watch: Watch,
    relay: Relay,
    worker: Worker,
    server: DevServer,
}

impl Office {
    pub async fn open(folder: &Path) -> Result<Self> {
        let place = Place::sqlite(&folder.join("verbund.sqlite"));
        place.migrate().await?;
        let settings = Settings { data_dir: folder.to_owned(), ..Settings::default() };
        let mut parts = Parts::open(&settings).await?;
        let db = place.people().await?;
        let clock: app::Clock = Arc::new(|| Utc::now() - SLOW_BY.try_with(|slow| *slow).unwrap_or_default());
        parts.app = App::new(db.clone(), db, clock);
        let (town, persons) = found_town(&parts.app).await?;
        let server = DevServer::start(devserver::Settings::new(folder.join("temporal"), NAMESPACE)).await?;
        let temporal = server.address().to_owned();
        let client = connect(&parts, &temporal, "engine").await?;
        let store = Arc::new(EngineStore(parts.app.clone()));
        let relay =
            Relay::spawn(client.clone(), store.clone(), parts.app.changed(), relay::Options::new("bench", TASK_QUEUE));
        let app = parts.app.clone();
        // nothing that is measured here makes papers
        let keep: activities::Keep = Arc::new(|_| Box::pin(async { Err("the bench keeps no papers".to_owned()) }));
        let spec = Spec::new(TASK_QUEUE, move |worker| activities::register(worker, &app, &keep));
        let worker = Worker::spawn(client, spec)?;
        let watch = Watch::begin(parts.app.clone()).await?;
        Ok(Self { town, persons, watch, relay, worker, server, parts })
    }

    /// Who hears of changed cases.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// One more client of the same Temporal.
    pub async fn client(&self) -> Result<host::Client> {
        connect(&self.parts, self.server.address(), "bench").await
    }

    /// The person of a role with its right.
    pub fn who(&self, role: Role) -> Result<Session> {
        let person = self.persons.iter().find(|(r, _)| *r == role).map(|(_, p)| *p);
        let person = person.with_context(|| format!("nobody is {role}"))?;
        let (valid_from, valid_to) = forever();
        let grant = Grant { body: self.town.body, role, area: Area::All, holder: person, valid_from, valid_to };
        Ok(Session::new(person, self.parts.app.today(), vec![grant]))
    }

    /// A new procurement; each of its own commodity, for the splitting check adds up what is alike.
    pub async fn start(&self, number: usize) -> Result<CaseId> {
        let request = serde_json::from_value(json!({
            "subject": "Fünf Schreibtische", "category": "SUPPLIES_SERVICES", "commodity": format!("Ware {number}"), "estimateNetCents": NET_CENTS,
            "vatRateBp": 1900, "justification": "Die alten sind entzwei", "costCentre": "11100", "neededBy": null,
        }))?;
        let asked = Start { body: self.town.body, request, request_key: None };
        Ok(start(&self.parts.app, &self.who(Role::Requester)?, asked).await?)
    }

    /// Does what is usually done with this task.
    pub async fn finish(&self, row: &task::Model) -> Result<()> {
        let (role, outcome, form) = usual(row, &self.town, self.parts.app.today())?;
        let completion =
            Completion { task: TaskId(row.id), version: row.version, outcome: outcome.to_owned(), form, salt: [7; 16] };
        undo_is_over(complete(&self.parts.app, &self.who(role)?, completion)).await?;
        Ok(())
    }

    /// The case's tasks as a reader sees them now.
    pub async fn tasks(&self, case: CaseId) -> Result<Vec<task::Model>> {
        let tx = self.parts.app.machine().read(&Scope::Machine).await?;
        Ok(store::tasks::rows::of_cases(&tx, &[case.0]).await?)
    }

    /// Whether the case has ended.
    pub async fn ended(&self, case: CaseId) -> Result<bool> {
        let tx = self.parts.app.machine().read(&Scope::Machine).await?;
        Ok(store::case_file::find(&tx, case).await?.is_some_and(|row| row.ended_at.is_some()))
    }

    pub async fn close(self) {
        self.relay.stop().await;
        self.worker.stop().await;
        self.server.stop().await;
    }
}

async fn connect(parts: &Parts, temporal: &str, kind: &str) -> Result<host::Client> {
    let settings = parts.temporal(Some(temporal.to_owned()), kind);
    host::connect_patiently(&settings).await.map_err(|error| anyhow!("{error}"))
}

/// Runs `work` by a clock that is slow by the time in which a completion can be taken back.
async fn undo_is_over<F: Future>(work: F) -> F::Output {
    SLOW_BY.scope(UNDO, work).await
}

fn forever() -> (NaiveDate, NaiveDate) {
    (NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default(), NaiveDate::from_ymd_opt(2099, 12, 31).unwrap_or_default())
}

async fn found_town(app: &App) -> Result<(Town, Vec<(Role, PersonId)>)> {
    let (from, to) = forever();
    let tx = app.machine().write(&Scope::Machine).await?;
    let sql = "INSERT INTO body (id, ars, name, kind, land, population, population_on) VALUES (1, '071385002044', 'Stadt Linz am Rhein', 'MUNICIPALITY', 'RP', 6000, $1)";
    tx.execute(sql, [app.today().into()]).await?;
    let body = BodyId(1);
    let mut persons = Vec::new();
    for role in ROLES {
        let name = role.to_string().to_lowercase();
        let person = store::cooperation::persons::insert(&tx, &name, &name, None, app.now()).await?;
        store::cooperation::rights::insert(
            &tx,
            &Grant { body, role, area: Area::All, holder: person, valid_from: from, valid_to: to },
        )
        .await?;
        let limit = "INSERT INTO ordering_limit (person_id, body_id, limit_cents, valid_from, valid_to) VALUES ($1, 1, 5000000, $2, $3)";
        tx.execute(limit, [person.0.into(), from.into(), to.into()]).await?;
        persons.push((role, person));
    }
    let mut firms = Vec::new();
    for name in ["Bauer GmbH", "Weber KG", "Klein e. K."] {
        firms.push(store::procurement::suppliers::insert(&tx, name, "Neuwied", None).await?.id);
    }
    let year = chrono::Datelike::year(&app.today());
    let line = store::budget::NewLine {
        body,
        year,
        code: "1",
        name: "Ausstattung",
        cost_centre: "11100",
        appropriation_cents: 1_000_000_000_000,
    };
    let line = store::budget::insert(&tx, &line).await?;
    tx.commit().await?;
    Ok((Town { body, firms, budget_line: line.id }, persons))
}
