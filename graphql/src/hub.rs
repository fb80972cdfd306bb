//! One reader of announcements per process, and everybody who listens.
//!
//! It wakes when a use case of this process commits and looks every 250 ms for those of others. Announcements hold
//! ids only; each listener checks its own rights. Who cannot keep up is told to fetch again.

use crate::Viewer;
use app::App;
use app::engine::announcements::{Announcement, Reader};
use domain::cooperation::Session;
use futures::{Stream, stream};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Announcements a slow listener may be behind.
const BACKLOG: usize = 1_024;

/// Where subscriptions hear of changes.
#[derive(Clone, Debug)]
pub struct Hub {
    sender: broadcast::Sender<Announcement>,
    _task: Arc<AbortOnDrop>,
}

#[derive(Debug)]
struct AbortOnDrop(tokio::task::JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Hub {
    /// Begins to read; ends when the last clone of the hub is dropped. Must be called within a runtime.
    #[must_use]
    pub fn spawn(app: App) -> Self {
        let (sender, _) = broadcast::channel(BACKLOG);
        let task = tokio::spawn(read(app, sender.clone()));
        Self { sender, _task: Arc::new(AbortOnDrop(task)) }
    }

    /// Events for one listener. For each, its rights are read again (at most a second old): `lives` decides
    /// whether the stream goes on, `fits` whether it hears of this one. `None` for `event`: some were missed.
    pub(crate) fn follow<E, L, F, M>(
        &self,
        viewer: Viewer,
        lives: L,
        fits: F,
        event: M,
    ) -> impl Stream<Item = E> + use<E, L, F, M>
    where
        L: Fn(&Session) -> bool,
        F: Fn(&Session, &Announcement) -> bool,
        M: Fn(Option<&Announcement>) -> E,
    {
        let listener = (self.sender.subscribe(), self.clone(), viewer, lives, fits, event);
        stream::unfold(listener, |(mut heard, hub, viewer, lives, fits, event)| async move {
            loop {
                let told = match heard.recv().await {
                    Ok(told) => Some(told),
                    Err(RecvError::Lagged(_)) => None,
                    Err(RecvError::Closed) => return None,
                };
                let item = match (viewer.fresh_session().await, told) {
                    (Ok(session), _) if !lives(&session) => return None,
                    (Ok(session), Some(told)) if !fits(&session, &told) => continue,
                    (Ok(_), told) => event(told.as_ref()),
                    // rights unknown: tell nothing but that something happened
                    (Err(_), _) => event(None),
                };
                return Some((item, (heard, hub, viewer, lives, fits, event)));
            }
        })
    }
}

async fn read(app: App, sender: broadcast::Sender<Announcement>) {
    let changed = app.changed();
    let mut reader = None;
    loop {
        let rung = changed.notified();
        let told = match &mut reader {
            Some(reader) => tell(&app, reader, &sender).await,
            None => Reader::begin(&app).await.map(|begun| reader = Some(begun)),
        };
        if let Err(err) = told {
            tracing::warn!(cause = %err, "announcements cannot be read; trying again");
        }
        // a timeout is the ordinary look at what other processes did
        drop(tokio::time::timeout(LOOK_EVERY, rung).await);
    }
}

async fn tell(app: &App, reader: &mut Reader, sender: &broadcast::Sender<Announcement>) -> app::Result<()> {
    for announcement in reader.next(app).await? {
        // nobody listening is not an error
        drop(sender.send(announcement));
    }
    Ok(())
}
