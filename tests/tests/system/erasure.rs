//! The journal outlives the person, and whoever rewrites it is found out.
use std::time::Duration;

use domain::tasks::TaskKind;
use sea_orm::ConnectionTrait;
use serde_json::json;
use system_tests::client::global;
use system_tests::forms::{BUYER_ARS, Purchase, subject_for};
use system_tests::{Database, House, Office, Part, books, documents};

const PATIENCE: Duration = Duration::from_secs(90);

async fn erased_person_is_forgotten(database: Database) {
    let house = House::build(database).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    office.work(case, &purchase, Some(TaskKind::ChooseProcedure), PATIENCE).await.unwrap();

    let onlooker = office.person_for(TaskKind::ReviseRequest).await.unwrap();
    let read =
        async || onlooker.ask(documents::HISTORY, json!({ "id": global("Case", case) })).await.unwrap().to_string();
    assert!(read().await.contains("Hanna Vogt"), "the history names who released the budget");

    let subject = subject_for(TaskKind::ReleaseBudget);
    assert_eq!(subject, "hanna.vogt");
    let gone = office.person(subject).await.unwrap();
    let (erased, said) = house.command(&["person", "erase", subject]).run();
    assert!(erased, "{said}");
    let history = read().await;
    assert!(!history.contains("Vogt"), "{history}");
    assert!(history.contains("TASK_COMPLETED"), "what happened stays: {history}");
    let refused = gone.answer(documents::LOOK, json!({ "id": global("Case", case) })).await.unwrap();
    assert!(refused.status == 401 || refused.status == 403 || refused.body["data"]["case"].is_null(), "{refused:?}");
    books::journal_holds(&app).await;
    let (holds, said) = house.command(&["journal", "verify"]).run();
    assert!(holds, "{said}");
}

#[tokio::test]
async fn a_person_is_erased_and_the_journal_still_verifies_on_sqlite() {
    erased_person_is_forgotten(Database::Sqlite).await;
}

#[tokio::test]
async fn a_person_is_erased_and_the_journal_still_verifies_on_postgresql() {
    erased_person_is_forgotten(Database::Postgres).await;
}

/// What only the owner of the database can do: the guards are taken off first.
const AS_OWNER: [(Database, &[&str]); 2] = [
    (Database::Sqlite, &["DROP TRIGGER journal_entry_no_update"]),
    (
        Database::Postgres,
        &[
            "ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_append_only",
            "ALTER TABLE journal_entry NO FORCE ROW LEVEL SECURITY",
        ],
    ),
];

#[tokio::test]
async fn an_entry_rewritten_by_the_owner_of_the_database_is_named() {
    for (database, guards_off) in AS_OWNER {
        let house = House::build(database).await;
        let (_serve, site) = house.serve().await;
        let office = Office::at(&site);
        let (first, second) =
            (Purchase::of(&house.app(), BUYER_ARS, 1).await, Purchase::of(&house.app(), BUYER_ARS, 2).await);
        office.begin(&first).await.unwrap();
        let case = office.begin(&second).await.unwrap();
        let (holds, said) = house.command(&["journal", "verify"]).run();
        assert!(holds, "{said}");

        let owner = testkit::postgres::connect(&house.database.owner_url).await.unwrap();
        let rewrite = format!(
            "UPDATE journal_entry SET content = replace(content, '\"no\":1', '\"no\":7') WHERE case_id = {case} AND no = 1"
        );
        assert!(owner.execute_unprepared(&rewrite).await.is_err() || database == Database::Postgres, "the guard holds");
        for sql in guards_off {
            owner.execute_unprepared(sql).await.unwrap();
        }
        assert_eq!(owner.execute_unprepared(&rewrite).await.unwrap().rows_affected(), 1);
        owner.close().await.unwrap();
        let (holds, said) = house.command(&["journal", "verify"]).run();
        assert!(!holds, "{said}");
        assert!(said.contains(&format!("case {case} ")) && said.contains("entry 1"), "{said}");
    }
}
