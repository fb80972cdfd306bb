//! The administration of a body as the API shows it.

use crate::cooperation::{Area, Body, Person, Role};
use crate::efile::Case;
use crate::loaders::Loaders;
use crate::scalars::{Money, RowNumber};
use crate::viewer::viewer;
use crate::words;
use app::cooperation::administration::view_administration::{View, cooperation_member, ordering_limit, person};
use async_graphql::{Context, Object};
use chrono::{DateTime, NaiveDate, Utc};
use domain::cooperation::Grant;

/// Persons, rights and limits of one body.
pub struct Administration(pub View);

/// Persons, rights and limits of one body.
#[Object]
impl Administration {
    /// The body.
    async fn body(&self) -> Body {
        Body(self.0.body.clone())
    }

    /// Whether you may change anything here.
    async fn may_change(&self) -> bool {
        self.0.may_change
    }

    /// Persons the body knows.
    #[graphql(complexity = "50 * child_complexity + 1")]
    async fn persons(&self) -> Vec<AdministeredPerson> {
        let of = |(row, name): &(person::Model, Option<String>)| AdministeredPerson {
            row: row.clone(),
            name: name.clone(),
            grants: self.0.grants.iter().filter(|(_, g)| g.holder.0 == row.id).copied().collect(),
            limits: self.0.limits.iter().filter(|l| l.person_id == row.id).cloned().collect(),
        };
        self.0.persons.iter().map(of).collect()
    }

    /// The case every change is journalled in: its history says who changed what. Null: nothing was changed yet.
    async fn record(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Case>> {
        match self.0.record {
            Some(case) => Loaders::of(ctx)?.case(case.0).await,
            None => Ok(None),
        }
    }
}

/// A person as administrators see it.
pub struct AdministeredPerson {
    row: person::Model,
    name: Option<String>,
    grants: Vec<(i64, Grant)>,
    limits: Vec<ordering_limit::Model>,
}

/// A person as administrators see it.
#[Object]
impl AdministeredPerson {
    /// The person.
    async fn person(&self) -> Person {
        self.row.id.into()
    }

    /// Name; null: erased.
    async fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Sign-in name: the subject of its token.
    async fn subject(&self) -> &str {
        &self.row.subject
    }

    /// Since when it can no longer sign in; null: it can.
    async fn deactivated_at(&self) -> Option<DateTime<Utc>> {
        self.row.deactivated_at.or(self.row.erased_at)
    }

    /// Its rights for the body, past and future ones too.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn grants(&self) -> Vec<RoleGrant> {
        self.grants.iter().map(|(number, grant)| RoleGrant { number: *number, grant: *grant }).collect()
    }

    /// Its powers to order payments for the body, past and future ones too.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn limits(&self) -> Vec<OrderingLimit> {
        self.limits.iter().cloned().map(OrderingLimit).collect()
    }
}

/// A dated right.
pub struct RoleGrant {
    number: i64,
    grant: Grant,
}

/// A dated right.
#[Object]
impl RoleGrant {
    /// Its number, to revoke it by.
    async fn number(&self) -> RowNumber {
        RowNumber(self.number)
    }

    /// As what.
    async fn role(&self) -> Role {
        self.grant.role.into()
    }

    /// The role in words.
    async fn role_title(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(words::role(self.grant.role, viewer(ctx)?.language()))
    }

    /// In which field of work.
    async fn area(&self) -> Area {
        self.grant.area.into()
    }

    /// The field of work in words.
    async fn area_title(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(words::area(self.grant.area, viewer(ctx)?.language()))
    }

    /// First day.
    async fn valid_from(&self) -> NaiveDate {
        self.grant.valid_from
    }

    /// Last day.
    async fn valid_to(&self) -> NaiveDate {
        self.grant.valid_to
    }

    /// Whether it counts today.
    async fn counts_today(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        let today = viewer(ctx)?.session().today();
        Ok(self.grant.valid_from <= today && today <= self.grant.valid_to)
    }
}

/// A written power to order payments.
pub struct OrderingLimit(ordering_limit::Model);

/// A written power to order payments.
#[Object]
impl OrderingLimit {
    /// Up to this gross amount.
    async fn limit(&self) -> Money {
        Money(self.0.limit_cents)
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

/// A dated membership of a cooperation.
pub struct Membership(pub cooperation_member::Model);

/// A dated membership of a cooperation.
#[Object]
impl Membership {
    /// The member.
    async fn body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.body_id).await
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
