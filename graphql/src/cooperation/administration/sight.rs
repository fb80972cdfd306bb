//! "What may this person see?"

use crate::cooperation::{Body, Grant, Person};
use crate::loaders::Loaders;
use app::cooperation::administration::preview_sight::{self, Lane};
use async_graphql::{Context, Object};
use chrono::NaiveDate;

/// What a person may see on a day, of the bodies you administer.
pub struct Sight(pub preview_sight::Sight);

/// What a person may see on a day, of the bodies you administer.
#[Object]
impl Sight {
    /// Whose sight it is.
    async fn person(&self) -> Person {
        self.0.person.0.into()
    }

    /// On which day.
    async fn on(&self) -> NaiveDate {
        self.0.on
    }

    /// Rights of that day: its own, and those of whom it stands in for.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn grants(&self) -> Vec<Grant> {
        self.0.grants.iter().copied().map(Grant).collect()
    }

    /// Bodies it sees anything of.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn bodies(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Body>> {
        let loaders = Loaders::of(ctx)?;
        let bodies = futures::future::try_join_all(self.0.bodies.iter().map(|b| loaders.body(b.0))).await?;
        Ok(bodies.into_iter().flatten().collect())
    }

    /// How many tasks stand open to it now, by body and role.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn lanes(&self) -> Vec<SightLane<'_>> {
        self.0.lanes.iter().map(SightLane).collect()
    }
}

/// Tasks of one body that are open to one role of the person.
pub struct SightLane<'a>(&'a Lane);

/// Tasks of one body that are open to one role of the person.
#[Object]
impl SightLane<'_> {
    /// The right that opens them.
    async fn grant(&self) -> Grant {
        Grant(self.0.grant)
    }

    /// Open, held by nobody, not kept from it by four eyes.
    async fn unassigned(&self) -> i64 {
        self.0.counts.unassigned
    }

    /// Of these, past their due date on that day.
    async fn overdue(&self) -> i64 {
        self.0.counts.overdue
    }
}
