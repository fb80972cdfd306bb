//! The procurement's process on Temporal's test server: which task follows which, in which round,
//! and what messages from outside do to it. The rules behind the tasks are tested where they are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::disallowed_methods)] // the world outside a workflow has a clock

mod office;

use std::path::Path;

use office::Office;
use process::Resolution;
use serde_json::json;
use temporalio_sdk::workflow_replayer::WorkflowReplayerOptions;
use workflows::procurement::Procurement;

const TO_ORDER: [(&str, &str); 5] = [
    ("BUDGET_RELEASE", "RELEASE"),
    ("PROCEDURE_CHOICE", "CHOSEN"),
    ("QUOTES", "CHOSEN"),
    ("ORDER_RELEASE", "RELEASE"),
    ("ORDERING", "ORDERED"),
];
const TO_PAYMENT: [(&str, &str); 5] = [
    ("FACTUAL_CERTIFICATION", "CERTIFY"),
    ("ARITHMETIC_CERTIFICATION", "CERTIFY"),
    ("PAYMENT_ORDER", "ORDER"),
    ("PAYMENT_ACCEPTANCE", "ACCEPT"),
    ("PAYMENT_RELEASE", "RELEASE"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_order_runs_from_need_to_the_closed_file() {
    let office = Office::open("direct-order").await;
    office.work(&TO_ORDER).await;
    office.work(&[("RECEIPT", "COMPLETE"), ("INVOICE", "RECORDED")]).await;
    office.work(&TO_PAYMENT).await;
    office.work(&[("FILE_CLOSING", "CLOSE")]).await;
    assert_eq!(office.end().await, "CLOSED");
    assert_eq!(office.machine_steps().await, ["MATCHING 1", "BOOKING 1", "CLOSED 1"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_is_asked_again_in_a_round_of_its_own() {
    let office = Office::open("returns").await;
    office.verdicts(&["DIFFERENCE", "MATCHED", "MORE", "MATCHED", "FINISHED"]).await;
    office.work(&[("BUDGET_RELEASE", "RETURN"), ("REVISION", "SUBMIT")]).await;
    office.work(&TO_ORDER).await;
    office.work(&[("RECEIPT", "PARTIAL"), ("RECEIPT", "PARTIAL_INVOICED"), ("INVOICE", "RECORDED")]).await;
    office.work(&[("DIFFERENCE", "REJECT"), ("INVOICE", "RECORDED")]).await;
    office.work(&TO_PAYMENT).await;
    office.work(&[("RECEIPT", "COMPLETE"), ("INVOICE", "RECORDED")]).await;
    office.work(&[("FACTUAL_CERTIFICATION", "CANCELLED")]).await;
    office.work(&TO_PAYMENT).await;
    office.work(&[("FILE_CLOSING", "CLOSE")]).await;
    assert_eq!(office.end().await, "CLOSED");
    let rounds = office.rounds().await;
    for (phase, times) in
        [("BUDGET_RELEASE", 2), ("REVISION", 1), ("RECEIPT", 3), ("INVOICE", 3), ("FACTUAL_CERTIFICATION", 3)]
    {
        assert_eq!(rounds[phase], times, "{phase}");
    }
    assert_eq!(
        office.machine_steps().await,
        ["MATCHING 1", "MATCHING 2", "BOOKING 1", "MATCHING 3", "BOOKING 2", "CLOSED 1"]
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_before_the_order_it_ends_and_after_it_the_supplier_is_asked() {
    let office = Office::open("withdrawn").await;
    office.work(&TO_ORDER[..2]).await;
    office.opened("QUOTES").await;
    office.send(json!({ "type": "WITHDRAWN" })).await;
    assert_eq!(office.end().await, "WITHDRAWN");
    assert_eq!(office.machine_steps().await, ["WITHDRAWN 1"]);
    office.close().await;

    let office = Office::open("withdrawal-refused").await;
    office.work(&TO_ORDER).await;
    office.opened("RECEIPT").await;
    office.send(json!({ "type": "WITHDRAWAL_REQUESTED" })).await;
    office.work(&[("WITHDRAWAL_CONFIRMATION", "REFUSED"), ("RECEIPT", "COMPLETE")]).await;
    office.opened("INVOICE").await;
    office.send(json!({ "type": "WITHDRAWAL_REQUESTED" })).await;
    office.work(&[("WITHDRAWAL_CONFIRMATION", "CONFIRMED")]).await;
    assert_eq!(office.end().await, "WITHDRAWN");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_closed_for_a_withdrawal_waits_for_the_word_that_says_which() {
    let office = Office::open("interrupted").await;
    office.work(&TO_ORDER).await;
    office.work(&[("RECEIPT", "INTERRUPTED")]).await;
    office.send(json!({ "type": "REFUND_CLAIMED" })).await;
    office.work(&[("REFUND", "RECEIVED"), ("FILE_CLOSING", "CLOSE")]).await;
    assert_eq!(office.end().await, "CLOSED");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_match_that_cannot_be_made_is_left_to_a_person_and_an_aborted_case_ends_in_order() {
    let office = Office::open("incidents").await;
    office.fail_next("MATCHING").await;
    office.fail_next("BOOKING").await;
    office.work(&TO_ORDER).await;
    office.work(&[("RECEIPT", "COMPLETE"), ("INVOICE", "RECORDED")]).await;
    office.resolve("STEP_FAILED", Resolution::Skip).await;
    office.work(&[("DIFFERENCE", "ACCEPT")]).await;
    office.work(&TO_PAYMENT).await;
    office.resolve("STEP_FAILED", Resolution::Abort).await;
    assert_eq!(office.end().await, "ABORTED");
    assert_eq!(office.machine_steps().await, ["ABORTED 1"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_without_a_rule_stops_for_a_person() {
    let office = Office::open("no-rule").await;
    office.work(&[("BUDGET_RELEASE", "NEVER_HEARD_OF")]).await;
    office.resolve("OUTCOME_WITHOUT_RULE", Resolution::Retry).await;
    office.work(&TO_ORDER).await;
    office.opened("RECEIPT").await;
    office.close().await;
}

/// Recorded by running these tests with `VERBUND_RECORD_HISTORIES=1`; kept for as long as cases
/// begun with that version may be open.
#[tokio::test]
async fn recorded_histories_still_replay() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/histories");
    let today = WorkflowReplayerOptions::new().register_workflow::<Procurement>().unwrap().build();
    assert!(host::histories::replay_all(&folder, today).await.unwrap() >= 5);
}
