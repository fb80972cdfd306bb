//! `workListChanged`: a task of one of your bodies was opened or changed.

use super::types::Task;
use crate::hub::Hub;
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use async_graphql::{Context, ID, Object, Subscription};
use domain::ids::BodyId;
use futures::Stream;

/// Something happened to a task: fetch what you show.
pub struct WorkListEvent {
    /// None: events were missed.
    pub told: Option<(i64, i64)>,
}

/// Something happened to a task: fetch what you show.
#[Object]
impl WorkListEvent {
    /// True when events were missed: fetch the whole list again. The other fields are null then.
    async fn refetch(&self) -> bool {
        self.told.is_none()
    }

    /// The task that changed.
    async fn task_id(&self) -> Option<ID> {
        self.told.map(|(task, _)| node::id(Kind::Task, task))
    }

    /// Its version after the change; what you hold already may be newer.
    async fn version(&self) -> Option<i64> {
        self.told.map(|(_, version)| version)
    }

    /// The task as it stands now, read with the rights of now.
    async fn task(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Task>> {
        match self.told {
            Some((task, _)) => Loaders::of(ctx)?.task(task).await,
            None => Ok(None),
        }
    }
}

/// Events about tasks.
#[derive(Default)]
pub struct TaskSubscriptions;

#[Subscription]
impl TaskSubscriptions {
    /// A task of one of your bodies was opened, taken, given back, changed or closed. It is told whatever list it
    /// stood in, because a task that leaves a list has to be told too.
    async fn work_list_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of these bodies; left out: of all you have a right for.")] body_ids: Option<Vec<ID>>,
    ) -> async_graphql::Result<impl Stream<Item = WorkListEvent> + use<>> {
        let viewer = viewer(ctx)?.clone();
        let wanted: Option<Vec<BodyId>> =
            body_ids.map(|ids| ids.iter().map(|id| BodyId(node::number(Kind::Body, id))).collect());
        let hub = ctx.data::<Hub>()?;
        Ok(hub.follow(
            viewer,
            |session| !session.bodies().is_empty(),
            move |session, told| {
                let fits = told.topic == "TASK" && wanted.as_ref().is_none_or(|ids| ids.contains(&told.body));
                fits && session.bodies().contains(&told.body)
            },
            |told| WorkListEvent { told: told.map(|a| (a.subject_id, a.version)) },
        ))
    }
}
