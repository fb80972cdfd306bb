//! `caseChanged`: something happened in a case you look at.

use super::case::Case;
use crate::fault::refused;
use crate::hub::Hub;
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::efile::share_case;
use async_graphql::{Context, ID, Object, Subscription};
use domain::ids::CaseId;
use futures::Stream;

/// Something happened in a case: fetch what you show.
pub struct CaseEvent {
    case: i64,
    /// Topic, number of the thing and its version; none: events were missed.
    told: Option<(String, i64, i64)>,
}

/// Something happened in a case: fetch what you show.
#[Object]
impl CaseEvent {
    /// True when events were missed: fetch the whole case again.
    async fn refetch(&self) -> bool {
        self.told.is_none()
    }

    /// The case.
    async fn case_id(&self) -> ID {
        node::id(Kind::Case, self.case)
    }

    /// The thing that changed: the case itself, one of its tasks, or an incident.
    async fn subject_id(&self) -> Option<ID> {
        let (topic, number, _) = self.told.as_ref()?;
        let kind = match topic.as_str() {
            "TASK" => Kind::Task,
            "INCIDENT" => Kind::Incident,
            _ => Kind::Case,
        };
        Some(node::id(kind, *number))
    }

    /// Its version after the change.
    async fn version(&self) -> Option<i64> {
        self.told.as_ref().map(|(_, _, version)| *version)
    }

    /// The case as it stands now, read with the rights of now.
    async fn case(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Case>> {
        Loaders::of(ctx)?.case(self.case).await
    }
}

/// Events about cases.
#[derive(Default)]
pub struct CaseSubscriptions;

#[Subscription]
impl CaseSubscriptions {
    /// The case, one of its tasks or one of its incidents changed. Ends when you lose the last right for its body or
    /// for the party through which you read it.
    async fn case_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case.")] id: ID,
    ) -> async_graphql::Result<impl Stream<Item = CaseEvent> + use<>> {
        let viewer = viewer(ctx)?.clone();
        let number = node::number(Kind::Case, &id);
        let through = share_case::read_through(viewer.app(), &viewer.session(), CaseId(number)).await;
        let Some(through) = Loaders::of(ctx)?.found(through)? else {
            return Err(refused("NOT_FOUND", viewer.language()));
        };
        let hub = ctx.data::<Hub>()?;
        Ok(hub.follow(
            viewer,
            move |session| session.bodies().iter().any(|body| through.contains(body)),
            move |_, told| told.case.0 == number,
            move |told| CaseEvent { case: number, told: told.map(|a| (a.topic.clone(), a.subject_id, a.version)) },
        ))
    }
}
