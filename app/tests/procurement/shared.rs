//! One case seen by several bodies: who reads it, from when to when, and who writes on it.

use crate::world::{World, codes, today};
use app::efile::{list_cases, read_documents, share_case, store_document};
use app::engine::begin_step::StepRef;
use app::journal::read_history;
use app::tasks::{claim_task, list_tasks, open_task, write_comment};
use chrono::{Days, NaiveDate};
use domain::cooperation::{Area, Grant, Role, Session};
use domain::efile::PartyRole;
use domain::ids::{BodyId, CaseId, PersonId, TaskId};
use domain::tasks::TaskKind;
use serde_json::json;
use store::Scope;
use store::case_file::Case;
use testkit::databases::both;

/// A neighbour of the world's body with one person.
struct Neighbour {
    body: BodyId,
    person: PersonId,
}

impl Neighbour {
    async fn new(world: &World, ars: &str) -> Self {
        let tx = world.app.machine().write(&Scope::Machine).await.unwrap();
        let sql = "INSERT INTO body (ars, name, kind, land, population, population_on) VALUES ($1, $1, 'MUNICIPALITY', 'RP', 1, $2)";
        tx.execute(sql, [ars.into(), today().into()]).await.unwrap();
        let body = BodyId(store::cooperation::bodies::by_ars(&tx, ars).await.unwrap().unwrap().id);
        let person = store::cooperation::persons::insert(&tx, ars, "Nachbarin", None, world.app.now()).await.unwrap();
        tx.commit().await.unwrap();
        Self { body, person }
    }

    fn on(&self, day: NaiveDate) -> Session {
        let (from, to) = (day - Days::new(1_000), day + Days::new(1_000));
        let grant = |role| Grant {
            body: self.body,
            role,
            area: Area::All,
            holder: self.person,
            valid_from: from,
            valid_to: to,
        };
        Session::new(self.person, day, [Role::Budget, Role::Lead].map(grant).to_vec())
    }
}

async fn change(world: &World, case: CaseId, with: impl AsyncFnOnce(&store::Tx, &mut Case)) {
    let tx = world.app.machine().write(&Scope::Machine).await.unwrap();
    let mut case = Case::lock(&tx, case, world.app.now()).await.unwrap().unwrap();
    with(&tx, &mut case).await;
    case.save(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Everything a session can read of a case: the row, its history, documents, comments, and the row in a list.
async fn reads(world: &World, session: &Session, case: CaseId) -> [bool; 5] {
    let app = &world.app;
    [
        !list_cases::by_ids(app, session, &[case.0]).await.unwrap().is_empty(),
        read_history::read(app, session, case, 0, 10).await.is_ok_and(|lines| !lines.is_empty()),
        read_documents::of_cases(app, session, &[case.0])
            .await
            .unwrap()
            .iter()
            .any(|(_, versions)| !versions.is_empty()),
        !write_comment::of_case(app, session, case).await.unwrap().is_empty(),
        list_cases::page(app, session, false, None, 10).await.unwrap().iter().any(|c| c.id == case.0),
    ]
}

async fn furnished(world: &World) -> CaseId {
    let case = world.start(1_000).await;
    let who = world.who(Role::Clerk);
    write_comment::write(&world.app, &who, case, None, "vertraulich", [1; 16]).await.unwrap();
    let stored = files::Stored {
        object_key: files::ObjectKey::from_random([7; 16]),
        sha256: "ab".repeat(32),
        size_bytes: 10,
        key_id: "k1".to_owned(),
    };
    let new = store_document::NewDocument {
        case,
        document: None,
        name: "bescheid.pdf",
        media_type: "application/pdf",
        stored: &stored,
        invoice: None,
    };
    store_document::store(&world.app, &who, &new).await.unwrap();
    case
}

#[tokio::test]
async fn a_party_reads_the_one_case_and_a_stranger_does_not() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let (party, stranger) =
            (Neighbour::new(&world, "071385002001").await, Neighbour::new(&world, "071385002002").await);
        let case = furnished(&world).await;
        assert_eq!(reads(&world, &world.who(Role::Lead), case).await, [true; 5], "{}: the owner", world.test.name);
        assert_eq!(reads(&world, &party.on(today()), case).await, [false; 5], "{}: before joining", world.test.name);
        let tomorrow = today() + Days::new(1);
        change(&world, case, async |tx, case| {
            share_case::join(tx, case, None, party.body, PartyRole::Member, tomorrow).await.unwrap();
        })
        .await;
        assert_eq!(reads(&world, &party.on(today()), case).await, [false; 5], "{}: a day early", world.test.name);
        assert_eq!(reads(&world, &party.on(tomorrow), case).await, [true; 5], "{}: party", world.test.name);
        assert_eq!(reads(&world, &stranger.on(tomorrow), case).await, [false; 5], "{}: stranger", world.test.name);
        // a party sees itself, the owner sees all
        let seen = async |who: &Session| share_case::of_case(&world.app, who, case).await.map(|p| p.len());
        assert_eq!(seen(&party.on(tomorrow)).await.unwrap(), 1);
        assert_eq!(seen(&world.who(Role::Lead)).await.unwrap(), 1);
        assert_eq!(codes(seen(&stranger.on(tomorrow)).await), ["NOT_FOUND"]);
        world.journal_holds(case).await;
    }
}

#[tokio::test]
async fn a_former_party_keeps_nothing_unless_so_agreed() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let party = Neighbour::new(&world, "071385002001").await;
        let case = furnished(&world).await;
        let (last, after) = (today(), today() + Days::new(1));
        let leave = async |keeps| {
            change(&world, case, async |tx, case| {
                share_case::join(tx, case, None, party.body, PartyRole::Member, today()).await.unwrap();
                share_case::leave(tx, case, None, party.body, last, keeps).await.unwrap();
            })
            .await;
        };
        leave(false).await;
        assert_eq!(reads(&world, &party.on(last), case).await, [true; 5], "{}: its last day", world.test.name);
        assert_eq!(reads(&world, &party.on(after), case).await, [false; 5], "{}: the day after", world.test.name);
        leave(true).await;
        assert_eq!(reads(&world, &party.on(after), case).await, [true; 5], "{}: as agreed", world.test.name);
    }
}

#[tokio::test]
async fn a_party_writes_only_on_tasks_of_its_own_body() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let party = Neighbour::new(&world, "071385002001").await;
        let case = furnished(&world).await;
        change(&world, case, async |tx, case| {
            share_case::join(tx, case, None, party.body, PartyRole::Member, today()).await.unwrap();
        })
        .await;
        let state = json!({ "caseId": case.0, "lastNo": 1 });
        let step = |step| StepRef { case, step, round: 1, last_no: 1, snapshot_no: 1, state: &state };
        let release = step("BUDGET_RELEASE");
        let own = open_task::open_for(&world.app, &release, TaskKind::ReleaseBudget, Some(party.body));
        let own = TaskId(own.await.unwrap().task_id);
        let theirs = open_task::open(&world.app, &step("PROCEDURE_CHOICE"), TaskKind::ReleaseBudget).await.unwrap();
        let theirs = TaskId(theirs.task_id);
        let who = party.on(today());
        let tasks = list_tasks::of_cases(&world.app, &who, &[case.0]).await.unwrap();
        assert_eq!(tasks.iter().map(|t| t.id).collect::<Vec<_>>(), [own.0], "{}", world.test.name);
        assert_eq!(claim_task::claim(&world.app, &who, own, 1).await.unwrap(), 2, "{}", world.test.name);
        assert_eq!(codes(claim_task::claim(&world.app, &who, theirs, 1).await), ["NOT_FOUND"]);
        assert_eq!(codes(claim_task::claim(&world.app, &world.who(Role::Budget), own, 2).await), ["NOT_FOUND"]);
        let text = write_comment::write(&world.app, &who, case, None, "darf nicht", [2; 16]).await;
        assert_eq!(codes(text), ["NOT_FOUND"], "{}", world.test.name);
        assert_eq!(codes(store_document::permit(&world.app, &who, case).await), ["NO_RIGHT"]);
        world.journal_holds(case).await;
    }
}
