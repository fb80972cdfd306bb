//! Histories recorded from the whole system, payloads encrypted, replayed against today's workflow code.
//!
//! Recorded by running `a_procurement_runs_to_the_closed_file_on_postgresql` with
//! `VERBUND_RECORD_HISTORIES=1`; kept for as long as cases begun with that version may be open.
use std::path::{Path, PathBuf};

use host::histories;
use system_tests::House;
use system_tests::house::payload_codec;
use temporalio_sdk::workflow_replayer::WorkflowReplayerOptions;
use workflows::procurement::Procurement;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("histories")
}

/// Keeps the history of a finished case when asked to by the environment.
pub async fn record(house: &House, case: i64, name: &str) {
    if std::env::var_os("VERBUND_RECORD_HISTORIES").is_none() {
        return;
    }
    let mut settings = host::Settings::new(payload_codec());
    settings.address = Some(house.temporal.address());
    settings.namespace = Some(house.temporal.namespace().to_owned());
    let client = host::connect(&settings).await.unwrap();
    let path = folder().join(name).with_extension(histories::EXTENSION);
    let events = histories::save(&client, &format!("procurement-{case}"), &path).await.unwrap();
    eprintln!("recorded {events} events to {}", path.display());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_whole_system_recorded_still_replays() {
    let today = WorkflowReplayerOptions::new()
        .register_workflow::<Procurement>()
        .unwrap()
        .data_converter(host::data_converter(&payload_codec()))
        .build();
    let replayed = histories::replay_all(&folder(), today).await.unwrap();
    assert!(replayed > 0);
}

#[test]
fn a_recorded_history_holds_no_name_and_no_word_in_the_clear() {
    for entry in std::fs::read_dir(folder()).unwrap().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap();
        for clear in ["caseId", "BUDGET_RELEASE", "Aktenschr", "Sommer"] {
            let found = bytes.windows(clear.len()).any(|window| window == clear.as_bytes());
            assert!(!found, "{clear} stands in {}", entry.path().display());
        }
    }
}
