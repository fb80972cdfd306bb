//! A whole procurement, from need to closed file, by the demo's persons over GraphQL.
use std::time::Duration;

use crate::histories;
use domain::tasks::TaskKind;
use system_tests::forms::{BUYER_ARS, Purchase};
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

#[tokio::test]
async fn who_asked_may_not_release_the_money_and_who_ordered_payment_may_not_pay() {
    let house = House::build(Database::Sqlite).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    let task = office.next(case, PATIENCE).await.unwrap().open.unwrap();
    let requester = office.person_for(TaskKind::ReviseRequest).await.unwrap();
    let (outcome, form) = purchase.form(task.kind);
    let refused = office.complete_as(&requester, &task, outcome, form).await.unwrap().unwrap_err();
    assert!(refused.iter().all(|code| code == "NO_RIGHT" || code == "FOUR_EYES"), "{refused:?}");
    assert_eq!(books::line(&app, purchase.budget_line_id).await, (0, 0, 0));
}
