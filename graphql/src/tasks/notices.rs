//! Notices: what a person is told, and how it wants to be told by mail.

use super::types::Task;
use crate::fault::{UserError, answer, found};
use crate::hub::Hub;
use crate::limits::{page_cost, page_size};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use crate::words;
use app::tasks::notify::TOPIC;
use app::tasks::read_notices::{self, notification};
use async_graphql::connection::{Connection, CursorType, Edge, OpaqueCursor};
use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject, Subscription};
use chrono::{DateTime, Utc};
use futures::Stream;

/// What a notice is about.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::tasks::NoticeKind")]
pub enum NotificationKind {
    /// A task was handed to you.
    TaskAssigned,
    /// A colleague delegated a task to you and waits for your answer.
    TaskDelegated,
    /// A task you delegated came back with an answer.
    DelegationAnswered,
    /// A colleague asks you something about a task.
    QuestionAsked,
    /// Your question was answered.
    QuestionAnswered,
    /// A task you hold is due soon.
    TaskReminded,
    /// A task you hold is late.
    TaskEscalated,
    /// The day you put a task away for has come.
    FollowUpDue,
    /// Something you asked for came back to you.
    TaskReturned,
}

/// How you are told by mail.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::tasks::MailWish")]
pub enum MailWish {
    /// Each notice at once.
    AtOnce,
    /// Once a day at an hour, when there is something new.
    Digest,
    /// Never.
    Off,
}

/// Something you are told.
pub struct Notification(pub notification::Model);

/// Something you are told.
#[Object]
impl Notification {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Notification, self.0.id)
    }

    /// What it is about.
    async fn kind(&self) -> Option<NotificationKind> {
        i16::try_from(self.0.kind).ok().and_then(domain::tasks::NoticeKind::from_repr).map(Into::into)
    }

    /// A sentence for people.
    async fn sentence(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        let kind = i16::try_from(self.0.kind).ok().and_then(domain::tasks::NoticeKind::from_repr);
        Ok(kind.map_or("", |kind| words::notice(kind, viewer(ctx).map(|v| v.language()).unwrap_or_default())))
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// When you read it; null: not yet.
    async fn read_at(&self) -> Option<DateTime<Utc>> {
        self.0.read_at
    }

    /// The task; null when it is no longer yours to see.
    async fn task(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Task>> {
        Loaders::of(ctx)?.task(self.0.task_id).await
    }
}

/// How you are told.
#[derive(SimpleObject)]
pub struct NotificationSettings {
    /// By mail: at once, once a day, or never. In the page always.
    mail: MailWish,
    /// Hour of the daily mail, local time, 0 to 23.
    digest_hour: i32,
}

/// Mark notices as read.
#[derive(InputObject)]
pub struct MarkNotificationsReadInput {
    /// Which; left out: all.
    ids: Option<Vec<ID>>,
}

/// Say how you want to be told.
#[derive(InputObject)]
pub struct SetNotificationSettingsInput {
    /// By mail.
    mail: MailWish,
    /// Hour of the daily mail, local time, 0 to 23.
    #[graphql(default = 7)]
    digest_hour: i32,
}

/// What marking gave.
#[derive(SimpleObject)]
pub struct MarkNotificationsReadPayload {
    /// How many you have not read now; null when it was refused.
    unread: Option<u64>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What saying how to be told gave.
#[derive(SimpleObject)]
pub struct SetNotificationSettingsPayload {
    /// As it is kept now; null when it was refused.
    settings: Option<NotificationSettings>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// A notice of the viewer.
pub async fn notification(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Notification>> {
    let viewer = viewer(ctx)?;
    let page = read_notices::page(viewer.app(), &viewer.session(), false, number.checked_add(1), 1).await;
    let (rows, _) = found(page, viewer.language())?.unwrap_or_default();
    Ok(rows.into_iter().find(|row| row.id == number).map(Notification))
}

/// Queries about notices.
#[derive(Default)]
pub struct NoticeQueries;

#[Object]
impl NoticeQueries {
    /// What you were told, newest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those you have not read.", default = false)] unread_only: bool,
        #[graphql(desc = "Rows wanted, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the row to start behind.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<OpaqueCursor<i64>, Notification>> {
        let viewer = viewer(ctx)?;
        let invalid = || crate::fault::refused("CURSOR_INVALID", viewer.language());
        let before = after.as_deref().map(|text| OpaqueCursor::<i64>::decode_cursor(text).map_err(|_| invalid()));
        let before = before.transpose()?.map(|cursor| cursor.0);
        let first = page_size(first, viewer.language())?;
        let page = read_notices::page(viewer.app(), &viewer.session(), unread_only, before, first).await;
        let (rows, more) = found(page, viewer.language())?.unwrap_or_default();
        let mut connection = Connection::new(before.is_some(), more);
        connection.edges.extend(rows.into_iter().map(|row| Edge::new(OpaqueCursor(row.id), Notification(row))));
        Ok(connection)
    }

    /// How many notices you have not read.
    async fn unread_notifications(&self, ctx: &Context<'_>) -> async_graphql::Result<u64> {
        let viewer = viewer(ctx)?;
        let unread = read_notices::unread(viewer.app(), &viewer.session()).await;
        Ok(found(unread, viewer.language())?.unwrap_or_default())
    }

    /// How you are told.
    async fn notification_settings(&self, ctx: &Context<'_>) -> async_graphql::Result<NotificationSettings> {
        let viewer = viewer(ctx)?;
        let wish = read_notices::wish(viewer.app(), &viewer.session()).await;
        let (mail, digest_hour) = found(wish, viewer.language())?.unwrap_or_default();
        Ok(NotificationSettings { mail: mail.into(), digest_hour })
    }
}

/// Verbs on notices.
#[derive(Default)]
pub struct NoticeMutations;

#[Object]
impl NoticeMutations {
    /// Marks your notices as read.
    async fn mark_notifications_read(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: MarkNotificationsReadInput,
    ) -> async_graphql::Result<MarkNotificationsReadPayload> {
        let viewer = viewer(ctx)?;
        let ids: Option<Vec<_>> =
            input.ids.map(|ids| ids.iter().take(1_000).map(|id| node::number(Kind::Notification, id)).collect());
        let marked = read_notices::mark(viewer.app(), &viewer.session(), ids.as_deref()).await;
        Ok(match answer(marked, viewer.language())? {
            Ok(unread) => MarkNotificationsReadPayload { unread: Some(unread), user_errors: Vec::new() },
            Err(user_errors) => MarkNotificationsReadPayload { unread: None, user_errors },
        })
    }

    /// Says how you want to be told by mail.
    async fn set_notification_settings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How.")] input: SetNotificationSettingsInput,
    ) -> async_graphql::Result<SetNotificationSettingsPayload> {
        let viewer = viewer(ctx)?;
        let (mail, hour) = (input.mail, input.digest_hour);
        let set = read_notices::set_wish(viewer.app(), &viewer.session(), mail.into(), hour).await;
        Ok(match answer(set, viewer.language())? {
            Ok(()) => SetNotificationSettingsPayload {
                settings: Some(NotificationSettings { mail, digest_hour: hour }),
                user_errors: Vec::new(),
            },
            Err(user_errors) => SetNotificationSettingsPayload { settings: None, user_errors },
        })
    }
}

/// You were told something: fetch what you show.
pub struct NotificationEvent;

/// You were told something: fetch what you show.
#[Object]
impl NotificationEvent {
    /// How many notices you have not read now.
    async fn unread(&self, ctx: &Context<'_>) -> async_graphql::Result<u64> {
        let viewer = viewer(ctx)?;
        let unread = read_notices::unread(viewer.app(), &viewer.session()).await;
        Ok(found(unread, viewer.language())?.unwrap_or_default())
    }

    /// The newest notice.
    async fn latest(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Notification>> {
        let viewer = viewer(ctx)?;
        let page = read_notices::page(viewer.app(), &viewer.session(), false, None, 1).await;
        let (rows, _) = found(page, viewer.language())?.unwrap_or_default();
        Ok(rows.into_iter().next().map(Notification))
    }
}

/// Events about notices.
#[derive(Default)]
pub struct NoticeSubscriptions;

#[Subscription]
impl NoticeSubscriptions {
    /// You were told something new.
    async fn notified(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<impl Stream<Item = NotificationEvent> + use<>> {
        let viewer = viewer(ctx)?.clone();
        let person = viewer.session().person().0;
        let hub = ctx.data::<Hub>()?;
        Ok(hub.follow(
            viewer,
            |session| !session.bodies().is_empty(),
            move |_, told| told.topic == TOPIC && told.subject_id == person,
            |_| NotificationEvent,
        ))
    }
}
