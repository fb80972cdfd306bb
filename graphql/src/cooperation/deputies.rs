//! Deputies and absences.

use super::codes::{Area, Role};
use super::types::{Body, Person};
use crate::fault::{UserError, answer};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::cooperation::set_absence::{self, absence};
use app::cooperation::set_deputy::{self, deputyship};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use domain::cooperation as domain_cooperation;
use domain::ids::{AbsenceId, BodyId, DeputyshipId, PersonId};

/// A dated deputyship: somebody acts for somebody, with all rights or parts of them.
pub struct Deputyship {
    row: deputyship::Model,
    lent: domain_cooperation::Extent,
}

/// A dated deputyship: somebody acts for somebody, with all rights or parts of them.
#[Object]
impl Deputyship {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Deputyship, self.row.id)
    }

    /// Who is represented.
    async fn principal(&self) -> Person {
        self.row.principal_id.into()
    }

    /// Who acts.
    async fn deputy(&self) -> Person {
        self.row.deputy_id.into()
    }

    /// First day.
    async fn valid_from(&self) -> NaiveDate {
        self.row.valid_from
    }

    /// Last day.
    async fn valid_to(&self) -> NaiveDate {
        self.row.valid_to
    }

    /// Only for these bodies; empty: for all the principal works for.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn bodies(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Body>> {
        let loaders = Loaders::of(ctx)?;
        let bodies = futures::future::try_join_all(self.lent.bodies.iter().map(|b| loaders.body(b.0))).await?;
        Ok(bodies.into_iter().flatten().collect())
    }

    /// Only these roles; empty: all the principal has.
    async fn roles(&self) -> Vec<Role> {
        self.lent.roles.iter().copied().map(Into::into).collect()
    }

    /// Only these fields of work; empty: all.
    async fn areas(&self) -> Vec<Area> {
        self.lent.areas.iter().copied().map(Into::into).collect()
    }

    /// Who set it; null: set up with the person.
    async fn set_by(&self) -> Option<Person> {
        self.row.set_by.map(Into::into)
    }
}

/// An absence: from when to when, never why.
pub struct Absence(absence::Model);

/// An absence: from when to when, never why.
#[Object]
impl Absence {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Absence, self.0.id)
    }

    /// Who is away.
    async fn person(&self) -> Person {
        self.0.person_id.into()
    }

    /// First day.
    async fn valid_from(&self) -> NaiveDate {
        self.0.valid_from
    }

    /// Last day.
    async fn valid_to(&self) -> NaiveDate {
        self.0.valid_to
    }

    /// Who entered it.
    async fn set_by(&self) -> Person {
        self.0.set_by.into()
    }
}

/// Let somebody act for you, or, as a lead, for somebody of a body you lead.
#[derive(InputObject)]
pub struct SetDeputyInput {
    /// Who is represented; left out: you.
    principal_id: Option<ID>,
    /// Who acts.
    deputy_id: ID,
    /// First day.
    valid_from: NaiveDate,
    /// Last day; at most two years later.
    valid_to: NaiveDate,
    /// Only for these bodies; left out: for all (a lead: all it leads).
    body_ids: Option<Vec<ID>>,
    /// Only these roles; left out: all.
    roles: Option<Vec<Role>>,
    /// Only these fields of work; left out: all.
    areas: Option<Vec<Area>>,
}

/// End a deputyship now.
#[derive(InputObject)]
pub struct EndDeputyInput {
    /// The deputyship.
    id: ID,
}

/// Say that you, or somebody of a body you lead, are away.
#[derive(InputObject)]
pub struct SetAbsenceInput {
    /// Who is away; left out: you.
    person_id: Option<ID>,
    /// First day.
    valid_from: NaiveDate,
    /// Last day; at most two years later.
    valid_to: NaiveDate,
}

/// End an absence now.
#[derive(InputObject)]
pub struct EndAbsenceInput {
    /// The absence.
    id: ID,
}

/// What setting a deputy gave.
#[derive(SimpleObject)]
pub struct SetDeputyPayload {
    /// The deputyship; null when it was refused.
    deputyship: Option<Deputyship>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What entering an absence gave.
#[derive(SimpleObject)]
pub struct SetAbsencePayload {
    /// The absence; null when it was refused.
    absence: Option<Absence>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What ending a deputyship gave.
#[derive(SimpleObject)]
pub struct EndDeputyPayload {
    /// The id that was sent; null when it was refused.
    ended_id: Option<ID>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What ending an absence gave.
#[derive(SimpleObject)]
pub struct EndAbsencePayload {
    /// The id that was sent; null when it was refused.
    ended_id: Option<ID>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

async fn deputyships(ctx: &Context<'_>) -> async_graphql::Result<Vec<Deputyship>> {
    let viewer = viewer(ctx)?;
    let loaders = Loaders::of(ctx)?;
    let rows = loaders.found(set_deputy::list(viewer.app(), &viewer.session()).await)?.unwrap_or_default();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(read) = loaders.found(set_deputy::read(&row))? {
            all.push(Deputyship { row, lent: read.extent });
        }
    }
    Ok(all)
}

async fn absences(ctx: &Context<'_>) -> async_graphql::Result<Vec<Absence>> {
    let viewer = viewer(ctx)?;
    let rows = set_absence::list(viewer.app(), &viewer.session()).await;
    let rows = Loaders::of(ctx)?.found(rows)?.unwrap_or_default();
    Ok(rows.into_iter().map(Absence).collect())
}

/// A deputyship the viewer may see.
pub async fn deputyship(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Deputyship>> {
    Ok(deputyships(ctx).await?.into_iter().find(|d| d.row.id == number))
}

/// An absence the viewer may see.
pub async fn absence(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Absence>> {
    Ok(absences(ctx).await?.into_iter().find(|a| a.0.id == number))
}

/// Queries about deputies and absences.
#[derive(Default)]
pub struct DeputyQueries;

#[Object]
impl DeputyQueries {
    /// Deputyships that have not ended: of you, for you, and of the people of bodies you lead.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn deputyships(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Deputyship>> {
        deputyships(ctx).await
    }

    /// Absences that have not ended: yours, and those of the people of bodies you lead.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn absences(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Absence>> {
        absences(ctx).await
    }
}

/// Verbs on deputies and absences.
#[derive(Default)]
pub struct DeputyMutations;

#[Object]
impl DeputyMutations {
    /// Lets somebody act for you, or for somebody of a body you lead, from a day to a day.
    async fn set_deputy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who acts for whom, when, with which rights.")] input: SetDeputyInput,
    ) -> async_graphql::Result<SetDeputyPayload> {
        let viewer = viewer(ctx)?;
        let session = viewer.session();
        let person = |id: &ID| PersonId(node::number(Kind::Person, id));
        let bodies = input.body_ids.unwrap_or_default();
        let wanted = domain_cooperation::Deputyship {
            principal: input.principal_id.as_ref().map_or(session.person(), person),
            deputy: person(&input.deputy_id),
            extent: domain_cooperation::Extent {
                bodies: bodies.iter().map(|id| BodyId(node::number(Kind::Body, id))).collect(),
                roles: input.roles.unwrap_or_default().into_iter().map(Into::into).collect(),
                areas: input.areas.unwrap_or_default().into_iter().map(Into::into).collect(),
            },
            valid_from: input.valid_from,
            valid_to: input.valid_to,
        };
        let set = set_deputy::set(viewer.app(), &session, wanted).await;
        Ok(match answer(set, viewer.language())? {
            Ok(id) => SetDeputyPayload { deputyship: deputyship(ctx, id.0).await?, user_errors: Vec::new() },
            Err(user_errors) => SetDeputyPayload { deputyship: None, user_errors },
        })
    }

    /// Ends a deputyship now.
    async fn end_deputy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: EndDeputyInput,
    ) -> async_graphql::Result<EndDeputyPayload> {
        let viewer = viewer(ctx)?;
        let number = DeputyshipId(node::number(Kind::Deputyship, &input.id));
        let ended = set_deputy::end(viewer.app(), &viewer.session(), number).await;
        Ok(match answer(ended, viewer.language())? {
            Ok(()) => EndDeputyPayload { ended_id: Some(input.id), user_errors: Vec::new() },
            Err(user_errors) => EndDeputyPayload { ended_id: None, user_errors },
        })
    }

    /// Says that you, or somebody of a body you lead, are away: who stands in finds the tasks in its own list.
    async fn set_absence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who is away, when.")] input: SetAbsenceInput,
    ) -> async_graphql::Result<SetAbsencePayload> {
        let viewer = viewer(ctx)?;
        let session = viewer.session();
        let person = input.person_id.map_or(session.person(), |id| PersonId(node::number(Kind::Person, &id)));
        let set = set_absence::set(viewer.app(), &session, person, input.valid_from, input.valid_to).await;
        Ok(match answer(set, viewer.language())? {
            Ok(id) => SetAbsencePayload { absence: absence(ctx, id.0).await?, user_errors: Vec::new() },
            Err(user_errors) => SetAbsencePayload { absence: None, user_errors },
        })
    }

    /// Ends an absence now.
    async fn end_absence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: EndAbsenceInput,
    ) -> async_graphql::Result<EndAbsencePayload> {
        let viewer = viewer(ctx)?;
        let number = AbsenceId(node::number(Kind::Absence, &input.id));
        let ended = set_absence::end(viewer.app(), &viewer.session(), number).await;
        Ok(match answer(ended, viewer.language())? {
            Ok(()) => EndAbsencePayload { ended_id: Some(input.id), user_errors: Vec::new() },
            Err(user_errors) => EndAbsencePayload { ended_id: None, user_errors },
        })
    }
}
