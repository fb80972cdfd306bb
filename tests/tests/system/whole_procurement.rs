//! A whole procurement, from need to closed file, by the demo's persons over GraphQL.
use std::time::Duration;

use crate::histories;
use app::App;
use domain::cooperation::{Area, Grant, Role};
use domain::ids::BodyId;
use domain::tasks::TaskKind;
use store::Scope;
use system_tests::forms::{BUYER_ARS, Purchase, subject_for};
use system_tests::{Database, House, Office, Part, books};

const PATIENCE: Duration = Duration::from_secs(120);

#[tokio::test]
async fn a_procurement_runs_to_the_closed_file_on_sqlite() {
    runs_to_the_closed_file(Database::Sqlite).await;
}

#[tokio::test]
async fn a_procurement_runs_to_the_closed_file_on_postgresql() {
    runs_to_the_closed_file(Database::Postgres).await;
}

async fn runs_to_the_closed_file(database: Database) {
    let house = House::build(database).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let (line, estimate, gross) = (purchase.budget_line_id, purchase.estimate_gross_cents(), purchase.gross_cents());
    assert!(estimate > gross);

    let case = office.begin(&purchase).await.unwrap();
    assert_eq!(office.begin(&purchase).await.unwrap(), case, "sent twice, started once");
    let stages = [
        (Some(TaskKind::ReleaseBudget), (0, 0, 0), "asking binds nothing"),
        (Some(TaskKind::ChooseProcedure), (estimate, 0, 0), "release reserves the estimate, gross"),
        (Some(TaskKind::PlaceOrder), (estimate, 0, 0), "choosing moves nothing"),
        (Some(TaskKind::RecordReceipt), (0, gross, 0), "the order commits its own amount and frees the rest"),
        (Some(TaskKind::ReleasePayment), (0, gross, 0), "certifying and ordering payment move nothing"),
        (None, (0, 0, gross), "paid: what was committed is spent"),
    ];
    for (until, figures, why) in stages {
        office.work(case, &purchase, until, PATIENCE).await.unwrap();
        assert_eq!(books::line(&app, line).await, figures, "reserved, committed, spent: {why}");
    }

    books::case(&app, case).await.is_finished_once(&purchase);
    books::journal_holds(&app).await;
    books::ledger_balances(&app).await;
    let (holds, said) = house.command(&["journal", "verify"]).run();
    assert!(holds, "{said}");
    if database == Database::Postgres {
        histories::record(&house, case, "direct-order").await;
    }
}

/// Gives a person one more role for the buyer: rights count from the next request on.
async fn also_holds(app: &App, subject: &str, role: Role, purchase: &Purchase) {
    let tx = app.machine().write(&Scope::Machine).await.unwrap();
    let holder = store::cooperation::persons::by_subject(&tx, subject).await.unwrap().unwrap();
    let (body, today) = (BodyId(purchase.body_id), purchase.today);
    let grant = Grant { body, role, area: Area::All, holder, valid_from: today, valid_to: today };
    store::cooperation::rights::insert(&tx, &grant).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn with_both_roles_in_one_hand_four_eyes_still_keep_asking_and_releasing_and_paying_apart() {
    let house = House::build(Database::Sqlite).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    let both_hands = [
        (TaskKind::ReleaseBudget, TaskKind::ReviseRequest, Role::Budget),
        (TaskKind::ReleaseOrder, TaskKind::CollectQuotes, Role::Decider),
        (TaskKind::AcceptPayment, TaskKind::OrderPayment, Role::Treasury1),
        (TaskKind::ReleasePayment, TaskKind::AcceptPayment, Role::Treasury2),
    ];
    for (kind, did, role) in both_hands {
        office.work(case, &purchase, Some(kind), PATIENCE).await.unwrap();
        let task = office.next(case, PATIENCE).await.unwrap().open.unwrap();
        let (outcome, form) = purchase.form(kind);
        let person = office.person_for(did).await.unwrap();
        let refused = office.complete_as(&person, &task, outcome, form.clone()).await.unwrap().unwrap_err();
        assert_eq!(refused, ["NO_RIGHT"], "{kind}");
        also_holds(&app, subject_for(did), role, &purchase).await;
        let refused = office.complete_as(&person, &task, outcome, form).await.unwrap().unwrap_err();
        assert_eq!(refused, ["FOUR_EYES"], "{kind}");
    }
    office.work(case, &purchase, None, PATIENCE).await.unwrap();
    books::case(&app, case).await.is_finished_once(&purchase);
}
