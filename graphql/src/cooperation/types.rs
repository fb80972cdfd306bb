//! Body, cooperation, person, right, viewer: the rows of `app` in the shape of the API.

use super::codes::{Area, BodyKind, Land, Role};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::words;
use app::cooperation::list_bodies::{body, cooperation};
use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use domain::cooperation::{Grant as DomainGrant, Session};

/// A body that owns budget and decisions: municipality, association, county, pooled body.
pub struct Body(pub body::Model);

/// A body that owns budget and decisions: municipality, association, county, pooled body.
#[Object]
impl Body {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Body, self.0.id)
    }

    /// Official regional key of twelve digits.
    async fn ars(&self) -> &str {
        &self.0.ars
    }

    /// Official name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What kind of body it is.
    async fn kind(&self) -> Option<BodyKind> {
        self.0.kind.parse::<domain::cooperation::BodyKind>().ok().map(Into::into)
    }

    /// Land it lies in.
    async fn land(&self) -> Option<Land> {
        self.0.land.parse::<domain::cooperation::Land>().ok().map(Into::into)
    }

    /// Inhabitants.
    async fn population(&self) -> i64 {
        self.0.population
    }

    /// Day the inhabitants were counted for.
    async fn population_on(&self) -> NaiveDate {
        self.0.population_on
    }

    /// The body whose office acts for it; null: its own.
    async fn office_body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        match self.0.office_body_id {
            Some(office) => Loaders::of(ctx)?.body(office).await,
            None => Ok(None),
        }
    }
}

/// Bodies that work together.
pub struct Cooperation {
    pub row: cooperation::Model,
    pub members: Vec<i64>,
}

/// Bodies that work together.
#[Object]
impl Cooperation {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Cooperation, self.row.id)
    }

    /// Short stable code.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The member that leads it; null: none yet.
    async fn lead_body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        match self.row.lead_body_id {
            Some(body) => Loaders::of(ctx)?.body(body).await,
            None => Ok(None),
        }
    }

    /// Members of today.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn members(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Body>> {
        let loaders = Loaders::of(ctx)?;
        let bodies = self.members.iter().map(|id| loaders.body(*id));
        let bodies = futures::future::try_join_all(bodies).await?;
        Ok(bodies.into_iter().flatten().collect())
    }
}

/// A natural person.
pub struct Person {
    number: i64,
}

impl From<i64> for Person {
    fn from(number: i64) -> Self {
        Self { number }
    }
}

/// A natural person.
#[Object]
impl Person {
    /// Opaque global id, to assign tasks by.
    pub async fn id(&self) -> ID {
        node::id(Kind::Person, self.number)
    }

    /// Display name; null when the person was erased.
    async fn name(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        Loaders::of(ctx)?.name(self.number).await
    }
}

/// One right that counts today.
pub struct Grant(pub DomainGrant);

/// One right that counts today.
#[Object]
impl Grant {
    /// For which body.
    async fn body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.body.0).await
    }

    /// As what.
    async fn role(&self) -> Role {
        self.0.role.into()
    }

    /// The role in words.
    async fn role_title(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(words::role(self.0.role, crate::viewer::viewer(ctx)?.language()))
    }

    /// In which field of work.
    async fn area(&self) -> Area {
        self.0.area.into()
    }

    /// Whose right it is: your own, or that of somebody you stand in for.
    async fn holder(&self) -> Person {
        self.0.holder.0.into()
    }

    /// First day.
    async fn valid_from(&self) -> NaiveDate {
        self.0.valid_from
    }

    /// Last day.
    async fn valid_to(&self) -> NaiveDate {
        self.0.valid_to
    }
}

/// Who is signed in.
pub struct SignedIn(pub std::sync::Arc<Session>);

/// Who is signed in.
#[Object(name = "Viewer")]
impl SignedIn {
    /// The person.
    async fn person(&self) -> Person {
        self.0.person().0.into()
    }

    /// Display name.
    async fn name(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        Loaders::of(ctx)?.name(self.0.person().0).await
    }

    /// The local calendar day the rights were read for.
    async fn today(&self) -> NaiveDate {
        self.0.today()
    }

    /// Every right that counts today.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn grants(&self) -> Vec<Grant> {
        self.0.grants().iter().copied().map(Grant).collect()
    }
}
