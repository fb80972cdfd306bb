//! Recorded histories and today's code.
use host::{Codec, histories};
use process::Resolution;
use temporalio_sdk::workflow_replayer::WorkflowReplayerOptions;

use crate::{
    approval::{Approval, changed::Changed},
    bench::{Bench, fresh},
    desk::workflow_id,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_recorded_history_replays_and_a_changed_workflow_is_caught() {
    // no cache: every task replays everything before it, so order that depends on chance shows
    let bench = Bench::real_with_cache(Codec::plain(), 0).await;
    bench.desk.inner.lock().await.failures.extend([true]);
    bench.desk.start_case(1, fresh(1)).await;
    bench.desk.close(1, "first", 1, "RETURNED").await;
    bench.desk.close(1, "first", 2, "APPROVED").await;
    bench.desk.resolve(1, Resolution::Retry).await;
    bench.desk.close(1, "second", 1, "APPROVED").await;
    bench.result(1).await;

    let folder = bench.folder.path().join("histories");
    let path = folder.join("approval-v1.history");
    assert!(histories::save(&bench.client, &workflow_id(1), &path).await.unwrap() > 30);
    let today = WorkflowReplayerOptions::new().register_workflow::<Approval>().unwrap().build();
    assert_eq!(histories::replay_all(&folder, today).await.unwrap(), 1);

    let careless = WorkflowReplayerOptions::new().register_workflow::<Changed>().unwrap().build();
    let caught = histories::replay(&path, careless).await.unwrap_err();
    assert!(caught.to_string().contains("nondeterministic"), "{caught}");
    bench.stop().await;
}

#[tokio::test]
async fn junk_and_an_empty_folder_are_no_histories() {
    let folder = tempfile::tempdir().unwrap();
    let options = || WorkflowReplayerOptions::new().register_workflow::<Approval>().unwrap().build();
    assert_eq!(histories::replay_all(folder.path(), options()).await.unwrap_err().code(), "HISTORY_EMPTY");
    let path = folder.path().join("junk.history");
    std::fs::write(&path, b"\xff\xff\xff junk").unwrap();
    assert_eq!(histories::replay(&path, options()).await.unwrap_err().code(), "HISTORY_UNREADABLE");
}
