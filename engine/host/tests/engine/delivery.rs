//! Messages: at least once on the way, once in effect; nothing a sender writes wedges a case.
use serde_json::json;
use temporalio_client::{UntypedSignal, WorkflowSignalOptions};
use temporalio_common::{UntypedWorkflow, data_converters::RawValue, protos::temporal::api::common::v1::Payload};

use crate::{
    approval::Approval,
    bench::{Bench, fresh},
    desk::workflow_id,
};
use host::{Codec, Key, KeyRing};

fn payload(data: &[u8], encoding: &str) -> RawValue {
    let metadata = [("encoding".to_owned(), encoding.as_bytes().to_vec())].into();
    RawValue::new(vec![Payload { metadata, data: data.to_vec(), ..Payload::default() }])
}

async fn signal(bench: &Bench, case_id: i64, raw: RawValue) {
    let handle = bench.client.get_workflow_handle::<UntypedWorkflow>(workflow_id(case_id));
    let options = WorkflowSignalOptions::builder().build();
    handle.signal(UntypedSignal::new("wake"), raw, options).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_delivered_many_times_take_effect_once_and_in_order() {
    let bench = Bench::real(Codec::plain()).await;
    bench.desk.inner.lock().await.forgetful = true;
    for case_id in 1..=8 {
        bench.desk.start_case(case_id, fresh(case_id)).await;
    }
    for case_id in 1..=8 {
        bench.desk.close(case_id, "first", 1, "RETURNED").await;
        bench.desk.close(case_id, "first", 2, "APPROVED").await;
        bench.desk.close(case_id, "second", 1, "APPROVED").await;
    }
    for case_id in 1..=8 {
        let expected = ["first RETURNED", "first APPROVED", "booking done", "second APPROVED"];
        assert_eq!(bench.result(case_id).await, expected);
    }
    let inner = bench.desk.inner.lock().await;
    assert_eq!(inner.tasks.len(), 8 * 3);
    assert_eq!(inner.booked.len(), 8);
    assert!(inner.booked.values().all(|&times| times == 1));
    drop(inner);
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn junk_signals_do_not_wedge_a_case() {
    let bench = Bench::real(Codec::plain()).await;
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.until("the task is open", |i| i.tasks.len() == 1).await;
    for raw in [
        payload(b"{ not json", "json/plain"),
        payload(b"\"text\"", "json/plain"),
        payload(b"{\"no\":-1}", "json/plain"),
        payload(b"\x00\xff", "binary/plain"),
        payload(b"", "binary/null"),
        payload(br#"{"no":99,"body":{"type":"TASK_CLOSED","taskId":100,"outcome":"APPROVED"}}"#, "json/plain"),
        RawValue::new(vec![]),
    ] {
        signal(&bench, 1, raw).await;
    }
    // an engine message that cannot be read counts, and the next one goes on from there
    bench.desk.send(1, json!({ "type": "TASK_CLOSED", "taskId": "x" })).await;
    bench.desk.send(1, json!(null)).await;
    bench.desk.close(1, "first", 1, "APPROVED").await;
    bench.desk.until("the second task is open", |i| i.tasks.len() == 2).await;
    let handle = bench.client.get_workflow_handle::<Approval>(workflow_id(1));
    let case = handle.query(Approval::look, (), Default::default()).await.unwrap();
    assert_eq!((case.mailbox.last_no(), case.mailbox.gaps(), case.mailbox.malformed()), (4, 1, 7));
    bench.desk.send(1, json!({ "type": "WITHDRAW" })).await;
    assert_eq!(bench.result(1).await, ["first APPROVED", "booking done", "second WITHDRAWN"]);
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_for_a_closed_workflow_fails_for_good_and_holds_only_its_own_case() {
    let bench = Bench::real(Codec::plain()).await;
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.close(1, "first", 1, "APPROVED").await;
    bench.desk.close(1, "second", 1, "APPROVED").await;
    bench.result(1).await;
    bench.desk.send(1, json!({ "type": "LATE" })).await;
    bench.desk.until("the row failed", |i| i.rows[&1].last().unwrap().failed.is_some()).await;
    bench.desk.start_case(2, fresh(2)).await;
    bench.desk.close(2, "first", 1, "APPROVED").await;
    bench.desk.until("case 2 goes on", |i| i.tasks.iter().any(|t| t.key.case_id == 2 && t.key.step == "second")).await;
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn payloads_are_encrypted_and_keys_rotate_under_a_running_case() {
    let key = |id: &str| Key::new(id, &[id.len() as u8; 32]).unwrap();
    let codec = Codec::encrypting(KeyRing::new(key("a"), vec![]).unwrap());
    let bench = Bench::real_with_cache(codec.clone(), 0).await;
    bench.desk.inner.lock().await.failures.push_back(true);
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.until("the task is open", |i| i.tasks.len() == 1).await;
    codec.rotate(KeyRing::new(key("bb"), vec![key("a")]).unwrap());
    bench.desk.close(1, "first", 1, "APPROVED").await;
    let incident = bench.desk.resolve(1, process::Resolution::Retry).await;
    // the failure text came through encrypted, and readable at our end
    assert_eq!(incident.cause, "LEDGER_CLOSED: the ledger is closed");
    bench.desk.close(1, "second", 1, "APPROVED").await;
    assert_eq!(bench.result(1).await, ["first APPROVED", "booking done", "second APPROVED"]);
    let handle = bench.client.get_workflow_handle::<UntypedWorkflow>(workflow_id(1));
    let events = handle.fetch_history(Default::default()).into_events().await.unwrap();
    let text = format!("{events:?}");
    assert!(!text.contains("caseId") && !text.contains("ledger is closed"), "plain text in the history");
    bench.stop().await;
}
