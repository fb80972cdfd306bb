//! SIGKILL, again and again, amid running procurements: nothing is lost and nothing happens twice.
use std::time::{Duration, Instant};

use futures::future::join_all;
use system_tests::chaos::Chance;
use system_tests::forms::{Purchase, STRAIGHT_WAY};
use system_tests::process::Process;
use system_tests::{Database, House, Office, Part, books};
use testkit::wait_until_async;

const PATIENCE: Duration = Duration::from_secs(240);
/// Clerks at work at the same time: as many as two cores feed.
const CLERKS: usize = 10;
const MEMBERS: [&str; 5] = ["073120000000", "071385004000", "073360000000", "071370000000", "072320000000"];

/// The processes that can be killed: two workers and two relays side by side, as production has them.
struct Victims {
    house: House,
    serve: Process,
    work: [Process; 2],
    relay: [Process; 2],
}

impl Victims {
    /// Kills one by chance, leaves it dead for a moment, starts it again.
    async fn strike(&mut self, chance: &mut Chance) {
        let pause = Duration::from_millis(chance.between(0, 800));
        let one = usize::from(chance.between(0, 2) == 1);
        match chance.between(0, 4) {
            0 => strike(&mut self.serve, pause).await,
            1 => strike(&mut self.work[one], pause).await,
            2 => strike(&mut self.relay[one], pause).await,
            _ => {
                self.house.temporal.kill();
                tokio::time::sleep(pause).await;
                self.house.temporal.restart().expect("Temporal starts again");
            }
        }
    }
}

async fn strike(process: &mut Process, pause: Duration) {
    process.kill();
    tokio::time::sleep(pause).await;
    process.restart();
}

async fn purchases(house: &House, count: usize) -> Vec<Purchase> {
    let app = house.app();
    let mut all = Vec::new();
    for number in 0..count {
        all.push(Purchase::of(&app, MEMBERS[number % MEMBERS.len()], number).await);
    }
    all
}

/// Starts every purchase, however often the API has to be asked.
async fn begin_all(office: &Office, purchases: &[Purchase]) -> Vec<i64> {
    let begun = purchases.chunks(CLERKS).map(|some| async move {
        let mut cases = Vec::new();
        for purchase in some {
            let end = Instant::now() + PATIENCE;
            cases.push(loop {
                match office.begin(purchase).await {
                    Ok(case) => break case,
                    Err(error) if Instant::now() > end => panic!("never started: {error:#}"),
                    Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
                }
            });
        }
        cases
    });
    join_all(begun).await.concat()
}

/// Works all cases to their end, a few at a time.
async fn work_all(office: &Office, cases: &[i64], purchases: &[Purchase]) {
    let pairs: Vec<(i64, &Purchase)> = cases.iter().copied().zip(purchases).collect();
    let per_clerk = pairs.len().div_ceil(CLERKS);
    let clerks = pairs.chunks(per_clerk).map(|own| async move {
        // each clerk has several cases on the desk: while one waits, the others go on
        let desk = own.iter().map(|(case, purchase)| office.work(*case, purchase, None, PATIENCE));
        for done in join_all(desk).await {
            done.unwrap();
        }
    });
    join_all(clerks).await;
}

async fn all_ended_right(house: &House, cases: &[i64], purchases: &[Purchase]) {
    let app = house.app();
    let at_rest = wait_until_async(|| books::outbox_is_empty(&app), Duration::from_secs(60)).await;
    assert!(at_rest, "messages are still waiting");
    for (case, purchase) in cases.iter().zip(purchases) {
        books::case(&app, *case).await.is_finished_once(purchase);
    }
    for line in purchases.iter().map(|purchase| purchase.budget_line_id) {
        let spent =
            purchases.iter().filter(|purchase| purchase.budget_line_id == line).map(Purchase::gross_cents).sum();
        assert_eq!(books::line(&app, line).await, (0, 0, spent), "budget line {line}");
    }
    assert_eq!(books::open_incidents(&app).await, Vec::<String>::new());
    books::journal_holds(&app).await;
    books::ledger_balances(&app).await;
}

#[tokio::test]
async fn fifty_procurements_survive_every_process_being_killed_at_random() {
    let house = House::build(Database::Postgres).await;
    let purchases = purchases(&house, 50).await;
    let (serve, site) = house.serve().await;
    let work = [house.start(Part::Work), house.start(Part::Work)];
    let relay = [house.start(Part::Relay), house.start(Part::Relay)];
    let office = Office::at(&site);
    let mut victims = Victims { house, serve, work, relay };
    let mut chance = Chance::seeded(0x5eed);

    let clerks = async {
        let cases = begin_all(&office, &purchases).await;
        work_all(&office, &cases, &purchases).await;
        cases
    };
    let mut strikes = 0;
    let cases = {
        let killing = async {
            // some strikes early, the rest spread over the work; then it must come to rest
            while strikes < 16 {
                tokio::time::sleep(Duration::from_millis(chance.between(500, 4_000))).await;
                victims.strike(&mut chance).await;
                strikes += 1;
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            cases = clerks => cases,
            () = killing => unreachable!("killing never ends by itself"),
        }
    };
    assert!(strikes >= 8, "only {strikes} kills: the work was over too early to prove anything");
    all_ended_right(&victims.house, &cases, &purchases).await;
}

#[tokio::test]
async fn an_embedded_installation_survives_being_killed_whole() {
    let mut house = House::build(Database::Sqlite).await;
    let purchases = purchases(&house, 8).await;
    let (serve, site) = house.serve().await;
    let mut processes = [serve, house.start(Part::Work), house.start(Part::Relay)];
    let office = Office::at(&site);
    let mut chance = Chance::seeded(0xdead);
    let clerks = async {
        let cases = begin_all(&office, &purchases).await;
        work_all(&office, &cases, &purchases).await;
        cases
    };
    let killing = async {
        for _ in 0..5 {
            tokio::time::sleep(Duration::from_millis(chance.between(1_000, 5_000))).await;
            processes.iter_mut().for_each(Process::kill);
            house.temporal.restart().expect("Temporal starts again");
            processes.iter_mut().for_each(Process::restart);
        }
        std::future::pending::<()>().await;
    };
    let cases = tokio::select! {
        cases = clerks => cases,
        () = killing => unreachable!("killing never ends by itself"),
    };
    all_ended_right(&house, &cases, &purchases).await;
}

#[tokio::test]
async fn postgresql_crashing_under_running_procurements_loses_nothing() {
    let mut house = House::build(Database::OwnPostgres).await;
    let purchases = purchases(&house, 8).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let office = Office::at(&site);
    let mut chance = Chance::seeded(0xb10c);
    let clerks = async {
        let cases = begin_all(&office, &purchases).await;
        work_all(&office, &cases, &purchases).await;
        cases
    };
    let crashing = async {
        for _ in 0..4 {
            tokio::time::sleep(Duration::from_millis(chance.between(1_000, 4_000))).await;
            house.database.crash();
        }
        std::future::pending::<()>().await;
    };
    let cases = tokio::select! {
        cases = clerks => cases,
        () = crashing => unreachable!("crashing never ends by itself"),
    };
    all_ended_right(&house, &cases, &purchases).await;
}

#[tokio::test]
async fn with_temporals_database_gone_rebuild_brings_every_case_back() {
    let mut house = House::build(Database::Postgres).await;
    let purchases = purchases(&house, 12).await;
    let (_serve, site) = house.serve().await;
    let (mut work, mut relay) = (house.start(Part::Work), house.start(Part::Relay));
    let office = Office::at(&site);
    let cases = begin_all(&office, &purchases).await;
    // at twelve different places, some with a message under way
    let brought = cases.iter().zip(&purchases).zip(STRAIGHT_WAY);
    let brought = brought.map(|((case, purchase), until)| office.work(*case, purchase, Some(until), PATIENCE));
    for done in join_all(brought).await {
        done.unwrap();
    }
    relay.kill();
    work.kill();
    for (case, purchase) in cases.iter().zip(&purchases).step_by(2) {
        let task = office.look(*case).await.unwrap().open.expect("a task");
        office.forward(purchase, &task).await.unwrap();
    }
    house.temporal.wipe().unwrap();
    house.temporal.restart().unwrap();
    let (brought_back, said) = house.command(&["rebuild"]).run();
    assert!(brought_back, "{said}");
    assert!(said.contains("12"), "all twelve are started again: {said}");
    work.restart();
    relay.restart();
    work_all(&office, &cases, &purchases).await;
    all_ended_right(&house, &cases, &purchases).await;
}
