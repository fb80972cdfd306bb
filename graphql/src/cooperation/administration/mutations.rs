//! Changing persons, rights, limits, master data and members.

use super::inputs::{
    AddMemberInput, ChangeBodyInput, ChangeCooperationInput, CreatePersonInput, DeactivatePersonInput,
    EndMembershipInput, GrantRoleInput, RevokeRoleInput, SetOrderingLimitInput,
};
use crate::cooperation::{Body, Person};
use crate::fault::{UserError, answer, salt};
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::cooperation::administration::create_person::{self, NewPerson};
use app::cooperation::administration::set_ordering_limit::{self, Limit};
use app::cooperation::administration::view_administration::cooperation_member;
use app::cooperation::administration::{change_body, change_members, deactivate_person, grant_role};
use async_graphql::{Context, ID, Object, SimpleObject};
use domain::cooperation::Grant;
use domain::ids::{BodyId, CooperationId, PersonId};

/// What adding a person gave.
#[derive(SimpleObject)]
pub struct CreatePersonPayload {
    /// The person; null when it was refused.
    person: Option<Person>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What changing master data gave.
#[derive(SimpleObject)]
pub struct ChangeBodyPayload {
    /// The body as it stands now; null when it was refused.
    body: Option<Body>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What a change of the administration gave. Read the administration again to see it.
#[derive(SimpleObject)]
pub struct AdministrationPayload {
    /// What to correct; empty: done.
    pub user_errors: Vec<UserError>,
}

impl AdministrationPayload {
    /// Nothing but what to correct.
    pub fn of<T>(answered: Result<T, Vec<UserError>>) -> Self {
        Self { user_errors: answered.err().unwrap_or_default() }
    }
}

pub fn body(id: &ID) -> BodyId {
    BodyId(node::number(Kind::Body, id))
}

fn person(id: &ID) -> PersonId {
    PersonId(node::number(Kind::Person, id))
}

fn cooperation(id: &ID) -> CooperationId {
    CooperationId(node::number(Kind::Cooperation, id))
}

/// Changes of persons, rights, limits, master data and members: leads of the body only.
#[derive(Default)]
pub struct AdministrationMutations;

#[Object]
impl AdministrationMutations {
    /// Adds a person to those a body knows. It may do nothing until a role is granted.
    async fn create_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The person.")] input: CreatePersonInput,
    ) -> async_graphql::Result<CreatePersonPayload> {
        let viewer = viewer(ctx)?;
        let language = viewer.language();
        let new = NewPerson {
            subject: &input.subject,
            display_name: &input.display_name,
            email: input.email.as_deref(),
            salt: salt(language)?,
        };
        let made = create_person::create(viewer.app(), &viewer.session(), body(&input.body_id), &new).await;
        Ok(match answer(made, language)? {
            Ok(PersonId(number)) => CreatePersonPayload { person: Some(number.into()), user_errors: Vec::new() },
            Err(user_errors) => CreatePersonPayload { person: None, user_errors },
        })
    }

    /// Takes every right for a body from a person at once; left without any right it can no longer sign in.
    async fn deactivate_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and for which body.")] input: DeactivatePersonInput,
    ) -> async_graphql::Result<AdministrationPayload> {
        let viewer = viewer(ctx)?;
        let (body, person) = (body(&input.body_id), person(&input.person_id));
        let done = deactivate_person::deactivate(viewer.app(), &viewer.session(), body, person).await;
        Ok(AdministrationPayload::of(answer(done, viewer.language())?))
    }

    /// Grants a right.
    async fn grant_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The right.")] input: GrantRoleInput,
    ) -> async_graphql::Result<AdministrationPayload> {
        let viewer = viewer(ctx)?;
        let new = Grant {
            body: body(&input.body_id),
            role: input.role.into(),
            area: input.area.into(),
            holder: person(&input.person_id),
            valid_from: input.valid_from,
            valid_to: input.valid_to,
        };
        let done = grant_role::grant(viewer.app(), &viewer.session(), new).await;
        Ok(AdministrationPayload::of(answer(done, viewer.language())?))
    }

    /// Ends a right; the last lead of a body cannot be removed.
    async fn revoke_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The right and its last day.")] input: RevokeRoleInput,
    ) -> async_graphql::Result<AdministrationPayload> {
        let viewer = viewer(ctx)?;
        let body = body(&input.body_id);
        let done = grant_role::revoke(viewer.app(), &viewer.session(), body, input.grant.0, input.last_on).await;
        Ok(AdministrationPayload::of(answer(done, viewer.language())?))
    }

    /// Sets or ends the power of a person to order payments.
    async fn set_ordering_limit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The power.")] input: SetOrderingLimitInput,
    ) -> async_graphql::Result<AdministrationPayload> {
        let viewer = viewer(ctx)?;
        let limit = Limit {
            body: body(&input.body_id),
            person: person(&input.person_id),
            limit_cents: input.limit.map(|money| money.0),
            valid_from: input.valid_from,
            valid_to: input.valid_to,
        };
        let done = set_ordering_limit::set(viewer.app(), &viewer.session(), limit).await;
        Ok(AdministrationPayload::of(answer(done, viewer.language())?))
    }

    /// Changes the master data of a body.
    async fn change_body(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What shall hold.")] input: ChangeBodyInput,
    ) -> async_graphql::Result<ChangeBodyPayload> {
        let viewer = viewer(ctx)?;
        let data = change_body::MasterData {
            name: &input.name,
            population: input.population.0,
            population_on: input.population_on,
            office: input.office_body_id.as_ref().map(body),
        };
        let done = change_body::change(viewer.app(), &viewer.session(), body(&input.body_id), &data).await;
        Ok(match answer(done, viewer.language())? {
            Ok(row) => ChangeBodyPayload { body: Some(Body(row)), user_errors: Vec::new() },
            Err(user_errors) => ChangeBodyPayload { body: None, user_errors },
        })
    }

    /// Changes name and leading body of a cooperation.
    async fn change_cooperation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What shall hold.")] input: ChangeCooperationInput,
    ) -> async_graphql::Result<AdministrationPayload> {
        let viewer = viewer(ctx)?;
        let (id, lead) = (cooperation(&input.cooperation_id), input.lead_body_id.as_ref().map(body));
        let done = change_members::change(viewer.app(), &viewer.session(), id, &input.name, lead).await;
        Ok(AdministrationPayload::of(answer(done, viewer.language())?))
    }

    /// Adds a member to a cooperation.
    async fn add_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The membership.")] input: AddMemberInput,
    ) -> async_graphql::Result<AdministrationPayload> {
        let viewer = viewer(ctx)?;
        let member = cooperation_member::Model {
            cooperation_id: cooperation(&input.cooperation_id).0,
            body_id: body(&input.body_id).0,
            valid_from: input.valid_from,
            valid_to: input.valid_to,
        };
        let done = change_members::add(viewer.app(), &viewer.session(), member, &input.source).await;
        Ok(AdministrationPayload::of(answer(done, viewer.language())?))
    }

    /// Ends a membership of a cooperation.
    async fn end_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The membership and its last day.")] input: EndMembershipInput,
    ) -> async_graphql::Result<AdministrationPayload> {
        let viewer = viewer(ctx)?;
        let (id, body) = (cooperation(&input.cooperation_id), body(&input.body_id));
        let session = viewer.session();
        let done = change_members::end(viewer.app(), &session, id, body, input.last_on, &input.source).await;
        Ok(AdministrationPayload::of(answer(done, viewer.language())?))
    }
}
