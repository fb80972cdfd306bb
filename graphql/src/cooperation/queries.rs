//! Reading who is signed in, bodies and cooperations.

use super::types::{Body, Cooperation, Person, SignedIn};
use crate::loaders::Loaders;
use crate::viewer::viewer;
use app::cooperation::list_bodies;
use async_graphql::{Context, Object};
use domain::ids::PersonId;

/// Queries about who works together.
#[derive(Default)]
pub struct CooperationQueries;

#[Object]
impl CooperationQueries {
    /// Who is signed in, with the rights of this moment.
    async fn viewer(&self, ctx: &Context<'_>) -> async_graphql::Result<SignedIn> {
        Ok(SignedIn(viewer(ctx)?.session()))
    }

    /// Bodies you have any right for, by official key.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn bodies(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Body>> {
        let viewer = viewer(ctx)?;
        let session = viewer.session();
        let ids: Vec<_> = session.bodies().iter().map(|b| b.0).collect();
        let rows = list_bodies::by_ids(viewer.app(), &session, &ids).await;
        let rows = Loaders::of(ctx)?.found(rows)?.unwrap_or_default();
        Ok(rows.into_iter().map(Body).collect())
    }

    /// Cooperations your bodies belong to today.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn cooperations(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Cooperation>> {
        all_own(ctx).await
    }
}

async fn all_own(ctx: &Context<'_>) -> async_graphql::Result<Vec<Cooperation>> {
    let viewer = viewer(ctx)?;
    let rows = list_bodies::own_cooperations(viewer.app(), &viewer.session()).await;
    let rows = Loaders::of(ctx)?.found(rows)?.unwrap_or_default();
    Ok(rows.into_iter().map(|(row, members)| Cooperation { row, members }).collect())
}

/// One of them.
pub async fn own(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Cooperation>> {
    Ok(all_own(ctx).await?.into_iter().find(|c| c.row.id == number))
}

/// A person who has to do with a body the viewer serves.
pub async fn person(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Person>> {
    let viewer = viewer(ctx)?;
    let knows = list_bodies::knows(viewer.app(), &viewer.session(), PersonId(number)).await;
    let known = Loaders::of(ctx)?.found(knows)?.unwrap_or_default();
    Ok(known.then(|| number.into()))
}
