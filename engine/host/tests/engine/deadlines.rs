//! Absolute dates, on the server whose clock can be moved.
use std::time::Duration;

use chrono::Utc;
use serde_json::json;

use crate::bench::{Bench, fresh};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test(flavor = "multi_thread")]
async fn reminder_and_escalation_come_on_their_dates_and_the_task_goes_on_waiting() {
    let bench = Bench::skipping().await;
    {
        let mut inner = bench.desk.inner.lock().await;
        inner.remind_in = Some(10 * DAY);
        inner.escalate_in = Some(20 * DAY);
    }
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.until("the task is open", |i| i.tasks.len() == 1).await;
    bench.skip(9 * DAY).await;
    assert!(bench.desk.inner.lock().await.tasks[0].nudges.is_empty());
    bench.skip(2 * DAY).await;
    bench.desk.until("the reminder", |i| i.tasks[0].nudges == ["REMIND"]).await;
    bench.skip(10 * DAY).await;
    bench.desk.until("the escalation", |i| i.tasks[0].nudges == ["REMIND", "ESCALATE"]).await;
    bench.desk.close(1, "first", 1, "APPROVED").await;
    bench.desk.until("the second task", |i| i.tasks.len() == 2).await;
    bench.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_waits_for_an_absolute_date() {
    let bench = Bench::skipping().await;
    let not_before = Utc::now() + 30 * DAY;
    bench.desk.start_case(1, json!({ "caseId": 1, "state": { "not_before": not_before } })).await;
    bench.desk.close(1, "first", 1, "APPROVED").await;
    bench.desk.until("booked", |i| i.booked.len() == 1).await;
    bench.skip(29 * DAY).await;
    assert_eq!(bench.desk.inner.lock().await.tasks.len(), 1);
    bench.skip(2 * DAY).await;
    bench.desk.close(1, "second", 1, "APPROVED").await;
    assert_eq!(bench.result(1).await, ["first APPROVED", "booking done", "second APPROVED"]);
    bench.stop().await;
}
