//! Calendar feeds, answered by the use case and written as the formats crate does.

use app::App;
use app::tasks::{calendar_feed, kind_of};
use formats::calendar_file::{Deadline, calendar_file};
use futures::FutureExt;
use futures::future::BoxFuture;
use graphql::words::{self, Language};

use crate::http::calendar::Calendars;
use crate::http::problem::Problem;

/// Deadlines of whoever a token belongs to.
pub struct CalendarFeeds {
    pub app: App,
    /// Where people reach the page; empty: no links.
    pub public_url: String,
}

impl Calendars for CalendarFeeds {
    fn file<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Vec<u8>, Problem>> {
        async move {
            let hash = hex::encode(domain::journal::sha256(token.as_bytes()));
            let held = calendar_feed::deadlines(&self.app, &hash).await?;
            let deadlines = held.iter().map(|(task, case)| {
                let id = graphql::task_id(task.id);
                let title = kind_of(task).map_or("", |kind| words::task(kind, Language::De));
                let url = self.public_url.trim_end_matches('/');
                Deadline {
                    uid: format!("aufgabe-{}@verbund", id.as_str()),
                    summary: format!("{title}: {} {}", case.file_reference, case.subject),
                    description: String::new(),
                    due_on: task.follow_up_on.map_or(task.due_on, |day| day.min(task.due_on)),
                    url: if url.is_empty() { String::new() } else { format!("{url}/aufgaben/{}", id.as_str()) },
                    revision: u32::try_from(task.version).unwrap_or(u32::MAX),
                    changed_at: task.opened_at,
                    remind_days_before: None,
                }
            });
            Ok(calendar_file("Verbund: meine Fristen", &deadlines.collect::<Vec<_>>()))
        }
        .boxed()
    }
}
