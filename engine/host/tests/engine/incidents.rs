//! A step that fails waits for a person; what cannot report itself is found.
use host::{
    Codec,
    reconciler::{self, Suspect},
};
use process::Resolution;
use serde_json::json;

use crate::{
    bench::{Bench, fresh},
    desk::workflow_id,
};

async fn failing(bench: &Bench, case_id: i64, failures: &[bool]) {
    bench.desk.inner.lock().await.failures.extend(failures);
    bench.desk.start_case(case_id, fresh(case_id)).await;
    bench.desk.close(case_id, "first", 1, "APPROVED").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn retry_skip_and_abort_each_do_what_they_say() {
    let bench = Bench::real(Codec::plain()).await;
    // two attempts, then an incident; retried, fails for good, a second incident; retried, works
    failing(&bench, 1, &[false, false, true]).await;
    let incident = bench.desk.resolve(1, Resolution::Retry).await;
    assert_eq!(
        (incident.kind.as_str(), incident.cause.as_str()),
        ("STEP_FAILED", "LEDGER_CLOSED: the ledger is closed")
    );
    bench.desk.until("the second incident", |i| i.incidents.len() == 2).await;
    bench.desk.resolve(1, Resolution::Retry).await;
    bench.desk.close(1, "second", 1, "APPROVED").await;
    assert_eq!(bench.result(1).await, ["first APPROVED", "booking done", "second APPROVED"]);

    failing(&bench, 2, &[true]).await;
    bench.desk.resolve(2, Resolution::Skip).await;
    bench.desk.close(2, "second", 1, "APPROVED").await;
    assert_eq!(bench.result(2).await, ["first APPROVED", "booking skipped", "second APPROVED"]);

    failing(&bench, 3, &[true]).await;
    bench.desk.resolve(3, Resolution::Abort).await;
    assert_eq!(bench.result(3).await, ["first APPROVED", "aborted in book"]);

    let booked = bench.desk.inner.lock().await.booked.clone();
    assert_eq!(booked.into_iter().map(|(k, n)| (k.case_id, n)).collect::<Vec<_>>(), [(1, 1)]);
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reconciler_finds_lost_closed_and_failing_workflows() {
    let bench = Bench::real(Codec::plain()).await;
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.close(1, "first", 1, "APPROVED").await;
    bench.desk.close(1, "second", 1, "APPROVED").await;
    bench.result(1).await;
    // a state no version can read fails the workflow task, again and again
    bench.desk.start_case(2, json!({ "caseId": 2, "state": { "phase": "NEVER_HEARD_OF" } })).await;
    bench.desk.start_case(4, fresh(4)).await;
    let suspects = [1, 2, 3, 4].map(|case_id| Suspect { case_id, workflow_id: workflow_id(case_id) });
    bench.desk.inner.lock().await.suspects = suspects.to_vec();
    let expected = [(1, "WORKFLOW_CLOSED"), (2, "WORKFLOW_TASK_FAILING"), (3, "WORKFLOW_NOT_FOUND")];
    let expected = expected.map(|(id, kind)| (id, kind.to_owned()));
    let mut seen = vec![];
    for _ in 0..300 {
        bench.desk.inner.lock().await.incidents.clear();
        reconciler::round(&bench.client, bench.desk.as_ref()).await.unwrap();
        seen = bench.desk.inner.lock().await.incidents.iter().map(|i| (i.case_id, i.kind.clone())).collect();
        seen.sort();
        // until the relay has started case 4 that one is rightly not found either
        if seen == expected {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(seen, expected);
    bench.stop().await;
}
