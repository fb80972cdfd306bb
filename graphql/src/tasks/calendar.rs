//! The address a person's calendar reads its deadlines from.

use crate::fault::{UserError, answer, broken, found};
use crate::viewer::viewer;
use app::tasks::calendar_feed;
use async_graphql::{Context, InputObject, Object, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};

/// Your calendar feed.
#[derive(SimpleObject)]
pub struct CalendarFeed {
    /// Since when; its address is shown only when it is made.
    since: DateTime<Utc>,
}

/// Make a calendar feed, or take it away.
#[derive(InputObject)]
pub struct SetCalendarFeedInput {
    /// True: a new address, the old one no longer opens. False: none.
    enabled: bool,
}

/// What making a calendar feed gave.
#[derive(SimpleObject)]
pub struct SetCalendarFeedPayload {
    /// Path of the feed on this server; keep it secret, it is not shown again. Null when it was taken away.
    path: Option<String>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// Queries about the calendar feed.
#[derive(Default)]
pub struct CalendarQueries;

#[Object]
impl CalendarQueries {
    /// Your calendar feed; null: you have none.
    async fn calendar_feed(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<CalendarFeed>> {
        let viewer = viewer(ctx)?;
        let own = calendar_feed::own(viewer.app(), &viewer.session()).await;
        let own = found(own, viewer.language())?.flatten();
        Ok(own.map(|row| CalendarFeed { since: row.made_at }))
    }
}

/// Verbs on the calendar feed.
#[derive(Default)]
pub struct CalendarMutations;

#[Object]
impl CalendarMutations {
    /// Makes a secret address that your calendar can read your deadlines from, or takes it away.
    async fn set_calendar_feed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whether you want one.")] input: SetCalendarFeedInput,
    ) -> async_graphql::Result<SetCalendarFeedPayload> {
        let viewer = viewer(ctx)?;
        let mut bytes = [0_u8; 32];
        aws_lc_rs::rand::fill(&mut bytes).map_err(|_| broken("INTERNAL", "no randomness", viewer.language()))?;
        let token = URL_SAFE_NO_PAD.encode(bytes);
        let hash = hex::encode(domain::journal::sha256(token.as_bytes()));
        let wanted = input.enabled.then_some(hash.as_str());
        let set = calendar_feed::set(viewer.app(), &viewer.session(), wanted).await;
        Ok(match answer(set, viewer.language())? {
            Ok(()) => {
                let path = input.enabled.then(|| format!("/calendar/{token}.ics"));
                SetCalendarFeedPayload { path, user_errors: Vec::new() }
            }
            Err(user_errors) => SetCalendarFeedPayload { path: None, user_errors },
        })
    }
}
