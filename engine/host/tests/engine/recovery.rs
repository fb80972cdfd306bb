//! Servers die and are lost, histories grow long: the case goes on.
use std::time::Duration;

use host::{Codec, rebuild};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use crate::{
    approval::Approval,
    bench::{Bench, QUEUE, fresh},
    desk::workflow_id,
};

async fn running(bench: &Bench) -> Vec<rebuild::Running> {
    let inner = bench.desk.inner.lock().await;
    let case = |(&case_id, state): (&i64, &serde_json::Value)| rebuild::Running {
        case_id,
        workflow_id: workflow_id(case_id),
        workflow_type: "approval".to_owned(),
        task_queue: None,
        state: state.clone(),
    };
    inner.states.iter().map(case).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_case_continues_as_new_and_loses_nothing() {
    let bench = Bench::real(Codec::plain()).await;
    let mut state = fresh(1);
    state["historyLimit"] = json!(40);
    bench.desk.start_case(1, state).await;
    let mut expected = vec![];
    for round in 1..=12 {
        // a message nobody waits for is carried along
        bench.desk.send(1, json!({ "type": "NOTE", "round": round })).await;
        let outcome = if round == 12 { "APPROVED" } else { "RETURNED" };
        bench.desk.close(1, "first", round, outcome).await;
        expected.push(format!("first {outcome}"));
    }
    bench.desk.until("the second task", |i| i.tasks.iter().any(|t| t.key.step == "second")).await;
    let handle = bench.client.get_workflow_handle::<Approval>(workflow_id(1));
    let case = handle.query(Approval::look, (), Default::default()).await.unwrap();
    assert!(case.generation >= 2, "continued as new {} times", case.generation);
    assert_eq!(case.mailbox.last_no(), 25);
    bench.desk.close(1, "second", 1, "APPROVED").await;
    expected.extend(["booking done".to_owned(), "second APPROVED".to_owned()]);
    assert_eq!(bench.result(1).await, expected);
    assert_eq!(bench.desk.inner.lock().await.tasks.len(), 13);
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_go_on_from_our_own_state_after_the_servers_store_was_deleted() {
    let mut bench = Bench::real(Codec::plain()).await;
    for case_id in 1..=6 {
        bench.desk.start_case(case_id, fresh(case_id)).await;
    }
    for case_id in 1..=3 {
        bench.desk.close(case_id, "first", 1, "APPROVED").await;
    }
    bench.desk.until("three second tasks", |i| i.tasks.len() == 9).await;
    let port: u16 = bench.server().address().rsplit(':').next().unwrap().parse().unwrap();
    bench.stop_server().await;
    for entry in std::fs::read_dir(bench.folder.path()).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    // meanwhile clerks go on working
    bench.desk.close(1, "second", 1, "APPROVED").await;
    bench.desk.close(4, "first", 1, "APPROVED").await;
    bench.start_server_on(port).await;
    let mut counts = rebuild::Counts::default();
    for _ in 0..50 {
        counts = rebuild::rebuild(&bench.client, bench.desk.as_ref(), QUEUE, running(&bench).await, false).await;
        if counts.failed.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(counts.failed.is_empty(), "{counts:?}");
    for case_id in [5, 6] {
        bench.desk.close(case_id, "first", 1, "APPROVED").await;
    }
    for case_id in 2..=6 {
        bench.desk.close(case_id, "second", 1, "APPROVED").await;
    }
    for case_id in 1..=6 {
        assert_eq!(bench.result(case_id).await, ["first APPROVED", "booking done", "second APPROVED"]);
    }
    let inner = bench.desk.inner.lock().await;
    assert_eq!((inner.tasks.len(), inner.incidents.len()), (12, 0));
    drop(inner);
    // what runs already is left alone, what has ended is started again only if asked for
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_comes_back_on_its_port_and_cases_go_on() {
    let bench = Bench::real(Codec::plain()).await;
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.until("the task is open", |i| i.tasks.len() == 1).await;
    let pid = bench.server().pid().unwrap();
    kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
    bench.desk.close(1, "first", 1, "APPROVED").await;
    bench.desk.close(1, "second", 1, "APPROVED").await;
    assert_eq!(bench.result(1).await, ["first APPROVED", "booking done", "second APPROVED"]);
    assert_ne!(bench.server().pid().unwrap(), pid);
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_and_a_relay_that_stop_leave_their_work_to_the_next() {
    let mut bench = Bench::real(Codec::plain()).await;
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.until("the task is open", |i| i.tasks.len() == 1).await;
    bench.stop_worker().await;
    bench.stop_relay().await;
    bench.desk.close(1, "first", 1, "APPROVED").await;
    bench.work(0);
    bench.desk.close(1, "second", 1, "APPROVED").await;
    assert_eq!(bench.result(1).await, ["first APPROVED", "booking done", "second APPROVED"]);
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_begun_anew_by_an_operator_goes_on_where_its_state_stands() {
    let bench = Bench::real(Codec::plain()).await;
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.close(1, "first", 1, "APPROVED").await;
    bench.desk.until("the second task", |i| i.tasks.len() == 2).await;
    let handle = bench.client.get_workflow_handle::<Approval>(workflow_id(1));
    let before = handle.describe(Default::default()).await.unwrap().run_id().to_owned();
    bench.desk.inner.lock().await.restart.push(1);
    bench.desk.wake.notify_waiters();
    bench.desk.until("begun anew", |i| i.restart.is_empty()).await;
    assert_ne!(handle.describe(Default::default()).await.unwrap().run_id(), before);
    bench.desk.close(1, "second", 1, "APPROVED").await;
    assert_eq!(bench.result(1).await, ["first APPROVED", "booking done", "second APPROVED"]);
    let inner = bench.desk.inner.lock().await;
    assert_eq!((inner.tasks.len(), inner.booked.values().copied().collect::<Vec<_>>()), (2, vec![1]));
    drop(inner);
    bench.stop().await;
}
