//! Who waits for a case hears of its changes as an open browser does: one reader of the announcements for all.
//!
//! Why: when every waiting case looked into the database by itself, the looking cost more than what was measured.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::App;
use app::engine::announcements::Reader;
use domain::ids::CaseId;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// How often the reader looks beside the bell: what another process wrote rings none.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Tells of changed cases until it is dropped.
pub struct Watch {
    waiting: Arc<Mutex<HashMap<CaseId, Arc<Notify>>>>,
    reading: JoinHandle<()>,
}

impl Watch {
    pub async fn begin(app: App) -> app::Result<Self> {
        let mut reader = Reader::begin(&app).await?;
        let waiting: Arc<Mutex<HashMap<CaseId, Arc<Notify>>>> = Arc::default();
        let told = Arc::clone(&waiting);
        let reading = tokio::spawn(async move {
            let bell = app.changed();
            loop {
                let rung = bell.notified();
                // a look that fails is made again: whoever waits gives up by itself
                let fresh = reader.next(&app).await.unwrap_or_default();
                if fresh.is_empty() {
                    let _ = tokio::time::timeout(LOOK_EVERY, rung).await;
                }
                let told = told.lock().unwrap_or_else(PoisonError::into_inner);
                for case in fresh.iter().map(|news| news.case) {
                    if let Some(bell) = told.get(&case) {
                        bell.notify_one();
                    }
                }
            }
        });
        Ok(Self { waiting, reading })
    }

    /// Rings when something of the case was announced, also once for what was announced before the wait began.
    pub fn bell(&self, case: CaseId) -> Arc<Notify> {
        Arc::clone(self.waiting.lock().unwrap_or_else(PoisonError::into_inner).entry(case).or_default())
    }

    /// Nobody waits for the case any more.
    pub fn forget(&self, case: CaseId) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&case);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.reading.abort();
    }
}
