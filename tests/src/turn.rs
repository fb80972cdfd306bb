//! One house at a time: two cores hold one system with its databases, not six.
//!
//! A file lock, because test runners use threads, processes, or both.
use std::fs::File;

/// Held while a house stands; freed when dropped, and by the kernel when the test dies.
#[derive(Debug)]
pub(crate) struct Turn(#[expect(dead_code, reason = "held for its lock")] File);

impl Turn {
    pub(crate) async fn wait() -> Self {
        let waited = tokio::task::spawn_blocking(|| {
            let path = std::env::temp_dir().join("verbund-system-tests.lock");
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(path)
                .expect("a lock file in the temporary folder");
            file.lock().expect("the lock of the system tests");
            Self(file)
        });
        waited.await.expect("waiting for our turn")
    }
}
