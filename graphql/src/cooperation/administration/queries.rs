//! Reading the administration of a body.

use super::rules::{RuleChange, RuleRecord};
use super::sight::Sight;
use super::types::{Administration, Membership};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::cooperation::administration::{change_members, preview_sight, view_administration};
use app::procurement::change_rules;
use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use domain::ids::{BodyId, CooperationId, PersonId};

/// Queries about administration.
#[derive(Default)]
pub struct AdministrationQueries;

#[Object]
impl AdministrationQueries {
    /// Persons, rights and limits of a body; null unless you lead, audit or supervise it.
    #[graphql(complexity = "child_complexity + 20")]
    async fn administration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] body_id: ID,
    ) -> async_graphql::Result<Option<Administration>> {
        let viewer = viewer(ctx)?;
        let body = BodyId(node::number(Kind::Body, &body_id));
        let view = view_administration::view(viewer.app(), &viewer.session(), body).await;
        Ok(Loaders::of(ctx)?.found(view)?.map(Administration))
    }

    /// What a person may see on a day, of the bodies you administer; null for somebody they do not know.
    #[graphql(complexity = "child_complexity + 50")]
    async fn sight(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] person_id: ID,
        #[graphql(desc = "On which day; today when left out.")] on: Option<NaiveDate>,
    ) -> async_graphql::Result<Option<Sight>> {
        let viewer = viewer(ctx)?;
        let person = PersonId(node::number(Kind::Person, &person_id));
        let session = viewer.session();
        let sight = preview_sight::preview(viewer.app(), &session, person, on.unwrap_or(session.today())).await;
        Ok(Loaders::of(ctx)?.found(sight)?.map(Sight))
    }

    /// Memberships of a cooperation one of your bodies belongs to, past and future ones too.
    #[graphql(complexity = "20 * child_complexity + 5")]
    async fn memberships(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which cooperation.")] cooperation_id: ID,
    ) -> async_graphql::Result<Vec<Membership>> {
        let viewer = viewer(ctx)?;
        let id = CooperationId(node::number(Kind::Cooperation, &cooperation_id));
        let rows = change_members::list(viewer.app(), &viewer.session(), id).await;
        Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().map(Membership).collect())
    }

    /// Rules of procurement law as they hold for a body of yours, past and future ones too.
    #[graphql(complexity = "50 * child_complexity + 5")]
    async fn procurement_rules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For which body.")] body_id: ID,
    ) -> async_graphql::Result<Vec<RuleRecord>> {
        let viewer = viewer(ctx)?;
        let body = BodyId(node::number(Kind::Body, &body_id));
        let rules = change_rules::list(viewer.app(), &viewer.session(), body).await;
        Ok(Loaders::of(ctx)?.found(rules)?.unwrap_or_default().into_iter().map(RuleRecord).collect())
    }

    /// Proposals to change the rules of a body of yours, newest first.
    #[graphql(complexity = "20 * child_complexity + 5")]
    async fn rule_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which body.")] body_id: ID,
    ) -> async_graphql::Result<Vec<RuleChange>> {
        let viewer = viewer(ctx)?;
        let body = BodyId(node::number(Kind::Body, &body_id));
        let changes = change_rules::proposals(viewer.app(), &viewer.session(), body).await;
        Ok(Loaders::of(ctx)?.found(changes)?.unwrap_or_default().into_iter().map(RuleChange).collect())
    }
}
