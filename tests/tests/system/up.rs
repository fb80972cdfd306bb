//! `verbund up`: one process with everything in it. Ctrl-C stops all; the next start finds all as it was.
use std::time::Duration;

use domain::tasks::TaskKind;
use system_tests::forms::{BUYER_ARS, Purchase};
use system_tests::house::{ready, settings, verbund};
use system_tests::process::{Process, Recipe};
use system_tests::{Office, Site, books};
use testkit::wait_until;

const PATIENCE: Duration = Duration::from_secs(120);

fn up(folder: &std::path::Path, port: u16) -> Recipe {
    let url = format!("sqlite://{}?mode=rwc", folder.join("data/verbund.sqlite").display());
    let mut env = settings(&folder.join("data"), &url);
    env.push(("VERBUND_SERVER__BIND".to_owned(), format!("127.0.0.1:{port}")));
    let temporal = test_servers::found::temporal().expect("Temporal is installed");
    env.push(("VERBUND_TEMPORAL".to_owned(), temporal.display().to_string()));
    Recipe {
        program: verbund(),
        args: vec!["up".to_owned()],
        env,
        folder: folder.to_owned(),
        log: folder.join("up.log"),
        file_limit_bytes: None,
    }
}

/// The demo's own procurements are worked up to where they shall wait.
async fn demo_stands_ready(process: &Process) {
    let ready = wait_until(|| process.log().contains("Demo-Vorgänge stehen bereit"), PATIENCE).await;
    assert!(ready, "{}", process.log_end());
}

fn temporal_pid(folder: &std::path::Path) -> Option<String> {
    let pid = std::fs::read_to_string(folder.join("data/temporal/temporal.pid")).ok()?;
    Some(pid.trim().to_owned()).filter(|pid| !pid.is_empty())
}

#[tokio::test]
async fn after_ctrl_c_the_next_up_finds_running_procurements_and_they_go_on() {
    let _turn = system_tests::house::our_turn().await;
    let folder = tempfile::tempdir().unwrap();
    let port = testkit::free_port().unwrap();
    let mut process = Process::start(up(folder.path(), port));
    let site = Site::new(port);
    ready(&mut process, &site).await;
    demo_stands_ready(&process).await;
    let office = Office::at(&site);
    let app = system_tests::house::app_on(&folder.path().join("data/verbund.sqlite")).await;
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let before = books::line(&app, purchase.budget_line_id).await;
    let case = office.begin(&purchase).await.unwrap();
    office.work(case, &purchase, Some(TaskKind::ReleaseOrder), PATIENCE).await.unwrap();
    let temporal = temporal_pid(folder.path()).expect("a Temporal of its own");

    let status = process.interrupt().await;
    assert!(status.success(), "{status}: {}", process.log_end());
    let gone =
        wait_until(|| !std::path::Path::new(&format!("/proc/{temporal}")).exists(), Duration::from_secs(10)).await;
    assert!(gone, "Temporal outlived us");

    process.restart();
    ready(&mut process, &site).await;
    office.work(case, &purchase, None, PATIENCE).await.unwrap();
    books::case(&app, case).await.is_finished_once(&purchase);
    let after = books::line(&app, purchase.budget_line_id).await;
    assert_eq!(after, (before.0, before.1, before.2 + purchase.gross_cents()), "the demo's own cases stand still");

    // killed as a power cut would, its Temporal with it or not: the third start cleans up and goes on
    let second = Purchase::of(&app, BUYER_ARS, 2).await;
    let case = office.begin(&second).await.unwrap();
    office.work(case, &second, Some(TaskKind::PlaceOrder), PATIENCE).await.unwrap();
    process.kill();
    process.restart();
    ready(&mut process, &site).await;
    office.work(case, &second, None, PATIENCE).await.unwrap();
    books::case(&app, case).await.is_finished_once(&second);
    assert!(process.interrupt().await.success());
}

#[tokio::test]
async fn a_second_up_in_the_same_folder_is_refused_in_words() {
    let _turn = system_tests::house::our_turn().await;
    let folder = tempfile::tempdir().unwrap();
    let port = testkit::free_port().unwrap();
    let mut process = Process::start(up(folder.path(), port));
    ready(&mut process, &Site::new(port)).await;
    let (content, said) = up(folder.path(), testkit::free_port().unwrap()).run();
    assert!(!content && said.contains("läuft Verbund schon"), "{said}");
    assert!(process.interrupt().await.success());
}
